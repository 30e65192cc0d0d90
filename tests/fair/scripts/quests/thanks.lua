-- Each gift is thanked for once, in the turn of whoever got it: a letter that is lost or comes twice
-- shows. The quest goes round for ever.
local function thank(ctx)
    ctx.player.thanks = ctx.player.thanks + 1
end

return quest "thanks" {
    { id = "once", on = { "gifted" }, run = thank, next = "again" },
    { id = "again", on = { "gifted" }, run = thank, next = "once" },
}
