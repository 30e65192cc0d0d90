return { waiting = "…", plain = "A thing like any other.", hero = "Nobody has sung of {name} yet." }
