/* Retries and rests are rare, so each is a handle of its own in one list; the list exists only so
 * that all can be forgotten at the end. */
#include "turn/later.h"

#include "base/mem.h"

#include <stdlib.h>

struct later {
    struct list_node node;
    struct loop_timer *timer;
    loop_fn fn;
    void *ctx;
};

static void later_free(struct later *later)
{
    list_remove(&later->node);
    loop_timer_free(later->timer);
    free(later);
}

static void on_time(void *ctx)
{
    struct later *later = ctx;
    loop_fn fn = later->fn;
    void *fn_ctx = later->ctx;
    later_free(later);
    fn(fn_ctx);
}

void laters_init(struct laters *laters, struct loop *loop)
{
    laters->loop = loop;
    list_init(&laters->all);
}

void laters_done(struct laters *laters)
{
    struct list_node *node;
    while ((node = list_first(&laters->all)))
        later_free(LIST_OF(node, struct later, node));
}

struct later *later_start(struct laters *laters, int64_t delay_ms, loop_fn fn, void *ctx)
{
    struct later *later = mem_alloc(sizeof(*later));
    later->timer = loop_timer_new(laters->loop, on_time, later);
    later->fn = fn;
    later->ctx = ctx;
    list_push(&laters->all, &later->node);
    loop_timer_start(later->timer, delay_ms);
    return later;
}

void later_cancel(struct later *later)
{
    if (later)
        later_free(later);
}

int64_t later_backoff_ms(struct rng *chance, int64_t first_ms, int tries)
{
    int64_t delay = first_ms;
    for (int i = 1; i < tries && delay < LATER_BACKOFF_MAX_MS; i++)
        delay *= 2;
    if (delay > LATER_BACKOFF_MAX_MS)
        delay = LATER_BACKOFF_MAX_MS;
    return delay - delay / 4 + (int64_t)rng_below(chance, (uint64_t)(delay / 2 + 1));
}
