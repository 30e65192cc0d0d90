/* Lua's own libraries without their holes.
 *
 * A state gets base, string, table, math and utf8, and of these nothing that reads files, loads
 * code, draws chance, shows addresses or works for long without an instruction being counted:
 *
 *   gone       load, loadfile, dofile, collectgarbage, print, warn, string.dump, math.random(seed);
 *              coroutine, io, os, debug, package were never opened
 *   guarded    setmetatable refuses __gc and __close (they run where no hook counts); "".__index is
 *              out of reach; string.rep has a ceiling; string.format shows no addresses
 *   rewritten  patterns (strings.c), table.sort (tables.c)
 *   charged    what goes through a whole table (tables.c) or a whole text (texts.c)
 *
 * A guard runs Lua's own function in the same frame, so that its messages name the script's line.
 */
#include "script/inner.h"

#include <lauxlib.h>
#include <lualib.h>
#include <string.h>

static void forget(lua_State *L, const char *library, const char *const *names)
{
    lua_getglobal(L, library);
    for (; *names; names++) {
        lua_pushnil(L);
        lua_setfield(L, -2, *names);
    }
    lua_pop(L, 1);
}

static bool has_field(lua_State *L, int table, const char *name)
{
    lua_pushstring(L, name);
    bool there = lua_rawget(L, table) != LUA_TNIL;
    lua_pop(L, 1);
    return there;
}

static int guarded_setmetatable(lua_State *L)
{
    if (lua_type(L, 2) == LUA_TTABLE && (has_field(L, 2, "__gc") || has_field(L, 2, "__close")))
        return luaL_error(L, "setmetatable: no __gc and no __close here");
    return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/* As Lua's own, which looks each name up anew. */
static int l_type(lua_State *L)
{
    luaL_checkany(L, 1);
    lua_pushvalue(L, lua_upvalueindex(1 + lua_type(L, 1)));
    return 1;
}

static void faster_type(lua_State *L)
{
    for (int type = LUA_TNIL; type < LUA_NUMTYPES; type++)
        lua_pushstring(L, lua_typename(L, type));
    lua_pushcclosure(L, l_type, LUA_NUMTYPES);
    lua_setfield(L, -2, "type");
}

void library_open(lua_State *L)
{
    static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},
                                         {LUA_STRLIBNAME, luaopen_string},
                                         {LUA_TABLIBNAME, luaopen_table},
                                         {LUA_MATHLIBNAME, luaopen_math},
                                         {LUA_UTF8LIBNAME, luaopen_utf8}};
    for (size_t i = 0; i < sizeof(libraries) / sizeof(*libraries); i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
        lua_pop(L, 1);
    }
    forget(L, LUA_GNAME,
           (const char *const[]){"load", "loadfile", "dofile", "collectgarbage", "print", "warn",
                                 NULL});
    forget(L, LUA_STRLIBNAME, (const char *const[]){"dump", NULL});
    forget(L, LUA_MATHLIBNAME, (const char *const[]){"random", "randomseed", NULL});
    lua_getglobal(L, LUA_GNAME);
    library_guard(L, "setmetatable", guarded_setmetatable);
    faster_type(L);
    lua_pop(L, 1);
    library_patterns(L);
    library_guard_texts(L);
    library_guard_tables(L);
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void library_guard(lua_State *L, const char *name, int (*guard)(lua_State *L))
{
    lua_getfield(L, -1, name);
    lua_pushcclosure(L, guard, 1);
    lua_setfield(L, -2, name);
}
