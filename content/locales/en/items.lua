return {
    sword = { other = "The Kladenets sword", acc = "the Kladenets sword" },
    ["sword.about"] = "It lay under the oak for longer than the oak has stood. It finds its mark by itself: just do not get in its way.",
    wolf_hide = { other = "Wolf hide", acc = "a wolf hide" },
    ["wolf_hide.about"] = "Grey, thick, smelling of snow. In town they would give more for it than you would ask.",
}
