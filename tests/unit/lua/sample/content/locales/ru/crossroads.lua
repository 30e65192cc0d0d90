return {
    text = "Камень <b>{player.name}</b>",
    stone = "Надпись",
    read = "Читать",
    yard = "Двор",
    fight = "Бой",
    bag = "Сума",
    elder = "Староста",
    odd = "Странное",
}
