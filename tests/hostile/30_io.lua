-- Reads a file.
-- told: there is no global io
return command "h30" {
  run = function(ctx)
    for line in io.lines "/etc/passwd" do
      print(line)
    end
  end,
}
