return {
    text = "Where three roads meet lies a stone, grey and warm, as if somebody slept beneath it.\n\n"
        .. "“Nobody has come by in a long time,” says the stone. <b>“What do they call you, good traveller?”</b>\n\n"
        .. "<i>Type your hero's name.</i>",
    letters = "The stone frowns: a name is letters, Russian or Latin, and at the most a hyphen in the middle.",
    taken = "“We have one of those,” grumbles the stone. “Think of another name.”",
}
