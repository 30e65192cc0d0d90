-- Changes the data that all players share.
-- told: this table is read-only
return command "h40" {
  run = function(ctx)
    table.insert(content.hostiles.axe.list, 5)
  end,
}
