-- Scenes that are posted in a group: one board for everybody, and whoever taps is the turn's player.
local function post(world)
    local group = world.groups[true]
    local key = next(group.posts)
    return group.posts[key], world:get("_post", key), key
end

return {
    ["a board is posted for everybody and turned by anybody"] = function(world)
        local p = world:player("Илья", {}, "yard")
        local q = world:player("Добрыня", { lang = "en" }, "yard")
        q:says("привет", true)
        p:says("/poll", true)
        p:sees("poll.text", { field = "gold" })
        assert(q.heard[1] == "Лучшие: gold", "in the language of him who asked: " .. tostring(q.heard[1]))
        q:taps("sort", "level")
        assert(post(world).text == "Лучшие: level")
        assert(post(world).quiet, "it stays where it is")
        p:sees("poll.text", { field = "level" })
        assert(p.scene == "yard" and q.scene == "yard")
        assert(#post(world).rows > 0)
        for _, row in ipairs(post(world).rows) do
            for _, button in ipairs(row) do
                assert(button.text ~= "‹ Назад", "there is no way back from a post")
            end
        end
    end,
    ["a note is the answer, and go leads him who taps"] = function(world)
        local p = world:player("Илья", {}, "patron")
        local q = world:player("Добрыня", {}, "patron")
        q:says("я тут", true)
        p:says("/poll", true)
        q:taps("honest")
        q:sees("poll.note", { name = "Добрыня" })
        p:misses("poll.note", { name = "Добрыня" })
        q:taps("yard")
        if q.scene ~= "yard" then
            error(tostring(q.scene))
        end
        q:sees("yard.text")
        q:sees("common.in_private")
        assert(p.scene == "patron")
    end,
    ["two who tap at once both count, and a double tap is one"] = function(world)
        local p = world:player("Илья", {}, "yard")
        local q = world:player("Добрыня", {}, "yard")
        q:says("я", true)
        p:says("/raid", true)
        local body = post(world)
        local join = body.rows[1][1].data
        assert(not body.quiet)
        p:presses(join, true)
        p:presses(join, true)
        p:sees("common.old_post")
        q:presses(join, true)
        local _, doc = post(world)
        assert(doc.vars.joined == 2, doc.vars.joined)
        p:taps("join")
        _, doc = post(world)
        assert(doc.vars.joined == 3, "a new keyboard is a new tap")
    end,
    ["a post whose document is dropped loses its buttons"] = function(world)
        local p = world:player("Илья", {}, "yard")
        p:says("/raid", true)
        local join = post(world).rows[1][1].data
        p:taps("off")
        assert(post(world).rows == nil)
        assert(post(world).text == "Облава: 0 -", post(world).text)
        p:presses(join, true)
        p:sees("common.old_post")
        assert(not pcall(p.taps, p, "join"))
        p:says("/raid", true)
        assert(#post(world).rows > 0, "the next one has them")
        assert(next(world.docs) ~= nil and world:get("_held", "raid.wolf"))
    end,
    ["shown anew, the old post is dead"] = function(world)
        local p = world:player("Илья", {}, "yard")
        p:says("/poll", true)
        local old = post(world).rows[1][1].data
        p:says("/poll", true)
        p:presses(old, true)
        p:sees("common.old_post")
    end,
    ["who has never played is asked in, and nothing changes"] = function(world)
        local p = world:player("Илья", {}, "yard")
        p:says("/poll", true)
        local n = world:newcomer("X")
        n:presses(post(world).rows[1][2].data, true)
        n:sees("common.come_first")
        assert(post(world).text == "Лучшие: gold")
        n:says("/poll", true)
        assert(n.doc == nil)
    end,
    ["a post of another group is none of theirs"] = function(world)
        local p = world:player("Илья", {}, "yard")
        p:says("/poll", "one")
        local key = next(world.groups.one.posts)
        p:presses(world.groups.one.posts[key].rows[1][2].data, "two")
        p:sees("common.old_post")
    end,
    ["what is for sale is billed in private"] = function(world)
        local p = world:player("Илья", {}, "yard")
        p:says("/poll", true)
        p:taps("title")
        p:sees("common.in_private")
        p:sees("poll.title.about")
        assert(p:pays())
        assert(p.doc.titles.top and p.scene == "yard")
    end,
    ["in private ctx:show leads there"] = function(world)
        local p = world:player("Илья", {}, "yard")
        p:says("/raid")
        assert(p.scene == "raid", p.scene)
        p:taps("join")
        assert(p.vars.joined == 1)
        p:taps("off")
        assert(p.scene == "yard")
    end,
}
