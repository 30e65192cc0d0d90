/* The handles: timer, watch, wake, signal, prepare. All are made alike: the uv handle is the first
 * field, `data` points back, and the memory lives until libuv's close callback, so that a callback
 * may free its own handle and libuv still finds it afterwards. uv_close stops a handle at once: no
 * callback comes after the free.
 *
 * Two habits of libuv 1.44 are mended here. A timer of 0 ms that is started again by its own
 * callback would run for ever within one turn of the loop: inside timer callbacks the shortest
 * delay is 1 ms. And uv_poll stops itself when the descriptor has an error: it is started again
 * before the owner is told, so that a watch stays what it was until the owner changes it. */
#include "base/mem.h"
#include "loop/inner.h"
#include "loop/loop.h"

#include <assert.h>
#include <stdlib.h>

struct loop_timer {
    uv_timer_t uv;
    struct loop *loop;
    loop_fn fn;
    void *ctx;
};

struct loop_watch {
    uv_poll_t uv;
    int events;
    loop_watch_fn fn;
    void *ctx;
};

struct loop_wake {
    uv_async_t uv;
    loop_fn fn;
    void *ctx;
};

struct loop_signal {
    uv_signal_t uv;
    loop_fn fn;
    void *ctx;
};

struct loop_prepare {
    uv_prepare_t uv;
    loop_fn fn;
    void *ctx;
};

static void on_timer(uv_timer_t *uv)
{
    struct loop_timer *timer = uv->data;
    struct loop *loop = timer->loop;
    loop->in_timer = true;
    timer->fn(timer->ctx);
    loop->in_timer = false;
}

struct loop_timer *loop_timer_new(struct loop *loop, loop_fn fn, void *ctx)
{
    struct loop_timer *timer = mem_alloc(sizeof(*timer));
    uv_timer_init(&loop->uv, &timer->uv);
    timer->uv.data = timer;
    timer->loop = loop;
    timer->fn = fn;
    timer->ctx = ctx;
    return timer;
}

void loop_timer_start(struct loop_timer *timer, int64_t delay_ms)
{
    int64_t shortest = timer->loop->in_timer ? 1 : 0;
    if (delay_ms < shortest)
        delay_ms = shortest;
    loop_fresh_now(timer->loop);
    uv_timer_start(&timer->uv, on_timer, (uint64_t)delay_ms, 0);
}

void loop_timer_stop(struct loop_timer *timer)
{
    uv_timer_stop(&timer->uv);
}

bool loop_timer_active(const struct loop_timer *timer)
{
    return uv_is_active((const uv_handle_t *)&timer->uv);
}

void loop_timer_free(struct loop_timer *timer)
{
    if (timer)
        loop_close_handle((uv_handle_t *)&timer->uv);
}

static void on_poll(uv_poll_t *uv, int status, int ready);

static void watch_start(struct loop_watch *watch)
{
    int uv_events = (watch->events & LOOP_READ ? UV_READABLE : 0) |
                    (watch->events & LOOP_WRITE ? UV_WRITABLE : 0);
    uv_poll_start(&watch->uv, uv_events, on_poll);
}

static void on_poll(uv_poll_t *uv, int status, int ready)
{
    struct loop_watch *watch = uv->data;
    int events = watch->events;
    if (status < 0)
        watch_start(watch);
    else
        events &= (ready & UV_READABLE ? LOOP_READ : 0) | (ready & UV_WRITABLE ? LOOP_WRITE : 0);
    if (events)
        watch->fn(watch->ctx, events);
}

struct loop_watch *loop_watch_new(struct loop *loop, int fd, loop_watch_fn fn, void *ctx)
{
    struct loop_watch *watch = mem_alloc(sizeof(*watch));
    if (uv_poll_init(&loop->uv, &watch->uv, fd) < 0) {
        free(watch);
        return NULL;
    }
    watch->uv.data = watch;
    watch->fn = fn;
    watch->ctx = ctx;
    return watch;
}

void loop_watch_set(struct loop_watch *watch, int events)
{
    if (events == watch->events)
        return;
    watch->events = events;
    if (events)
        watch_start(watch);
    else
        uv_poll_stop(&watch->uv);
}

void loop_watch_free(struct loop_watch *watch)
{
    if (watch)
        loop_close_handle((uv_handle_t *)&watch->uv);
}

static void on_async(uv_async_t *uv)
{
    struct loop_wake *wake = uv->data;
    wake->fn(wake->ctx);
}

struct loop_wake *loop_wake_new(struct loop *loop, loop_fn fn, void *ctx)
{
    struct loop_wake *wake = mem_alloc(sizeof(*wake));
    int r = uv_async_init(&loop->uv, &wake->uv, on_async);
    assert(r == 0); /* the loop has its descriptor since uv_loop_init */
    (void)r;
    wake->uv.data = wake;
    wake->fn = fn;
    wake->ctx = ctx;
    return wake;
}

void loop_wake_send(struct loop_wake *wake)
{
    uv_async_send(&wake->uv);
}

void loop_wake_free(struct loop_wake *wake)
{
    if (wake)
        loop_close_handle((uv_handle_t *)&wake->uv);
}

static void on_signal(uv_signal_t *uv, int number)
{
    (void)number;
    struct loop_signal *handle = uv->data;
    handle->fn(handle->ctx);
}

struct loop_signal *loop_signal_new(struct loop *loop, int signal, loop_fn fn, void *ctx)
{
    struct loop_signal *handle = mem_alloc(sizeof(*handle));
    int r = uv_signal_init(&loop->uv, &handle->uv);
    if (r < 0) {
        free(handle);
        return NULL;
    }
    handle->uv.data = handle;
    handle->fn = fn;
    handle->ctx = ctx;
    if (uv_signal_start(&handle->uv, on_signal, signal) < 0) {
        loop_signal_free(handle);
        return NULL;
    }
    return handle;
}

void loop_signal_free(struct loop_signal *signal)
{
    if (signal)
        loop_close_handle((uv_handle_t *)&signal->uv);
}

static void on_prepare(uv_prepare_t *uv)
{
    struct loop_prepare *prepare = uv->data;
    prepare->fn(prepare->ctx);
}

struct loop_prepare *loop_prepare_new(struct loop *loop, loop_fn fn, void *ctx)
{
    struct loop_prepare *prepare = mem_alloc(sizeof(*prepare));
    uv_prepare_init(&loop->uv, &prepare->uv);
    prepare->uv.data = prepare;
    prepare->fn = fn;
    prepare->ctx = ctx;
    uv_prepare_start(&prepare->uv, on_prepare);
    uv_unref((uv_handle_t *)&prepare->uv);
    return prepare;
}

void loop_prepare_free(struct loop_prepare *prepare)
{
    if (prepare)
        loop_close_handle((uv_handle_t *)&prepare->uv);
}
