/* The script of the tests. An event's "act" is a list of words, carried out one after another:
 *
 *     add X        append X to the document of the lane        see     note the document
 *     set K/I X    write another document                      read K/I  note it
 *     drop         drop the document of the lane
 *     timer N S    a timer of that name in S seconds            cancel N
 *     push C X     a push to chat C                             show C X  its screen "main"
 *     pushes N X   a push to each of so many chats from 1000 on
 *     stay C X     likewise, to stay where it is                other C X its screen "other"
 *     call C M     a call of method M                           answer X
 *     roll         note the dice and the time                   fail    raise
 *     need K/I     raise if there is no such document
 *     effect X     an effect                                    pay N
 *     join K/I X   append X to another document            if K/I  skip three words if absent
 *     on-screen    the tap was on a screen
 *     lot I N      write lot I, to be found by till = N        found O  note and read the lots in
 *                                                              the order O
 *     rank N       this player's score                         board N  note it, with that score
 *     hush C X     like show, as a redraw does
 *     watch K/I    its screen is drawn from that ("K/": from what was found)
 *     send K/I X   a letter to the lane K/I: there, add X
 *     want I       lore of that id                          wants N   so many, notes what was
 *                  too much
 *
 * A notice is its key, the language asked for, and "html" if markup is wanted.
 *
 *     in K:N       a function of handler "K N" begins: notes "aside" and ends if it may not
 *     paid         nothing, but the update tells of a payment: see port_read in harness.c
 *     credit       that payment is credited                    back    it is given back
 *     refuse X     an answer that refuses
 *
 * A question before a payment ("checkout") has such an act, too. A redraw notes itself with the
 * document that its lane watches. A timer appends its name. The reply to a failure pushes "sorry"
 * to chat 1, or raises as well if the event's act has the word "worse". */
#include "harness.h"

#include "base/embedded.h"
#include "script/state.h"
#include "turn/unit_find.h"

#include <lauxlib.h>

static const char more[] =
    "local u, acts = (...)('unit'), {}\n"
    "function acts.stay(c, chat, x)\n"
    "  u.screen(math.tointeger(chat), 'main', '{\"text\":\"' .. x .. "
    "'\",\"quiet\":true,\"rows\":[[{}]]}') "
    "return 2 "
    "end\n"
    "function acts.other(c, chat, x) u.screen(math.tointeger(chat), 'other', x) return 2 end\n"
    "function acts.credit(c) u.paid('charge-1', 0) return 0 end\n"
    "function acts.back(c) u.paid('charge-1', 1) return 0 end\n"
    "function acts.want(c, x) u.want(x, c.id) return 1 end\n"
    "function acts.wants(c, n) for i = 1, n do\n"
    "  if not u.want('item.ru.' .. i, c.id) then u.note('enough ' .. i) end end return 1 end\n"
    "function acts.refuse(c, x) u.answer(x, true) return 1 end\n"
    "return acts\n";

static const char boot[] =
    "local import = ...\n"
    "local u = import 'unit'\n"
    "local function split(s) local t = {} for w in s:gmatch('%S+') do t[#t + 1] = w end\n"
    "  return t end\n"
    "local function field(e, name) return e:match('\"' .. name .. '\":\"([^\"]*)\"') end\n"
    "local acts = {}\n"
    "for name, act in next, import 'finding' do acts[name] = act end\n"
    "for name, act in next, import 'more' do acts[name] = act end\n"
    "function acts.add(c, x) u.write(c.kind, c.id, (u.read(c.kind, c.id) or '') .. x)\n"
    "  u.note('add ' .. c.id .. ' ' .. x) return 1 end\n"
    "function acts.see(c) u.note('see ' .. c.id .. ' ' .. (u.read(c.kind, c.id) or '-')) return 0 "
    "end\n"
    "function acts.set(c, k, x) local kind, id = k:match('(.-)/(.*)') u.write(kind, id, x)\n"
    "  return 2 end\n"
    "function acts.join(c, k, x) local kind, id = k:match('(.-)/(.*)') u.note('join ' .. k)\n"
    "  u.write(kind, id, (u.read(kind, id) or '') .. x) return 2 end\n"
    "acts['if'] = function(c, k) local kind, id = k:match('(.-)/(.*)')\n"
    "  return u.read(kind, id) and 1 or 4 end\n"
    "function acts.read(c, k) local kind, id = k:match('(.-)/(.*)')\n"
    "  u.note('read ' .. c.id .. ' ' .. (u.read(kind, id) or '-')) return 1 end\n"
    "function acts.need(c, k) local kind, id = k:match('(.-)/(.*)')\n"
    "  if not u.read(kind, id) then error('no ' .. k) end return 1 end\n"
    "function acts.drop(c) u.drop(c.kind, c.id) return 0 end\n"
    "function acts.timer(c, n, s) u.timer(c.kind, c.id, n, u.now() + tonumber(s)) return 2 end\n"
    "function acts.cancel(c, n) u.timer(c.kind, c.id, n) return 1 end\n"
    "function acts.push(c, chat, x) u.push(math.tointeger(chat), '{\"text\":\"' .. x .. '\"}')\n"
    "  return 2 end\n"
    "function acts.pushes(c, count, x)\n"
    "  for chat = 1000, 999 + count do acts.push(c, chat, x) end\n"
    "  return 2\n"
    "end\n"
    "function acts.show(c, chat, x) u.screen(math.tointeger(chat), 'main', x) return 2 end\n"
    "function acts.call(c, chat, m) u.call(math.tointeger(chat), m, '{}') return 2 end\n"
    "acts['on-screen'] = function(c) u.on_screen('main') return 0 end\n"
    "function acts.answer(c, x) u.answer(x) return 1 end\n"
    "function acts.roll(c) u.note('roll ' .. u.roll(1000000) .. ' ' .. u.now()) return 0 end\n"
    "acts['in'] = function(c, k)\n"
    "  if u.begin((k:gsub(':', ' '))) then return 1 end\n"
    "  u.note('aside ' .. k) return 99 end\n"
    "function acts.fail(c) error('boom') end\n"
    "function acts.worse(c) return 0 end\n"
    "function acts.paid(c) return 0 end\n"
    "function acts.effect(c, x) u.effect(x, '{}') return 1 end\n"
    "function acts.send(c, k, x) local kind, id = k:match('(.-)/(.*)')\n"
    "  u.send(k, ('{\"kind\":\"%s\",\"id\":\"%s\",\"act\":\"add %s\"}'):format(kind, id, x)) "
    "return 2 "
    "end\n"
    "function acts.pay(c, n) u.pay('world', c.kind .. '/' .. c.id, math.tointeger(n), 'test')\n"
    "  return 1 end\n"
    "local function turn()\n"
    "  local e = u.event()\n"
    "  local c = { kind = field(e, 'kind'), id = field(e, 'id') }\n"
    "  if field(e, 'type') == 'redraw' then return acts.redraw(field(e, 'player')) end\n"
    "  if field(e, 'type') == 'timer' then return acts.add(c, field(e, 'name')) end\n"
    "  local words, at = split(field(e, 'act')), 1\n"
    "  while words[at] do at = at + 1 + acts[words[at]](c, words[at + 1], words[at + 2]) end\n"
    "end\n"
    "local function failed()\n"
    "  if u.event():find('worse') then error('worse') end\n"
    "  u.note('failed')\n"
    "  u.push(1, '{\"text\":\"sorry\"}')\n"
    "end\n"
    "local function notice(asked)\n"
    "  return '\"' .. field(asked, 'key') .. ' ' .. field(asked, 'lang') ..\n"
    "    (asked:find('true') and '' or ' html') .. '\"'\n"
    "end\n"
    "local function index(asked) local rows = {}\n"
    "  for one in asked:gmatch('{\"id\"(.-)}') do local n = one:match('till.:(%d+)')\n"
    "    rows[#rows + 1] = n and '{\"fields\":{\"till\":' .. n .. '}}' or '{\"gone\":1}' end\n"
    "  return '{\"rows\":[' .. table.concat(rows, ',') .. ']}'\n"
    "end\n"
    "local function same(a) return a end\n"
    "return { turn = turn, failed = failed, notice = notice, indexes = u.indexes, index = index, "
    "  rehearse = same, rehearsed = same, checkout = turn }\n";

static const char finding_lua[] =
    "local import = ...\n"
    "local u = import 'unit'\n"
    "local acts, watched = {}, { ['1'] = 'lot/a', ['2'] = 'lot/b' }\n"
    "function acts.lot(c, id, n) u.write('lot', id, '{\"till\":' .. n .. '}')\n"
    "  u.index('lot', id, math.tointeger(n)) u.live('lot', id) return 2 end\n"
    "function acts.found(c, order) local said = {}\n"
    "  for i, id in ipairs(u.find(order:match('%w+'), order:find('-', 1, true) ~= nil)) do\n"
    "    said[i] = id .. (u.read('lot', id) or '-') end\n"
    "  u.note('found ' .. table.concat(said, ' ')) return 1 end\n"
    "function acts.watch(c, k) local kind, id = k:match('(.-)/(.*)') watched[c.id] = k\n"
    "  if id ~= '' then u.read(kind, id) end u.watch('player/' .. c.id, kind, id) return 1 end\n"
    "function acts.redraw(id) local c = { id = id } local k = watched[id]\n"
    "  if k == 'lot/' then u.find('till', false) u.note('redraw ' .. c.id .. ' lots')\n"
    "  else u.note('redraw ' .. c.id .. ' ' .. (u.read('lot', k:match('/(.*)')) or '-')) end\n"
    "  acts.watch(c, k) end\n"
    "function acts.hush(c, chat, x) u.screen(math.tointeger(chat), 'main',\n"
    "  '{\"quiet\":true,\"x\":\"' .. x .. '\"}') return 2 end\n"
    "function acts.rank(c, n) u.rank(c.id, math.tointeger(n)) return 1 end\n"
    "function acts.board(c, n) u.note('board ' .. u.board(c.id, math.tointeger(n))) return 1 end\n"
    "return acts\n";

static struct unit *unit_of(lua_State *L)
{
    struct unit *unit = script_unit(L);
    if (!unit)
        luaL_error(L, "outside a turn");
    return unit;
}

static int push_read(lua_State *L, int status, lua_KContext ctx)
{
    (void)status;
    (void)ctx;
    const char *body = NULL;
    size_t len = 0;
    switch (unit_read(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2), &body, &len)) {
    case UNIT_THERE:
        lua_pushlstring(L, body, len);
        return 1;
    case UNIT_ABSENT:
        lua_pushnil(L);
        return 1;
    case UNIT_WAIT:
        return script_wait(L, push_read, 0);
    default:
        return luaL_error(L, "too many documents");
    }
}

static int l_read(lua_State *L)
{
    return push_read(L, LUA_OK, 0);
}

static int checked(lua_State *L, int r)
{
    return r ? luaL_error(L, "over a limit") : 0;
}

static int l_write(lua_State *L)
{
    size_t len;
    const char *body = luaL_checklstring(L, 3, &len);
    return checked(
        L, unit_write(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2), body, len));
}

static int l_drop(lua_State *L)
{
    return checked(L, unit_drop(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
}

static int l_timer(lua_State *L)
{
    const char *kind = luaL_checkstring(L, 1);
    const char *id = luaL_checkstring(L, 2);
    const char *name = luaL_checkstring(L, 3);
    if (lua_isnoneornil(L, 4))
        return checked(L, unit_timer_cancel(unit_of(L), kind, id, name));
    return checked(L, unit_timer(unit_of(L), kind, id, name, luaL_checkinteger(L, 4)));
}

static int l_push(lua_State *L)
{
    return checked(L, unit_push(unit_of(L), luaL_checkinteger(L, 1), luaL_checkstring(L, 2)));
}

static int l_screen(lua_State *L)
{
    return checked(L, unit_screen(unit_of(L), luaL_checkinteger(L, 1), luaL_checkstring(L, 2),
                                  luaL_checkstring(L, 3)));
}

static int l_call(lua_State *L)
{
    return checked(L, unit_call(unit_of(L), luaL_checkinteger(L, 1), luaL_checkstring(L, 2),
                                luaL_checkstring(L, 3)));
}

static int l_on_screen(lua_State *L)
{
    unit_on_screen(unit_of(L), luaL_checkstring(L, 1));
    return 0;
}

static int l_answer(lua_State *L)
{
    return checked(L, unit_answer(unit_of(L), luaL_checkstring(L, 1), lua_toboolean(L, 2)));
}

static int l_paid(lua_State *L)
{
    return checked(
        L, unit_paid(unit_of(L), luaL_checkstring(L, 1), (int)luaL_checkinteger(L, 2), NULL));
}

static int l_send(lua_State *L)
{
    return checked(L, unit_send(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
}

static int l_want(lua_State *L)
{
    const struct unit_want want = {.id = luaL_checkstring(L, 1),
                                   .kind = "item",
                                   .entity = "sword",
                                   .language = "ru",
                                   .attributes = "{}",
                                   .facts = "{}",
                                   .discoverer = luaL_checkstring(L, 2)};
    lua_pushboolean(L, unit_want(unit_of(L), &want) == 0);
    return 1;
}

static int l_effect(lua_State *L)
{
    return checked(L, unit_effect(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2)));
}

static int l_pay(lua_State *L)
{
    return checked(L, unit_pay(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2),
                               luaL_checkinteger(L, 3), luaL_checkstring(L, 4)));
}

static int l_event(lua_State *L)
{
    lua_pushstring(L, unit_event(unit_of(L)));
    return 1;
}

static int l_begin(lua_State *L)
{
    lua_pushboolean(L, unit_begin(unit_of(L), luaL_checkstring(L, 1)));
    return 1;
}

static int l_now(lua_State *L)
{
    lua_pushinteger(L, unit_now(unit_of(L)));
    return 1;
}

static int l_roll(lua_State *L)
{
    lua_pushinteger(L, unit_roll(unit_of(L), luaL_checkinteger(L, 1)));
    return 1;
}

static int l_index(lua_State *L)
{
    struct unit_field till = {"till", UNIT_NUMBER, (double)luaL_checkinteger(L, 3), NULL};
    return checked(
        L, unit_index(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2), &till, 1));
}

static int push_found(lua_State *L, int status, lua_KContext ctx)
{
    struct unit_find find = {.kind = "lot",
                             .order = luaL_checkstring(L, 1),
                             .falling = lua_toboolean(L, 2),
                             .indexed = true,
                             .live = true,
                             .limit = 100};
    const char *const *ids = NULL;
    size_t count = 0;
    (void)status;
    (void)ctx;
    enum unit_got got = unit_find(unit_of(L), &find, &ids, &count);
    if (got == UNIT_WAIT)
        return script_wait(L, push_found, 0);
    if (got != UNIT_THERE)
        return luaL_error(L, "too many questions");
    lua_newtable(L);
    for (size_t i = 0; i < count; i++) {
        lua_pushstring(L, ids[i]);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    return 1;
}

static int l_rank(lua_State *L)
{
    struct unit_field gold = {"gold", UNIT_NUMBER, (double)luaL_checkinteger(L, 2), NULL};
    struct unit_rank rank = {
        .id = luaL_checkstring(L, 1), .name = "x", .scores = &gold, .count = 1};
    return checked(L, unit_rank(unit_of(L), &rank));
}

static int push_board(lua_State *L, int status, lua_KContext ctx)
{
    struct unit_board board = {"gold", luaL_checkstring(L, 1), "x", luaL_checkinteger(L, 2)};
    const struct unit_place *places = NULL;
    size_t count = 0;
    (void)status;
    (void)ctx;
    enum unit_got got = unit_board(unit_of(L), &board, &places, &count);
    if (got == UNIT_WAIT)
        return script_wait(L, push_board, 0);
    if (got != UNIT_THERE)
        return luaL_error(L, "too many boards");
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    for (size_t i = 0; i < count; i++) {
        lua_pushfstring(L, "%d:%s=%d ", (int)places[i].place, places[i].id, (int)places[i].score);
        luaL_addvalue(&text);
    }
    luaL_pushresult(&text);
    return 1;
}

static int l_board(lua_State *L)
{
    return push_board(L, LUA_OK, 0);
}

static int l_live(lua_State *L)
{
    unit_live(unit_of(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2));
    return 0;
}

static int l_watch(lua_State *L)
{
    struct unit_watch watch = {luaL_checkstring(L, 2), luaL_checkstring(L, 3)};
    return checked(L, unit_watch(unit_of(L), luaL_checkstring(L, 1), &watch, 1));
}

static int l_find(lua_State *L)
{
    return push_found(L, LUA_OK, 0);
}

static int l_indexes(lua_State *L)
{
    const struct world *world = lua_touserdata(L, lua_upvalueindex(1));
    lua_pushstring(L, world->indexes ? world->indexes : "{}");
    return 1;
}

static int l_note(lua_State *L)
{
    struct world *world = lua_touserdata(L, lua_upvalueindex(1));
    world_note(world, "%s", luaL_checkstring(L, 1));
    return 0;
}

static void open_unit(lua_State *L, void *ctx)
{
    static const luaL_Reg functions[] = {
        {"read", l_read},   {"write", l_write},   {"drop", l_drop},
        {"timer", l_timer}, {"push", l_push},     {"screen", l_screen},
        {"call", l_call},   {"answer", l_answer}, {"event", l_event},
        {"now", l_now},     {"roll", l_roll},     {"effect", l_effect},
        {"pay", l_pay},     {"send", l_send},     {"on_screen", l_on_screen},
        {"begin", l_begin}, {"paid", l_paid},     {"want", l_want},
        {NULL, NULL},
    };
    static const luaL_Reg finding[] = {{"index", l_index}, {"find", l_find}, {"rank", l_rank},
                                       {"board", l_board}, {"live", l_live}, {"watch", l_watch},
                                       {NULL, NULL}};
    luaL_newlib(L, functions);
    luaL_setfuncs(L, finding, 0);
    lua_pushlightuserdata(L, ctx);
    lua_pushcclosure(L, l_note, 1);
    lua_setfield(L, -2, "note");
    lua_pushlightuserdata(L, ctx);
    lua_pushcclosure(L, l_indexes, 1);
    lua_setfield(L, -2, "indexes");
    script_module(L, "unit");
}

struct generation *world_generation(struct world *world)
{
    return world_generation_with(world, "", "");
}

/* A text with `from` in it changed to `to`; as it is, if it has none. */
static char *changed(const char *text, const char *from, const char *to, int *count)
{
    const char *at = strstr(text, from);
    if (!at)
        return mem_strdup(text);
    ++*count;
    return mem_printf("%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

struct generation *world_generation_with(struct world *world, const char *from, const char *to)
{
    int count = 0;
    char *text = changed(boot, from, to, &count);
    char *found = changed(finding_lua, from, to, &count);
    assert_true(count > 0);
    const struct embedded files[] = {/* read at the load only: boot.lua imports nothing later */
                                     {"boot.lua", (const unsigned char *)text, strlen(text)},
                                     {"finding.lua", (const unsigned char *)found, strlen(found)},
                                     {"more.lua", (const unsigned char *)more, sizeof(more) - 1},
                                     {NULL, NULL, 0}};
    struct generation_config config = {.engine_lua = files, .open = open_unit, .ctx = world};
    struct generation *generation = NULL;
    struct err err = {0};
    if (generation_new(&config, &generation, &err))
        fail_msg("%s", err.text);
    free(text);
    free(found);
    return generation;
}
