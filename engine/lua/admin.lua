-- What those with a role ask of the engine: /status, /errors, /grant ... and the buttons below the
-- answers. Each command names the role that it needs; whoever has it not gets one line, and both what is
-- done and what is refused stands in the audit.
--
--   command or button -> effect "admin" -> the engine looks or acts -> event "admin" -> show.NAME
--
-- None of it draws the game's screen or runs the game's scripts: both may be what is broken.
local import = ...
local admin_aside = import "admin_aside"
local asking = import "admin_ask"
local audit = import "audit"
local roles = import "roles"
local texts = import "texts"

local M = {}

local PARTS = {
    import "admin_reload",
    admin_aside,
    import "admin_errors",
    import "admin_world",
    import "admin_roles",
    import "admin_players",
    import "admin_paid",
    import "admin_lore",
}

local commands, buttons, answers = {}, {}, {}
for _, part in ipairs(PARTS) do
    for name, command in next, part.commands do
        commands[name] = command
    end
    for name, run in next, part.buttons do
        buttons[name] = name ~= "role" and { role = part.buttons.role, run = run } or nil
    end
    for name, run in next, part.answers or {} do
        answers[name] = run
    end
end

-- In the order in which Telegram's menu shows them; the others need an argument.
local MENU = {
    "reload",
    "rollback",
    "generations",
    "status",
    "errors",
    "player",
    "timers",
    "outbox",
    "poison",
    "broadcast",
    "payments",
    "lore",
    "maintenance",
    "backup",
    "roles",
    "audit",
}

--- The ids of the commands that the menu of `role` shows in this game.
function M.menu(game, role)
    local shown = {}
    for _, name in ipairs(MENU) do
        local is_there = name ~= "lore" or next(game.prompts) ~= nil
        if is_there and roles.allows(role, commands[name].role) then
            shown[#shown + 1] = name
        end
    end
    return shown
end

local function refuse(T, what, detail)
    audit.write(T, { what = what, detail = detail ~= "" and detail or nil, refused = true })
end

--- The command of that name, or nil: function(T, rest).
function M.command(name)
    local command = commands[name]
    return command
        and function(T, rest)
            if M.allowed(T, name, command.role, rest) then
                command.run(T, rest)
            end
        end
end

--- May the turn's player use a command that needs `role`? If not he is told, and the audit, too.
function M.allowed(T, name, role, rest)
    if T:may(role) then
        return true
    end
    T:note(texts.new "common.not_allowed")
    refuse(T, name, rest)
    return false
end

for _, part in ipairs(PARTS) do
    part.allowed = M.allowed -- for those whose commands are of several roles
end

--- A button below one of our messages. False: there is no such button.
function M.tapped(T, name, id)
    local button = buttons[name]
    if not button then
        return false
    elseif T:may(button.role) then
        button.run(T, id)
    else
        T.unit.answer(T:plain(texts.new "common.not_allowed"), false)
        refuse(T, name, tostring(id))
    end
    return true
end

--- What the engine has found or done: told to the admin who asked.
function M.answered(T)
    local run = answers[T.event.show]
    if run then
        return run(T)
    end
    asking.answer(T, T.event.show, T.event)
end

return M
