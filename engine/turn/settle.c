/* The confirmation to Telegram waits here.
 *
 *     unsafe: [event 7] [event 9] [event 10]      in the order of acceptance
 *     request up to 9: done when the first unsafe one is beyond 9
 *
 * Each request lets its events a grace to be committed by themselves; what then is left goes into
 * the inbox in one call. So an update that is handled at once never costs a row. (Where more waits
 * at the source, the last few of them go there at once: nobody would have anything to do while they
 * are committed and the source is asked again.) A turn that commits while its row is being written
 * is no trouble: the store writes in the order in which it is asked, and the row's id is noted in
 * the event before that, so that a later commit consumes the row, and an earlier one makes the
 * store leave the row out. */
#include "turn/settle.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define SETTLE_TELL_MS 60000 /* between two writes of the confirmed offset */

struct request {
    struct list_node node;
    struct turns *turns;
    int64_t until; /* seq */
    size_t left;   /* so few are stored without the grace; 0: it is waited for, or cut short */
    store_done_fn fn;
    void *ctx;
    struct later *grace;
};

struct storing { /* one call of the inbox */
    struct turns *turns;
    size_t count;
    struct event **events;
    struct store_inbox *rows;
};

struct settle {
    struct turns *turns;
    struct list unsafe;
    struct list requests; /* by seq */
    size_t open;          /* unsafe, and not on their way into the inbox */
    int64_t told_ms;      /* monotonic: when an offset was stored last; 0: never */
    bool telling;         /* one is being stored */
    char name[40];
    char value[24];
};

/* --- requests -------------------------------------------------------------------------------- */

static void request_end(struct request *request, const struct err *err)
{
    store_done_fn fn = request->fn;
    void *ctx = request->ctx;
    list_remove(&request->node);
    later_cancel(request->grace);
    free(request);
    fn(ctx, err);
}

static bool is_settled(const struct settle *settle, const struct request *request)
{
    const struct event *first = LIST_OF(list_first(&settle->unsafe), struct event, unsafe);
    return !first || first->seq > request->until;
}

/* An event begins to be unsafe and not on its way into the inbox, or ends to be. */
static void count_open(struct settle *settle, const struct event *event, bool more)
{
    if (event->unsafe.next && !event->storing)
        settle->open = more ? settle->open + 1 : settle->open - 1;
}

static void look(struct settle *settle)
{
    struct request *first;
    while ((first = LIST_OF(list_first(&settle->requests), struct request, node)) &&
           is_settled(settle, first))
        request_end(first, NULL);
}

static void fail_all(struct settle *settle, const struct err *err)
{
    struct list failed; /* callbacks may ask again: those go into the other list */
    list_init(&failed);
    struct list_node *node;
    while ((node = list_pop(&settle->requests)))
        list_push(&failed, node);
    while ((node = list_first(&failed)))
        request_end(LIST_OF(node, struct request, node), err);
}

/* --- storing --------------------------------------------------------------------------------- */

static void storing_free(struct storing *storing)
{
    for (size_t i = 0; i < storing->count; i++)
        event_release(storing->events[i]);
    free(storing->events);
    free(storing->rows);
    free(storing);
}

static void on_stored(void *ctx, const struct err *err)
{
    struct storing *storing = ctx;
    struct turns *turns = storing->turns;
    bool alive = op_end(turns);
    for (size_t i = 0; i < storing->count && alive; i++) {
        storing->events[i]->storing = false;
        if (!err)
            list_remove(&storing->events[i]->unsafe);
        count_open(turns->settle, storing->events[i], true);
    }
    storing_free(storing);
    if (!alive)
        return;
    if (err) {
        log_error("turn", LOG_T("updates cannot be stored"), LOG_S("error", err->text));
        fail_all(turns->settle, err);
    } else {
        look(turns->settle);
    }
}

static void storing_add(struct storing *storing, struct event *event)
{
    if (!event->inbox)
        event->inbox = store_id(storing->turns->config.store);
    count_open(storing->turns->settle, event, false);
    event->storing = true;
    event_hold(event);
    storing->events[storing->count] = event;
    storing->rows[storing->count++] = (struct store_inbox){
        .id = event->inbox,
        .bot = event->bot,
        .update = event->number,
        .received = event->received,
        .lane = event->lane,
        .body = event->raw,
    };
}

static void store_unsafe(struct settle *settle, int64_t until)
{
    size_t count = 0;
    for (struct list_node *node = list_first(&settle->unsafe); node;
         node = list_next(&settle->unsafe, node))
        count++;
    struct storing *storing = mem_alloc(sizeof(*storing));
    storing->turns = settle->turns;
    storing->events = mem_array(count, sizeof(struct event *));
    storing->rows = mem_array(count, sizeof(*storing->rows));
    for (struct list_node *node = list_first(&settle->unsafe); node;
         node = list_next(&settle->unsafe, node)) {
        struct event *event = LIST_OF(node, struct event, unsafe);
        if (event->seq <= until && !event->storing)
            storing_add(storing, event);
    }
    if (!storing->count) {
        storing_free(storing);
        return;
    }
    op_begin(settle->turns);
    store_inbox_add(settle->turns->config.store, storing->rows, storing->count, on_stored, storing);
}

static void on_grace(void *ctx)
{
    struct request *request = ctx;
    struct settle *settle = request->turns->settle;
    request->grace = NULL;
    if (is_settled(settle, request))
        look(settle);
    else
        store_unsafe(settle, request->until);
}

/* --- public ---------------------------------------------------------------------------------- */

/* Those whose grace is over since few are left. */
static void hurry(struct settle *settle)
{
    for (struct list_node *node = list_first(&settle->requests); node;
         node = list_next(&settle->requests, node)) {
        struct request *request = LIST_OF(node, struct request, node);
        if (!request->left || !request->grace || settle->open > request->left)
            continue;
        request->left = 0;
        later_cancel(request->grace);
        request->grace = later_start(&settle->turns->laters, 0, on_grace, request);
    }
}

void turns_settle(struct turns *turns, int64_t grace_ms, store_done_fn fn, void *ctx)
{
    turns_settle_early(turns, grace_ms, 0, fn, ctx);
}

void turns_settle_early(struct turns *turns, int64_t grace_ms, size_t left, store_done_fn fn,
                        void *ctx)
{
    struct request *request = mem_alloc(sizeof(*request));
    request->turns = turns;
    request->left = left;
    request->until = turns->last_event;
    request->fn = fn;
    request->ctx = ctx;
    list_push(&turns->settle->requests, &request->node);
    int64_t grace = is_settled(turns->settle, request) ? 0 : grace_ms;
    request->grace = later_start(&turns->laters, grace, on_grace, request);
    hurry(turns->settle);
}

static void on_told(void *ctx, const struct err *err)
{
    struct settle *settle = ctx;
    struct turns *turns = settle->turns;
    settle->telling = false;
    if (op_end(turns) && err)
        log_warn("turn", LOG_T("the confirmed offset cannot be stored"), LOG_S("error", err->text));
}

/* Late is safe: ids are kept for longer. So one write in a while is enough. */
void turns_confirmed(struct turns *turns, int64_t bot, int64_t offset)
{
    struct settle *settle = turns->settle;
    int64_t now = game_clock_mono_ms(turns->clock);
    if (settle->telling || turns->halted || turns->stopping ||
        (settle->told_ms && now - settle->told_ms < SETTLE_TELL_MS))
        return;
    settle->told_ms = now;
    settle->telling = true;
    snprintf(settle->name, sizeof(settle->name), "confirmed.%" PRId64, bot);
    snprintf(settle->value, sizeof(settle->value), "%" PRId64, offset);
    op_begin(turns);
    store_value_set(turns->config.store, settle->name, settle->value, on_told, settle);
}

void settle_track(struct settle *settle, struct event *event)
{
    list_push(&settle->unsafe, &event->unsafe);
    count_open(settle, event, true);
}

void settle_safe(struct settle *settle, struct event *event)
{
    count_open(settle, event, false);
    list_remove(&event->unsafe);
    look(settle);
    hurry(settle);
}

struct settle *settle_new(struct turns *turns)
{
    struct settle *settle = mem_alloc(sizeof(*settle));
    settle->turns = turns;
    list_init(&settle->unsafe);
    list_init(&settle->requests);
    return settle;
}

void settle_free(struct settle *settle)
{
    struct list_node *node;
    if (!settle)
        return;
    while ((node = list_first(&settle->requests))) {
        struct request *request = LIST_OF(node, struct request, node);
        list_remove(&request->node);
        later_cancel(request->grace);
        free(request);
    }
    free(settle);
}
