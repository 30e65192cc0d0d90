-- content/renamed.lua: saves keep old names; this leads players, timers and things to the new ones at the reload.
return { scenes = { barn = "yard" }, timers = { ["training.end"] = "training.done" }, items = { hatchet = "axe" } }
