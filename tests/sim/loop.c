/* The loop over virtual time, linked in place of engine/loop.
 *
 *     ready: [deferred, oldest] [a wake] [the first timer that is due]    one of them by chance
 *     none ready: time jumps to the first timer
 *
 * Of timers that are due at the same millisecond the order is chance, too; deferred calls keep
 * theirs. There are no signals and threads here, and descriptors only before real servers
 * (loop_io.c): then what is ready on them stands in the same row, and time does not jump but passes
 * while the servers are at work. */
#include "loop_inner.h"

#include "base/heap.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/rng.h"
#include "time.h"

#include <assert.h>
#include <stdlib.h>

struct loop_timer {
    struct heap_node node; /* by due ms, then chance */
    struct loop *loop;
    loop_fn fn;
    void *ctx;
};

struct loop_wake {
    struct list_node node; /* when sent */
    struct loop *loop;
    loop_fn fn;
    void *ctx;
};

struct deferred {
    struct list_node node;
    loop_fn fn;
    void *ctx;
};

static uint64_t below(struct loop *loop, uint64_t bound)
{
    return loop->chance ? rng_below(loop->chance, bound) : 0;
}

struct loop *loop_new(void)
{
    struct loop *loop = mem_alloc(sizeof(*loop));
    list_init(&loop->deferred);
    list_init(&loop->wakes);
    loop_io_init(loop);
    return loop;
}

void sim_loop_chance(struct loop *loop, struct rng *chance)
{
    loop->chance = chance;
}

void sim_loop_forget(struct loop *loop)
{
    struct list_node *node;
    while ((node = list_pop(&loop->deferred)))
        free(LIST_OF(node, struct deferred, node));
    loop_io_forget(loop);
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    sim_loop_forget(loop);
    assert(!loop->handles);
    heap_done(&loop->timers);
    free(loop);
}

/* --- a step ---------------------------------------------------------------------------------- */

static struct loop_timer *first_timer(const struct loop *loop)
{
    return (struct loop_timer *)(void *)heap_first(&loop->timers);
}

static void run_deferred(struct loop *loop)
{
    struct deferred *deferred = LIST_OF(list_pop(&loop->deferred), struct deferred, node);
    loop_fn fn = deferred->fn;
    void *ctx = deferred->ctx;
    free(deferred);
    fn(ctx);
}

static void run_wake(struct loop *loop)
{
    struct loop_wake *wake = LIST_OF(list_pop(&loop->wakes), struct loop_wake, node);
    wake->fn(wake->ctx);
}

static void run_timer(struct loop *loop)
{
    struct loop_timer *timer = first_timer(loop);
    heap_remove(&loop->timers, &timer->node);
    timer->fn(timer->ctx);
}

static size_t ready(struct loop *loop, void (*run[READY_MOST])(struct loop *loop))
{
    size_t count = 0;
    const struct loop_timer *timer = first_timer(loop);
    if (!list_empty(&loop->deferred))
        run[count++] = run_deferred;
    if (!list_empty(&loop->wakes))
        run[count++] = run_wake;
    if (timer && timer->node.key <= sim_time.mono_us / 1000)
        run[count++] = run_timer;
    return count + loop_io_ready(loop, run + count);
}

/* Time jumps to the first timer. False: there is none before until_us, where it stands then. */
static bool jump(struct loop *loop, int64_t until_us)
{
    const struct loop_timer *timer = first_timer(loop);
    bool found = timer && timer->node.key * 1000 <= until_us;
    int64_t to_us = found ? timer->node.key * 1000 : until_us;
    if (sim_time.mono_us < to_us)
        sim_time.mono_us = to_us;
    return found;
}

bool sim_loop_step(struct loop *loop, int64_t until_us)
{
    void (*run[READY_MOST])(struct loop * loop);
    size_t count = ready(loop, run);
    if (!count) {
        const struct loop_timer *timer = first_timer(loop);
        if (loop_io_waits(loop, timer ? timer->node.key * 1000 : INT64_MAX))
            return sim_time.mono_us < until_us;
        if (!jump(loop, until_us))
            return false;
        count = ready(loop, run);
    }
    run[below(loop, count)](loop);
    return true;
}

void loop_run(struct loop *loop)
{
    loop->stop = false;
    while (!loop->stop && sim_loop_step(loop, INT64_MAX))
        ;
}

void loop_stop(struct loop *loop)
{
    loop->stop = true;
}

int64_t loop_now(struct loop *loop)
{
    (void)loop;
    return sim_time.mono_us / 1000;
}

/* --- handles --------------------------------------------------------------------------------- */

void loop_defer(struct loop *loop, loop_fn fn, void *ctx)
{
    struct deferred *deferred = mem_alloc(sizeof(*deferred));
    deferred->fn = fn;
    deferred->ctx = ctx;
    list_push(&loop->deferred, &deferred->node);
}

struct loop_timer *loop_timer_new(struct loop *loop, loop_fn fn, void *ctx)
{
    struct loop_timer *timer = mem_alloc(sizeof(*timer));
    timer->loop = loop;
    timer->fn = fn;
    timer->ctx = ctx;
    loop->handles++;
    return timer;
}

void loop_timer_start(struct loop_timer *timer, int64_t delay_ms)
{
    int64_t due = sim_time.mono_us / 1000 + (delay_ms > 0 ? delay_ms : 0);
    heap_put(&timer->loop->timers, &timer->node, due, (int64_t)below(timer->loop, 1u << 30));
}

void loop_timer_stop(struct loop_timer *timer)
{
    heap_remove(&timer->loop->timers, &timer->node);
}

bool loop_timer_active(const struct loop_timer *timer)
{
    return timer->node.place != 0;
}

void loop_timer_free(struct loop_timer *timer)
{
    if (!timer)
        return;
    loop_timer_stop(timer);
    timer->loop->handles--;
    free(timer);
}

struct loop_wake *loop_wake_new(struct loop *loop, loop_fn fn, void *ctx)
{
    struct loop_wake *wake = mem_alloc(sizeof(*wake));
    wake->loop = loop;
    wake->fn = fn;
    wake->ctx = ctx;
    loop->handles++;
    return wake;
}

void loop_wake_send(struct loop_wake *wake)
{
    if (!wake->node.next)
        list_push(&wake->loop->wakes, &wake->node);
}

void loop_wake_free(struct loop_wake *wake)
{
    if (!wake)
        return;
    list_remove(&wake->node);
    wake->loop->handles--;
    free(wake);
}
