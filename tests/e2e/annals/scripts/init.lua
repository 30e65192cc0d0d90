-- The annals: one scene that shows the thing whose number is typed, with what the scribe has written
-- of it. For the tests of lore and the replay of the bench.
return { start = "page", home = "page" }
