-- The first day: from the stone to the sword, as a newcomer plays it.
local function born(world, name, lang)
    local player = world:newcomer(name, lang)
    player:says("/start")
    player:sees("naming.text")
    player:says(name)
    return player
end

return {
    ["a newcomer is named and stands at the crossroads"] = function(world)
        local ilya = born(world, "Илья")
        ilya:sees("crossroads.day")
        assert(ilya.doc.name == "Илья")
        assert(ilya.scene == "crossroads")
        ilya:taps("read")
        ilya:sees("crossroads.stone")
    end,
    ["a name is taken once, whatever its case"] = function(world)
        born(world, "Илья")
        local other = world:newcomer("Другой")
        other:says("/start")
        other:says("илья")
        other:sees("naming.taken")
        assert(other.scene == "naming")
        other:says("Добрыня")
        assert(other.doc.name == "Добрыня")
    end,
    ["a name is letters, and neither too short nor too long"] = function(world)
        local ilya = world:newcomer("Илья")
        ilya:says("/start")
        ilya:says("И")
        ilya:sees("input.text.min", { n = 2 })
        ilya:says("Имя, которое не кончается")
        ilya:sees("input.text.max", { n = 16 })
        for _, name in ipairs { "Илья1", "<b>Илья", "Иlya", "-Илья", "Илья-", "Ил--ья" } do
            ilya:says(name)
            ilya:sees("naming.letters")
        end
        ilya:says("Илья-Муромец")
        assert(ilya.doc.name == "Илья-Муромец")
    end,
    ["no command leads away from the stone before there is a name"] = function(world)
        local ilya = world:newcomer("Илья")
        ilya:says("/start")
        ilya:says("/bag")
        ilya:sees("common.busy")
        assert(ilya.scene == "naming")
    end,
    ["the whole story: train, fight, find the sword, put it on"] = function(world)
        local ilya = born(world, "Илья")
        ilya:taps("yard")
        ilya:taps("train")
        world:skip("8h")
        ilya:sees("yard.done", { n = 8 })
        ilya:taps("back")
        ilya:taps("forest")
        ilya:misses("forest.known")
        ilya:taps("deeper")
        world:dice(1, 15, 10, 1, 15)
        ilya:taps("strike", "low")
        ilya:sees("fight.blows", { dealt = 12, taken = 2 })
        ilya:taps("strike", "low")
        ilya:sees("forest.known")
        assert(ilya.doc.gold == 7)
        assert(ilya.doc.exp == 10)
        ilya:taps("oak")
        ilya:taps("take")
        ilya:sees("oak.empty")
        ilya:taps("bag")
        local sword
        for id, thing in pairs(ilya.doc.bag) do
            sword = thing.item == "sword" and id or sword
        end
        ilya:taps("look", sword)
        ilya:taps("equip")
        assert(ilya.doc.worn.hand == sword)
        assert(ilya.scene == "bag")
        ilya:says("/profile")
        ilya:sees("items.sword")
    end,
    ["an English player is spoken to in English, and may change his mind"] = function(world)
        local john = world:newcomer("John", "en")
        john:says("/start")
        john:says("John")
        assert(john.doc.lang == "en")
        assert(john.shown.text:find("Three roads", 1, true))
        john:says("/profile")
        john:taps("settings")
        john:taps("lang", "ru")
        assert(john.shown.text:find("по%-русски"))
    end,
}
