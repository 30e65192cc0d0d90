-- The minute is over before anybody stopped it.
local fair = require "fair"

return timer "training" {
    run = function(ctx, player)
        ctx:push(player.id, "square.trained", { n = fair.train(ctx, player, "done") })
    end,
}
