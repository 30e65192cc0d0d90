-- Nobody came, or nobody agreed: everybody has his own again.
local fair = require "fair"

return timer "trade.ends" {
    run = function(ctx, trade)
        fair.close(ctx, trade, false)
    end,
}
