/* The whole: what is made first and freed last, and the count of calls of the store under way, by
 * which a stop knows that nobody will come back any more. */
#include "turn/answer.h"
#include "turn/aside.h"
#include "turn/chat.h"
#include "turn/checkout.h"
#include "turn/inner.h"
#include "turn/lane.h"
#include "turn/limits.h"
#include "turn/live.h"
#include "turn/notice.h"
#include "turn/outage.h"
#include "turn/recorder.h"
#include "turn/reindex.h"
#include "turn/run.h"
#include "turn/settle.h"
#include "turn/skip.h"
#include "turn/start.h"
#include "turn/stop.h"
#include "turn/timers.h"

#include <assert.h>
#include <stdlib.h>

void op_begin(struct turns *turns)
{
    turns->ops++;
}

bool op_end(struct turns *turns)
{
    turns->ops--;
    if (!turns->ops)
        stop_look(turns);
    return !turns->halted;
}

struct turns *turns_new(const struct turns_config *config)
{
    struct turns *turns = mem_alloc(sizeof(*turns));
    uint64_t seed;
    turns->config = *config;
    turns->config.generation = generation_hold(config->generation);
    turns->clock = mem_alloc(sizeof(*turns->clock));
    game_clock_init(turns->clock);
    rng_secret(&seed, sizeof(seed));
    rng_seed(&turns->chance, seed);
    laters_init(&turns->laters, config->loop);
    lanes_init(turns);
    list_init(&turns->running);
    list_init(&turns->checkouts);
    turns->pending = map_new();
    turns->ends = tally_new();
    turns->asides = asides_new();
    turns->claims = claims_new();
    turns->timers = timers_new(turns);
    turns->answers = answers_new(turns);
    turns->limits = limits_new(turns);
    turns->notices = notices_new(turns);
    turns->outage = outage_new(turns);
    turns->recorder = recorder_new(config->recorded);
    turns->settle = settle_new(turns);
    turns->chats = chats_new(turns);
    turns->skips = skips_new(turns);
    turns->reindex = reindex_new(turns);
    turns->live = live_new(turns);
    return turns;
}

static void free_running(struct turns *turns)
{
    struct list_node *node;
    while ((node = list_first(&turns->running))) {
        struct turn *turn = LIST_OF(node, struct turn, node);
        event_release(turn->event);
        turn_free(turn);
    }
}

void turns_free(struct turns *turns)
{
    if (!turns)
        return;
    assert(!turns->ops);
    turns->halted = true;
    free_running(turns);
    tally_free(turns->ends);
    asides_free(turns->asides);
    checkouts_free(turns);
    claims_free(turns->claims);
    lanes_done(turns);
    live_free(turns->live);
    reindex_free(turns->reindex);
    chats_free(turns->chats);
    skips_free(turns->skips);
    recorder_free(turns->recorder);
    settle_free(turns->settle);
    answers_free(turns->answers);
    limits_free(turns->limits);
    notices_free(turns->notices);
    outage_free(turns->outage);
    timers_free(turns->timers);
    map_free(turns->pending);
    start_free(turns->starting);
    stop_free(turns->stopping);
    laters_done(&turns->laters);
    generation_release(turns->config.generation);
    free(turns->shut);
    free(turns->clock);
    free(turns);
}

void turns_swap(struct turns *turns, struct generation *generation)
{
    generation_hold(generation);
    generation_release(turns->config.generation);
    turns->config.generation = generation;
    turns->swapped_ms = game_clock_mono_ms(turns->clock);
    notices_forget(turns->notices);
    asides_forget(turns->asides);
    reindex_swap(turns->reindex);
}

int64_t turns_waited(struct turns *turns)
{
    int64_t waited = turns->waited_ms;
    turns->waited_ms = 0;
    return waited;
}

void turns_limit(struct turns *turns, const struct turn_limits *limits)
{
    turns->config.limits = *limits;
    limits_set(turns->limits, limits);
}

void turns_shut(struct turns *turns, const char *texts)
{
    free(turns->shut);
    turns->shut = mem_strdup(texts);
    notices_forget(turns->notices);
}

int64_t turns_now(const struct turns *turns)
{
    return game_clock_now(turns->clock);
}

void turns_status(const struct turns *turns, struct turns_status *ret_status)
{
    *ret_status = turns->status;
    ret_status->timers = (int64_t)timers_count(turns->timers);
    timers_lateness(turns->timers, ret_status);
}

bool turns_outage(const struct turns *turns)
{
    return outage_lasts(turns->outage);
}

void turns_figures(const struct turns *turns, struct turns_figures *ret_figures)
{
    *ret_figures = (struct turns_figures){
        .ends = turns->ends,
        .taken = &turns->taken,
        .late = timers_late(turns->timers),
    };
}
