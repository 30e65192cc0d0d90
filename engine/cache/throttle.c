/* Rates that all processes share. See hot.h.
 *
 * The generic cell rate algorithm keeps one number a key: the time at which its bucket is full
 * again (TAT). The script moves it by one interval unless it is too far ahead already, by the
 * server's clock, and tells how far ahead of that clock it is now. One round trip, nothing to lock.
 *
 * It is told and not asked: the caller has decided by its own bucket, which follows what comes
 * back. So nobody ever waits for Redis, and while it is away each process limits by itself. */
#include "cache/hot_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <hiredis/hiredis.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ASKED_MAX 1000 /* questions under way; more are not asked */

static const char take_source[] =
    "local time = redis.call('TIME')\n"
    "local now = time[1] * 1000000 + time[2]\n"
    "local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])\n"
    "local tat = tonumber(redis.call('GET', KEYS[1]) or now)\n"
    "if tat < now then tat = now end\n"
    "if tat - now > (burst - 1) * interval then return tat - now end\n"
    "tat = tat + interval\n"
    "redis.call('SET', KEYS[1], string.format('%.0f', tat), 'PX',\n"
    "    math.ceil((tat - now) / 1000) + 1)\n"
    "return tat - now\n";

struct throttle {
    struct hot_user user;
    struct hot *hot;
    struct hot_script take;
    throttle_fn fn;
    void *ctx;
    size_t asked;
};

struct question {
    struct throttle *throttle;
    char key[];
};

static void on_up(struct hot_user *user)
{
    struct throttle *throttle = (struct throttle *)user; /* its first field */
    hot_script_load(throttle->hot, &throttle->take);
}

static void on_taken(void *ctx, const struct redisReply *reply)
{
    struct question *question = ctx;
    struct throttle *throttle = question->throttle;
    throttle->asked--;
    if (reply && reply->type == REDIS_REPLY_INTEGER && throttle->fn)
        throttle->fn(throttle->ctx, question->key, reply->integer);
    else if (reply && reply->type == REDIS_REPLY_ERROR && str_starts(reply->str, "NOSCRIPT"))
        hot_script_load(throttle->hot, &throttle->take);
    free(question);
}

void throttle_take(struct throttle *throttle, const char *key, int64_t interval_us, int64_t burst)
{
    char full[HOT_KEY_MAX], interval[24], most[24];
    const char *argv[] = {interval, most};
    int len = snprintf(full, sizeof full, "%srate:%s", throttle->hot->prefix, key);
    if (len <= 0 || len >= HOT_KEY_MAX || throttle->asked >= ASKED_MAX)
        return;
    snprintf(interval, sizeof interval, "%" PRId64, interval_us);
    snprintf(most, sizeof most, "%" PRId64, burst);
    size_t size = strlen(key) + 1;
    struct question *question = mem_alloc(sizeof *question + size);
    question->throttle = throttle;
    memcpy(question->key, key, size);
    if (hot_script_run(throttle->hot, &throttle->take, full, 2, argv, NULL, on_taken, question))
        throttle->asked++;
    else
        free(question);
}

void throttle_on_answer(struct throttle *throttle, throttle_fn fn, void *ctx)
{
    throttle->fn = fn;
    throttle->ctx = ctx;
}

struct throttle *throttle_new(struct hot *hot)
{
    struct throttle *throttle = mem_alloc(sizeof *throttle);
    throttle->hot = hot;
    throttle->take.source = take_source;
    throttle->user.on_up = on_up;
    hot_join(hot, &throttle->user);
    return throttle;
}

void throttle_free(struct throttle *throttle)
{
    if (!throttle)
        return;
    list_remove(&throttle->user.node);
    free(throttle);
}
