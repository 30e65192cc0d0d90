-- A short way to a scene; an empty journal is only told of.
return command "journal" { run = function(ctx)
  local stage = ctx:stage("wolf_winter")
  if not stage or stage == "done" then return ctx:note("journal.empty") end
  ctx:go("journal")
end }
