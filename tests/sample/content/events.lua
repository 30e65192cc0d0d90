-- What happens in the world, for quests to wait for.
return {
  visit = { place = { type = "text" } },
  talk = { who = { type = "text" } },
  kill = { monster = { type = "ref", of = "monsters" } },
  gather = { item = { type = "ref", of = "items" } },
}
