/* getUpdates, linked in place of engine/telegram/poll.c. As there, asking again confirms the batch
 * (offset = newest id + 1); what was delivered below the offset never comes again, but for the
 * fault that it does. An update that is late comes even if the offset has passed it. */
#include "tg.h"

#include "base/mem.h"
#include "check.h"
#include "telegram/poll.h"
#include "time.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { IDLE_MS = 100, BATCH_MOST = 6 };

struct telegram_poll {
    struct tg *tg;
    struct telegram_poll_config config;
    struct loop_timer *timer;
    int64_t offset;
    int64_t newest; /* of the batch that was handed over */
    int64_t oldest;
    bool held; /* it was, and nothing is asked for before it is settled */
    bool stopping;
};

static void confirm(struct telegram_poll *poll)
{
    struct tg *tg = poll->tg;
    for (struct list_node *at = list_first(&tg->updates); at; at = list_next(&tg->updates, at)) {
        struct tg_update *update = LIST_OF(at, struct tg_update, node);
        if (update->confirmed || !update->delivered || update->id >= poll->offset)
            continue;
        update->confirmed = true;
        tg->unconfirmed--;
        check_confirmed(tg->sim->check, update);
    }
}

static bool may_come(const struct tg_update *update)
{
    return !update->confirmed && update->held_until_us <= sim_time.mono_us;
}

static size_t gather(struct telegram_poll *poll, struct tg_update **batch)
{
    struct tg *tg = poll->tg;
    struct sim *sim = tg->sim;
    size_t count = 0;
    size_t most = (size_t)sim_between(sim, 1, BATCH_MOST);
    bool again = sim_happens(sim, sim->rates.again);
    for (struct list_node *at = list_first(&tg->updates); at && count < most;
         at = list_next(&tg->updates, at)) {
        struct tg_update *update = LIST_OF(at, struct tg_update, node);
        if (may_come(update) || (again && update->confirmed && sim_happens(sim, 100)))
            batch[count++] = update;
    }
    return count;
}

static void shuffle(struct sim *sim, struct tg_update **batch, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = (size_t)sim_between(sim, 0, (int64_t)i - 1);
        struct tg_update *held = batch[i - 1];
        batch[i - 1] = batch[other];
        batch[other] = held;
    }
}

static void deliver(struct telegram_poll *poll, struct tg_update **batch, size_t count)
{
    json *updates = json_array();
    struct err err = {0};
    poll->newest = 0;
    poll->oldest = INT64_MAX;
    for (size_t i = 0; i < count; i++) {
        json *body = NULL;
        if (json_parse(batch[i]->body, strlen(batch[i]->body), &body, &err))
            sim_fail(poll->tg->sim, "the simulation's own update: %s", err.text);
        json_push(updates, body);
        batch[i]->delivered = true;
        if (batch[i]->id > poll->newest)
            poll->newest = batch[i]->id;
        if (batch[i]->id < poll->oldest)
            poll->oldest = batch[i]->id;
        check_received(poll->tg->sim->check, batch[i]);
    }
    poll->held = true;
    poll->config.on_batch(poll->config.ctx, updates);
    json_free(updates);
}

static void on_time(void *ctx)
{
    struct telegram_poll *poll = ctx;
    struct sim *sim = poll->tg->sim;
    struct tg_update *batch[BATCH_MOST];
    confirm(poll);
    size_t count = gather(poll, batch);
    if (!count || sim_happens(sim, sim->rates.lost_poll)) {
        loop_timer_start(poll->timer, IDLE_MS);
        return;
    }
    if (sim_happens(sim, sim->rates.shuffled))
        shuffle(sim, batch, count);
    deliver(poll, batch, count);
}

struct telegram_poll *telegram_poll_new(struct loop *loop, struct telegram *telegram,
                                        const struct telegram_poll_config *config)
{
    struct telegram_poll *poll = mem_alloc(sizeof(*poll));
    poll->tg = telegram->tg;
    poll->config = *config;
    poll->timer = loop_timer_new(loop, on_time, poll);
    return poll;
}

void telegram_poll_start(struct telegram_poll *poll)
{
    loop_timer_start(poll->timer, 0);
}

static void ask(struct telegram_poll *poll)
{
    poll->held = false;
    loop_timer_start(poll->timer, sim_between(poll->tg->sim, 0, poll->tg->sim->rates.delay_ms));
}

void telegram_poll_again(struct telegram_poll *poll)
{
    if (!poll->held || poll->stopping)
        return;
    if (poll->oldest < poll->offset)
        poll->offset = poll->oldest;
    ask(poll);
}

void telegram_poll_next(struct telegram_poll *poll)
{
    if (!poll->held || poll->stopping)
        return;
    poll->offset = poll->newest + 1;
    ask(poll);
}

int64_t telegram_poll_confirmed(const struct telegram_poll *poll)
{
    return poll->offset;
}

void telegram_poll_stop(struct telegram_poll *poll, bool should_confirm, loop_fn fn, void *ctx)
{
    loop_timer_stop(poll->timer);
    poll->stopping = true;
    if (should_confirm)
        confirm(poll);
    fn(ctx);
}

void telegram_poll_free(struct telegram_poll *poll)
{
    if (!poll)
        return;
    loop_timer_free(poll->timer);
    free(poll);
}
