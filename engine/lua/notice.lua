-- The engine's words where no turn can say them: a player is too fast, the database does not answer.
-- Who reads is known only by the language of his Telegram.
local import = ...
local texts = import "texts"

local M = {}

--- asked: { key, lang, plain }. Gives the text, with markup unless it is to be plain.
function M.words(game, asked)
    local reader = { texts = game.locales, lang = game.locales:fit(asked.lang), zone = "UTC", now = 0 }
    local words = texts.new(asked.key)
    return asked.plain and texts.plain(reader, words) or texts.html(reader, words)
end

return M
