-- Another way to a global.
-- told: this table is read-only|scripts define no globals
return command "h39" {
  run = function(ctx)
    _ENV.hostile_count = 1
  end,
}
