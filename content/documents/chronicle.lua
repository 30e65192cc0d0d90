-- The deeds of one day, a few of them; the day's number is the id. The singer in the tavern lives on these.
return { always = true, fields = { deeds = { type = "list", default = {} } } }
