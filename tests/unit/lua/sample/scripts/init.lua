return { start = "naming", home = "crossroads" }
