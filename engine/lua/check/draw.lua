-- The map (map.lua) as a picture in words: DOT for Graphviz, or Mermaid for a page of Markdown.
--
-- Ways between the same two places are one arrow with all their names. A quest is a row of its stages;
-- what feeds a stage is a dotted line.
local M = {}

local NAMES_MAX = 4 -- on one arrow

local STYLES = {
    scene = 'shape=box, style="rounded,filled", fillcolor="#fdf6e3"',
    command = 'shape=plaintext, fontcolor="#586e75"',
    timer = 'shape=box, style=dashed, color="#93a1a1", fontcolor="#586e75"',
    push = 'shape=note, color="#93a1a1", fontcolor="#586e75"',
    quest = 'shape=box, style=dashed, color="#93a1a1", fontcolor="#586e75"',
}
local SIGNS = { timer = "⏱ ", push = "✉ ", quest = "✦ " }

local MARKS = {
    { "start", "start" },
    { "home", "home" },
    { "hold", "no Back" },
    { "dead_end", "dead end" },
    { "unreachable", "no way in" },
}

local function quoted(text)
    return '"' .. text:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"'
end

-- Lines that begin at the left.
local function left(text)
    return (quoted(text .. "\n"):gsub("\\n", "\\l"))
end

-- Words under the name of a scene that say what is special about it.
local function remarks(node)
    local list = {}
    for _, mark in ipairs(MARKS) do
        list[#list + 1] = node[mark[1]] and mark[2] or nil
    end
    return table.concat(list, ", ")
end

-- What the lines of this picture mean, those that are there.
local function legend(map)
    local words, fed, started, sends = {}, false, false, false
    for _, quest in ipairs(map.quests) do
        started = started or #quest.started_by > 0
        for _, stage in ipairs(quest.stages) do
            fed = fed or #stage.fed_by > 0
        end
    end
    for _, edge in ipairs(map.edges) do
        sends = sends or edge.how == "sends"
    end
    words[1] = "On an arrow: the choice that leads there. Back is not drawn."
    words[#words + 1] = fed and "Dotted: what a stage of a quest waits for happens there." or nil
    words[#words + 1] = (started or sends) and "Dashed: starts a quest, or sends a message with a button." or nil
    return table.concat(words, "\n")
end

local function caption(node)
    local more = remarks(node)
    return (SIGNS[node.kind] or "") .. node.label .. (more ~= "" and "\n(" .. more .. ")" or "")
end

local function look(node)
    if node.dead_end then
        return 'shape=box, style="rounded,filled", fillcolor="#f8d7d4", color="#dc322f", penwidth=2'
    elseif node.unreachable then
        return 'shape=box, style="rounded,filled,dashed", fillcolor="#eeeeee", color="#999999", fontcolor="#777777"'
    elseif node.start or node.home then
        return 'shape=box, style="rounded,filled", fillcolor="#e3efd8", color="#5a8a2f", penwidth=2'
    end
    return STYLES[node.kind]
end

-- Arrows of the same two places and the same look as one: { from, to, how, names }.
local function joined(edges)
    local list, by_key = {}, {}
    for _, edge in ipairs(edges) do
        local kind = edge.how == "sends" and "sends" or "way"
        local key = table.concat({ edge.from, edge.to, kind }, "\0")
        local made = by_key[key]
        if not made then
            made = { from = edge.from, to = edge.to, how = kind, names = {}, seen = {} }
            by_key[key], list[#list + 1] = made, made
        end
        if edge.by ~= "" and not made.seen[edge.by] then
            made.seen[edge.by] = true
            made.names[#made.names + 1] = edge.by
        end
    end
    return list
end

local function names_on(edge)
    local names = {}
    for i = 1, math.min(#edge.names, NAMES_MAX) do
        names[i] = edge.names[i]
    end
    if #edge.names > NAMES_MAX then
        names[#names + 1] = "…"
    end
    return table.concat(names, ", ")
end

local function dot_quest(quest, out)
    out[#out + 1] = ("  subgraph %s {"):format(quoted("cluster_" .. quest.id))
    out[#out + 1] = ("    label=%s; labeljust=c; fontsize=12; style=rounded; color=%s; fontcolor=%s;"):format(
        quoted("✦ " .. quest.id),
        quoted "#b58900",
        quoted "#b58900"
    )
    for _, stage in ipairs(quest.stages) do
        local words = stage.id
        if stage.event then
            words = ("%s\n%s%s"):format(words, stage.event, stage.count > 1 and " × " .. stage.count or "")
        end
        local id = quoted(("quest/%s/%s"):format(quest.id, stage.id))
        out[#out + 1] = ('    %s [label=%s, shape=box, style=filled, fillcolor="#fbf0c9"];'):format(id, quoted(words))
    end
    out[#out + 1] = "  }"
    for _, stage in ipairs(quest.stages) do
        local id = quoted(("quest/%s/%s"):format(quest.id, stage.id))
        if stage.next ~= "done" then
            local below = quoted(("quest/%s/%s"):format(quest.id, stage.next))
            out[#out + 1] = ('  %s -> %s [color="#b58900"];'):format(id, below)
        end
        for _, from in ipairs(stage.fed_by) do
            out[#out + 1] = ('  %s -> %s [style=dotted, color="#b58900", arrowhead=open, constraint=false];'):format(
                quoted(from),
                id
            )
        end
    end
    for _, from in ipairs(quest.started_by) do
        local first = quest.stages[1]
        out[#out + 1] = ('  %s -> %s [style=dashed, color="#b58900", label="starts", fontcolor="#b58900"];'):format(
            quoted(from),
            quoted(("quest/%s/%s"):format(quest.id, first.id))
        )
    end
end

--- The map as DOT.
function M.dot(map)
    local out = {
        "digraph game {",
        '  graph [rankdir=LR, fontname="sans-serif", nodesep=0.35, ranksep=0.7];',
        '  node [fontname="sans-serif", fontsize=12];',
        '  edge [fontname="sans-serif", fontsize=10, color="#586e75", fontcolor="#586e75"];',
        ("  label=%s; labeljust=l; fontsize=10; fontcolor=%s;"):format(left(legend(map)), quoted "#586e75"),
    }
    for _, node in ipairs(map.nodes) do
        local id, place = quoted(node.id), ("%s:%d"):format(node.file, node.line or 1)
        out[#out + 1] = ("  %s [id=%s, tooltip=%s, label=%s, %s];"):format(
            id,
            id,
            quoted(place),
            quoted(caption(node)),
            look(node)
        )
    end
    for _, edge in ipairs(joined(map.edges)) do
        local style = edge.how == "sends" and ', style=dashed, color="#93a1a1"' or ""
        out[#out + 1] = ("  %s -> %s [label=%s%s];"):format(
            quoted(edge.from),
            quoted(edge.to),
            quoted(names_on(edge)),
            style
        )
    end
    for _, quest in ipairs(map.quests) do
        dot_quest(quest, out)
    end
    out[#out + 1] = "}"
    return table.concat(out, "\n") .. "\n"
end

-- Mermaid's ids are words; what stands for an id is its place.
local function mermaid_ids(map)
    local ids, count = {}, 0
    local function add(id)
        count = count + 1
        ids[id] = ids[id] or ("n%d"):format(count)
    end
    for _, node in ipairs(map.nodes) do
        add(node.id)
    end
    for _, quest in ipairs(map.quests) do
        for _, stage in ipairs(quest.stages) do
            add(("quest/%s/%s"):format(quest.id, stage.id))
        end
    end
    return ids
end

local function mermaid_words(text)
    return '"' .. text:gsub('"', "#quot;"):gsub("\n", "<br/>") .. '"'
end

local function mermaid_quest(quest, ids, out)
    out[#out + 1] = ("  subgraph %s"):format(mermaid_words("✦ " .. quest.id))
    for _, stage in ipairs(quest.stages) do
        local words = stage.event and ("%s\n%s × %d"):format(stage.id, stage.event, stage.count) or stage.id
        out[#out + 1] = ("    %s[%s]"):format(ids[("quest/%s/%s"):format(quest.id, stage.id)], mermaid_words(words))
    end
    out[#out + 1] = "  end"
    for _, stage in ipairs(quest.stages) do
        local id = ids[("quest/%s/%s"):format(quest.id, stage.id)]
        local below = ids[("quest/%s/%s"):format(quest.id, stage.next)]
        out[#out + 1] = below and ("  %s --> %s"):format(id, below) or nil
        for _, from in ipairs(stage.fed_by) do
            out[#out + 1] = ids[from] and ("  %s -.-> %s"):format(ids[from], id) or nil
        end
    end
    for _, from in ipairs(quest.started_by) do
        local first = ids[("quest/%s/%s"):format(quest.id, quest.stages[1].id)]
        out[#out + 1] = ids[from] and ("  %s -. starts .-> %s"):format(ids[from], first) or nil
    end
end

local SHAPES = { scene = "(%s)", command = "[/%s/]", timer = "[%s]", push = ">%s]", quest = "[%s]" }

--- The map as Mermaid.
function M.mermaid(map)
    local out, ids = { "flowchart LR" }, mermaid_ids(map)
    for _, node in ipairs(map.nodes) do
        out[#out + 1] = "  " .. ids[node.id] .. SHAPES[node.kind]:format(mermaid_words(caption(node)))
        local class = node.dead_end and "dead" or node.unreachable and "lost" or nil
        out[#out + 1] = class and ("  class %s %s"):format(ids[node.id], class) or nil
    end
    for _, edge in ipairs(joined(map.edges)) do
        local arrow = edge.how == "sends" and "-.->" or "-->"
        local names = names_on(edge)
        names = names ~= "" and "|" .. mermaid_words(names) .. "|" or ""
        out[#out + 1] = ("  %s %s%s %s"):format(ids[edge.from], arrow, names, ids[edge.to])
    end
    for _, quest in ipairs(map.quests) do
        mermaid_quest(quest, ids, out)
    end
    out[#out + 1] = "  classDef dead fill:#f8d7d4,stroke:#dc322f"
    out[#out + 1] = "  classDef lost fill:#eeeeee,stroke:#999999,stroke-dasharray: 4"
    return table.concat(out, "\n") .. "\n"
end

return M
