-- A short way to a scene.
return command "bag" { run = function(ctx) ctx:go("bag") end }
