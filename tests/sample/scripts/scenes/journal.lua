-- scripts/scenes/journal.lua: the stages' own texts are the journal, so the two cannot differ.
return scene "journal" { text = function(ctx) return ctx:journal() end }
