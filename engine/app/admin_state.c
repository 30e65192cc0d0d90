/* The state of the engine for its admins, and the timers of a player. */
#include "app/admin_inner.h"

#include "app/lore_json.h"
#include "base/clock.h"
#include "base/mem.h"
#include "cache/hot.h"
#include "store/waiting.h"

#include <stdlib.h>

enum { DAY_S = 86400 };

/* --- status ---------------------------------------------------------------------------------- */

/* Turns a minute ago, or as far back as is known. */
static void add_pace(const struct admin *admin, json *answer, int64_t turns)
{
    size_t known = admin->sampled < ADMIN_SAMPLES ? admin->sampled : ADMIN_SAMPLES;
    int64_t oldest = known == ADMIN_SAMPLES ? admin->samples[admin->sampled % ADMIN_SAMPLES] : 0;
    int64_t up_ms = clock_mono_ms() - admin->began_ms;
    int64_t span_ms = known == ADMIN_SAMPLES ? ADMIN_SAMPLES * ADMIN_SAMPLE_MS : up_ms;
    json_add(answer, "pace",
             json_new_real(span_ms > 0 ? (double)(turns - oldest) * 1000 / (double)span_ms : 0));
}

/* Where documents that were not in this process came from, in percent, since the start. */
static void add_redis(const struct admin *admin, json *answer)
{
    struct hot_stats hot;
    struct cache_far far;
    if (!admin->config.hot)
        return;
    hot_stats(admin->config.hot, &hot);
    cache_far(admin->config.cache, &far);
    int64_t asked = far.hits + far.misses;
    json *redis = json_object();
    json_add_str(redis, "state", !hot.up ? "away" : hot.slow ? "slow" : "up");
    json_add_int(redis, "rate", asked ? far.hits * 100 / asked : 0);
    json_add_int(redis, "lost", hot.lost);
    json_add_int(redis, "late", hot.late);
    json_add(answer, "redis", redis);
}

static void add_status(const struct admin *admin, json *answer)
{
    struct turns_status status;
    turns_status(admin->config.turns, &status);
    struct generation *live = admin->config.live(admin->config.ctx);
    json_add_str(answer, "version", BYLINA_VERSION);
    json_add_int(answer, "generation", generation_number(live));
    json_add_str(answer, "hash", generation_hash(live));
    json_add_int(answer, "uptime", (clock_mono_ms() - admin->began_ms) / 1000);
    json_add_int(answer, "turns", status.turns);
    json_add_int(answer, "failed", status.failed);
    json_add_int(answer, "conflicts", status.conflicts);
    json_add_int(answer, "refused", status.refused);
    json_add_int(answer, "waiting", status.waiting);
    json_add_int(answer, "outgoing", status.outgoing);
    json_add_int(answer, "backlog", status.backlog);
    json_add_int(answer, "p50", status.late_p50_ms);
    json_add_int(answer, "p99", status.late_p99_ms);
    add_pace(admin, answer, status.turns);
    add_redis(admin, answer);
}

/* The oldest payments that nobody has seen to; how many there are in all is in each row. */
static void on_payment(void *ctx, const struct store_payment_row *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
        return;
    }
    if (!row) {
        ask_tell(ask, "status");
        return;
    }
    if (json_count(ask->rows) == 0)
        json_add_int(ask->answer, "open", row->open);
    if (json_count(ask->rows) == ADMIN_PAYMENTS)
        return;
    json *line = ask_row(ask);
    json_add_str(line, "charge", row->payment.charge);
    json_add_int(line, "payer", row->payment.payer);
    json_add_int(line, "amount", row->payment.amount);
    json_add_str(line, "currency", row->payment.currency);
    json_add_str(line, "payload", row->payment.payload);
}

static void on_lore(void *ctx, json *figures, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
        return;
    }
    ask_lore_state(ask->admin, figures);
    json_add(ask->answer, "lore", figures);
    store_payments_open(ask->admin->config.store, on_payment, ask);
}

static void on_counts(void *ctx, const struct store_counts *counts, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
        return;
    }
    json_add_int(ask->answer, "failures", counts->failures);
    json_add_int(ask->answer, "calls", counts->calls);
    json_add_int(ask->answer, "blocked", counts->blocked);
    json_add_int(ask->answer, "timers", counts->timers);
    json_add_int(ask->answer, "heard", counts->heard);
    json_add_int(ask->answer, "kib", counts->bytes / 1024);
    add_status(ask->admin, ask->answer);
    ask_asides(ask->admin, ask->answer);
    json *broadcast = json_object();
    if (ask_broadcast_state(ask->admin->config.broadcast, broadcast))
        json_add(ask->answer, "broadcast", broadcast);
    else
        json_free(broadcast);
    lore_json_counts(ask->admin->config.store, &ask->admin->config.config->budget, on_lore, ask);
}

void ask_status(struct ask *ask)
{
    store_counts_get(ask->admin->config.store, turns_now(ask->admin->config.turns) / DAY_S,
                     on_counts, ask);
}

/* --- timers ---------------------------------------------------------------------------------- */

static void on_timer(void *ctx, const struct store_timer *row, const struct err *err)
{
    struct ask *ask = ctx;
    if (err) {
        ask_fail(ask, err);
    } else if (!row) {
        json_add_str(ask->answer, "whose", json_str(ask->words, "id", ""));
        ask_tell(ask, "timers");
    } else {
        json *line = ask_row(ask);
        json_add_int(line, "uid", row->uid);
        json_add_str(line, "name", row->name);
        json_add_int(line, "deadline", row->deadline);
    }
}

void ask_timers(struct ask *ask)
{
    store_timers_of(ask->admin->config.store, "player", json_str(ask->words, "id", ""), on_timer,
                    ask);
}

struct cancelling {
    struct ask *ask;
    struct store_timer_end end;
};

static void on_cancelled(void *ctx, const struct err *err)
{
    struct cancelling *cancelling = ctx;
    struct ask *ask = cancelling->ask;
    free(cancelling);
    if (err && err->code != ERR_NOT_FOUND) {
        ask_fail(ask, err);
        return;
    }
    json_add_bool(ask->answer, "done", !err);
    ask_tell(ask, "timer_cancelled");
}

void ask_timer_cancel(struct ask *ask)
{
    struct cancelling *cancelling = mem_alloc(sizeof *cancelling);
    cancelling->ask = ask;
    cancelling->end = (struct store_timer_end){json_int(ask->words, "uid", 0), ask->player};
    store_timer_cancel(ask->admin->config.store, &cancelling->end, on_cancelled, cancelling);
}
