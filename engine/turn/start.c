/* The start, one step after another, before anything runs:
 *
 *     clock's offset -> seed key -> inbox -> timers of the horizon -> outbox -> screens -> go
 *
 * The inbox goes before the first poll, so that what was received first stays first. */
#include "turn/start.h"
#include "store/waiting.h"
#include "turn/chat.h"
#include "turn/lane.h"
#include "turn/live.h"
#include "turn/reindex.h"
#include "turn/timers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_DIGITS = 32 };

struct starting {
    struct turns *turns;
    store_done_fn fn;
    void *ctx;
    int64_t inbox;
    char key[KEY_DIGITS + 1];
};

static void start_end(struct starting *starting, const struct err *err)
{
    struct turns *turns = starting->turns;
    store_done_fn fn = starting->fn;
    void *ctx = starting->ctx;
    turns->starting = NULL;
    free(starting);
    fn(ctx, err);
}

/* Ends the op; false: no further step. */
static bool goes_on(struct starting *starting, const struct err *err)
{
    if (!op_end(starting->turns))
        return false;
    if (err)
        start_end(starting, err);
    return !err;
}

/* --- screens, and go ------------------------------------------------------------------------- */

static void on_slot(void *ctx, const struct store_slot_row *row, const struct err *err)
{
    struct starting *starting = ctx;
    struct turns *turns = starting->turns;
    if (row) {
        if (!turns->halted)
            slots_loaded(turns->chats, row);
        return;
    }
    if (!goes_on(starting, err))
        return;
    log_info("turn", LOG_T("loaded"), LOG_I("inbox", starting->inbox),
             LOG_I("timers", timers_count(turns->timers)),
             LOG_I("outgoing", turns->status.outgoing));
    turns->started = true;
    timers_moved(turns->timers);
    chats_start(turns->chats);
    timers_fire(turns->timers);
    lanes_pump(turns);
    reindex_start(turns->reindex);
    live_start(turns->live);
    start_end(starting, NULL);
}

/* --- outbox ---------------------------------------------------------------------------------- */

static void on_out(void *ctx, const struct store_out_row *row, const struct err *err)
{
    struct starting *starting = ctx;
    struct turns *turns = starting->turns;
    if (row) {
        if (!turns->halted)
            outs_add(turns->chats, &row->out, row->state);
        return;
    }
    if (!goes_on(starting, err))
        return;
    op_begin(turns);
    store_slot_load(turns->config.store, 0, NULL, on_slot, starting);
}

/* --- timers ---------------------------------------------------------------------------------- */

static void on_timers(void *ctx, const struct err *err)
{
    struct starting *starting = ctx;
    struct turns *turns = starting->turns;
    if (err) {
        start_end(starting, err);
        return;
    }
    op_begin(turns);
    store_outs_load(turns->config.store, on_out, starting);
}

/* --- inbox ----------------------------------------------------------------------------------- */

static void on_inbox(void *ctx, const struct store_inbox *row, const struct err *err)
{
    struct starting *starting = ctx;
    struct turns *turns = starting->turns;
    if (row) {
        if (!turns->halted)
            accept_stored(turns, row);
        starting->inbox++;
        return;
    }
    if (goes_on(starting, err))
        timers_load(turns->timers, game_clock_now(turns->clock), on_timers, starting);
}

static void load_inbox(struct starting *starting)
{
    struct turns *turns = starting->turns;
    op_begin(turns);
    store_inbox_load(turns->config.store, on_inbox, starting);
}

/* --- the seed key ---------------------------------------------------------------------------- */

static bool read_key(const char *text, uint8_t key[16])
{
    if (!text || strlen(text) != KEY_DIGITS || strspn(text, "0123456789abcdef") != KEY_DIGITS)
        return false;
    for (size_t i = 0; i < 16; i++) {
        char digits[3] = {text[i * 2], text[i * 2 + 1], 0};
        key[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return true;
}

static void on_key_stored(void *ctx, const struct err *err)
{
    struct starting *starting = ctx;
    if (goes_on(starting, err))
        load_inbox(starting);
}

static void on_key(void *ctx, const char *value, const struct err *err)
{
    struct starting *starting = ctx;
    struct turns *turns = starting->turns;
    if (!goes_on(starting, err))
        return;
    if (read_key(value, turns->seed_key)) {
        load_inbox(starting);
        return;
    }
    rng_secret(turns->seed_key, sizeof(turns->seed_key));
    for (size_t i = 0; i < sizeof(turns->seed_key); i++)
        snprintf(starting->key + i * 2, 3, "%02x", turns->seed_key[i]);
    op_begin(turns);
    store_value_set(turns->config.store, TURN_SEED_NAME, starting->key, on_key_stored, starting);
}

/* --- the clock ------------------------------------------------------------------------------- */

static void on_offset(void *ctx, const char *value, const struct err *err)
{
    struct starting *starting = ctx;
    struct turns *turns = starting->turns;
    if (!goes_on(starting, err))
        return;
    int64_t offset = value ? strtoll(value, NULL, 10) : 0;
    if (offset > 0)
        game_clock_set_offset(turns->clock, offset);
    /* No lane goes back, whatever the machine's clock says now. */
    game_clock_raise(turns->clock, store_last_now(turns->config.store) * 1000);
    op_begin(turns);
    store_value_get(turns->config.store, TURN_SEED_NAME, on_key, starting);
}

/* A program beside the engine has changed the database. */
static void on_foreign(void *ctx)
{
    struct turns *turns = ctx;
    if (turns->halted)
        return;
    log_warn("turn", LOG_T("another program has written into the database: memory is read anew"));
    cache_clear(turns->config.cache);
    timers_reload(turns->timers);
    if (turns->config.port.foreign)
        turns->config.port.foreign(turns->config.port.self);
}

void turns_start(struct turns *turns, store_done_fn fn, void *ctx)
{
    struct starting *starting = mem_alloc(sizeof(*starting));
    starting->turns = turns;
    starting->fn = fn;
    starting->ctx = ctx;
    turns->starting = starting;
    store_on_foreign(turns->config.store, on_foreign, turns);
    op_begin(turns);
    store_value_get(turns->config.store, TURN_OFFSET_NAME, on_offset, starting);
}

void start_free(struct starting *starting)
{
    free(starting);
}
