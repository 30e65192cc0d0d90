/* The five hooks that hiredis has for event loops. Reading may end the connection, which takes the
 * watch away while it is being called: the struct stays until that call is over. */
#include "cache/redis_io.h"

#include "base/mem.h"

#include <stdlib.h>

struct io {
    redisAsyncContext *redis; /* NULL: gone */
    struct loop_watch *watch;
    int events;
    bool busy; /* in on_ready */
};

static void want(struct io *io, int events)
{
    if (!io->watch || events == io->events)
        return;
    io->events = events;
    loop_watch_set(io->watch, events);
}

static void add_read(void *ctx)
{
    struct io *io = ctx;
    want(io, io->events | LOOP_READ);
}

static void del_read(void *ctx)
{
    struct io *io = ctx;
    want(io, io->events & ~LOOP_READ);
}

static void add_write(void *ctx)
{
    struct io *io = ctx;
    want(io, io->events | LOOP_WRITE);
}

static void del_write(void *ctx)
{
    struct io *io = ctx;
    want(io, io->events & ~LOOP_WRITE);
}

static void clean_up(void *ctx)
{
    struct io *io = ctx;
    io->redis = NULL;
    loop_watch_free(io->watch);
    io->watch = NULL;
    if (!io->busy)
        free(io);
}

static void on_ready(void *ctx, int events)
{
    struct io *io = ctx;
    io->busy = true;
    if (events & LOOP_READ)
        redisAsyncHandleRead(io->redis);
    if (io->redis && (events & LOOP_WRITE))
        redisAsyncHandleWrite(io->redis);
    io->busy = false;
    if (!io->redis)
        free(io);
}

void redis_io_attach(struct loop *loop, redisAsyncContext *redis)
{
    struct io *io = mem_alloc(sizeof *io);
    io->redis = redis;
    io->watch = loop_watch_new(loop, redis->c.fd, on_ready, io);
    redis->ev.data = io;
    redis->ev.addRead = add_read;
    redis->ev.delRead = del_read;
    redis->ev.addWrite = add_write;
    redis->ev.delWrite = del_write;
    redis->ev.cleanup = clean_up;
}
