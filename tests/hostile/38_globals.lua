-- A global that would be there in the next turn.
-- told: scripts define no globals
return command "h38" {
  run = function(ctx)
    hostile_count = 1
  end,
}
