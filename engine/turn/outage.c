/* The notice of outage (rule 22).
 *
 *     a commit is asked for, or a read fails -> doubt ... TURN_OUTAGE_MS without any verdict
 *     -> outage: all who wait are told, and who comes meanwhile -> the first verdict: over
 *
 * A verdict (committed, conflict, seen, gone) is an answer of a database that works; failures and
 * silence are not. The doubt begins with the first of them after the last verdict. So one turn that
 * hangs while others commit is no outage.
 *
 * What is told is true: the event is in its lane, and Telegram was told nothing, so that it will
 * send the update again even if this process dies. A tap is told by its answer, a message by a
 * message, one for each chat in an outage. */
#include "turn/outage.h"

#include "turn/answer.h"
#include "turn/chat.h"
#include "turn/notice.h"
#include "turn/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHAT_KEY = 24 };

struct outage {
    struct turns *turns;
    struct loop_timer *alarm;
    int64_t since_ms; /* monotonic, from 1 on; 0: no doubt */
    bool declared;
    struct map *told; /* chats, by id */
};

/* --- telling --------------------------------------------------------------------------------- */

static bool is_new(struct outage *outage, int64_t chat)
{
    char key[CHAT_KEY];
    snprintf(key, sizeof(key), "%" PRId64, chat);
    if (map_get(outage->told, key) || map_count(outage->told) >= OUTAGE_CHATS_MAX)
        return false;
    map_put(outage->told, key, outage);
    return true;
}

static void tell(struct outage *outage, struct event *event)
{
    struct turns *turns = outage->turns;
    if (event->callback && !event->answered)
        answers_give(turns->answers, event,
                     notices_plain(turns->notices, "common.outage.tap", event->lang), false);
    else if (event->alone && is_new(outage, event->chat))
        chats_notice(turns->chats, event->chat,
                     notices_html(turns->notices, "common.outage.message", event->lang));
}

static void tell_all(struct outage *outage)
{
    struct turns *turns = outage->turns;
    for (struct list_node *node = list_first(&turns->running); node;
         node = list_next(&turns->running, node))
        tell(outage, LIST_OF(node, struct turn, node)->event);
    for (struct map_at at = {0}; map_next(turns->lanes, &at);) {
        struct lane *lane = at.value;
        for (struct list_node *node = list_first(&lane->events); node;
             node = list_next(&lane->events, node))
            tell(outage, LIST_OF(node, struct event, node));
    }
}

bool outage_lasts(const struct outage *outage)
{
    return outage->declared;
}

void outage_greet(struct outage *outage, struct event *event)
{
    if (outage->declared)
        tell(outage, event);
}

/* --- doubt ----------------------------------------------------------------------------------- */

/* It looks while there is a doubt. A verdict, which comes with every turn, does not stop it. */
static void on_alarm(void *ctx)
{
    struct outage *outage = ctx;
    struct turns *turns = outage->turns;
    if (!outage->since_ms || outage->declared || turns->halted || turns->stopping)
        return;
    if (game_clock_mono_ms(turns->clock) - outage->since_ms < TURN_OUTAGE_MS) {
        loop_timer_start(outage->alarm, OUTAGE_LOOK_MS);
        return;
    }
    log_error("turn", LOG_T("the database gives no answer: those who wait are told"),
              LOG_I("waiting", turns->status.waiting), LOG_I("turns", turns->flights));
    outage->declared = true;
    tell_all(outage);
}

void outage_doubt(struct outage *outage)
{
    if (outage->since_ms)
        return;
    outage->since_ms = game_clock_mono_ms(outage->turns->clock);
    if (outage->since_ms < 1)
        outage->since_ms = 1;
    if (!loop_timer_active(outage->alarm))
        loop_timer_start(outage->alarm, OUTAGE_LOOK_MS);
}

void outage_over(struct outage *outage)
{
    int64_t since = outage->since_ms;
    outage->since_ms = 0;
    if (!outage->declared)
        return;
    outage->declared = false;
    log_info("turn", LOG_T("the database answers again: what waited runs"),
             LOG_I("after_ms", game_clock_mono_ms(outage->turns->clock) - since),
             LOG_I("told", (int64_t)map_count(outage->told)));
    map_free(outage->told);
    outage->told = map_new();
}

/* --- life ------------------------------------------------------------------------------------ */

struct outage *outage_new(struct turns *turns)
{
    struct outage *outage = mem_alloc(sizeof(*outage));
    outage->turns = turns;
    outage->alarm = loop_timer_new(turns->config.loop, on_alarm, outage);
    outage->told = map_new();
    return outage;
}

void outage_free(struct outage *outage)
{
    if (!outage)
        return;
    loop_timer_free(outage->alarm);
    map_free(outage->told);
    free(outage);
}
