-- The language, the zone and the quiet hours are fields of the player like any others.
local HOURS = { evening = { from = 22, to = 8 }, night = { from = 0, to = 9 }, off = {} }

local function is_now(player, id)
    local now, set = player.quiet or {}, HOURS[id]
    return now.from == set.from and now.to == set.to
end

return scene "settings" {
    image = "book.png",
    {
        id = "lang",
        each = { "ru", "en" },
        when = function(ctx, lang)
            return ctx.player.lang ~= lang
        end,
        run = function(ctx, lang)
            ctx.player.lang = lang
        end,
    },
    {
        id = "quiet",
        each = { "evening", "night", "off" },
        when = function(ctx, id)
            return not is_now(ctx.player, id)
        end,
        run = function(ctx, id)
            local set = HOURS[id]
            ctx.player.quiet = set.from and { from = set.from, to = set.to } or nil
        end,
    },
    { id = "zone", go = "settings.zone" },
},
    scene "settings.zone" {
        image = "book.png",
        text = function(ctx)
            return ctx:t("settings.zone.text", { now = ctx.now })
        end,
        {
            id = "pick",
            each = {
                { id = "kaliningrad", zone = "Europe/Kaliningrad" },
                { id = "moscow", zone = "Europe/Moscow" },
                { id = "samara", zone = "Europe/Samara" },
                { id = "yekaterinburg", zone = "Asia/Yekaterinburg" },
                { id = "omsk", zone = "Asia/Omsk" },
                { id = "krasnoyarsk", zone = "Asia/Krasnoyarsk" },
                { id = "irkutsk", zone = "Asia/Irkutsk" },
                { id = "yakutsk", zone = "Asia/Yakutsk" },
                { id = "vladivostok", zone = "Asia/Vladivostok" },
                { id = "magadan", zone = "Asia/Magadan" },
                { id = "kamchatka", zone = "Asia/Kamchatka" },
                { id = "london", zone = "Europe/London" },
                { id = "berlin", zone = "Europe/Berlin" },
            },
            page = 6,
            run = function(ctx, place)
                ctx.player.zone = place.zone
            end,
        },
    }
