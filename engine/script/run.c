/* A run: one coroutine over one unit of work, from its first instruction to its end.
 *
 * The thread is given up as soon as it has ended, well or badly, so that a run that is kept for its
 * report costs no Lua memory. What C functions ask (script_unit, script_generation, script_wait) is
 * found through the gate of the thread that they run in. */
#include "base/mem.h"
#include "script/inner.h"

#include <lauxlib.h>
#include <stdlib.h>

struct script_run {
    struct generation *generation; /* held */
    struct thread thread;
    enum script_result state;
    char *report;
};

struct script_run *script_run_new(struct generation *generation, const char *entry, void *unit)
{
    struct script_run *run = mem_alloc(sizeof(*run));
    struct err err = {0};
    run->generation = generation_hold(generation);
    run->state = SCRIPT_WAITS;
    gate_init(&run->thread.gate, generation, generation->limits.instructions,
              generation->limits.turn_ms);
    run->thread.gate.unit = unit;
    run->thread.gate.memory = generation->limits.turn_memory;
    if (thread_open(&run->thread, generation, entry, NULL, &err) < 0) {
        run->state = SCRIPT_FAILED;
        run->report = mem_strdup(err.text);
        thread_close(&run->thread);
    }
    return run;
}

enum script_result script_run_resume(struct script_run *run)
{
    if (run->state != SCRIPT_WAITS)
        return run->state;
    int status = thread_resume(&run->thread);
    if (status == LUA_YIELD)
        return SCRIPT_WAITS;
    run->state = status == LUA_OK ? SCRIPT_DONE : SCRIPT_FAILED;
    if (run->state == SCRIPT_FAILED)
        run->report = thread_report(&run->thread, status);
    thread_close(&run->thread);
    return run->state;
}

const char *script_run_report(const struct script_run *run)
{
    return run->report ? run->report : "";
}

int64_t script_run_spent_us(const struct script_run *run)
{
    return run->thread.gate.spent_us;
}

struct generation *script_run_generation(const struct script_run *run)
{
    return run->generation;
}

void script_run_free(struct script_run *run)
{
    if (!run)
        return;
    thread_close(&run->thread);
    generation_release(run->generation);
    free(run->report);
    free(run);
}

void script_charge(lua_State *L, int64_t work)
{
    gate_charge(L, work);
}

void script_push_text(lua_State *L, const char *text, size_t len)
{
    struct generation *generation = gate_of(L)->generation;
    generation->trusted = true; /* if this raises, gate_enter puts it right */
    lua_pushlstring(L, text, len);
    generation->trusted = false;
}

void script_limit(lua_State *L, const struct script_limits *limits)
{
    generation_limit(gate_of(L)->generation, limits);
}

const struct thread *thread_of(const struct script_run *run)
{
    return &run->thread;
}

void *script_unit(lua_State *L)
{
    return gate_of(L)->unit;
}

struct generation *script_generation(lua_State *L)
{
    return gate_of(L)->generation;
}

int script_wait(lua_State *L, lua_KFunction again, lua_KContext ctx)
{
    if (!gate_of(L)->unit || !lua_isyieldable(L))
        return luaL_error(L, "documents cannot be read here (inside table.sort or string.gsub): "
                             "read them before");
    gate_hold(L);
    return lua_yieldk(L, 0, ctx, again);
}
