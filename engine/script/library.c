/* The part of Lua's library that exists at all in a state. The engine's Lua half gives designers a
 * smaller part still (engine/lua/env.lua); what is not here, nobody has: io, os, debug, package,
 * coroutine (a script's own coroutine would take the host's yields), load and its kin (bytecode
 * crashes the VM), collectgarbage, chance. setmetatable refuses __gc and __close: both would run
 * outside every budget. The metatable of strings is hidden, so that nobody replaces a method. */
#include "script/inner.h"

#include <lauxlib.h>
#include <lualib.h>

static const luaL_Reg LIBRARIES[] = {
    {LUA_GNAME, luaopen_base},       {LUA_STRLIBNAME, luaopen_string},
    {LUA_TABLIBNAME, luaopen_table}, {LUA_MATHLIBNAME, luaopen_math},
    {LUA_UTF8LIBNAME, luaopen_utf8}, {NULL, NULL},
};

static const char *const NOT_GLOBAL[] = {"load",           "loadfile", "dofile", "loadstring",
                                         "collectgarbage", "print",    "warn",   NULL};

static int safe_setmetatable(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!lua_isnoneornil(L, 2)) {
        luaL_checktype(L, 2, LUA_TTABLE);
        lua_pushliteral(L, "__gc");
        int gc = lua_rawget(L, 2);
        lua_pushliteral(L, "__close");
        int close = lua_rawget(L, 2);
        if (gc != LUA_TNIL || close != LUA_TNIL)
            return luaL_error(L, "setmetatable: __gc and __close are not allowed");
    }
    lua_settop(L, 2);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, 2, 1);
    return 1;
}

static void remove_field(lua_State *L, int table, const char *name)
{
    table = lua_absindex(L, table);
    lua_pushnil(L);
    lua_setfield(L, table, name);
}

static void narrow_strings(lua_State *L)
{
    lua_getglobal(L, LUA_STRLIBNAME);
    remove_field(L, -1, "dump");
    patterns_open(L);
    lua_pop(L, 1);
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void library_open(lua_State *L)
{
    for (const luaL_Reg *library = LIBRARIES; library->func; library++) {
        luaL_requiref(L, library->name, library->func, 1);
        lua_pop(L, 1);
    }
    for (const char *const *name = NOT_GLOBAL; *name; name++) {
        lua_pushnil(L);
        lua_setglobal(L, *name);
    }
    lua_getglobal(L, LUA_MATHLIBNAME);
    remove_field(L, -1, "random");
    remove_field(L, -1, "randomseed");
    lua_pop(L, 1);
    narrow_strings(L);
    lua_getglobal(L, "setmetatable");
    lua_pushcclosure(L, safe_setmetatable, 1);
    lua_setglobal(L, "setmetatable");
}
