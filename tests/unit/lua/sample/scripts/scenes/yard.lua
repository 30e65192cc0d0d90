return scene "yard" {
    text = function(ctx)
        local job = ctx.player.training
        if not job then
            return ctx:t("yard.text")
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
    {
        id = "wake",
        run = function(ctx)
            ctx.player.quiet = nil
        end,
    },
    {
        id = "late",
        run = function(ctx)
            ctx.player.quiet = { from = 25, to = 3 }
        end,
    },
}
