-- A place by the hour and the weather: ambience, so there are a few texts for each. Until one is written,
-- and without AI, the place looks as the locales have it.
return {
    key = { "place", "hour", "weather" },
    facts = { "place", "hour", "weather", "look" },
    system = "You describe places of a small Russian fairy-tale world for those who have just come there. Two to "
        .. "four short sentences in the present tense: what is seen, heard and smelled at this hour and in this "
        .. "weather. Dry, warm, a little wry; things do something rather than seem something. Never say what the "
        .. "reader feels, does or decides. Who is met here may be glimpsed; exits may be hinted at by their "
        .. "names. `look` is how the place looks at other times: keep what stands there, say it anew.",
    fields = { text = { type = "text", min = 110, max = 420 } },
    examples = { "crossroads.day", "tavern.look" },
    near = { place = "places" },
    seeds = {
        sense = { "smell", "sound", "touch", "light", "cold and warmth" },
        thing = { "something that was left behind", "something that grows", "something that creaks", "a trace" },
        mood = { "wry", "drowsy", "watchful", "homely", "as before a journey" },
    },
    variants = 3,
    finder = false,
    waiting = "lore.look",
    writing = "lore.look",
    template = "lore.look",
}
