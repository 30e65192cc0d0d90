return {
    name = "Thing: {id}",
    again = "Again",
    looked = "Looked at.",
    waiting = "The scribe thinks…",
    template = "Just a thing.",
}
