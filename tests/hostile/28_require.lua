-- A module outside of scripts/.
-- told: there is no scripts/
return command "h28" {
  run = function(ctx)
    require "../../../../etc/passwd"
  end,
}
