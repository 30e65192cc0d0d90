/* unit: finding documents by their fields; unit.c has the rest. */
#include "bind/modules.h"
#include "script/state.h"
#include "turn/unit.h"

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
static size_t fields_at(lua_State *L, int arg, struct unit_field fields[UNIT_FIELDS_MAX])
{
    size_t count = 0;
    luaL_checktype(L, arg, LUA_TTABLE);
    lua_pushnil(L);
    while (lua_next(L, arg)) {
        if (count == UNIT_FIELDS_MAX)
            luaL_error(L, "at most %d indexed fields", UNIT_FIELDS_MAX);
        fields[count++] = field_at(L, -2, -1);
        lua_pop(L, 1);
    }
    return count;
}

static int l_index(lua_State *L)
{
    struct unit_field fields[UNIT_FIELDS_MAX];
    size_t count = fields_at(L, 3, fields);
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
        .where_count = fields_at(L, 2, where),
        .order = luaL_optstring(L, 3, NULL),
        .falling = lua_toboolean(L, 4),
        .indexed = lua_toboolean(L, 5),
        .limit = luaL_checkinteger(L, 6),
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

void bind_unit_find(lua_State *L)
{
    static const luaL_Reg functions[] = {{"index", l_index}, {"find", l_find}, {NULL, NULL}};
    luaL_setfuncs(L, functions, 0);
}
