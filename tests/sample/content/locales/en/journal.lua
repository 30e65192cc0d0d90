return { empty = "You have promised nobody anything yet." }
