/* The loop's side towards real servers: descriptors, work that blocks, and time that passes.
 *
 *     nothing is ready, the servers are at work:  sleep until a descriptor is ready, a little at a
 *                                                 time; the virtual clock goes on by as much
 *     by chance, while an answer is still young:  jump to a timer that is near, so that players act
 *                                                 while commits are under way
 *     nothing is under way:                       time may jump, after a look whether really
 *                                                 nothing comes (upkeep is not counted anywhere)
 *
 * Work runs where its turn comes, on this thread: the opening of a session takes milliseconds. */
#include "loop_inner.h"

#include "base/mem.h"
#include "base/rng.h"
#include "time.h"

#include <assert.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

enum {
    WATCHES_MOST = 32,
    WAIT_MS = 2,
    YOUNG_US = 1500,    /* an answer that was waited for less long */
    NEAR_US = 50000,    /* a timer that may be jumped to meanwhile */
    FAR_US = 1000000,   /* a jump before which is looked again, */
    LOOK_US = 4 * 1000, /* for so long */
};

struct loop_watch {
    struct list_node node;
    struct loop *loop;
    int fd;
    int events;
    loop_watch_fn fn;
    void *ctx;
    bool awaits;
};

struct loop_work {
    struct list_node node;
    loop_fn run;
    loop_fn done;
    void *ctx;
};

void loop_io_init(struct loop *loop)
{
    list_init(&loop->works);
    list_init(&loop->watches);
}

void sim_loop_outside(struct loop *loop, const struct sim_outside *outside)
{
    loop->outside = *outside;
}

/* --- descriptors ----------------------------------------------------------------------------- */

static size_t gather(struct loop *loop, struct pollfd *fds, struct loop_watch **watches)
{
    size_t count = 0;
    for (struct list_node *at = list_first(&loop->watches); at;
         at = list_next(&loop->watches, at)) {
        struct loop_watch *watch = LIST_OF(at, struct loop_watch, node);
        if (!watch->events)
            continue;
        assert(count < WATCHES_MOST);
        watches[count] = watch;
        fds[count++] = (struct pollfd){
            .fd = watch->fd,
            .events = (short)((watch->events & LOOP_READ ? POLLIN : 0) |
                              (watch->events & LOOP_WRITE ? POLLOUT : 0)),
        };
    }
    return count;
}

/* An error reports everything that was asked for. */
static int events_of(const struct loop_watch *watch, const struct pollfd *at)
{
    if (at->revents & (POLLERR | POLLHUP | POLLNVAL))
        return watch->events;
    return (at->revents & POLLIN ? LOOP_READ : 0) | (at->revents & POLLOUT ? LOOP_WRITE : 0);
}

/* Looks for one that is ready, by chance. */
static bool look(struct loop *loop, int wait_ms)
{
    struct pollfd fds[WATCHES_MOST];
    struct loop_watch *watches[WATCHES_MOST];
    size_t count = gather(loop, fds, watches);
    uint64_t seen = 0;
    loop->next = NULL;
    if (poll(fds, count, wait_ms) <= 0)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!fds[i].revents || (loop->chance && rng_below(loop->chance, ++seen) != 0))
            continue;
        loop->next = watches[i];
        loop->next_events = events_of(watches[i], &fds[i]);
    }
    return loop->next != NULL;
}

static void run_watch(struct loop *loop)
{
    struct loop_watch *watch = loop->next;
    int events = loop->next_events;
    loop->waited_us = 0;
    if (events & LOOP_WRITE)
        watch->awaits = true;
    if (events & LOOP_READ)
        watch->awaits = false;
    watch->fn(watch->ctx, events);
}

struct loop_watch *loop_watch_new(struct loop *loop, int fd, loop_watch_fn fn, void *ctx)
{
    struct loop_watch *watch = mem_alloc(sizeof(*watch));
    watch->loop = loop;
    watch->fd = fd;
    watch->fn = fn;
    watch->ctx = ctx;
    list_push(&loop->watches, &watch->node);
    loop->handles++;
    return watch;
}

void loop_watch_set(struct loop_watch *watch, int events)
{
    watch->events = events;
}

void loop_watch_free(struct loop_watch *watch)
{
    if (!watch)
        return;
    list_remove(&watch->node);
    watch->loop->handles--;
    free(watch);
}

bool sim_loop_awaits(const struct loop *loop)
{
    for (struct list_node *at = list_first(&loop->watches); at; at = list_next(&loop->watches, at))
        if (LIST_OF(at, struct loop_watch, node)->awaits)
            return true;
    return false;
}

static void throw_away(int fd)
{
    char some[4096];
    while (recv(fd, some, sizeof(some), MSG_DONTWAIT) > 0)
        ;
}

void sim_loop_cut(struct loop *loop, int wait_ms)
{
    struct pollfd fds[WATCHES_MOST];
    struct loop_watch *watches[WATCHES_MOST];
    size_t count = gather(loop, fds, watches);
    if (wait_ms)
        poll(fds, count, wait_ms);
    for (size_t i = 0; i < count; i++) {
        shutdown(fds[i].fd, SHUT_RDWR); /* first: no stream may lose its middle and keep its end */
        throw_away(fds[i].fd);
    }
}

/* --- work ------------------------------------------------------------------------------------ */

void loop_work(struct loop *loop, loop_fn run, loop_fn done, void *ctx)
{
    struct loop_work *work = mem_alloc(sizeof(*work));
    work->run = run;
    work->done = done;
    work->ctx = ctx;
    list_push(&loop->works, &work->node);
}

static void end_work(struct loop *loop, bool dead)
{
    struct loop_work *work = LIST_OF(list_pop(&loop->works), struct loop_work, node);
    struct loop_work had = *work;
    free(work);
    if (!dead)
        had.run(had.ctx);
    had.done(had.ctx);
}

static void run_work(struct loop *loop)
{
    end_work(loop, false);
}

void loop_io_forget(struct loop *loop)
{
    while (!list_empty(&loop->works))
        end_work(loop, true);
}

/* --- ready, or to be waited for -------------------------------------------------------------- */

size_t loop_io_ready(struct loop *loop, void (**run)(struct loop *loop))
{
    size_t count = 0;
    if (!list_empty(&loop->works))
        run[count++] = run_work;
    if (!list_empty(&loop->watches) && look(loop, 0))
        run[count++] = run_watch;
    return count;
}

static int64_t outside_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000ll + now.tv_nsec / 1000;
}

static void sleep_a_little(struct loop *loop)
{
    int64_t began = outside_us();
    look(loop, WAIT_MS);
    int64_t passed = outside_us() - began;
    loop->waited_us += passed;
    sim_time.mono_us += passed;
}

bool loop_io_waits(struct loop *loop, int64_t next_us)
{
    int64_t ahead_us = next_us - sim_time.mono_us;
    if (!loop->outside.busy)
        return false;
    bool busy = loop->outside.busy(loop->outside.ctx);
    if (busy && loop->waited_us < YOUNG_US && ahead_us < NEAR_US &&
        rng_below(loop->chance, 1000) < loop->outside.hurry)
        return false;
    if (!busy && (ahead_us < FAR_US || loop->waited_us >= LOOK_US)) {
        loop->waited_us = 0;
        return false;
    }
    sleep_a_little(loop);
    return true;
}
