return {
    hello = "<b>Vasilisa</b>\n\n“Ah, {name}. I sewed that straw man myself, so be gentle. "
        .. "You are going to the forest, aren't you? They all are.”",
    waits = "<b>Vasilisa</b>\n\n“Well, how is the forest? It has not grown quieter.”\n",
    thanks = "<b>Vasilisa</b>\n\n“At last we can sleep. Come whenever you like: the gate is not locked for you.”",
    ask = "What troubles you?",
    ["plea.text"] = "“Winter has not begun, and the wolves are at our fence already. Drive off three of them, and the rest "
        .. "will understand. I will pay: I do not ask for gifts.”",
    ["plea.help"] = "🐺 I will help",
    agreed = "“Good,” says Vasilisa, and for the first time she looks you in the eye.",
    paid = "Vasilisa counts out the coins: <b>{n}</b>. They are warm.",
}
