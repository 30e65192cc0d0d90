-- Vasilisa in the yard: a talk is a few small scenes in one file; what she remembers is in the document.
local tales = require "tales"

return scene "vasilisa" {
    image = "yard.png",
    enter = function(ctx)
        ctx.player.met.vasilisa = (ctx.player.met.vasilisa or 0) + 1
        ctx:emit("talk", { who = "vasilisa" })
    end,
    text = function(ctx)
        local stage = ctx:stage("wolf_winter")
        if stage == "done" then
            return ctx:t("vasilisa.thanks")
        elseif stage then
            return { ctx:t("vasilisa.waits"), ctx:journal() }
        end
        return ctx:t("vasilisa.hello", { name = ctx.player.name })
    end,
    {
        id = "ask",
        go = "vasilisa.plea",
        when = function(ctx)
            return not ctx:stage("wolf_winter")
        end,
    },
},
    scene "vasilisa.plea" {
        image = "yard.png",
        text = function(ctx)
            return tales.plea(ctx, content.quests.wolf_winter)
        end,
        {
            id = "help",
            go = "back",
            run = function(ctx)
                ctx:advance("wolf_winter", "hunt")
                ctx:note("vasilisa.agreed")
            end,
        },
    }
