return {
    wolf = { other = "The grey wolf", acc = "the grey wolf" },
    ["wolf.about"] = "The wolf comes out from behind the windfall without haste, like a host to an uninvited guest. Its coat is "
        .. "the colour of last year's snow, and its eyes hold neither anger nor pity, only curiosity.",
}
