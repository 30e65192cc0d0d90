-- Groups in a test's world: who has spoken in one is in it, and what is posted there reaches all who are.
local import = ...
local frozen = import "frozen"
local views = import "views"

local M = {}

--- The group of that name (true: the one that needs none), with the player in it.
function M.join(world, name, player)
    local groups = world.groups
    local group = groups[name]
    if not group then
        group = { chat = -1 - #frozen.keys(groups), members = {}, posts = {} }
        groups[name] = group
    end
    group.members[player.id] = player
    return group
end

local function of(world, chat)
    for _, group in next, world.groups do
        if group.chat == chat then
            return group
        end
    end
end

local function tell(group, out)
    for _, id in ipairs(frozen.keys(group.members)) do
        group.members[id]:hear(out)
    end
end

--- A card is sent into a group.
function M.put(world, name, id, card)
    local group = world.groups[name]
    group.posts[id] = card
    tell(group, { kind = "post", html = card.text, body = card })
end

-- A card is drawn again, wherever it was sent.
local function redraw(world, out)
    for _, name in ipairs(frozen.keys(world.groups)) do
        local group = world.groups[name]
        if group.posts[out.slot] then
            group.posts[out.slot] = out.body
            out.kind = "post"
            tell(group, out)
        end
    end
end

--- What reached a chat: its player, or all members of the group.
function M.deliver(world, out)
    local player, group = world.players[tostring(out.chat)], of(world, out.chat)
    if out.kind == "card" then
        redraw(world, out)
    elseif player then
        player:hear(out)
    elseif group then
        if out.kind == "screen" then
            out.kind = "post"
            group.posts[out.slot] = out.body
        end
        tell(group, out)
    end
end

local function laid(body)
    local found = {}
    for _, row in ipairs(body.rows) do
        for _, button in ipairs(row) do
            found[#found + 1] = button
        end
    end
    return found
end

--- The buttons of all posts in the player's groups: { { record, text, data, group, scene, inline }, ... }.
function M.buttons(player)
    local found = {}
    for _, name in ipairs(frozen.keys(player.world.groups)) do
        local group = player.world.groups[name]
        for _, key in ipairs(group.members[player.id] and frozen.keys(group.posts) or {}) do
            local post = group.posts[key].rows and player.world:get("_post", key)
            local view = post and post.views[#post.views]
            for index, record in ipairs(view and views.records(view) or {}) do
                local button = laid(group.posts[key])[index]
                found[#found + 1] = {
                    record = record,
                    text = button.text,
                    data = button.data,
                    group = name,
                    scene = post.scene,
                    inline = post.inline and key,
                }
            end
        end
    end
    return found
end

return M
