/* Calls outside of turns (checks, tests, lists), and the report of what has failed. */
#include "script/inner.h"

#include "base/mem.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int push_report(lua_State *L)
{
    lua_State *thread = lua_touserdata(L, 1);
    const char *message = luaL_tolstring(L, 2, NULL);
    luaL_traceback(L, thread, message, 0);
    return 1;
}

/* Without a call back into Lua when even that fails (no memory left). */
void report_make(lua_State *thread, char *out, size_t size)
{
    struct generation *generation = script_generation(thread);
    lua_State *L = generation->L;
    const char *plain = lua_type(thread, -1) == LUA_TSTRING ? lua_tostring(thread, -1) : NULL;

    snprintf(out, size, "%s", plain ? plain : "an error that is no text");
    lua_pushcfunction(L, push_report);
    lua_pushlightuserdata(L, thread);
    lua_pushvalue(thread, -1);
    lua_xmove(thread, L, 1);
    if (lua_pcall(L, 2, 1, 0) == LUA_OK && lua_tostring(L, -1))
        snprintf(out, size, "%s", lua_tostring(L, -1));
    lua_pop(L, 1);
}

struct call {
    const char *entry;
    const char *argument;
};

static int call_entry(lua_State *L)
{
    const struct call *call = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, script_generation(L)->entries);
    if (lua_getfield(L, -1, call->entry) != LUA_TFUNCTION)
        return luaL_error(L, "there is no entry %s", call->entry);
    lua_pushstring(L, call->argument);
    lua_call(L, 1, 1);
    luaL_checkstring(L, -1);
    return 1;
}

int generation_call(struct generation *generation, const char *entry, const char *argument,
                    char **ret_result, struct err *err)
{
    struct call call = {entry, argument};
    struct budget budget;
    lua_State *L = generation->L;
    int code = 0;

    budget_start(&budget, INT64_MAX / 2, generation->limits.load_ms);
    lua_pushcfunction(L, call_entry);
    lua_pushlightuserdata(L, &call);
    budget_enter(generation, L, &budget);
    int status = lua_pcall(L, 1, 1, 0);
    budget_leave(generation, L);
    const char *text = lua_tostring(L, -1);
    if (status == LUA_OK)
        *ret_result = mem_strdup(text);
    else
        code = err_set(err, ERR_INVALID, "%s", text ? text : "an error that is no text");
    lua_pop(L, 1);
    return code;
}
