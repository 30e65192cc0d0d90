return {
    sword = "The sword Kladenets",
    ["sword.about"] = "It lay under the oak for a hundred years and has no rust.",
    cap = "A quilted cap",
    ["cap.about"] = "Seven layers of cloth and one patch.",
}
