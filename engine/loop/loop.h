/* The event loop: timers, watched descriptors, work on threads, wake-ups, signals; over libuv,
 * which no other folder sees.
 *
 * Everything runs on the thread of loop_run, except loop_wake_send (any thread) and the `run` half
 * of loop_work (a worker thread). Callbacks are short and may start, stop and free any handle,
 * their own included: freeing is deferred to where libuv allows it. A handle is freed by its owner
 * before loop_free. All times are monotonic milliseconds. */
#ifndef BYLINA_LOOP_LOOP_H
#define BYLINA_LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

struct loop;
struct loop_timer;
struct loop_watch;
struct loop_wake;
struct loop_signal;
struct loop_prepare;

typedef void (*loop_fn)(void *ctx);

struct loop *loop_new(void);       /* a system without descriptors ends the process */
void loop_free(struct loop *loop); /* closes what is left and runs the close callbacks */
void loop_run(struct loop *loop);  /* until loop_stop, or until nothing is left to wait for */
void loop_stop(struct loop *loop);
int64_t loop_now(struct loop *loop); /* the loop's cached monotonic time, ms */

/* Calls fn once, soon, from the loop and never from within this call. Cannot be taken back. */
void loop_defer(struct loop *loop, loop_fn fn, void *ctx);

struct loop_timer *loop_timer_new(struct loop *loop, loop_fn fn, void *ctx);
void loop_timer_start(struct loop_timer *timer,
                      int64_t delay_ms); /* once; starting again moves it */
void loop_timer_stop(struct loop_timer *timer);
bool loop_timer_active(const struct loop_timer *timer);
void loop_timer_free(struct loop_timer *timer);

enum { LOOP_READ = 1, LOOP_WRITE = 2 };
/* `events` is what is ready; an error on the descriptor reports everything that was asked for,
 * again and again until the watch is changed or freed. NULL from loop_watch_new: it cannot be
 * watched (a file on disk, or watched already: a descriptor has one watch). The descriptor becomes
 * non-blocking. */
typedef void (*loop_watch_fn)(void *ctx, int events);
struct loop_watch *loop_watch_new(struct loop *loop, int fd, loop_watch_fn fn, void *ctx);
void loop_watch_set(struct loop_watch *watch, int events); /* 0: stop watching */
void loop_watch_free(struct loop_watch *watch); /* the descriptor stays open: close it afterwards */

/* run(ctx) on a worker thread, then done(ctx) on the loop. Not cancellable. */
void loop_work(struct loop *loop, loop_fn run, loop_fn done, void *ctx);

/* fn(ctx) on the loop some time after one or more sends from any thread. */
struct loop_wake *loop_wake_new(struct loop *loop, loop_fn fn, void *ctx);
void loop_wake_send(struct loop_wake *wake);
void loop_wake_free(struct loop_wake *wake);

/* NULL: a signal that cannot be caught. */
struct loop_signal *loop_signal_new(struct loop *loop, int signal, loop_fn fn, void *ctx);
void loop_signal_free(struct loop_signal *signal);

/* fn(ctx) in each turn of the loop, just before it would sleep. Alone it keeps no loop running. */
struct loop_prepare *loop_prepare_new(struct loop *loop, loop_fn fn, void *ctx);
void loop_prepare_free(struct loop_prepare *prepare);

#endif
