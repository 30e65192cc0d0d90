-- 12. scripts/scenes/naming.lua: typed words are a field, too; a name is taken when the document of that id exists.
return scene "naming" {
  hold = true, input = { type = "text", min = 2, max = 16, run = function(ctx, name)
    if not rules.names.fair(name) then return ctx:note("naming.letters") end
    if not ctx:make("name", { id = utf8.lower(name), owner = ctx.player.id }) then return ctx:note("naming.taken") end
    ctx.player.name = name
    ctx:go("crossroads")
  end },
}
