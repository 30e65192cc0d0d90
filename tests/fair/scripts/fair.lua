-- What the scenes of the fair share.
local M = {}

--- A tap that was heard.
function M.act(ctx)
    ctx.player.acts = ctx.player.acts + 1
end

--- What is typed, the same in every scene: the next number of the trail, answered by a push.
M.words = {
    type = "integer",
    run = function(ctx, n)
        local player = ctx.player
        player.count, player.last = player.count + 1, n
        player.trail = (player.trail .. n .. " "):sub(-rules.words.TRAIL)
        ctx:push(player.id, "square.heard", { n = n })
    end,
}

--- The others of the player's row, as { id }.
function M.others(ctx)
    local others = {}
    for _, one in ipairs(rules.fair.listed(ctx:get("row", rules.fair.row(ctx.player.id)).here)) do
        if one.id ~= ctx.player.id then
            others[#others + 1] = one
        end
    end
    return others
end

--- Ends a training: pays a coin a second, and says in the ledger for which.
function M.train(ctx, player, how)
    local job, gain = player.training, rules.fair.pay(player.training.since, ctx.now)
    local line = ("training.%d.%d.%d.%s"):format(job.n, job.since, ctx.now, how)
    ctx:pay("world", player, gain, line)
    player.trained, player.training = player.trained + gain, nil
    return gain
end

--- Ends a trade: what lies in it goes to the other side, or back.
function M.close(ctx, trade, swap)
    for _, id in ipairs { trade.a, trade.b } do
        local other = id == trade.a and trade.b or trade.a
        local taker = ctx:get("player", swap and other or id)
        ctx:pay(trade, taker, trade.purse[id] or 0, swap and "trade.done" or "trade.off")
        for sword, owner in pairs(trade.swords) do
            if owner == id then
                taker.swords[sword] = true
            end
        end
        ctx:push(id, swap and "trade.done" or "trade.off")
    end
    ctx:drop(trade)
end

return M
