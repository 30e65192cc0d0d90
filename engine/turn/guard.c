/* Rule 14, poison: an event in whose script the process ended (by the watchdog or a crash signal,
 * never by kill -9) is a suspect.
 *
 *     1 end    it runs alone: it waits until no other turn is under way, and none begins before
 *              it is over. So if the process ends again, no other turn can be to blame.
 *     2 ends   condemned: its turn is committed as failed, and no script runs.
 *
 * Who counts the ends, and keeps the mark while the VM runs, is app/'s affair (struct turn_guard):
 * nothing here knows of files or processes. The mark stands from before the first instruction until
 * the VM gives back, so nothing that the engine does outside Lua makes a suspect. */
#include "turn/guard.h"

#include "store/admin.h"
#include <stdlib.h>

static const struct turn_guard *guard_of(const struct turn *turn)
{
    return &turn->turns->config.guard;
}

static void on_alone(void *ctx)
{
    struct turn *turn = ctx;
    turn->later = NULL;
    if (turn->turns->halted)
        return;
    log_warn("turn", LOG_T("an event that has ended the process runs alone"),
             LOG_S("lane", turn->lane->key), LOG_I("update_id", turn->event->number),
             LOG_I("turn", turn->number));
    turn_first(turn);
}

static void look_alone(struct turns *turns)
{
    struct turn *turn = turns->alone;
    if (turn && turns->flights == 1 && !turn->later && !turn->unit)
        turn->later = later_start(&turns->laters, 0, on_alone, turn);
}

bool guard_begin(struct turn *turn)
{
    const struct turn_guard *guard = guard_of(turn);
    struct store_event id = event_id(turn->event);
    turn->ends = guard->ends ? guard->ends(guard->self, &id, &(const char *){NULL}) : 0;
    if (turn->ends <= 0 || turn->ends >= GUARD_ENDS_MAX)
        return true;
    turn->turns->alone = turn;
    look_alone(turn->turns);
    return false;
}

char *guard_verdict(const struct turn *turn)
{
    if (turn->ends < GUARD_ENDS_MAX)
        return NULL;
    const struct turn_guard *guard = guard_of(turn);
    struct store_event id = event_id(turn->event);
    const char *where = "";
    int ends = guard->ends(guard->self, &id, &where);
    if (where && *where)
        return mem_printf("%s: " STORE_POISON " %d times", where, ends);
    return mem_printf(STORE_POISON " %d times", ends);
}

/* While a script runs nothing else does: who is slow is told, before players tell it. */
static void look_slow(struct turn *turn)
{
    struct turns_status *status = &turn->turns->status;
    int64_t us = script_run_spent_us(turn->run);
    if (us > status->held_max_us)
        status->held_max_us = us;
    if (us > GUARD_SLOW_US)
        log_warn("turn", LOG_T("a script held the loop"), LOG_S("lane", turn->lane->key),
                 LOG_I("update_id", turn->event->number), LOG_I("turn", turn->number),
                 LOG_I("us", us), LOG_I("slowdown", SCRIPT_SLOWDOWN));
}

enum script_result guard_resume(struct turn *turn)
{
    const struct turn_guard *guard = guard_of(turn);
    struct store_event id = event_id(turn->event);
    if (guard->enter)
        guard->enter(guard->self, &id, turn->lane->key, turn->run);
    enum script_result result = script_run_resume(turn->run);
    if (guard->enter)
        guard->leave(guard->self);
    look_slow(turn);
    return result;
}

void guard_settled(const struct turn *turn)
{
    const struct turn_guard *guard = guard_of(turn);
    struct store_event id = event_id(turn->event);
    if (turn->ends > 0)
        guard->settled(guard->self, &id);
}

void guard_free(struct turn *turn)
{
    struct turns *turns = turn->turns;
    if (turns->alone != turn) {
        look_alone(turns);
        return;
    }
    turns->alone = NULL;
    lanes_pump(turns);
}
