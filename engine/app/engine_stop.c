/* The engine stops when it is asked to: by a signal, or by its supervisor. The order is that of
 * what still makes work for what: updates, broadcasts, lore (whose texts are published by turns),
 * turns and what they send. Each part calls the next when it has come to rest. */
#include "app/engine_inner.h"

#include "app/supervisor.h"
#include "base/log.h"

#include <signal.h>
#include <sys/socket.h>

#define FLUSH_MS 10000

static void on_turns_stopped(void *ctx)
{
    struct engine *engine = ctx;
    loop_stop(engine->loop);
}

static void on_scribe_stopped(void *ctx)
{
    struct engine *engine = ctx;
    turns_stop(engine->turns, FLUSH_MS, on_turns_stopped, engine);
}

static void on_desk_stopped(void *ctx)
{
    struct engine *engine = ctx;
    scribe_stop(engine->scribe, on_scribe_stopped, engine);
}

static void on_polling_stopped(void *ctx)
{
    struct engine *engine = ctx;
    desk_stop(engine->desk, on_desk_stopped, engine);
}

/* Ctrl-C comes as a signal and over the line, kill PID by one of the two: what comes first from
 * either side is one request, and a second one from the same side means at once. */
static void stop_asked(struct engine *engine, int *asked)
{
    if (++*asked == 1 && engine->stopping)
        return;
    notify_send("STOPPING=1\nSTATUS=stopping");
    if (engine->stopping || !engine->intake) {
        log_warn("app", LOG_T("stopping at once"));
        loop_stop(engine->loop);
        engine->stopping = true;
        return;
    }
    engine->stopping = true;
    monitor_ready(engine->monitor, false);
    bell_stop(engine->bell);
    log_info("app", LOG_T("stopping: what is under way ends first"));
    intake_stop(engine->intake, on_polling_stopped, engine);
}

static void on_signal(void *ctx)
{
    struct engine *engine = ctx;
    stop_asked(engine, &engine->asked_by_signal);
}

static void on_line(void *ctx, int events)
{
    struct engine *engine = ctx;
    char byte;
    ssize_t got;
    (void)events;
    while ((got = recv(engine->frame->line, &byte, 1, MSG_DONTWAIT)) == 1)
        if (byte == SUPERVISOR_STOP)
            stop_asked(engine, &engine->asked_by_line);
    if (got == 0) /* the supervisor is gone, and so are we, soon */
        loop_watch_set(engine->line, 0);
}

void engine_listen(struct engine *engine)
{
    static const int SIGNALS[2] = {SIGINT, SIGTERM};
    for (int i = 0; i < 2; i++)
        engine->signals[i] = loop_signal_new(engine->loop, SIGNALS[i], on_signal, engine);
    if (engine->frame->line >= 0) {
        engine->line = loop_watch_new(engine->loop, engine->frame->line, on_line, engine);
        loop_watch_set(engine->line, LOOP_READ);
    }
}

void engine_listen_no_more(struct engine *engine)
{
    for (int i = 0; i < 2; i++)
        loop_signal_free(engine->signals[i]);
    loop_watch_free(engine->line);
}
