-- How many of each thing were sold. It is there under any id.
return { live = true, always = true, fields = { sold = { type = "map", default = {} } } }
