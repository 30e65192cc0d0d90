/* The stop, in the order in which it happens:
 *
 *     RUNNING   turns under way end; a retry puts its event back into its lane
 *     STORING   what is in lanes goes into the inbox
 *     FLUSHING  calls and screens leave, and that they have is recorded, at most flush_ms
 *     DRAINING  nothing begins any more; what the database was asked for completes
 *     then fn
 *
 * Waiting is by looking: whoever ends something calls stop_look. The flush has the only deadline
 * that cuts something off: what is unsent stands in the outbox and the slots. A database that hangs
 * holds the stop up, since its answers must find somebody. */
#include "turn/stop.h"

#include "turn/timers.h"

#include <stdlib.h>

enum stage { RUNNING, STORING, FLUSHING, DRAINING };

struct stopping {
    struct turns *turns;
    enum stage stage;
    int64_t flush_ms;
    struct later *step;     /* the next look, soon */
    struct later *deadline; /* of the flush */
    loop_fn fn;
    void *ctx;
};

static void on_look(void *ctx);

void stop_look(struct turns *turns)
{
    struct stopping *stopping = turns->stopping;
    if (stopping && !stopping->step && stopping->fn)
        stopping->step = later_start(&turns->laters, 0, on_look, stopping);
}

static void drain(struct stopping *stopping)
{
    stopping->stage = DRAINING;
    later_cancel(stopping->deadline);
    stopping->deadline = NULL;
    stopping->turns->halted = true;
    stop_look(stopping->turns);
}

static void on_deadline(void *ctx)
{
    struct stopping *stopping = ctx;
    stopping->deadline = NULL;
    log_warn("turn",
             LOG_T("stopped with calls unsent or unrecorded: they leave after the next start"),
             LOG_I("count", stopping->turns->status.outgoing),
             LOG_I("unrecorded", stopping->turns->records));
    drain(stopping);
}

static void flush(struct stopping *stopping)
{
    struct turns *turns = stopping->turns;
    stopping->stage = FLUSHING;
    stopping->deadline = later_start(&turns->laters, stopping->flush_ms, on_deadline, stopping);
    stop_look(turns);
}

static void on_stored(void *ctx, const struct err *err)
{
    struct stopping *stopping = ctx;
    if (err)
        log_error("turn", LOG_T("updates could not be stored: Telegram will send them again"),
                  LOG_S("error", err->text));
    flush(stopping);
}

static void end(struct stopping *stopping)
{
    loop_fn fn = stopping->fn;
    void *ctx = stopping->ctx;
    stopping->fn = NULL;
    fn(ctx);
}

static void on_look(void *ctx)
{
    struct stopping *stopping = ctx;
    struct turns *turns = stopping->turns;
    stopping->step = NULL;
    if (stopping->stage == RUNNING && !turns->flights) {
        stopping->stage = STORING;
        turns_settle(turns, 0, on_stored, stopping);
    } else if (stopping->stage == FLUSHING && !turns->status.outgoing && !turns->records &&
               !turns->ops) {
        drain(stopping);
    } else if (stopping->stage == DRAINING && !turns->ops) {
        end(stopping);
    }
}

void turns_stop(struct turns *turns, int64_t flush_ms, loop_fn fn, void *ctx)
{
    struct stopping *stopping = mem_alloc(sizeof(*stopping));
    stopping->turns = turns;
    stopping->flush_ms = flush_ms;
    stopping->fn = fn;
    stopping->ctx = ctx;
    turns->stopping = stopping;
    timers_stop(turns->timers);
    stop_look(turns);
}

void turns_halt(struct turns *turns)
{
    turns->halted = true;
}

void stop_free(struct stopping *stopping)
{
    free(stopping);
}
