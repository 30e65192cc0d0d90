return {
    text = "<b>{player.name}</b>\n\n❤️ Health: <b>{hp}</b> of {most}\n💪 Strength: <b>{player.strength}</b>\n"
        .. "🗡 In hand: <b>{weapon}</b> (blow {power})\n⭐ Level: <b>{player.level}</b>, experience {player.exp} of {next}\n"
        .. "🪙 Coins: <b>{player.gold}</b>",
    found = "🪶 Seen first: <b>{n}</b>",
    bare = "nothing",
    level = "⭐ You have grown wiser: level <b>{n}</b>!",
    journal = "📜 Journal",
    settings = "🌐 Language",
}
