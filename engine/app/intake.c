/* From a batch to lanes and back:
 *
 *   getUpdates -> each update read by the port -> its lane -> settle: all committed, or stored in
 * the inbox -> the next getUpdates, which tells Telegram that the batch is safe
 *
 * So a batch whose turns end within GRACE_MS costs no inbox row, and a slow turn holds nobody up.
 * Of a full batch the last AHEAD are stored at once: they run while the answer is on its way. An
 * update that cannot be read is logged and passed over: it would be as broken the next time. One
 * that is over a limit counts as settled: see turn/limits.c.
 *
 * When a batch cannot be made safe (the disk is full, the database hangs), Telegram is asked again
 * every PEEK_MS without a confirmation, so that the players who come meanwhile can be told of the
 * outage. Such a batch begins with updates that are in their lanes already, which take no second
 * place there; it holds 100 at most, so who comes behind them waits. The newest batch alone is
 * settled for all of them. */
#include "app/intake.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/plant.h"

#include <stdlib.h>

#define GRACE_MS 25
#define FULL     100 /* updates: there may be more behind them */
#define AHEAD    48  /* of a full batch: so many turns run while the next one is asked for */
#define PEEK_MS  1000

struct intake {
    struct telegram_poll *poll;
    struct port *port;
    struct turns *turns;
    int64_t bot;
    struct loop_timer *peek;
    int settling; /* batches: what is asked for last ends last */
    void (*on_end)(void *ctx, const struct err *err);
    void *ctx;
};

static void on_settled(void *ctx, const struct err *err)
{
    struct intake *intake = ctx;
    intake->settling--;
    if (err) {
        log_error("app", LOG_T("updates could not be kept; trying again"),
                  LOG_S("error", err->text));
        return; /* `peek` runs */
    }
    if (intake->settling)
        return;
    loop_timer_stop(intake->peek);
    telegram_poll_next(intake->poll);
}

static void settle(struct intake *intake, bool full)
{
    intake->settling++;
    loop_timer_start(intake->peek, PEEK_MS);
    turns_settle_early(intake->turns, GRACE_MS, full ? AHEAD : 0, on_settled, intake);
}

static void on_peek(void *ctx)
{
    struct intake *intake = ctx;
    telegram_poll_again(intake->poll);
}

static void take(struct intake *intake, const json *update)
{
    struct turn_input input;
    struct err err;

    int code = port_read(intake->port, update, &input, &err);
    if (code == ERR_NOT_FOUND)
        return;
    if (code) {
        log_warn("app", LOG_T("an update cannot be read"), LOG_S("error", err.text));
        return;
    }
    turns_accept(intake->turns, &input); /* what it refuses, it tells */
}

static void on_batch(void *ctx, const json *updates)
{
    struct intake *intake = ctx;
    int64_t confirmed = telegram_poll_confirmed(intake->poll);
    if (confirmed)
        turns_confirmed(intake->turns, intake->bot, confirmed);
    for (const json *update = json_first(updates); update; update = json_next(update))
        take(intake, update);
    if (PLANTED(confirm_early))
        telegram_poll_next(intake->poll);
    else
        settle(intake, json_count(updates) >= FULL);
}

static void on_poll_end(void *ctx, const struct err *err)
{
    struct intake *intake = ctx;
    intake->on_end(intake->ctx, err);
}

static bool on_asked_inline(void *ctx)
{
    const struct intake *intake = ctx;
    return port_asked_inline(intake->port);
}

struct intake *intake_new(struct loop *loop, struct telegram *telegram, struct port *port,
                          struct turns *turns, void (*on_end)(void *ctx, const struct err *err),
                          void *ctx)
{
    struct intake *intake = mem_alloc(sizeof *intake);
    struct telegram_poll_config config = {
        .on_batch = on_batch,
        .on_end = on_poll_end,
        .asked_inline = on_asked_inline,
        .ctx = intake,
    };
    intake->port = port;
    intake->turns = turns;
    intake->bot = telegram_bot_id(telegram);
    intake->on_end = on_end;
    intake->ctx = ctx;
    intake->peek = loop_timer_new(loop, on_peek, intake);
    intake->poll = telegram_poll_new(loop, telegram, &config);
    telegram_poll_start(intake->poll);
    return intake;
}

void intake_stop(struct intake *intake, loop_fn fn, void *ctx)
{
    telegram_poll_stop(intake->poll, false, fn, ctx);
}

void intake_free(struct intake *intake)
{
    if (!intake)
        return;
    telegram_poll_free(intake->poll);
    loop_timer_free(intake->peek);
    free(intake);
}
