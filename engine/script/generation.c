/* The life of a generation: read the files, make a state, let boot.lua load the game.
 *
 * A generation that fails in any step is freed whole; the caller keeps the one it has. Whatever may
 * raise runs protected: making the state and its threads (generation_protect: C code only), loading
 * (a thread with the load's time and the memory ceiling, like any entry into Lua). After loading,
 * nothing in the state is meant to change.
 *
 * The collector is incremental with a pause of 200. Measured with a still heap of 14 MB (scripts
 * and content) under turns of 0.1 ms: 150 takes about a tenth more time and saves 7 MB at the peak,
 * 300 saves little time and costs 13 MB, the generational mode takes a sixth less time, but stops
 * for longer at once and peaks like 300. */
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "script/inner.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>

#define GC_PAUSE           200
#define GC_PAUSE_LOAD      1000 /* while loading, when most of what is made stays */
#define GC_STEP_MULTIPLIER 200

static void take(int64_t *limit, int64_t given, int64_t wanted)
{
    if (given > 0)
        *limit = given;
    else if (wanted > 0)
        *limit = wanted;
}

void generation_limit(struct generation *generation, const struct script_limits *wanted)
{
    struct script_limits *limits = &generation->limits;
    const struct script_limits *given = &generation->given;
    take(&limits->instructions, given->instructions, wanted->instructions);
    take(&limits->turn_ms, given->turn_ms, wanted->turn_ms);
    take(&limits->turn_memory, given->turn_memory, wanted->turn_memory);
    take(&limits->depth, given->depth, wanted->depth);
    take(&limits->load_ms, given->load_ms, wanted->load_ms);
    take(&limits->memory, given->memory, wanted->memory);
}

/* An error outside of every protected call: a bug of the engine. */
static int on_panic(lua_State *L)
{
    const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    log_error("script", LOG_T("Lua raised outside of a protected call"), LOG_S("error", text));
    return 0; /* Lua aborts */
}

struct protected
{
    void (*work)(lua_State * L, void *ctx);
    void *ctx;
};

static int run_protected(lua_State *L)
{
    struct protected *protected = lua_touserdata(L, 1);
    protected->work(L, protected->ctx);
    return 0;
}

int generation_protect(struct generation *generation, void (*work)(lua_State *L, void *ctx),
                       void *ctx, struct err *err)
{
    lua_State *L = generation->L;
    struct protected protected = {.work = work, .ctx = ctx};
    lua_pushcfunction(L, run_protected);
    lua_pushlightuserdata(L, &protected);
    int code = 0;
    if (lua_pcall(L, 1, 0, 0) != LUA_OK) {
        const char *text = lua_type(L, -1) == LUA_TSTRING ? lua_tostring(L, -1) : "no message";
        code = err_set(err, ERR_INVALID, "%s", text);
    }
    lua_settop(L, 0);
    return code;
}

static int take_files(struct generation *generation, const struct generation_config *config,
                      struct err *err)
{
    if (!config->bundle)
        return bundle_read(config->scripts_dir, config->content_dir, &generation->bundle, err);
    generation->bundle = bundle_hold(config->bundle);
    return 0;
}

static void open_state(lua_State *L, void *ctx)
{
    const struct generation_config *config = ctx;
    library_open(L);
    loader_open(L);
    if (config->open)
        config->open(L, config->ctx);
}

static int make_state(struct generation *generation, const struct generation_config *config,
                      struct err *err)
{
    generation->L = lua_newstate(memory_allocate, generation);
    if (!generation->L)
        return err_set(err, ERR_LIMIT, "scripts: the memory ceiling is too low for any script");
    lua_atpanic(generation->L, on_panic);
    gate_init(&generation->outside, generation, GATE_UNBOUND, 0);
    gate_put(generation->L, &generation->outside);
    lua_gc(generation->L, LUA_GCINC, GC_PAUSE_LOAD, GC_STEP_MULTIPLIER, 0);
    struct generation_config copy = *config;
    return generation_protect(generation, open_state, &copy, err);
}

/* Runs a thread to its end under the load's limits; takes the first result where one is wanted. */
static int run_once(struct generation *generation, const char *entry, const char *argument,
                    char **ret_result, struct err *err)
{
    struct thread thread;
    gate_init(&thread.gate, generation, GATE_UNBOUND, generation->limits.load_ms);
    int code = thread_open(&thread, generation, entry, argument, err);
    int status = code == 0 ? thread_resume(&thread) : LUA_OK;
    if (status != LUA_OK) {
        char *message = thread_message(&thread, status);
        code = err_set(err, thread.gate.over[0] ? ERR_LIMIT : ERR_INVALID, "%s", message);
        free(message);
    } else if (code == 0 && ret_result) {
        if (lua_gettop(thread.L) > 0 && lua_type(thread.L, 1) == LUA_TSTRING)
            *ret_result = mem_strdup(lua_tostring(thread.L, 1));
        else
            code = err_set(err, ERR_INVALID, "the entry %s gives no text", entry);
    }
    thread_close(&thread);
    return code;
}

int generation_new(const struct generation_config *config, struct generation **ret_generation,
                   struct err *err)
{
    struct generation *generation = mem_alloc(sizeof(*generation));
    const struct script_limits *given = &config->limits;
    generation->refs = 1;
    pulse_init(&generation->pulse, gate_beat, generation);
    generation->number = config->number;
    generation->engine_lua = config->engine_lua;
    generation->given = *given;
    generation->text_max = TEXT_MAX;
    generation_limit(generation, &(struct script_limits){
                                     .instructions = SCRIPT_INSTRUCTIONS,
                                     .turn_ms = SCRIPT_TURN_MS,
                                     .turn_memory = SCRIPT_TURN_MEMORY,
                                     .depth = SCRIPT_DEPTH,
                                     .load_ms = SCRIPT_LOAD_MS,
                                     .memory = SCRIPT_MEMORY,
                                 });
    generation->ceiling = generation->limits.memory + GATE_SPARE;
    int code = take_files(generation, config, err);
    if (code == 0)
        code = make_state(generation, config, err);
    if (code == 0)
        code = run_once(generation, NULL, NULL, NULL, err);
    if (code == 0 && !config->brief)
        lua_gc(generation->L, LUA_GCINC, GC_PAUSE, GC_STEP_MULTIPLIER, 0);
    pulse_done(&generation->pulse); /* another thread may use what this one has made */
    if (code < 0)
        generation_release(generation);
    else
        *ret_generation = generation;
    return code;
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
    pulse_done(&generation->pulse);
    if (generation->L)
        lua_close(generation->L);
    pool_done(&generation->pool);
    bundle_release(generation->bundle);
    free(generation);
}

int64_t generation_memory(const struct generation *generation)
{
    return generation->used;
}

int64_t generation_number(const struct generation *generation)
{
    return generation->number;
}

const char *generation_hash(const struct generation *generation)
{
    return bundle_hash(generation->bundle);
}

struct bundle *generation_bundle(const struct generation *generation)
{
    return generation->bundle;
}

bool generation_alone(const struct generation *generation)
{
    return generation->refs == 1;
}

int generation_call(struct generation *generation, const char *entry, const char *argument,
                    char **ret_result, struct err *err)
{
    char *result = NULL;
    int code = run_once(generation, entry, argument, &result, err);
    if (code == 0)
        *ret_result = result;
    return code;
}
