-- A card: "@bot feast 3" in any chat sends a table for all, with so many cups on it.
return command "feast" {
  where = "inline",
  args = { { id = "cups", type = "integer", default = 0 } },
  run = function(ctx, args) ctx:show("toast", { cups = args.cups }) end,
}
