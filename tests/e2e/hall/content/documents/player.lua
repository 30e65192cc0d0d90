return { fields = {
  steps = { type = "integer", default = 0 },
  trail = { type = "text", default = "" },
} }
