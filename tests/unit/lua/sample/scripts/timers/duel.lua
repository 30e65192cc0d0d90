return timer "duel.round" {
    run = function(ctx, duel)
        duel.hits, duel.moves = duel.hits + 1, {}
        if duel.hits == 2 then
            ctx:drop(duel)
        end
    end,
}
