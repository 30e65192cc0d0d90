/* Each has a timer; whoever releases one frees it. A released update goes to the end of the queue.
 */
#include "sandbox/hold.h"

#include "base/mem.h"
#include "sandbox/records.h"
#include "sandbox/updates.h"

#include <stdlib.h>

struct held {
    struct list_node node;
    struct bot *bot;
    struct update *update;
    struct loop_timer *timer;
    struct hold hold;
    bool is_due;
};

static struct update *held_leave(struct held *held)
{
    struct update *update = held->update;
    list_remove(&held->node);
    held->bot->held_count--;
    loop_timer_free(held->timer);
    free(held);
    return update;
}

static void release(struct held *held)
{
    struct bot *bot = held->bot;
    updates_enqueue(bot, held_leave(held));
    updates_ready(bot);
}

static void on_time(void *ctx)
{
    release(ctx);
}

void hold_update(struct bot *bot, struct update *update, const struct hold *hold)
{
    update->stubborn = true;
    if (bot->held_count >= HOLD_MAX) {
        updates_enqueue(bot, update);
        return;
    }
    struct held *held = mem_alloc(sizeof(*held));
    held->bot = bot;
    held->update = update;
    held->hold = *hold;
    held->timer = loop_timer_new(bot->sandbox->loop, on_time, held);
    loop_timer_start(held->timer, hold->delay_ms);
    list_push(&bot->held, &held->node);
    bot->held_count++;
}

void hold_overtaken(struct bot *bot, int64_t by)
{
    struct list_node *next;
    for (struct list_node *n = list_first(&bot->held); n; n = next) {
        struct held *held = LIST_OF(n, struct held, node);
        next = list_next(&bot->held, n);
        if (held->hold.until_next && held->update->id != by)
            release(held);
    }
}

void hold_given(struct bot *bot, int64_t id)
{
    for (struct list_node *n = list_first(&bot->held); n; n = list_next(&bot->held, n)) {
        struct held *held = LIST_OF(n, struct held, node);
        if (held->hold.behind > 0 && id > held->update->id && --held->hold.behind == 0)
            held->is_due = true;
    }
}

void hold_release(struct bot *bot)
{
    struct list_node *next;
    for (struct list_node *n = list_first(&bot->held); n; n = next) {
        struct held *held = LIST_OF(n, struct held, node);
        next = list_next(&bot->held, n);
        if (held->is_due)
            release(held);
    }
}

void hold_record(const struct bot *bot, int64_t below)
{
    for (struct list_node *n = list_first(&bot->held); n; n = list_next(&bot->held, n)) {
        struct held *held = LIST_OF(n, struct held, node);
        if (held->update->id < below)
            records_update(bot, held->update);
    }
}

void hold_free_all(struct bot *bot)
{
    struct list_node *node;
    while ((node = list_first(&bot->held)))
        updates_free(bot, held_leave(LIST_OF(node, struct held, node)));
}
