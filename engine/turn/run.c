/* The run of a turn: a coroutine in the live generation over a unit of work, resumed after each
 * document read until it is done or has failed.
 *
 * A run has no effects but in its unit, so it may be thrown away and repeated at any time; event,
 * seed and `now` stay the same for all runs of the turn. After a script has failed a second
 * coroutine, the entry "failed", makes a polite reply in a fresh unit; what both read is validated
 * together, because an error counts only if what it was based on was true. If that fails too there
 * is nothing but the record. */
#include "turn/run.h"

#include "base/plant.h"

#include "turn/guard.h"
#include "turn/outage.h"
#include "turn/seek.h"
#include "turn/timers.h"

#include <stdlib.h>
#include <string.h>

static const uint64_t reply_seed = 0x9e3779b97f4a7c15; /* other dice than the failed run's */

static void run_step(struct turn *turn);

/* --- beginning and end ----------------------------------------------------------------------- */

static void forget_runs(struct turn *turn)
{
    script_run_free(turn->run);
    turn->run = NULL;
    unit_free(turn->unit);
    turn->unit = NULL;
    unit_free(turn->first);
    turn->first = NULL;
    free(turn->failure);
    turn->failure = NULL;
}

static void open_unit(struct turn *turn, const char *report, uint64_t seed)
{
    struct unit_config config = {
        .cache = turn->turns->config.cache,
        .fresh = turn->attempts > 0 && !PLANTED(rerun_cached),
        .as_of = store_as_of(turn->turns->config.store),
        .event = turn->event->json,
        .report = report,
        .now = turn->now,
        .seed = seed,
        .asides = turn->turns->asides,
        .lane = turn->lane->key,
        .limits = &turn->turns->config.limits.turn,
        .key = turn->turns->seed_key,
    };
    turn->unit = unit_new(&config);
}

static void run_entry(struct turn *turn, const char *entry)
{
    turn->run = script_run_new(turn->turns->config.generation, entry, turn->unit);
    run_step(turn);
}

void turn_first(struct turn *turn)
{
    open_unit(turn, NULL, turn->seed);
    turn->failure = turn->event->broken ? mem_strdup(turn->event->broken) : guard_verdict(turn);
    if (turn->failure) {
        commit_start(turn);
    } else {
        run_entry(turn, "turn");
    }
}

void turn_begin(struct lane *lane, struct event *event)
{
    struct turns *turns = lane->turns;
    struct turn *turn = mem_alloc(sizeof(*turn));
    turn->turns = turns;
    turn->lane = lane;
    turn->event = event;
    turn->number = ++turns->last_turn;
    turn->now = event->received > lane->last_now ? event->received : lane->last_now;
    turn->seed = event_seed(event, turns->seed_key);
    lane->turn = turn;
    list_push(&turns->running, &turn->node);
    turns->flights++;
    if (guard_begin(turn))
        turn_first(turn);
}

void turn_again(struct turn *turn)
{
    forget_runs(turn);
    turn_first(turn);
}

void turn_free(struct turn *turn)
{
    list_remove(&turn->node);
    turn->turns->flights--;
    later_cancel(turn->later);
    claims_drop(turn);
    forget_runs(turn);
    guard_free(turn);
    free(turn);
}

void turn_requeue(struct turn *turn)
{
    struct turns *turns = turn->turns;
    log_warn("turn", LOG_T("a turn is put back and runs again later"),
             LOG_S("lane", turn->lane->key), LOG_I("update_id", turn->event->number),
             LOG_I("turn", turn->number));
    struct lane *lane = turn->lane;
    struct event *event = turn->event;
    turn_free(turn);
    lane_put_back(lane, event, TURN_REQUEUE_MS);
    lanes_pump(turns);
    stop_look(turns);
}

void turn_end(struct turn *turn, int64_t now)
{
    struct turns *turns = turn->turns;
    struct lane *lane = turn->lane;
    struct event *event = turn->event;
    guard_settled(turn);
    turn_free(turn);
    event_end(turns, event);
    lane_release(lane, now);
    stop_look(turns);
}

bool turn_retry(struct turn *turn, const char *what, const struct err *err, loop_fn fn)
{
    struct turns *turns = turn->turns;
    if (turn->tries < TURN_RETRY_SAID)
        log_warn("turn", LOG_T(what), LOG_S("lane", turn->lane->key),
                 LOG_I("update_id", turn->event->number), LOG_I("turn", turn->number),
                 LOG_S("error", err ? err->text : ""));
    if (turns->stopping) {
        turn_requeue(turn);
        return false;
    }
    outage_doubt(turns->outage);
    int64_t wait = later_backoff_ms(&turns->chance, TURN_RETRY_MS, ++turn->tries);
    if (wait > TURN_RETRY_MAX_MS)
        wait = TURN_RETRY_MAX_MS - (int64_t)rng_below(&turns->chance, TURN_RETRY_MAX_MS / 4);
    turn->later = later_start(&turns->laters, wait, fn, turn);
    return true;
}

/* --- reads ----------------------------------------------------------------------------------- */

static void read_start(void *ctx);

/* A run of scripts that were replaced, and not just now. */
static bool is_outlived(const struct turn *turn)
{
    const struct turns *turns = turn->turns;
    return script_run_generation(turn->run) != turns->config.generation &&
           game_clock_mono_ms(turns->clock) - turns->swapped_ms > TURN_GRACE_MS;
}

static void on_docs(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct turn *turn = ctx;
    if (!op_end(turn->turns))
        return;
    if (err || count != 1) {
        turn_retry(turn, "a document cannot be read", err, read_start);
        return;
    }
    turn->tries = 0;
    char key[CACHE_KEY_MAX + 1];
    if (unit_cache_key(key, docs->kind, docs->id))
        cache_put(turn->turns->config.cache, key, docs->version, docs->body, docs->len);
    if (is_outlived(turn)) {
        turn_again(turn);
        return;
    }
    unit_learn(turn->unit, docs);
    run_step(turn);
}

static void read_sql(struct turn *turn)
{
    op_begin(turn->turns);
    store_read(turn->turns->config.store, &turn->unit->wanted, 1, on_docs, turn);
}

static void on_far(void *ctx, const struct cache_entry *entry)
{
    struct turn *turn = ctx;
    const struct store_key *wanted = &turn->unit->wanted;
    if (!op_end(turn->turns))
        return;
    if (!entry || is_outlived(turn)) {
        read_sql(turn);
        return;
    }
    struct store_doc doc = {wanted->kind, wanted->id, entry->version, entry->data, entry->len};
    unit_learn(turn->unit, &doc);
    run_step(turn);
}

/* The first run may believe a hot copy; what runs again reads past it. */
static void read_start(void *ctx)
{
    struct turn *turn = ctx;
    struct cache *cache = turn->turns->config.cache;
    struct cache_far far;
    char key[CACHE_KEY_MAX + 1];
    turn->later = NULL;
    if (turn->unit->fresh || !cache_far(cache, &far) ||
        !unit_cache_key(key, turn->unit->wanted.kind, turn->unit->wanted.id)) {
        read_sql(turn);
        return;
    }
    op_begin(turn->turns);
    cache_get(cache, key, on_far, turn);
}

/* --- steps ----------------------------------------------------------------------------------- */

/* The report, with what failed behind its first line: "scripts/scenes/yard.lua:12: ... [scene
 * yard]" */
static char *named(const struct unit *unit, const char *report)
{
    size_t line = strcspn(report, "\n");
    if (!*unit->handler)
        return mem_strdup(report);
    return mem_printf("%.*s [%s]%s", (int)line, report, unit->handler, report + line);
}

void turn_fail(struct turn *turn, const char *report)
{
    if (turn->first) { /* the reply failed, too */
        log_error("turn", LOG_T("the reply to a failure failed"), LOG_S("lane", turn->lane->key),
                  LOG_I("turn", turn->number), LOG_S("error", report));
        script_run_free(turn->run);
        turn->run = NULL;
        unit_free(turn->unit);
        open_unit(turn, NULL, 0);
        commit_start(turn);
        return;
    }
    turn->failure = named(turn->unit, report);
    script_run_free(turn->run);
    turn->run = NULL;
    turn->first = turn->unit;
    open_unit(turn, turn->failure, turn->seed ^ reply_seed);
    run_entry(turn, "failed");
}

void turn_run_on(struct turn *turn)
{
    run_step(turn);
}

static void run_step(struct turn *turn)
{
    switch (guard_resume(turn)) {
    case SCRIPT_DONE:
        script_run_free(turn->run); /* a coroutine is worth more than the commit's wait */
        turn->run = NULL;
        commit_start(turn);
        return;
    case SCRIPT_WAITS:
        if (turn->unit->wanted.kind)
            read_start(turn);
        else if (turn->unit->seeking)
            seek_start(turn);
        else if (turn->unit->asking)
            board_start(turn);
        else
            turn_fail(turn, "the script waits for nothing");
        return;
    case SCRIPT_FAILED:
        turn_fail(turn, script_run_report(turn->run));
        return;
    }
}
