-- Compiles code at run time.
-- told: there is no global load
return command "h27" {
  run = function(ctx)
    local made = load "while true do end"
    made()
  end,
}
