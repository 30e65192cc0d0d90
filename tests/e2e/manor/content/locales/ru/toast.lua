return {
  text = "Поднято чаш: {vars.cups}.", raise = "Поднять чашу", store = "В кладовую",
  purse = "{name}: золота {gold}.", raised = "{name} пьёт.",
}
