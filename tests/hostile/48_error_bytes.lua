-- An error of bytes that are no text, which would be kept and sent.
-- told: a\?b\?
return command "h48" {
  run = function(ctx)
    error("a\255b\0c", 0)
  end,
}
