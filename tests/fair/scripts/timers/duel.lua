-- A round ends in one place: a minute after it began, or at once when both have chosen.
local function leave(ctx, duel, key)
    ctx:push(duel.a, key)
    ctx:push(duel.b, key)
    ctx:drop(duel)
end

local function give_back(ctx, duel)
    local key = duel.joined and "duel.draw" or "duel.off"
    for _, id in ipairs(duel.joined and { duel.a, duel.b } or { duel.a }) do
        local player = ctx:get("player", id)
        player.draws = player.draws + (duel.joined and 1 or 0)
        ctx:pay(duel, player, rules.duels.STAKE, key)
    end
    leave(ctx, duel, key)
end

local function reward(ctx, duel, won)
    local winner = ctx:get("player", duel[won])
    local loser = ctx:get("player", won == "a" and duel.b or duel.a)
    winner.wins, loser.losses = winner.wins + 1, loser.losses + 1
    ctx:pay(duel, winner, duel.gold, "duel.won")
    leave(ctx, duel, "duel.over")
end

return timer "duel.round" {
    run = function(ctx, duel)
        if not duel.joined then
            return give_back(ctx, duel)
        end
        local won = rules.duels.round(duel.moves[duel.a], duel.moves[duel.b])
        duel.moves, duel.rounds = {}, duel.rounds + 1
        if won then
            return reward(ctx, duel, won)
        elseif rules.duels.over(duel.rounds) then
            return give_back(ctx, duel)
        end
        ctx:after("60s", "duel.round", duel)
    end,
}
