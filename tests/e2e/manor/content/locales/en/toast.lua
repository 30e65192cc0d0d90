return { text = "Cups raised: {vars.cups}.", raise = "Raise a cup", store = "To the store", raised = "{name} drinks." }
