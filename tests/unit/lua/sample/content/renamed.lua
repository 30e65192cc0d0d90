return { scenes = { barn = "yard" }, timers = { ["training.end"] = "training.done" } }
