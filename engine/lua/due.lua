-- The timers of a test's world: one of each name a document, taken in the order of their deadlines
-- (of equal ones by document and name).
--
-- A binary heap; a timer that was replaced or cancelled stays in it and is passed over when it comes up.
local Due = {}
Due.__index = Due

local M = {}

function M.new()
    return setmetatable({ heap = {}, of = {} }, Due)
end

local function before(a, b)
    if a.deadline ~= b.deadline then
        return a.deadline < b.deadline
    elseif a.key ~= b.key then
        return a.key < b.key
    end
    return a.name < b.name
end

local function rise(heap, at)
    local timer = heap[at]
    while at > 1 and before(timer, heap[at // 2]) do
        heap[at] = heap[at // 2]
        at = at // 2
    end
    heap[at] = timer
end

local function sink(heap, timer)
    local at, count = 1, #heap
    while at * 2 <= count do
        local child = at * 2
        if child < count and before(heap[child + 1], heap[child]) then
            child = child + 1
        end
        if not before(heap[child], timer) then
            break
        end
        heap[at] = heap[child]
        at = child
    end
    heap[at] = timer
end

local function pop(heap)
    local first, last = heap[1], table.remove(heap)
    if #heap > 0 then
        sink(heap, last)
    end
    return first
end

--- timer: { key = "kind/id", kind, id, name, deadline }.
function Due:put(timer)
    local names = self.of[timer.key] or {}
    self.of[timer.key] = names
    names[timer.name] = timer
    self.heap[#self.heap + 1] = timer
    rise(self.heap, #self.heap)
end

function Due:cancel(key, name)
    local names = self.of[key]
    if names then
        names[name] = nil
        self.of[key] = next(names) and names
    end
end

--- All timers of a document.
function Due:drop(key)
    self.of[key] = nil
end

--- Has this document a timer?
function Due:has(key)
    return self.of[key] ~= nil
end

--- The first timer, or nil.
function Due:first()
    local heap = self.heap
    while heap[1] do
        local names = self.of[heap[1].key]
        if names and names[heap[1].name] == heap[1] then
            return heap[1]
        end
        pop(heap)
    end
end

--- Takes the first timer that is due by `till`; nil if there is none.
function Due:take(till)
    local timer = self:first()
    if timer and timer.deadline <= till then
        pop(self.heap)
        self:cancel(timer.key, timer.name)
        return timer
    end
end

return M
