-- The yard: eight hours of training. `when` is asked again at the tap, so that a second tap on an old
-- button cannot pay twice; stopping early pays exactly for the hours that have passed.
local places = require "places"

return scene "yard" {
    image = "yard.png",
    text = function(ctx)
        local job = ctx.player.training
        if not job then
            return ctx:t("yard.text", { look = places.look(ctx, "yard") })
        end
        return ctx:t("yard.training", { n = rules.training.gain(job, ctx.now), left = job.till - ctx.now })
    end,
    {
        id = "train",
        when = function(ctx)
            return not ctx.player.training
        end,
        run = function(ctx)
            ctx.player.training = { since = ctx.now, till = ctx:after("8h", "training.done", ctx.player) }
        end,
    },
    {
        id = "stop",
        when = function(ctx)
            return ctx.player.training
        end,
        run = function(ctx)
            local gain = rules.training.gain(ctx.player.training, ctx.now)
            ctx.player.strength, ctx.player.training = ctx.player.strength + gain, nil
            ctx:cancel("training.done", ctx.player)
            ctx:note("yard.done", { n = gain })
        end,
    },
    { id = "vasilisa", go = "vasilisa" },
}
