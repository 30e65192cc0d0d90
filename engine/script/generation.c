/* A generation: one Lua state from files to entries.
 *
 *   files read -> state with ceiling -> safe libraries -> C modules (bind/) -> boot.lua, which
 * loads and checks the whole game -> its table of entries, kept in the registry
 *
 * What every thread of the state knows is its extra space (lua_getextraspace): the unit of the run.
 * The generation itself is found through the allocator's context, which no script can change. */
#include "script/inner.h"

#include "base/mem.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int on_panic(lua_State *L)
{
    (void)L; /* every entry is protected: this is our own bug */
    fputs("bylina: Lua called outside a protected call\n", stderr);
    abort();
}

static void fill_limits(struct script_limits *limits)
{
    if (!limits->instructions)
        limits->instructions = SCRIPT_INSTRUCTIONS;
    if (!limits->turn_ms)
        limits->turn_ms = SCRIPT_TURN_MS;
    if (!limits->load_ms)
        limits->load_ms = SCRIPT_LOAD_MS;
    if (!limits->memory)
        limits->memory = SCRIPT_MEMORY;
}

static int read_files(struct generation *generation, const struct generation_config *config,
                      struct err *err)
{
    int code = 0;
    if (config->scripts_dir)
        code = script_files_read(&generation->scripts, config->scripts_dir, err);
    if (code == 0 && config->content_dir)
        code = script_files_read(&generation->content, config->content_dir, err);
    if (code)
        return code;
    uint64_t hash = script_files_hash(&generation->scripts, 1);
    hash = script_files_hash(&generation->content, hash);
    snprintf(generation->hash, sizeof generation->hash, "%016llx", (unsigned long long)hash);
    return 0;
}

/* Inside the protected call: everything that may raise. */
static int boot(lua_State *L)
{
    const struct generation_config *config = lua_touserdata(L, 1);
    struct generation *generation = script_generation(L);

    library_open(L);
    import_open(generation);
    if (config->open)
        config->open(L, config->ctx);
    import_boot(L);
    if (!lua_istable(L, -1))
        return luaL_error(L, "boot.lua gives no table of entries");
    generation->entries = luaL_ref(L, LUA_REGISTRYINDEX);
    return 0;
}

static int run_boot(struct generation *generation, const struct generation_config *config,
                    struct err *err)
{
    struct budget budget;
    char report[ERR_TEXT_LIMIT];
    lua_State *L = generation->L;
    struct generation_config copy = *config;

    budget_start(&budget, INT64_MAX / 2, generation->limits.load_ms);
    lua_pushcfunction(L, boot);
    lua_pushlightuserdata(L, &copy);
    budget_enter(generation, L, &budget);
    int status = lua_pcall(L, 1, 0, 0);
    budget_leave(generation, L);
    if (status == LUA_OK)
        return 0;
    const char *text = luaL_tolstring(L, -1, NULL);
    snprintf(report, sizeof report, "%s",
             status == LUA_ERRMEM
                 ? "not enough memory for the game: its scripts want over the ceiling"
                 : text);
    return err_set(err, ERR_INVALID, "%s", report);
}

int generation_new(const struct generation_config *config, struct generation **ret_generation,
                   struct err *err)
{
    struct generation *generation = mem_alloc(sizeof *generation);

    generation->refs = 1;
    generation->number = config->number;
    generation->engine_lua = config->engine_lua;
    generation->limits = config->limits;
    fill_limits(&generation->limits);
    generation->memory_max = (size_t)generation->limits.memory;
    int code = read_files(generation, config, err);
    if (code == 0) {
        generation->L = lua_newstate(memory_alloc, generation);
        code = generation->L ? 0 : err_set(err, ERR_LIMIT, "no memory for a Lua state");
    }
    if (code == 0) {
        lua_atpanic(generation->L, on_panic);
        *(void **)lua_getextraspace(generation->L) = NULL;
        code = run_boot(generation, config, err);
    }
    if (code) {
        generation_release(generation);
        return code;
    }
    *ret_generation = generation;
    return 0;
}

struct generation *generation_hold(struct generation *generation)
{
    generation->refs++;
    return generation;
}

void generation_release(struct generation *generation)
{
    if (!generation || --generation->refs > 0)
        return;
    if (generation->L)
        lua_close(generation->L);
    script_files_done(&generation->scripts);
    script_files_done(&generation->content);
    free(generation);
}

int64_t generation_number(const struct generation *generation)
{
    return generation->number;
}

const char *generation_hash(const struct generation *generation)
{
    return generation->hash;
}

struct generation *script_generation(lua_State *L)
{
    void *ctx;
    lua_getallocf(L, &ctx);
    return ctx;
}

void *script_unit(lua_State *L)
{
    return *(void **)lua_getextraspace(L);
}

static void push_files(lua_State *L, const struct script_files *files)
{
    lua_createtable(L, 0, (int)files->count);
    for (size_t i = 0; i < files->count; i++) {
        lua_pushlstring(L, files->rows[i].text, files->rows[i].len);
        lua_setfield(L, -2, files->rows[i].path);
    }
}

void script_push_sources(lua_State *L)
{
    struct generation *generation = script_generation(L);
    lua_createtable(L, 0, 2);
    push_files(L, &generation->scripts);
    lua_setfield(L, -2, "scripts");
    push_files(L, &generation->content);
    lua_setfield(L, -2, "content");
}
