-- A command that is heard in a group.
return command "shout" {
  where = "group",
  args = { { id = "words", type = "text" } },
  run = function(ctx, args)
    ctx:note("commands.shout.heard", { words = args.words })
  end,
}
