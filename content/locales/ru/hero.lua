return {
    text = "<b>{player.name}</b>\n\n❤️ Здоровье: <b>{hp}</b> из {most}\n💪 Сила: <b>{player.strength}</b>\n"
        .. "🗡 В руке: <b>{weapon}</b> (удар {power})\n⭐ Уровень: <b>{player.level}</b>, опыт {player.exp} из {next}\n"
        .. "🪙 Монеты: <b>{player.gold}</b>",
    found = "🪶 Открытия: <b>{n}</b>",
    bare = "ничего",
    level = "⭐ Ты стал опытнее: уровень <b>{n}</b>!",
    journal = "📜 Дневник",
    settings = "🌐 Язык",
}
