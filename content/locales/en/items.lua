return {
    sword = { other = "The Kladenets sword", acc = "the Kladenets sword" },
    ["sword.about"] = "It lay under the oak for longer than the oak has stood. It finds its mark by itself: just do not get in its way.",
    pie = { other = "Cabbage pie", acc = "a cabbage pie" },
    ["pie.about"] = "Still warm. The peddler swears that it is cabbage, and looks you straight in the eye.",
    cap = { other = "Quilted cap", acc = "a quilted cap" },
    ["cap.about"] = "Seven layers of cloth and one patch. A wolf gets his teeth into it and never down to the head.",
    wolf_hide = { other = "Wolf hide", acc = "a wolf hide" },
    ["wolf_hide.about"] = "Grey, thick, smelling of snow. In town they would give more for it than you would ask.",
}
