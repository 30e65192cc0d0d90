/* The gate: what keeps a script from running for ever or eating all memory.
 *
 * Three things look at the budget of the running gate: a count hook (each GATE_STEP instructions),
 * gate_charge (C functions whose work grows with what a script gave them) and the allocator. The
 * allocator cannot raise, so it only brings the next look forward to the next instruction: after
 * GATE_TRAFFIC bytes, so that a loop over huge strings is seen in time, and after a refusal.
 *
 * pcall would catch an error of the hook like any other. So a hook that finds the gate over yields:
 * no pcall stops a yield, the stack stays as it is for the traceback, and the thread is never
 * resumed. Where Lua cannot yield (while loading, inside sort and gsub) it raises, and it comes
 * again at the first instruction after any pcall (count 1). Raising alone would do, but not in
 * time: each catch walks all open calls, of which there may be 100,000.
 *
 * Memory: Lua answers the first refusal with a full collection and tries again. Only the second
 * refusal in a row is the ceiling. Nothing a script may own has __gc or __close (library.c), so a
 * dead thread is simply dropped: none of its code runs where no hook would count it.
 *
 * A turn is counted from its first PULSE_US on (pulse.c): a hook slows every instruction down, and
 * nearly all turns are over by then. Loading, what C calls outside turns, and turns with a budget
 * so small that it may be spent before the pulse (GATE_EXACT), are counted at once.
 *
 * Time is what the thread has had of the processor between gate_enter and gate_leave: waiting is
 * free, and a busy machine fails no turn. The monotonic clock, which costs no system call, is asked
 * first, and alone in turns that are not counted. */
#include "base/clock.h"
#include "script/inner.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct gate *gate_of(lua_State *L)
{
    struct gate *gate;
    memcpy(&gate, lua_getextraspace(L), sizeof(gate));
    return gate;
}

void gate_put(lua_State *L, struct gate *gate)
{
    memcpy(lua_getextraspace(L), &gate, sizeof(gate));
}

void gate_init(struct gate *gate, struct generation *generation, int64_t instructions, int64_t ms)
{
    *gate = (struct gate){
        .generation = generation, .instructions = instructions, .us = ms * 1000, .turn_ms = ms};
}

static void look(struct gate *gate)
{
    struct generation *generation = gate->generation;
    generation->traffic = 0;
    if (gate->over[0])
        return;
    if (generation->refused > 1)
        snprintf(gate->over, sizeof(gate->over), "not enough memory (scripts have %lld MiB)",
                 (long long)(generation->limits.memory >> 20));
    else if (gate->instructions < 0)
        snprintf(gate->over, sizeof(gate->over), "too many instructions (a turn has %lld)",
                 (long long)generation->limits.instructions);
    else if (clock_mono_us() - gate->since_us > gate->us &&
             clock_cpu_us() - gate->since_cpu_us > gate->us)
        snprintf(gate->over, sizeof(gate->over), "the script takes too long (over %lld ms)",
                 (long long)gate->turn_ms);
}

static void on_count(lua_State *L, lua_Debug *ar);

/* lua_sethook walks all open calls: only where something changes. */
static void set_step(lua_State *L, int step)
{
    if (lua_gethookcount(L) != step || lua_gethook(L) != on_count)
        lua_sethook(L, on_count, LUA_MASKCOUNT, step);
}

/* The count hook. */
static void on_count(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    struct gate *gate = gate_of(L);
    gate->instructions -= GATE_STEP;
    look(gate);
    set_step(L, gate->over[0] ? 1 : GATE_STEP);
    if (!gate->over[0])
        return;
    if (lua_isyieldable(L)) {
        lua_yield(L, 0);
        return; /* a hook's yield takes place after it */
    }
    luaL_where(L, 0); /* in a hook, level 0 is the function that it interrupts */
    lua_pushstring(L, gate->over);
    lua_concat(L, 2);
    lua_error(L);
}

void gate_charge(lua_State *L, int64_t work)
{
    struct gate *gate = gate_of(L);
    if (!gate->generation->running)
        return;
    gate->instructions -= work < GATE_WORK_MAX ? work : gate->instructions + 1;
    look(gate);
    if (!gate->over[0])
        return;
    set_step(L, 1);
    luaL_error(L, "%s", gate->over);
}

void gate_beat(void *ctx)
{
    struct generation *generation = ctx;
    lua_State *L = generation->running;
    if (!L || lua_gethook(L))
        return;
    struct gate *gate = gate_of(L);
    gate->since_cpu_us = clock_cpu_us();
    gate->us -= clock_mono_us() - gate->since_us;
    gate->since_us = clock_mono_us();
    gate->counted = true;
    lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
}

void gate_enter(struct gate *gate, lua_State *thread)
{
    struct generation *generation = gate->generation;
    generation->traffic = 0;
    generation->refused = 0;
    generation->ceiling = generation->limits.memory;
    gate->since_us = clock_mono_us();
    generation->running = thread;
    gate->counted = gate->over[0] || gate->us <= 0 || !gate->unit ||
                    generation->limits.instructions < GATE_EXACT ||
                    !pulse_begin(&generation->pulse, gate->since_us);
    if (gate->counted) {
        gate->since_cpu_us = clock_cpu_us();
        set_step(thread, gate->over[0] ? 1 : GATE_STEP);
    }
}

void gate_leave(struct gate *gate, lua_State *thread)
{
    pulse_end(&gate->generation->pulse);
    gate->generation->running = NULL;
    if (gate->counted)
        gate->us -= clock_cpu_us() - gate->since_cpu_us;
    else
        gate->us -= clock_mono_us() - gate->since_us;
    if (lua_gethook(thread))
        lua_sethook(thread, NULL, 0, 0);
    gate->generation->ceiling += GATE_SPARE;
}

static void look_soon(struct generation *generation)
{
    generation->traffic = 0;
    if (generation->running)
        set_step(generation->running, 1);
}

static bool refuses(struct generation *generation, bool string, size_t size, int64_t growth)
{
    if (generation->used + growth <= generation->ceiling &&
        !(string && (int64_t)size > STRING_SIZE_MAX)) {
        generation->refused = generation->refused > 1 ? generation->refused : 0;
        return false;
    }
    generation->refused++;
    look_soon(generation);
    return true;
}

void *gate_allocate(void *ctx, void *old, size_t old_size, size_t size)
{
    struct generation *generation = ctx;
    /* without an old block, Lua gives the kind of the new object in place of its size */
    int64_t had = old ? (int64_t)old_size : 0;
    if (size == 0) {
        pool_drop(&generation->pool, old, (size_t)had);
        generation->used -= had;
        return NULL;
    }
    int64_t growth = (int64_t)size - had;
    if (growth > 0 && refuses(generation, !old && old_size == LUA_TSTRING, size, growth))
        return NULL;
    void *got = pool_resize(&generation->pool, old, (size_t)had, size);
    if (!got)
        return NULL;
    generation->used += growth;
    generation->traffic += growth > 0 ? growth : 0;
    if (generation->traffic > GATE_TRAFFIC)
        look_soon(generation);
    return got;
}
