-- An error that is no text.
-- told: error\(\) was given a table, not a text
return command "h46" {
  run = function(ctx)
    error { while_true = true }
  end,
}
