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

--- What reached a chat: its player, or all members of the group.
function M.deliver(world, out)
    local player, group = world.players[tostring(out.chat)], of(world, out.chat)
    if player then
        player:hear(out)
    elseif group then
        if out.kind == "screen" then
            out.kind = "post"
            group.posts[out.slot] = out.body
        end
        for _, id in ipairs(frozen.keys(group.members)) do
            group.members[id]:hear(out)
        end
    end
end

local function labels(body)
    local found = {}
    for _, row in ipairs(body.rows) do
        for _, button in ipairs(row) do
            found[#found + 1] = button.text
        end
    end
    return found
end

--- The buttons of all posts in the player's groups: { { record, text, data, group, scene }, ... }.
function M.buttons(player)
    local found = {}
    for _, name in ipairs(frozen.keys(player.world.groups)) do
        local group = player.world.groups[name]
        for _, key in ipairs(group.members[player.id] and frozen.keys(group.posts) or {}) do
            local post = group.posts[key].rows and player.world:get("_post", key)
            local view = post and post.views[#post.views]
            for index, record in ipairs(view and views.records(view) or {}) do
                local data = ("g.%s.%s.%d"):format(key, views.nonce(view), index)
                local words = labels(group.posts[key])[index]
                found[#found + 1] = { record = record, text = words, data = data, group = name, scene = post.scene }
            end
        end
    end
    return found
end

return M
