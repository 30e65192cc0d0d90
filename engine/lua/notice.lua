-- The engine's words where no turn can say them: a player is too fast, the database does not answer.
-- Who reads is known only by the language of his Telegram.
local import = ...
local texts = import "texts"

local M = {}

-- Words that an admin has given, HTML by language.
local function given(all, lang)
    return all[lang] or all[""] or all.en or select(2, next(all))
end

--- asked: { key, lang, plain }. Gives the text, with markup unless it is to be plain. `texts`: an admin's
--- own words for it.
function M.words(game, asked)
    local reader = { texts = game.locales, lang = game.locales:fit(asked.lang), zone = "UTC", now = 0 }
    local own = asked.texts and given(asked.texts, reader.lang)
    if own then
        return asked.plain and texts.strip(own) or own
    end
    local words = texts.new(asked.key)
    return asked.plain and texts.plain(reader, words) or texts.html(reader, words)
end

return M
