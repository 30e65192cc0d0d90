-- Who stands in a row, id -> true: all of them read it, newcomers write it.
return { always = true, fields = { here = { type = "map", default = {} } } }
