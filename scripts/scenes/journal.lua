-- The stages' own texts are the journal, so the two cannot differ.
return scene "journal" {
    image = "book.png",
    text = function(ctx)
        local lines = ctx:journal()
        if #lines == 0 then
            return ctx:t("journal.empty")
        end
        return { ctx:t("journal.text"), lines }
    end,
}
