return {
    yard = { exits = { "stone", "wood" }, lies = "cap" },
    stone = { exits = { "yard" }, lies = "sword" },
    wood = { exits = { "yard", "bridge" }, lies = "sword" },
    bridge = { exits = { "wood" }, lies = "sword" },
}
