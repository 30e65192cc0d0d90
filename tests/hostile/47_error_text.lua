-- An error of a megabyte.
-- told: xxxxxxxx
return command "h47" {
  run = function(ctx)
    error(("x"):rep(1000000))
  end,
}
