-- Who sits at the corner table of the tavern, each on his day.
return {
    carter = { called = "guests.carter.called" },
    ferryman = { called = "guests.ferryman.called" },
    potter = { called = "guests.potter.called" },
    beekeeper = { called = "guests.beekeeper.called" },
    tinker = { called = "guests.tinker.called" },
}
