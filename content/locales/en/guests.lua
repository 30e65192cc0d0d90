return {
    carter = "a carter",
    ["carter.called"] = "Zhdan",
    ferryman = "a ferryman",
    ["ferryman.called"] = "Yeremey",
    potter = "a potter",
    ["potter.called"] = "Nekras",
    beekeeper = "a beekeeper",
    ["beekeeper.called"] = "Pakhom",
    tinker = "a tinker",
    ["tinker.called"] = "Tretyak",
}
