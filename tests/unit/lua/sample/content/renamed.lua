return {
    scenes = { barn = "yard" },
    timers = { ["training.end"] = "training.done" },
    items = { hatchet = "cleaver", cleaver = "axe" },
}
