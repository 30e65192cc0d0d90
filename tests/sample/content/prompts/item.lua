-- 3. content/prompts/item.lua: the card's second line is lore: asked for once in the life of the world, and nobody waits.
return {
  key = { "id" }, facts = { "id", "slot", "power" }, -- the key makes a text its own; other facts only inform it
  system = "Describe a thing from a Russian tale in two or three dry, warm sentences. Use the given facts alone.",
  fields = { text = { type = "text", min = 80, max = 400 } }, never = { "ancient", "whispers", "testament" },
  seeds = { mood = { "wry", "sad", "proud" }, maker = { "a widow", "a monk", "a thief" } },
  waiting = "lore.waiting", template = "lore.item", -- texts: until it is written, and if it never will be
}
