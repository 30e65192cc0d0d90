/* The loop itself: its life, deferred calls and work on threads. The handles are in handles.c.
 *
 * Deferred calls are an array with an idle handle: while the array is not empty, the handle is
 * active, which makes libuv poll without waiting and call us in its next turn. A batch is swapped
 * out before it runs, so that a call that defers itself comes again in the next turn of the loop
 * and starves nobody.
 *
 *     turn of libuv:  timers -> deferred -> prepare -> poll (watch, wake, signal, work) -> close
 *
 * Every handle of the loop but the idle one was allocated by handles.c and belongs to its owner,
 * until loop_free closes what is left. Work that is on a thread by then is waited for and done:
 * each operation completes exactly once. */
#include "loop/loop.h"

#include "base/log.h"
#include "base/mem.h"
#include "loop/inner.h"

#include <assert.h>
#include <stdlib.h>

/* More waiting calls than this are a mistake of ours that goes round in circles. */
#define LOOP_DEFERRED_MAX ((size_t)1 << 22)

struct work {
    uv_work_t uv;
    loop_fn run;
    loop_fn done;
    void *ctx;
};

static void loop_run_deferred(struct loop *loop)
{
    struct deferred_queue batch = loop->deferred;
    loop->deferred = loop->running;
    loop->deferred.count = 0;
    loop->running = batch;
    for (size_t i = 0; i < batch.count; i++)
        batch.items[i].fn(batch.items[i].ctx);
    if (!loop->deferred.count)
        uv_idle_stop(&loop->idle);
}

static void on_idle(uv_idle_t *idle)
{
    loop_run_deferred(idle->data);
}

struct loop *loop_new(void)
{
    struct loop *loop = mem_alloc(sizeof(*loop));
    int r = uv_loop_init(&loop->uv);
    if (r < 0) {
        log_error("loop", LOG_T("cannot start the event loop"), LOG_S("error", uv_strerror(r)));
        abort();
    }
    loop->uv.data = loop;
    uv_idle_init(&loop->uv, &loop->idle);
    loop->idle.data = loop;
    return loop;
}

static void on_close_free(uv_handle_t *handle)
{
    free(handle);
}

void loop_close_handle(uv_handle_t *handle)
{
    if (!uv_is_closing(handle))
        uv_close(handle, on_close_free);
}

static void close_left(uv_handle_t *handle, void *ctx)
{
    struct loop *loop = ctx;
    if (handle != (uv_handle_t *)&loop->idle)
        loop_close_handle(handle);
}

void loop_free(struct loop *loop)
{
    if (!loop)
        return;
    /* Whatever completes here may defer calls and make handles: on until all is quiet. */
    do {
        uv_walk(&loop->uv, close_left, loop);
        uv_run(&loop->uv, UV_RUN_DEFAULT);
    } while (uv_loop_alive(&loop->uv));
    uv_close((uv_handle_t *)&loop->idle, NULL);
    int r;
    while ((r = uv_loop_close(&loop->uv)) == UV_EBUSY) {
        uv_walk(&loop->uv, close_left, loop);
        uv_run(&loop->uv, UV_RUN_DEFAULT);
    }
    assert(r == 0);
    free(loop->deferred.items);
    free(loop->running.items);
    free(loop);
}

void loop_run(struct loop *loop)
{
    assert(!loop->in_run);
    loop->in_run = true;
    uv_run(&loop->uv, UV_RUN_DEFAULT);
    loop->in_run = false;
}

void loop_stop(struct loop *loop)
{
    uv_stop(&loop->uv);
}

int64_t loop_fresh_now(struct loop *loop)
{
    if (!loop->in_run)
        uv_update_time(&loop->uv);
    return (int64_t)uv_now(&loop->uv);
}

int64_t loop_now(struct loop *loop)
{
    return loop_fresh_now(loop);
}

void loop_defer(struct loop *loop, loop_fn fn, void *ctx)
{
    struct deferred_queue *queue = &loop->deferred;
    if (queue->count == queue->cap) {
        if (queue->cap >= LOOP_DEFERRED_MAX) {
            log_error("loop", LOG_T("too many deferred calls"), LOG_I("count", queue->count));
            abort();
        }
        queue->cap = queue->cap ? queue->cap * 2 : 32;
        queue->items = mem_grow(queue->items, queue->cap, sizeof(*queue->items));
    }
    queue->items[queue->count++] = (struct deferred){fn, ctx};
    uv_idle_start(&loop->idle, on_idle);
}

static void on_work(uv_work_t *uv)
{
    struct work *work = uv->data;
    work->run(work->ctx);
}

static void on_work_done(uv_work_t *uv, int status)
{
    (void)status; /* never cancelled */
    struct work *work = uv->data;
    loop_fn done = work->done;
    void *ctx = work->ctx;
    free(work);
    if (done)
        done(ctx);
}

void loop_work(struct loop *loop, loop_fn run, loop_fn done, void *ctx)
{
    struct work *work = mem_alloc(sizeof(*work));
    *work = (struct work){.run = run, .done = done, .ctx = ctx};
    work->uv.data = work;
    uv_queue_work(&loop->uv, &work->uv, on_work, on_work_done);
}
