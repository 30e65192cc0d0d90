/* The line of broadcasts.
 *
 *     the database --look--> held: the earliest PLANS_HELD --due--> the queue --pop--> begin
 *
 * What is held is looked at every second as long as there is any, because the game's clock may be
 * moved. Whatever is due gets into the queue, in the order of its time, and is popped when no other
 * broadcast is under way. An id from there counts only if it is held and due; where nothing comes
 * though something is due (the queue was flushed, or its server is away) the earliest begins. So
 * the queue decides the order and nothing else: a broadcast begins once, because the step from
 * draft to running stands once in the database. */
#include "app/plans.h"

#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define PLANS_TICK_MS 1000
#define PLANS_HELD    32 /* those behind them are read when there is room */

struct plan {
    int64_t id;
    int64_t due;
    char *who;
    bool queued; /* the queue has been told */
};

struct plans {
    struct plans_config config;
    struct loop_timer *timer;
    struct plan held[PLANS_HELD];
    size_t count;
    struct plan before[PLANS_HELD]; /* what was held until the look that is under way */
    size_t before_count;
    int64_t chosen; /* popped, and not begun yet; 0: none is */
    bool looking;   /* a list is on its way, */
    bool again;     /* and is stale already */
    bool popping;
    bool sending;
    bool quiet;
};

/* --- what is held ---------------------------------------------------------------------------- */

static void forget(struct plan *plans, size_t *count)
{
    while (*count)
        free(plans[--*count].who);
}

static bool was_queued(const struct plans *plans, int64_t id)
{
    for (size_t i = 0; i < plans->before_count; i++)
        if (plans->before[i].id == id)
            return plans->before[i].queued;
    return false;
}

static const struct plan *find_due(const struct plans *plans, int64_t id)
{
    int64_t now = plans->config.now(plans->config.ctx);
    for (size_t i = 0; i < plans->count; i++)
        if (plans->held[i].id == id && plans->held[i].due <= now)
            return &plans->held[i];
    return NULL;
}

static void step(struct plans *plans);

static void on_planned(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct plans *plans = ctx;
    if (row) {
        struct plan plan = {row->id, row->due, mem_strdup(row->who), was_queued(plans, row->id)};
        plans->held[plans->count++] = plan;
        return;
    }
    plans->looking = false;
    forget(plans->before, &plans->before_count);
    if (plans->quiet)
        return;
    if (err)
        log_warn("app", LOG_T("planned broadcasts cannot be read"), LOG_S("error", err->text));
    plans->again |= err != NULL;
    if (err)
        loop_timer_start(plans->timer, PLANS_TICK_MS);
    else if (plans->again)
        plans_look(plans);
    else
        step(plans);
}

void plans_look(struct plans *plans)
{
    plans->again = plans->looking;
    if (plans->looking || plans->quiet)
        return;
    plans->looking = true;
    memcpy(plans->before, plans->held, sizeof plans->held);
    plans->before_count = plans->count;
    plans->count = 0;
    store_broadcasts_planned(plans->config.store, PLANS_HELD, on_planned, plans);
}

/* --- whose turn it is ------------------------------------------------------------------------ */

static void on_sent(void *ctx, const struct err *err)
{
    struct plans *plans = ctx;
    plans->sending = false;
    if (err && err->code != ERR_NOT_FOUND) { /* another is under way, or the engine stops */
        if (!plans->quiet)
            loop_timer_start(plans->timer, PLANS_TICK_MS);
        return;
    }
    plans->chosen = 0;
    plans_look(plans);
}

static void begin(struct plans *plans, const struct plan *plan)
{
    plans->sending = true;
    plans->chosen = plan->id;
    broadcast_act(plans->config.broadcast, BROADCAST_SEND, plan->id, plan->who, on_sent, plans);
}

static void on_popped(void *ctx, const int64_t *ids, size_t count)
{
    struct plans *plans = ctx;
    plans->popping = false;
    if (plans->quiet)
        return;
    plans->chosen = count ? ids[0] : plans->count ? plans->held[0].id : 0;
    step(plans);
}

/* Those whose time has come stand in line; true: there are any. */
static bool queue_due(struct plans *plans)
{
    int64_t now = plans->config.now(plans->config.ctx);
    bool any = false;
    for (size_t i = 0; i < plans->count && plans->held[i].due <= now; i++) {
        any = true;
        if (!plans->held[i].queued)
            idqueue_push(plans->config.queue, plans->held[i].id);
        plans->held[i].queued = true;
    }
    return any;
}

static void step(struct plans *plans)
{
    if (plans->looking || plans->popping || plans->sending)
        return; /* comes back */
    bool due = queue_due(plans);
    bool busy = broadcast_now(plans->config.broadcast) != NULL;
    const struct plan *plan = find_due(plans, plans->chosen);
    if (due && !busy && plan) {
        begin(plans, plan);
    } else if (due && !busy) {
        plans->popping = true;
        idqueue_pop(plans->config.queue, 1, on_popped, plans);
    } else if (plans->count) {
        loop_timer_start(plans->timer, PLANS_TICK_MS);
    }
}

static void on_tick(void *ctx)
{
    struct plans *plans = ctx;
    if (plans->again)
        plans_look(plans);
    else
        step(plans);
}

/* --- life ------------------------------------------------------------------------------------ */

void plans_quiet(struct plans *plans)
{
    plans->quiet = true;
    idqueue_cancel(plans->config.queue);
    loop_timer_stop(plans->timer);
}

struct plans *plans_new(const struct plans_config *config)
{
    struct plans *plans = mem_alloc(sizeof *plans);
    plans->config = *config;
    plans->timer = loop_timer_new(config->loop, on_tick, plans);
    idqueue_clear(config->queue); /* what an earlier process has left there */
    return plans;
}

void plans_free(struct plans *plans)
{
    if (!plans)
        return;
    idqueue_cancel(plans->config.queue);
    loop_timer_free(plans->timer);
    forget(plans->held, &plans->count);
    forget(plans->before, &plans->before_count);
    free(plans);
}
