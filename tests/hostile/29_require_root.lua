-- A file of the system, by its whole path.
-- told: there is no scripts/
return command "h29" {
  run = function(ctx)
    require "/etc/passwd"
  end,
}
