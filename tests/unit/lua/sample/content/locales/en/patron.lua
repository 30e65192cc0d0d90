return {
    text = "Treasury",
    boyar = "Become a boyar",
    ["boyar.about"] = "A title for ever for {player.name}",
    ["honey.small"] = "A small barrel",
    ["honey.large"] = "A large barrel",
    ["honey.about"] = "Honey of Lukomorye",
    dear = "Be dear",
    fight = "Fight",
    broken = "Broken",
    ["broken.about"] = "A broken gift",
    priceless = "Priceless",
    ["priceless.about"] = "A priceless thing",
}
