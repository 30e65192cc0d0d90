-- Writes while it draws, out of `each`.
-- well: drawn
return command "h59" {
  run = function(ctx)
    local ok = pcall(table.sort, { 2, 1 }, function()
      return ctx:get("player", "nobody-yet") ~= nil
    end)
    ctx:push(ctx.player.id, "commands.hostile.out", { words = ok and "read" or "drawn" })
  end,
}
