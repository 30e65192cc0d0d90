return {
  text = "Cups raised: {vars.cups}.", raise = "Raise a cup", store = "To the store",
  purse = "{name}: {gold} gold.", raised = "{name} drinks.",
}
