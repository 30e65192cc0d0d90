return { text = "The gate of the fair. Here is your purse, and here are your swords.", enter = "Enter" }
