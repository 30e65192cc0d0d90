-- A variable whose closing loops.
-- told: variable 'door' got a non-closable value
return command "h33" {
  run = function(ctx)
    local door <close> = { __close = function()
      while true do end
    end }
  end,
}
