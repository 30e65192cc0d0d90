/* Budgets: a count hook looks every BUDGET_STEP instructions and raises when a turn has cost too
 * much.
 *
 * pcall would swallow that error, so the hook first sets itself to every single instruction: the
 * error comes again at once wherever a pcall has caught it, until the entry into Lua is left. Hooks
 * belong to a coroutine; scripts cannot make any, so the one of the run is enough. What no hook
 * sees (one long pattern match) is bounded in patterns.c. */
#include "script/inner.h"

#include "base/clock.h"

#include <lauxlib.h>

void budget_start(struct budget *budget, int64_t instructions, int64_t ms)
{
    *budget = (struct budget){.instructions = instructions, .turn_us = ms * 1000};
}

static void on_count(lua_State *L, lua_Debug *ar)
{
    struct budget *budget = script_generation(L)->budget;
    (void)ar;
    if (!budget)
        return;
    if (!budget->over) {
        budget->instructions -= BUDGET_STEP;
        bool slow = clock_mono_us() - budget->began_us > budget->turn_us;
        if (budget->instructions > 0 && !slow)
            return;
        budget->over = true;
    }
    lua_sethook(L, on_count, LUA_MASKCOUNT, 1);
    luaL_error(L, budget->instructions > 0 ? "the script takes too long"
                                           : "the script does not end: too many instructions");
}

void budget_enter(struct generation *generation, lua_State *thread, struct budget *budget)
{
    budget->began_us = clock_mono_us();
    generation->budget = budget;
    lua_sethook(thread, on_count, LUA_MASKCOUNT, budget->over ? 1 : BUDGET_STEP);
}

void budget_leave(struct generation *generation, lua_State *thread)
{
    struct budget *budget = generation->budget;
    if (budget)
        budget->turn_us -= clock_mono_us() - budget->began_us;
    generation->budget = NULL;
    lua_sethook(thread, NULL, 0, 0);
}
