-- What the models of AI cost: USD for 1,000,000 tokens, from a day on (UTC). They change: look at
-- https://ai.google.dev/gemini-api/docs/pricing and add a line with the day. The budget is reckoned with
-- these; a model that is not here counts as the dearest of them. As of November 2026.
return {
    models = {
        ["gemini-3.5-flash-lite"] = { { from = "2026-01-01", input = 0.30, output = 2.50 } },
        ["gemini-3.1-flash-lite"] = { { from = "2026-01-01", input = 0.25, output = 1.50 } }, -- ends in May 2027
        ["gemini-3.8-flash"] = {
            { from = "2026-01-01", input = 0.75, output = 3.75 },
            { from = "2027-01-01", input = 1.50, output = 7.50 },
        },
        ["gemini-3.1-flash-lite-image"] = { { from = "2026-01-01", input = 0.25, output = 1.50, image = 30 } },
    },
    aliases = {
        ["gemini-flash-lite-latest"] = "gemini-3.5-flash-lite",
        ["gemini-flash-latest"] = "gemini-3.8-flash",
    },
}
