/* A skip has three steps, one skip at a time:
 *
 *     store the offset -> load the timers up to the new time -> move the clock, fire
 *
 * The offset is stored before it is used, so that no restart finds an earlier time; and the timers
 * are loaded before the clock moves, so that lanes need not wait for them. */
#include "turn/skip.h"

#include "turn/lane.h"
#include "turn/timers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct skip {
    struct list_node node;
    int64_t seconds;
    store_done_fn fn;
    void *ctx;
};

struct skips {
    struct turns *turns;
    struct list waiting; /* the first is under way */
    size_t count;
    struct later *start;
    int64_t offset_ms; /* that of the one under way */
    char value[24];
};

static void start(void *ctx);

static void end_first(struct skips *skips, const struct err *err)
{
    struct skip *skip = LIST_OF(list_pop(&skips->waiting), struct skip, node);
    store_done_fn fn = skip->fn;
    void *ctx = skip->ctx;
    free(skip);
    skips->count--;
    if (skips->count)
        skips->start = later_start(&skips->turns->laters, 0, start, skips);
    fn(ctx, err);
}

static void on_loaded(void *ctx, const struct err *err)
{
    struct skips *skips = ctx;
    struct turns *turns = skips->turns;
    if (err) /* the lanes will wait until they are there */
        log_warn("turn", LOG_T("timers cannot be loaded"), LOG_S("error", err->text));
    game_clock_set_offset(turns->clock, skips->offset_ms);
    timers_moved(turns->timers);
    log_info("turn", LOG_T("the game's clock was moved"), LOG_I("offset_ms", skips->offset_ms));
    timers_fire(turns->timers);
    lanes_pump(turns);
    end_first(skips, NULL);
}

static void on_stored(void *ctx, const struct err *err)
{
    struct skips *skips = ctx;
    struct turns *turns = skips->turns;
    if (!op_end(turns))
        return;
    if (err) {
        end_first(skips, err);
        return;
    }
    const struct skip *skip = LIST_OF(list_first(&skips->waiting), struct skip, node);
    timers_load(turns->timers, game_clock_now(turns->clock) + skip->seconds + 1, on_loaded, skips);
}

static void start(void *ctx)
{
    struct skips *skips = ctx;
    struct turns *turns = skips->turns;
    const struct skip *skip = LIST_OF(list_first(&skips->waiting), struct skip, node);
    skips->start = NULL;
    if (turns->stopping) {
        struct err err;
        err_set(&err, ERR_CANCELLED, "the engine stops");
        end_first(skips, &err);
        return;
    }
    skips->offset_ms = turns->clock->offset_ms + skip->seconds * 1000;
    snprintf(skips->value, sizeof(skips->value), "%" PRId64, skips->offset_ms);
    op_begin(turns);
    store_value_set(turns->config.store, TURN_OFFSET_NAME, skips->value, on_stored, skips);
}

struct refusal { /* told from the loop, as all completions are */
    store_done_fn fn;
    void *ctx;
    struct err err;
};

static void on_refused(void *ctx)
{
    struct refusal *refusal = ctx;
    refusal->fn(refusal->ctx, &refusal->err);
    free(refusal);
}

static void refuse(struct turns *turns, int code, const char *why, store_done_fn fn, void *ctx)
{
    struct refusal *refusal = mem_alloc(sizeof(*refusal));
    refusal->fn = fn;
    refusal->ctx = ctx;
    err_set(&refusal->err, code, "%s", why);
    loop_defer(turns->config.loop, on_refused, refusal);
}

void turns_skip(struct turns *turns, int64_t seconds, store_done_fn fn, void *ctx)
{
    struct skips *skips = turns->skips;
    if (!turns->config.movable_clock) {
        refuse(turns, ERR_REFUSED, "the clock moves only with the local Telegram", fn, ctx);
    } else if (seconds < 0 || seconds > TURN_SKIP_MAX_S) {
        refuse(turns, ERR_INVALID, "the clock moves forward only, by ten years at most", fn, ctx);
    } else if (!turns->started || turns->stopping || turns->halted || skips->count >= SKIPS_MAX) {
        refuse(turns, ERR_REFUSED, "the clock cannot be moved now", fn, ctx);
    } else {
        struct skip *skip = mem_alloc(sizeof(*skip));
        *skip = (struct skip){.seconds = seconds, .fn = fn, .ctx = ctx};
        list_push(&skips->waiting, &skip->node);
        if (skips->count++ == 0)
            start(skips);
    }
}

struct skips *skips_new(struct turns *turns)
{
    struct skips *skips = mem_alloc(sizeof(*skips));
    skips->turns = turns;
    list_init(&skips->waiting);
    return skips;
}

void skips_free(struct skips *skips)
{
    struct list_node *node;
    if (!skips)
        return;
    while ((node = list_pop(&skips->waiting)))
        free(LIST_OF(node, struct skip, node));
    free(skips);
}
