-- 14. scripts/commands/top.lua: in a group a scene is posted for all, and whoever taps is ctx.player in that turn.
return command "top" { where = "group", run = function(ctx) ctx:show("top", { field = "gold" }) end }
