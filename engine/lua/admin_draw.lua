-- How answers to admins are drawn: pieces that admin_show.lua and its parts share. A button's data is
-- "a.NAME.NUMBER", which admin.lua knows.
local import = ...
local texts = import "texts"

local M = {}

--- The first characters of a text, with an ellipsis where it was cut.
function M.head(words, most)
    local stop = utf8.len(words) and utf8.offset(words, most + 1)
    return stop and stop <= #words and words:sub(1, stop - 1) .. "…" or words
end

function M.button(T, key, args, name, id)
    return { text = T:plain(texts.new(key, args), T.asker), data = ("a.%s.%d"):format(name, id) }
end

function M.line(T, key, args)
    return T:html(texts.new(key, args), T.asker) -- in an act the turn's player is another
end

return M
