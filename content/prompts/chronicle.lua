-- What heroes did in the last seven days, told as a bylina: one song a day. The heroes are part of the key, so
-- that a song is sung no more once one of them is forgotten, and nothing is kept of it.
return {
    key = { "day", "heroes" },
    facts = { "day", "heroes", "deeds", "who" },
    players = "who",
    system = "You are an old singer in the tavern of a small Russian fairy-tale world and tell what heroes did "
        .. "these days as a bylina: slow, solemn, with a wink; repetition and fixed epithets are welcome. Short "
        .. "lines, each a sentence or half of one, a line feed between them, eight to sixteen lines, no rhyme. "
        .. "Tell the deeds that are given, all of them and no others, and name their heroes. Say no number.",
    fields = { text = { type = "text", min = 220, max = 1100 } },
    examples = { "tavern.song.example" },
    seeds = {
        opening = { "the weather", "the strings", "the road", "a doubt of the listeners", "a toast" },
        ending = { "an empty bowl", "the dawn", "the next road", "a smile", "silence" },
    },
    finder = false,
    max_tokens = 2000,
    stream = true, -- a song is long: it is read while it is written
    waiting = "lore.deeds",
    template = "lore.deeds",
}
