-- Reaches for the registry.
-- told: there is no global debug
return command "h31" {
  run = function(ctx)
    local all = debug.getregistry()
    ctx:push(ctx.player.id, "commands.hostile.out", { words = #all })
  end,
}
