-- What heroes did, for the singer: a page a day, and on it the first few deeds. So a page that is full is only
-- read, however many heroes there are, and a song about seven days reads seven pages.
local DAY = 86400
local DAYS = 7
local DEEDS_MAX = 4
local KEPT_DAYS = 9 -- from a page's first deed: it is sung of until the end of the seventh day after its own

local M = {}

local function page_of(ctx, day)
    return ctx:get("chronicle", ("%d"):format(day))
end

--- Notes a deed of the turn's player: "sword", "winter" or "level".
function M.note(ctx, what)
    local page = page_of(ctx, ctx.now // DAY)
    if ctx.player.name and #page.deeds < DEEDS_MAX then
        if #page.deeds == 0 then
            ctx:after(KEPT_DAYS * DAY, "chronicle.over", page)
        end
        page.deeds[#page.deeds + 1] = { by = ctx.player.id, name = ctx.player.name, what = what }
    end
end

--- The deeds of the seven days before today, oldest first. They change no more.
function M.week(ctx)
    local deeds, today = {}, ctx.now // DAY
    for day = today - DAYS, today - 1 do
        for _, deed in ipairs(page_of(ctx, day).deeds) do
            deeds[#deeds + 1] = deed
        end
    end
    return deeds, today
end

--- Takes a player's deeds off all pages that there are.
function M.forget(ctx, id)
    local today = ctx.now // DAY
    for day = today - KEPT_DAYS, today do
        local page, left = page_of(ctx, day), {}
        for _, deed in ipairs(page.deeds) do
            if deed.by ~= id then
                left[#left + 1] = deed
            end
        end
        if #left < #page.deeds then
            page.deeds = left
        end
    end
end

return M
