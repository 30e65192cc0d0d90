return {
    text = "Казна",
    boyar = "Стать боярином",
    ["boyar.about"] = "Титул навсегда для {player.name}",
    ["honey.small"] = "Малая бочка",
    ["honey.large"] = "Большая бочка",
    ["honey.about"] = "Мёд из Лукоморья",
    dear = "Вздорожать",
    fight = "Драка",
    broken = "Сломанное",
    ["broken.about"] = "Сломанный подарок",
    priceless = "Бесценное",
    ["priceless.about"] = "Бесценная вещь",
}
