return { text = "Поднято чаш: {vars.cups}.", raise = "Поднять чашу", store = "В кладовую", raised = "{name} пьёт." }
