/* import "name": a C module that bind/ has registered, or NAME.lua of the engine's Lua half, run
 * once a state. Files get `import` as their first argument and have no other way to each other. */
#include "script/inner.h"

#include "base/str.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

static const struct embedded *find_file(const struct generation *generation, const char *name)
{
    char path[SCRIPT_CHUNK_NAME];
    snprintf(path, sizeof path, "%s.lua", name);
    for (const struct embedded *file = generation->engine_lua; file && file->path; file++)
        if (str_equal(file->path, path))
            return file;
    return NULL;
}

static int run_file(lua_State *L, const char *name);

static int import(lua_State *L)
{
    struct generation *generation = script_generation(L);
    const char *name = luaL_checkstring(L, 1);

    lua_rawgeti(L, LUA_REGISTRYINDEX, generation->modules);
    if (lua_getfield(L, -1, name) != LUA_TNIL)
        return 1;
    lua_pop(L, 1);
    run_file(L, name);
    lua_pushvalue(L, -1);
    lua_setfield(L, -3, name);
    return 1;
}

static int run_file(lua_State *L, const char *name)
{
    const struct embedded *file = find_file(script_generation(L), name);
    char chunk[SCRIPT_CHUNK_NAME];

    if (!file)
        return luaL_error(L, "import: there is no %s", name);
    snprintf(chunk, sizeof chunk, "@engine/lua/%s.lua", name);
    if (luaL_loadbufferx(L, (const char *)file->data, file->size, chunk, "t"))
        return lua_error(L);
    lua_pushcfunction(L, import);
    lua_call(L, 1, 1);
    return 1;
}

void import_open(struct generation *generation)
{
    lua_newtable(generation->L);
    generation->modules = luaL_ref(generation->L, LUA_REGISTRYINDEX);
}

int import_boot(lua_State *L)
{
    return run_file(L, "boot");
}

void script_module(lua_State *L, const char *name)
{
    lua_rawgeti(L, LUA_REGISTRYINDEX, script_generation(L)->modules);
    lua_insert(L, -2);
    lua_setfield(L, -2, name);
    lua_pop(L, 1);
}
