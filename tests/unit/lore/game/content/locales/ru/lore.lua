return { waiting = "…", plain = "Вещь как вещь.", hero = "{name} ещё никем не воспет." }
