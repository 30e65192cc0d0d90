/* How Lua code gets into a generation.
 *
 *   import "NAME"   a C module (script_module), or engine/lua/NAME.lua, run once; the same value
 *                   each time. boot.lua and every file that it imports get `import` as argument.
 *   boot.lua        returns the entries: a table of functions that C may call by name.
 *
 * Both tables live in the registry under private keys. Designers' files are not read here: the Lua
 * half compiles them out of host.sources(), each with the environment that it chooses. */
#include "script/inner.h"

#include <lauxlib.h>
#include <stdio.h>
#include <string.h>

#define NAME_LIMIT 64

/* Only their addresses count. */
static const char modules_key, entries_key;

static const struct embedded *find_file(const struct generation *generation, const char *name)
{
    char path[NAME_LIMIT + 8];
    snprintf(path, sizeof(path), "%.*s.lua", NAME_LIMIT, name);
    for (const struct embedded *at = generation->engine_lua; at && at->path; at++)
        if (strcmp(at->path, path) == 0)
            return at;
    return NULL;
}

static int import(lua_State *L);

/* Runs an embedded file, leaves its value. */
static void run_file(lua_State *L, const char *name)
{
    const struct embedded *file = find_file(gate_of(L)->generation, name);
    if (!file) {
        luaL_error(L, "import: there is no module %s", name);
        return; /* never reached */
    }
    char chunk[NAME_LIMIT + 24];
    snprintf(chunk, sizeof(chunk), "@engine/lua/%s", file->path);
    if (luaL_loadbufferx(L, (const char *)file->data, file->size, chunk, "t") != LUA_OK)
        lua_error(L);
    lua_pushcfunction(L, import);
    lua_call(L, 1, 1);
}

static int import(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    luaL_checkstack(L, 8, "import");
    lua_rawgetp(L, LUA_REGISTRYINDEX, &modules_key);
    int modules = lua_gettop(L);
    if (lua_getfield(L, modules, name) != LUA_TNIL)
        return 1;
    run_file(L, name);
    if (lua_isnil(L, -1))
        lua_pushboolean(L, 1);
    lua_pushvalue(L, -1);
    lua_setfield(L, modules, name);
    return 1;
}

int loader_boot(lua_State *L)
{
    luaL_checkstack(L, 8, "boot");
    run_file(L, "boot");
    if (!lua_istable(L, -1))
        return luaL_error(L, "engine/lua/boot.lua returns no table of entries");
    lua_rawsetp(L, LUA_REGISTRYINDEX, &entries_key);
    return 0;
}

void loader_open(lua_State *L)
{
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &modules_key);
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &entries_key);
}

void loader_push_entry(lua_State *L, const char *entry)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &entries_key);
    if (lua_getfield(L, -1, entry) != LUA_TFUNCTION)
        luaL_error(L, "engine/lua/boot.lua returns no entry %s", entry);
    lua_remove(L, -2);
}

void script_module(lua_State *L, const char *name)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &modules_key);
    lua_insert(L, -2);
    lua_setfield(L, -2, name);
    lua_pop(L, 1);
}

static void push_files(lua_State *L, const struct files *files)
{
    lua_createtable(L, 0, (int)files->count);
    for (size_t i = 0; i < files->count; i++) {
        script_push_text(L, files->list[i].text, files->list[i].size);
        lua_setfield(L, -2, files->list[i].path);
    }
}

void script_push_sources(lua_State *L)
{
    const struct generation *generation = gate_of(L)->generation;
    luaL_checkstack(L, 8, "sources");
    lua_createtable(L, 0, 2);
    push_files(L, bundle_scripts(generation->bundle));
    lua_setfield(L, -2, "scripts");
    push_files(L, bundle_content(generation->bundle));
    lua_setfield(L, -2, "content");
}
