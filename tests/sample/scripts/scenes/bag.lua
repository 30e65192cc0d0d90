-- 2. scripts/scenes/bag.lua: a button belongs to an id, never to a position; turning pages is the engine's work.
return scene "bag" {
  text = function(ctx) return ctx:t("bag.text", { n = rules.bags.size(ctx.player.bag) }) end,
  { id = "look", page = 8, each = function(ctx) return rules.bags.sorted(ctx.player.bag) end,
    label = function(ctx, thing) return ctx:t(content.items[thing.item]) end,
    go = "bag.item", vars = function(_, thing) return { thing = thing.id } end },
}, scene "bag.item" {
  text = function(ctx)
    local thing = ctx.player.bag[ctx.vars.thing]
    if not thing then return nil end
    local item = content.items[thing.item]
    local worn = ctx.player.bag[ctx.player.worn[item.slot]]
    local gain = item.power - (worn and content.items[worn.item].power or 0)
    return { ctx:t(item), ctx:lore("item", item), ctx:t("bag.compare", { power = item.power, gain = gain }) }
  end,
  { id = "equip", go = "back", run = function(ctx)
    local item = content.items[ctx.player.bag[ctx.vars.thing].item]
    ctx.player.worn[item.slot] = ctx.vars.thing
  end },
}
