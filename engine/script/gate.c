/* The gate: what keeps a script from running for ever or eating all memory.
 *
 * Three things look at the budget of the running gate: a count hook (each GATE_STEP instructions),
 * gate_charge (C functions whose work grows with what a script gave them) and, by bringing the next
 * look forward, the allocator (memory.c).
 *
 * pcall would catch an error of the hook like any other. So a hook that finds the gate over yields:
 * no pcall stops a yield, the stack stays as it is for the traceback, and the thread is never
 * resumed. Where Lua cannot yield (while loading, inside sort and gsub) it raises, and it comes
 * again at the first instruction after any pcall (count 1). Raising alone would do, but not in
 * time: each catch walks all open calls.
 *
 * Memory: besides the ceiling of the whole state a turn has a share of its own, so that one hog
 * fails before it can fail others. What a turn holds is what the state has grown by while it ran;
 * garbage is in that, so a turn that is over its share is judged after a full collection. Turns
 * that wait may hold a quarter of the ceiling together; who holds little is never refused. Nothing
 * a script may own has __gc or __close (library.c), so a dead thread is simply dropped: none of its
 * code runs where no hook would count it.
 *
 * A turn is counted from its first PULSE_US on (pulse.c): a hook slows every instruction down, and
 * nearly all turns are over by then. Turns with a budget so small that it may be spent before the
 * pulse (GATE_EXACT) are counted at once. Loading and what C calls outside turns is bounded by time
 * alone: a pulse every GATE_BEAT_US sets the hook for one look.
 *
 * Time is what the thread has had of the processor between gate_enter and gate_leave: waiting is
 * free, and a busy machine fails no turn. The monotonic clock, which costs no system call, is asked
 * first, and alone in turns that are not counted. */
#include "base/clock.h"
#include "script/inner.h"

#include <lauxlib.h>
#include <stdarg.h>
#include <stdio.h>
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
        .generation = generation,
        .instructions = instructions,
        .us = ms * 1000,
        .turn_ms = ms,
        .by_time = instructions >= GATE_UNBOUND,
    };
}

/* --- what may be exceeded -------------------------------------------------------------------- */

#define WHERE " in content/limits.lua"

__attribute__((format(printf, 2, 3))) static void say(struct gate *gate, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(gate->over, sizeof(gate->over), format, args);
    va_end(args);
}

static void say_refused(struct gate *gate)
{
    const struct generation *generation = gate->generation;
    switch (generation->refusal) {
    case REFUSED_TEXT:
        say(gate, "not enough memory: a text of over %lld KiB",
            (long long)(generation->text_max >> 10));
        return;
    case REFUSED_BLOCK:
        say(gate, "not enough memory: one table or text of over %u MiB", BLOCK_MAX >> 20);
        return;
    case REFUSED_ALL:
        say(gate, "not enough memory: all scripts together have %lld MiB (memory" WHERE ")",
            (long long)(generation->limits.memory >> 20));
        return;
    }
}

static int64_t holds(const struct gate *gate)
{
    int64_t bytes = gate->held + gate->generation->used - gate->used_before;
    return bytes > 0 ? bytes : 0;
}

static void look_at_memory(struct gate *gate, lua_State *L)
{
    if (!gate->memory || holds(gate) <= gate->memory)
        return;
    lua_gc(L, LUA_GCCOLLECT);
    if (holds(gate) > gate->memory)
        say(gate, "not enough memory: a turn has %lld MiB (turn.memory" WHERE ")",
            (long long)(gate->memory >> 20));
}

static void look_at_time(struct gate *gate)
{
    if (clock_mono_us() - gate->since_us <= gate->us ||
        clock_cpu_us() - gate->since_cpu_us <= gate->us)
        return;
    say(gate,
        gate->unit ? "the script takes too long: a turn has %lld ms (turn.ms" WHERE ")"
                   : "the script takes too long: over %lld ms",
        (long long)gate->turn_ms);
}

static void look(struct gate *gate, lua_State *L)
{
    struct generation *generation = gate->generation;
    const struct script_limits *limits = &generation->limits;
    generation->traffic = 0;
    if (gate->over[0])
        return;
    if (generation->refused > 1)
        say_refused(gate);
    else if (gate->instructions < 0)
        say(gate, "too many instructions: a turn has %lld (turn.instructions" WHERE ")",
            (long long)limits->instructions);
    else if (lua_getstack(L, (int)limits->depth, &(lua_Debug){0}))
        say(gate, "calls in calls, deeper than %lld (turn.depth" WHERE ")",
            (long long)limits->depth);
    else
        look_at_memory(gate, L);
    if (!gate->over[0])
        look_at_time(gate);
}

/* --- who looks ------------------------------------------------------------------------------- */

static void on_count(lua_State *L, lua_Debug *ar);

/* lua_sethook walks all open calls: only where something changes. */
void gate_step(lua_State *L, int step)
{
    if (lua_gethookcount(L) != step || lua_gethook(L) != on_count)
        lua_sethook(L, on_count, LUA_MASKCOUNT, step);
}

static int step_of(const struct gate *gate)
{
    if (gate->over[0])
        return 1;
    return gate->generation->long_texts > 0 ? GATE_STEP_LONG : GATE_STEP;
}

/* What a turn has had so far that is not counted: the pulse comes after PULSE_US of it, however
 * long the machine was busy with other things meanwhile. */
static int64_t uncounted_us(const struct gate *gate)
{
    int64_t us = clock_mono_us() - gate->since_us;
    return us < PULSE_US ? us : PULSE_US;
}

static void begin_count(struct gate *gate)
{
    int64_t us = uncounted_us(gate);
    gate->us -= us;
    gate->spent_us += us;
    gate->since_us = clock_mono_us();
    gate->since_cpu_us = clock_cpu_us();
    gate->counted = true;
}

/* The count hook. */
static void on_count(lua_State *L, lua_Debug *ar)
{
    (void)ar;
    struct gate *gate = gate_of(L);
    if (!gate->counted) /* the allocator was before the pulse */
        begin_count(gate);
    if (!gate->by_time)
        gate->instructions -= step_of(gate);
    look(gate, L);
    if (gate->by_time && !gate->over[0]) {
        /* Before: a beat that comes at once would find it, and do nothing. */
        lua_sethook(L, NULL, 0, 0);
        if (pulse_again(&gate->generation->pulse, GATE_BEAT_US))
            return;
    }
    gate_step(L, step_of(gate));
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
    if (!gate->counted && gate->instructions >= 0)
        return; /* the pulse counts soon enough */
    if (!gate->counted)
        begin_count(gate);
    look(gate, L);
    if (!gate->over[0])
        return;
    gate_step(L, 1);
    luaL_error(L, "%s", gate->over);
}

void gate_hold(lua_State *L)
{
    struct gate *gate = gate_of(L);
    struct generation *generation = gate->generation;
    int64_t bytes = holds(gate);
    if (bytes <= GATE_HELD_MIN || generation->waiting + bytes <= generation->limits.memory / 4)
        return;
    say(gate, "not enough memory: the turns that wait for documents hold %lld MiB together",
        (long long)(generation->limits.memory >> 22));
    gate_step(L, 1);
    luaL_error(L, "%s", gate->over);
}

void gate_beat(void *ctx)
{
    struct generation *generation = ctx;
    lua_State *L = generation->running;
    if (!L || lua_gethookmask(L))
        return;
    struct gate *gate = gate_of(L);
    if (!gate->counted)
        begin_count(gate);
    lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
}

void gate_enter(struct gate *gate, lua_State *thread)
{
    struct generation *generation = gate->generation;
    gate_done(gate);
    gate->used_before = generation->used;
    gate->spent_us = 0;
    generation->traffic = 0;
    generation->refused = 0;
    generation->trusted = false;
    generation->text_max = gate->unit ? TEXT_MAX_TURN : TEXT_MAX;
    generation->ceiling = generation->limits.memory;
    gate->since_us = clock_mono_us();
    generation->running = thread;
    gate->counted = gate->over[0] || gate->us <= 0 ||
                    (gate->unit && generation->limits.instructions < GATE_EXACT) ||
                    !pulse_begin(&generation->pulse, gate->since_us);
    if (gate->counted) {
        gate->since_cpu_us = clock_cpu_us();
        gate_step(thread, step_of(gate));
    }
}

void gate_leave(struct gate *gate, lua_State *thread)
{
    struct generation *generation = gate->generation;
    pulse_end(&generation->pulse);
    generation->running = NULL;
    int64_t us = gate->counted ? clock_cpu_us() - gate->since_cpu_us : uncounted_us(gate);
    gate->spent_us += us;
    gate->us -= us;
    if (lua_gethook(thread))
        lua_sethook(thread, NULL, 0, 0);
    gate->held = holds(gate);
    if (generation->refused > 1 && !gate->over[0])
        say_refused(gate); /* and Lua has raised it before the next look */
    generation->text_max = TEXT_MAX;
    generation->ceiling += GATE_SPARE;
}

void gate_wait(struct gate *gate)
{
    gate->waits = true;
    gate->generation->waiting += gate->held;
}

void gate_done(struct gate *gate)
{
    if (gate->waits)
        gate->generation->waiting -= gate->held;
    gate->waits = false;
}
