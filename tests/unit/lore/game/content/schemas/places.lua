return {
    exits = { type = "list", of = { type = "ref", of = "places" } },
    lies = { type = "ref", of = "items" },
    image = { type = "text", default = "place.png" },
}
