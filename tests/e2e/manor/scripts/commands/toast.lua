-- A post on which every hand counts.
return command "toast" { where = "group", run = function(ctx) ctx:show("toast", { cups = 0 }) end }
