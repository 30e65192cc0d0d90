/* Inbound anti-spam: a token bucket a player, and a bound on what waits in his lane.
 *
 *     update -> exempt? ------------------------------------------> lane
 *                 |-- a token, and room in the lane? -------------> lane
 *                 `-- refused: a notice, or a blank answer, or nothing
 *
 * The decision is taken before there is an event, an inbox row or a turn, so that a flood costs
 * little more than its reading; and lanes take turns, so that what does come in of it delays nobody
 * else. What is refused is settled for whoever confirms to Telegram, and is not recorded as seen:
 * if it comes again (a crash before the confirmation), it is looked at afresh, and may then be
 * handled or refused again; both are right, since it had no effect.
 *
 * What is refused is told: a tap by a text in its answer, a message by a message, each once in the
 * notice's interval; other taps get a blank answer, so that the button stops spinning. Nobody needs
 * more than LIMITS_BLANK_US of them: without that bound, a flood of taps would be a flood of calls.
 *
 * Money and news about the chat itself (the port says so) are never refused.
 *
 * Where several processes share Redis, each that comes in is told there, and the bucket here
 * follows what all of them have filled (cache/throttle.c): nobody waits for that.
 *
 * Buckets are in a map, and in a list by their last use. Whoever comes in looks at the two that
 * were used longest ago and forgets them if they are full again, so that the memory follows the
 * players of the last moments. */
#include "turn/limits.h"

#include "base/limit.h"
#include "cache/hot.h"
#include "turn/chat.h"
#include "turn/lane.h"
#include "turn/notice.h"

#include <stdlib.h>
#include <string.h>

enum told { TOLD_TAP, TOLD_MESSAGE, TOLD_COUNT };

struct bucket {
    struct list_node node; /* in limits->used */
    struct limit rate;
    struct limit blank;
    struct limit told[TOLD_COUNT];
    int64_t refused; /* since the last line in the log */
    char lane[];
};

struct limits {
    struct turns *turns;
    struct turn_limits set;
    struct map *buckets; /* by lane */
    struct list used;    /* longest ago first */
};

/* --- buckets --------------------------------------------------------------------------------- */

static void forget(struct limits *limits, struct bucket *bucket)
{
    map_take(limits->buckets, bucket->lane);
    list_remove(&bucket->node);
    free(bucket);
}

static bool is_idle(const struct bucket *bucket, int64_t now_us)
{
    return bucket->rate.tat_us <= now_us && bucket->blank.tat_us <= now_us &&
           bucket->told[TOLD_TAP].tat_us <= now_us && bucket->told[TOLD_MESSAGE].tat_us <= now_us;
}

static void sweep(struct limits *limits, int64_t now_us)
{
    for (int i = 0; i < 2; i++) {
        struct bucket *oldest = LIST_OF(list_first(&limits->used), struct bucket, node);
        bool many = map_count(limits->buckets) >= LIMITS_BUCKETS_MAX;
        if (!oldest || (!many && !is_idle(oldest, now_us)))
            return;
        forget(limits, oldest);
    }
}

static struct bucket *bucket_use(struct limits *limits, const char *lane, int64_t now_us)
{
    struct bucket *bucket = map_get(limits->buckets, lane);
    if (bucket) {
        list_remove(&bucket->node);
    } else {
        size_t size = strlen(lane) + 1;
        sweep(limits, now_us);
        bucket = mem_alloc(sizeof(*bucket) + size);
        memcpy(bucket->lane, lane, size);
        map_put(limits->buckets, lane, bucket);
    }
    list_push(&limits->used, &bucket->node);
    return bucket;
}

/* --- refusal --------------------------------------------------------------------------------- */

static void note(struct bucket *bucket, const char *why)
{
    log_warn("turn", LOG_T("updates of a player are refused"), LOG_S("lane", bucket->lane),
             LOG_S("reason", why), LOG_I("count", bucket->refused));
    bucket->refused = 0;
}

static bool may_tell(const struct limits *limits, struct bucket *bucket, enum told what,
                     int64_t now_us)
{
    return limit_take(&bucket->told[what], now_us, limits->set.notice_ms * 1000, 1) == 0;
}

static void refuse_tap(struct limits *limits, struct bucket *bucket, const struct turn_input *input,
                       const char *why, const char *key, int64_t now_us)
{
    const struct turn_port *port = &limits->turns->config.port;
    const char *words = "";
    if (may_tell(limits, bucket, TOLD_TAP, now_us)) {
        note(bucket, why);
        words = notices_plain(limits->turns->notices, key, input->lang);
    }
    if (*words || !limit_take(&bucket->blank, now_us, LIMITS_BLANK_US, LIMITS_BLANK_BURST))
        port->answer(port->self, input->callback, words, false);
}

/* key: of the words for a tap, and for a message. */
static void refuse(struct limits *limits, struct bucket *bucket, const struct turn_input *input,
                   const char *why, const char *const key[TOLD_COUNT], int64_t now_us)
{
    struct turns *turns = limits->turns;
    bucket->refused++;
    if (input->callback) {
        refuse_tap(limits, bucket, input, why, key[TOLD_TAP], now_us);
    } else if (may_tell(limits, bucket, TOLD_MESSAGE, now_us)) {
        note(bucket, why);
        if (input->alone)
            chats_notice(turns->chats, input->chat,
                         notices_html(turns->notices, key[TOLD_MESSAGE], input->lang));
    }
}

static void refuse_fast(struct limits *limits, struct bucket *bucket,
                        const struct turn_input *input, const char *why, int64_t now_us)
{
    static const char *const keys[TOLD_COUNT] = {"common.too_fast.tap", "common.too_fast.message"};
    limits->turns->status.refused++;
    refuse(limits, bucket, input, why, keys, now_us);
}

void limits_refuse_shut(struct limits *limits, const struct turn_input *input)
{
    static const char *const keys[TOLD_COUNT] = {NOTICE_SHUT, NOTICE_SHUT};
    int64_t now_us = game_clock_mono_ms(limits->turns->clock) * 1000;
    refuse(limits, bucket_use(limits, input->lane, now_us), input, "the game is shut", keys,
           now_us);
}

/* What comes in here counts for the other processes, too. */
static bool share(const struct limits *limits, const char *lane)
{
    struct throttle *throttle = limits->turns->config.throttle;
    if (throttle && limits->set.interval_us > 0)
        throttle_take(throttle, lane, limits->set.interval_us, limits->set.burst);
    return true;
}

bool limits_admit(struct limits *limits, const struct turn_input *input)
{
    const struct turn_limits *set = &limits->set;
    if (input->exempt)
        return true;
    bool full = lane_waiting(limits->turns, input->lane) >= (size_t)set->lane;
    if (set->interval_us <= 0 && !full)
        return true;
    int64_t now_us = game_clock_mono_ms(limits->turns->clock) * 1000;
    struct bucket *bucket = bucket_use(limits, input->lane, now_us);
    if (full)
        refuse_fast(limits, bucket, input, "his lane is full", now_us);
    else if (set->interval_us > 0 &&
             limit_take(&bucket->rate, now_us, set->interval_us, set->burst) > 0)
        refuse_fast(limits, bucket, input, "too fast", now_us);
    else
        return share(limits, input->lane);
    return false;
}

/* How far ahead of its time a bucket is for all processes together: ours follows. */
static void on_shared(void *ctx, const char *lane, int64_t ahead_us)
{
    struct limits *limits = ctx;
    int64_t now_us = game_clock_mono_ms(limits->turns->clock) * 1000;
    struct bucket *bucket = map_get(limits->buckets, lane);
    if (bucket && bucket->rate.tat_us < now_us + ahead_us)
        bucket->rate.tat_us = now_us + ahead_us;
}

/* --- life ------------------------------------------------------------------------------------ */

void limits_set(struct limits *limits, const struct turn_limits *set)
{
    limits->set = *set;
    if (limits->set.lane <= 0)
        limits->set.lane = TURN_LANE_MAX;
    if (limits->set.notice_ms <= 0)
        limits->set.notice_ms = TURN_NOTICE_MS;
}

size_t limits_count(const struct limits *limits)
{
    return map_count(limits->buckets);
}

struct limits *limits_new(struct turns *turns)
{
    struct limits *limits = mem_alloc(sizeof(*limits));
    limits->turns = turns;
    limits->buckets = map_new();
    list_init(&limits->used);
    limits_set(limits, &turns->config.limits);
    if (turns->config.throttle)
        throttle_on_answer(turns->config.throttle, on_shared, limits);
    return limits;
}

void limits_free(struct limits *limits)
{
    if (!limits)
        return;
    map_free_with(limits->buckets, free);
    free(limits);
}
