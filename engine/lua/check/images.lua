-- The pictures of scenes, and whether they are there.
local import = ...
local program_of = import "check/program"
local each = import("problems").each

local M = {}

local function tell(problems, there, node, image)
    if not there[image] then
        problems:add("B025", node.file, node.line, ("there is no content/images/%s"):format(image))
    end
end

-- What a value, or a function that gives one, may be.
local function names(program, expression, fn)
    for _, value in ipairs(program.values:of(expression)) do
        if value.k == "string" then
            fn(value.v, value.at or expression)
        elseif value.k == "func" then
            for _, returned in ipairs(program.values:inside(value.node, 1)) do
                if returned.k == "string" then
                    fn(returned.v, returned.at or expression)
                end
            end
        end
    end
end

--- list: the names of the files in content/images.
function M.tell(program, problems, list)
    local there = {}
    for _, name in ipairs(list) do
        there[name] = true
    end
    each(program.declared.scene, function(scene)
        local image = program_of.item(scene.node, "image")
        if image then
            names(program, image, function(name, node)
                tell(problems, there, node, name)
            end)
        end
    end)
end

return M
