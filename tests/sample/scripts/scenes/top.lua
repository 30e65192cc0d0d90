-- scripts/scenes/top.lua: the post has vars of its own, so that one board in a group does not turn another.
return scene "top" {
  text = function(ctx) return ctx:board(ctx.vars.field) end,
  { id = "sort", each = { "gold", "level" }, run = function(ctx, field) ctx.vars.field = field end },
}
