/* unit: finding documents by their fields, and leader boards; unit.c has the rest. */
#include "turn/unit_find.h"
#include "bind/modules.h"
#include "script/state.h"

#include <lauxlib.h>

static struct unit *here(lua_State *L)
{
    struct unit *unit = script_unit(L);
    if (!unit)
        luaL_error(L, "there is no turn here");
    return unit;
}

static struct unit_field field_at(lua_State *L, int name, int value)
{
    struct unit_field field = {.type = UNIT_NUMBER};
    if (lua_type(L, name) != LUA_TSTRING)
        luaL_error(L, "fields are known by texts");
    field.name = lua_tostring(L, name);
    if (lua_isboolean(L, value)) {
        field.type = UNIT_BOOLEAN;
        field.number = lua_toboolean(L, value);
    } else if (lua_type(L, value) == LUA_TNUMBER) {
        field.number = lua_tonumber(L, value);
    } else {
        field.type = UNIT_TEXT;
        field.text = luaL_checkstring(L, value);
    }
    return field;
}

/* The table at `arg` as fields; its texts live as long as the table. */
static size_t fields_at(lua_State *L, int arg, struct unit_field *fields, size_t most)
{
    size_t count = 0;
    luaL_checktype(L, arg, LUA_TTABLE);
    lua_pushnil(L);
    while (lua_next(L, arg)) {
        if (count == most)
            luaL_error(L, "at most %d such fields", (int)most);
        fields[count++] = field_at(L, -2, -1);
        lua_pop(L, 1);
    }
    return count;
}

static int l_index(lua_State *L)
{
    struct unit_field fields[UNIT_FIELDS_MAX];
    size_t count = fields_at(L, 3, fields, UNIT_FIELDS_MAX);
    if (unit_index(here(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2), fields, count))
        return luaL_error(L, "one turn cannot do so much: a limit of turn/unit.h is passed");
    return 0;
}

static int find_again(lua_State *L, int status, lua_KContext ctx)
{
    struct unit_field where[UNIT_FIELDS_MAX];
    const char *const *ids;
    size_t count;
    struct unit_find find = {
        .kind = luaL_checkstring(L, 1),
        .where = where,
        .where_count = fields_at(L, 2, where, UNIT_FIELDS_MAX),
        .order = luaL_optstring(L, 3, NULL),
        .falling = lua_toboolean(L, 4),
        .indexed = lua_toboolean(L, 5),
        .limit = luaL_checkinteger(L, 6),
        .live = lua_toboolean(L, 7),
    };
    (void)status;
    (void)ctx;
    switch (unit_find(here(L), &find, &ids, &count)) {
    case UNIT_WAIT:
        return script_wait(L, find_again, 0);
    case UNIT_THERE:
        lua_createtable(L, (int)count, 0);
        for (size_t i = 0; i < count; i++) {
            lua_pushstring(L, ids[i]);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        return 1;
    default:
        return luaL_error(L, "one turn asks the index at most %d questions", UNIT_FINDS_MAX);
    }
}

static int l_find(lua_State *L)
{
    return find_again(L, LUA_OK, 0);
}

/* --- leader boards --------------------------------------------------------------------------- */

static int l_rank(lua_State *L)
{
    static const char *const how[] = {"", "out", "in", NULL};
    struct unit_field scores[UNIT_BOARDS_MAX];
    struct unit_rank rank = {
        .id = luaL_checkstring(L, 1),
        .name = luaL_checkstring(L, 2),
        .scores = scores,
        .count = fields_at(L, 3, scores, UNIT_BOARDS_MAX),
    };
    int ranked = luaL_checkoption(L, 4, "", how);
    rank.out = ranked == 1;
    rank.in = ranked == 2;
    if (unit_rank(here(L), &rank))
        return luaL_error(L, "one turn cannot do so much: a limit of turn/unit.h is passed");
    return 0;
}

static void push_place(lua_State *L, const struct unit_place *place)
{
    lua_createtable(L, 0, 4);
    lua_pushstring(L, place->id);
    lua_setfield(L, -2, "id");
    lua_pushstring(L, place->name);
    lua_setfield(L, -2, "name");
    lua_pushinteger(L, place->score);
    lua_setfield(L, -2, "score");
    lua_pushinteger(L, place->place);
    lua_setfield(L, -2, "place");
}

static int board_again(lua_State *L, int status, lua_KContext ctx)
{
    const struct unit_place *places;
    size_t count;
    struct unit_board board = {
        .board = luaL_checkstring(L, 1),
        .id = luaL_optstring(L, 2, NULL),
        .name = luaL_optstring(L, 3, NULL),
        .score = luaL_checkinteger(L, 4),
    };
    (void)status;
    (void)ctx;
    switch (unit_board(here(L), &board, &places, &count)) {
    case UNIT_WAIT:
        return script_wait(L, board_again, 0);
    case UNIT_THERE:
        lua_createtable(L, (int)count, 0);
        for (size_t i = 0; i < count; i++) {
            push_place(L, &places[i]);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        return 1;
    default:
        return luaL_error(L, "one turn asks for at most %d boards", UNIT_FINDS_MAX);
    }
}

static int l_board(lua_State *L)
{
    return board_again(L, LUA_OK, 0);
}

/* --- live documents -------------------------------------------------------------------------- */

static int l_live(lua_State *L)
{
    unit_live(here(L), luaL_checkstring(L, 1), luaL_checkstring(L, 2));
    return 0;
}

/* The texts live as long as the table at 2. */
static int l_watch(lua_State *L)
{
    struct unit_watch watches[UNIT_WATCHES_MAX];
    const char *lane = luaL_checkstring(L, 1);
    luaL_checktype(L, 2, LUA_TTABLE);
    lua_Integer count = (lua_Integer)lua_rawlen(L, 2) / 2;
    luaL_argcheck(L, count <= UNIT_WATCHES_MAX, 2, "too many");
    for (lua_Integer i = 0; i < count; i++) {
        lua_rawgeti(L, 2, 2 * i + 1);
        lua_rawgeti(L, 2, 2 * i + 2);
        watches[i] = (struct unit_watch){luaL_checkstring(L, -2), luaL_checkstring(L, -1)};
        lua_pop(L, 2);
    }
    if (unit_watch(here(L), lane, watches, (size_t)count))
        return luaL_error(L, "one turn cannot do so much: a limit of turn/unit.h is passed");
    return 0;
}

void bind_unit_find(lua_State *L)
{
    static const luaL_Reg functions[] = {{"index", l_index}, {"find", l_find}, {"rank", l_rank},
                                         {"board", l_board}, {"live", l_live}, {"watch", l_watch},
                                         {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
