/* A run: one coroutine over one unit of work.
 *
 * The thread is anchored in the registry, so that the collector leaves it alone while it waits. Its
 * extra space holds the unit. A thread that has failed or is given up is only let go of: resetting
 * it would run a script's __close outside of any budget. */
#include "script/inner.h"

#include "base/mem.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>

struct script_run {
    struct generation *generation;
    lua_State *thread;
    int anchor;
    struct budget budget;
    bool started;
    char *report;
};

/* Protected: threads are allocated, and may hit the ceiling. Gives thread on the stack. */
static int make_thread(lua_State *L)
{
    const char *entry = lua_touserdata(L, 1);
    lua_State *thread = lua_newthread(L);
    lua_rawgeti(thread, LUA_REGISTRYINDEX, script_generation(L)->entries);
    lua_getfield(thread, -1, entry);
    lua_remove(thread, -2);
    lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
    lua_pushlightuserdata(L, thread);
    return 2;
}

struct script_run *script_run_new(struct generation *generation, const char *entry, void *unit)
{
    struct script_run *run = mem_alloc(sizeof *run);
    lua_State *L = generation->L;

    run->generation = generation_hold(generation);
    run->anchor = LUA_NOREF;
    budget_start(&run->budget, generation->limits.instructions, generation->limits.turn_ms);
    lua_pushcfunction(L, make_thread);
    lua_pushlightuserdata(L, (void *)(uintptr_t)entry);
    if (lua_pcall(L, 1, 2, 0) == LUA_OK) {
        run->thread = lua_touserdata(L, -1);
        run->anchor = (int)lua_tointeger(L, -2);
        *(void **)lua_getextraspace(run->thread) = unit;
        lua_pop(L, 2);
    } else {
        lua_pop(L, 1);
    }
    return run;
}

static enum script_result fail(struct script_run *run)
{
    run->report = mem_alloc(SCRIPT_REPORT_MAX);
    report_make(run->thread, run->report, SCRIPT_REPORT_MAX);
    return SCRIPT_FAILED;
}

enum script_result script_run_resume(struct script_run *run)
{
    int results = 0;

    if (!run->thread) {
        run->report = mem_strdup("not enough memory");
        return SCRIPT_FAILED;
    }
    run->started = true;
    budget_enter(run->generation, run->thread, &run->budget);
    int status = lua_resume(run->thread, run->generation->L, 0, &results);
    budget_leave(run->generation, run->thread);
    if (status == LUA_YIELD) {
        lua_pop(run->thread, results);
        return SCRIPT_WAITS;
    }
    return status == LUA_OK ? SCRIPT_DONE : fail(run);
}

const char *script_run_report(const struct script_run *run)
{
    return run->report ? run->report : "";
}

void script_run_free(struct script_run *run)
{
    if (!run)
        return;
    if (run->thread) {
        *(void **)lua_getextraspace(run->thread) = NULL;
        luaL_unref(run->generation->L, LUA_REGISTRYINDEX, run->anchor);
    }
    generation_release(run->generation);
    free(run->report);
    free(run);
}

int script_wait(lua_State *L, lua_KFunction again, lua_KContext ctx)
{
    if (!lua_isyieldable(L))
        return luaL_error(L, "documents cannot be read here (inside table.sort or string.gsub): "
                             "read them before");
    return lua_yieldk(L, 0, ctx, again);
}
