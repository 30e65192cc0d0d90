-- A short way to a scene.
return command "village" { run = function(ctx) ctx:go("village") end }
