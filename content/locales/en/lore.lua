return {
    look = "{look}",
    about = "{about}",
    plea = "{plea}",
    deeds = "{deeds}",
    name = "{called}",
    unheard = "…",
}
