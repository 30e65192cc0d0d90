-- Goes past the metamethods of the data.
-- told: there is no global rawset
return command "h41" {
  run = function(ctx)
    rawset(content.hostiles.axe, "power", 1000)
  end,
}
