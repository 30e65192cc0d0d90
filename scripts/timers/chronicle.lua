-- Nobody sings of that day any more: its page goes, and the names on it.
return timer "chronicle.over" {
    run = function(ctx, page)
        ctx:drop(page)
    end,
}
