return {
    about = { type = "key" },
    place = { type = "ref", of = "places" },
}
