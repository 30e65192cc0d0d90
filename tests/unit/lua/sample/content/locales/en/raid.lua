return { text = "Raid: {n} {name}", join = "Join", off = "Off", taken = "There is one" }
