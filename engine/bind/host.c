/* host: what the engine's Lua half asks of the process: the files of the game, compiling them, the
 * log, the configuration that scripts may know. */
#include "bind/modules.h"

#include "base/log.h"
#include "base/str.h"
#include "script/state.h"

#include <lauxlib.h>

#define MESSAGE_MAX   1536 /* bytes of a message in a traceback */
#define TRACEBACK_MAX 4096

#define LOG_WORK 20000 /* a line in the log, in instructions: whoever reads the log may be slow */
#define LOG_TEXT 2048  /* bytes of it */

static int l_log(lua_State *L)
{
    static const char *const LEVELS[] = {"debug", "info", "warn", "error", NULL};
    int level = luaL_checkoption(L, 1, NULL, LEVELS);
    char message[LOG_TEXT + 1];
    str_copy(message, sizeof message, luaL_checkstring(L, 2));
    script_charge(L, LOG_WORK);
    LOG_AT((enum log_level)level, "script", LOG_T("print"), LOG_S("text", message));
    return 0;
}

static int l_config(lua_State *L)
{
    const struct bind_host *host = lua_touserdata(L, lua_upvalueindex(1));
    lua_createtable(L, 0, 8);
    lua_createtable(L, 0, (int)host->role_count);
    for (size_t i = 0; i < host->role_count; i++) {
        lua_pushfstring(L, "%I", (LUAI_UACINT)host->roles[i].id);
        lua_pushstring(L, host->roles[i].role);
        lua_settable(L, -3);
    }
    lua_setfield(L, -2, "roles");
    lua_pushboolean(L, host->everyone_owner);
    lua_setfield(L, -2, "everyone_owner");
    lua_pushboolean(L, host->lenient);
    lua_setfield(L, -2, "lenient");
    lua_pushstring(L, host->lore);
    lua_setfield(L, -2, "lore");
    lua_pushboolean(L, host->pictures);
    lua_setfield(L, -2, "pictures");
    lua_pushstring(L, host->version);
    lua_setfield(L, -2, "version");
    lua_pushinteger(L, generation_number(script_generation(L)));
    lua_setfield(L, -2, "generation");
    lua_pushstring(L, generation_hash(script_generation(L)));
    lua_setfield(L, -2, "hash");
    return 1;
}

static int l_lore_asked(lua_State *L)
{
    const struct bind_host *host = lua_touserdata(L, lua_upvalueindex(1));
    struct bind_lore_count *count = host->lore_count;
    if (count)
        *(lua_toboolean(L, 1) ? &count->hits : &count->misses) += 1;
    return 0;
}

static int l_sources(lua_State *L)
{
    script_push_sources(L);
    return 1;
}

static int l_compile(lua_State *L)
{
    size_t len;
    const char *source = luaL_checklstring(L, 1, &len);
    const char *name = luaL_checkstring(L, 2);
    luaL_checktype(L, 3, LUA_TTABLE);
    if (*source == *LUA_SIGNATURE) {
        lua_pushnil(L);
        lua_pushfstring(L, "%s: this is no text", name + (*name == '@' || *name == '='));
        return 2;
    }
    if (luaL_loadbufferx(L, source, len, name, "t")) {
        lua_pushnil(L);
        lua_insert(L, -2);
        return 2;
    }
    lua_pushvalue(L, 3);
    if (!lua_setupvalue(L, -2, 1))
        lua_pop(L, 1);
    return 1;
}

static int64_t limit(lua_State *L, const char *name, int64_t unit)
{
    lua_getfield(L, 1, name);
    int64_t value = luaL_checkinteger(L, -1) * unit;
    lua_pop(L, 1);
    return value;
}

static int l_limit(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    script_limit(L, &(struct script_limits){
                        .instructions = limit(L, "instructions", 1),
                        .turn_ms = limit(L, "ms", SCRIPT_SLOWDOWN),
                        .turn_memory = limit(L, "turn_memory", 1 << 20),
                        .depth = limit(L, "depth", 1),
                        .memory = limit(L, "memory", 1 << 20),
                    });
    return 0;
}

static int l_traceback(lua_State *L)
{
    size_t len;
    luaL_tolstring(L, 1, &len);
    if (len > MESSAGE_MAX) {
        lua_pushlstring(L, lua_tostring(L, -1), MESSAGE_MAX);
        len = MESSAGE_MAX;
    }
    luaL_traceback(L, L, lua_tostring(L, -1), 1);
    const char *text = lua_tolstring(L, -1, &len);
    lua_pushlstring(L, text, len < TRACEBACK_MAX ? len : TRACEBACK_MAX);
    return 1;
}

/* Whether the value at 1 is a function of the game's own. */
static bool is_games(lua_State *L, lua_Debug *ar)
{
    if (!lua_isfunction(L, 1) || lua_iscfunction(L, 1))
        return false;
    lua_pushvalue(L, 1);
    lua_getinfo(L, ">S", ar);
    return str_starts(ar->source, "@scripts/");
}

static int l_upvalues(lua_State *L)
{
    lua_Debug ar;
    if (!is_games(L, &ar))
        return 0;
    lua_newtable(L);
    for (int i = 1; lua_getupvalue(L, 1, i); i++)
        lua_rawseti(L, -2, i);
    return 1;
}

static int l_set_upvalue(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_settop(L, 3);
    lua_setupvalue(L, 1, (int)luaL_checkinteger(L, 2));
    return 0;
}

static int l_assigns(lua_State *L)
{
    lua_Debug ar;
    int line = 0;
    int upvalue = is_games(L, &ar) ? script_assigns(L, 1, &line) : 0;
    if (!upvalue)
        return 0;
    lua_pushstring(L, lua_getupvalue(L, 1, upvalue));
    lua_pushfstring(L, "%s:%d", ar.short_src, line);
    return 2;
}

static int l_weak(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_argcheck(L, !lua_getmetatable(L, 1), 1, "it has a metatable");
    lua_settop(L, 1);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, 1);
    return 1;
}

static int l_where(lua_State *L)
{
    script_push_where(L);
    return 1;
}

static const luaL_Reg FUNCTIONS[] = {
    {"log", l_log},
    {"sources", l_sources},
    {"compile", l_compile},
    {"traceback", l_traceback},
    {"weak", l_weak},
    {"limit", l_limit},
    {"where", l_where},
    {"upvalues", l_upvalues},
    {"set_upvalue", l_set_upvalue},
    {"assigns", l_assigns},
    {NULL, NULL},
};

void bind_host(lua_State *L, const struct bind_host *host)
{
    luaL_newlib(L, FUNCTIONS);
    lua_pushlightuserdata(L, (void *)(uintptr_t)host);
    lua_pushcclosure(L, l_config, 1);
    lua_setfield(L, -2, "config");
    lua_pushlightuserdata(L, (void *)(uintptr_t)host);
    lua_pushcclosure(L, l_lore_asked, 1);
    lua_setfield(L, -2, "lore_asked");
}
