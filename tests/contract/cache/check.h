/* What the suites of the hot tier share. */
#ifndef BYLINA_TESTS_CONTRACT_CACHE_CHECK_H
#define BYLINA_TESTS_CONTRACT_CACHE_CHECK_H

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "cache/hot.h"
#include "redis.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PATIENCE_MS 30000

/* One answer of a cache. */
struct got {
    struct loop *loop;
    bool answered;
    int64_t version; /* -1: a miss */
    size_t len;
    char data[256]; /* "(gone)": a tombstone */
};

static inline void on_got(void *ctx, const struct cache_entry *entry)
{
    struct got *got = ctx;
    assert_false(got->answered);
    got->answered = true;
    got->version = entry ? entry->version : -1;
    got->len = entry ? entry->len : 0;
    if (entry && entry->data)
        memcpy(got->data, entry->data, entry->len + 1);
    else
        snprintf(got->data, sizeof got->data, "%s", entry ? "(gone)" : "(missed)");
    loop_stop(got->loop);
}

static inline struct got get(struct loop *loop, struct cache *cache, const char *key)
{
    struct got got = {.loop = loop};
    cache_get(cache, key, on_got, &got);
    assert_false(got.answered); /* never from within */
    while (!got.answered)
        loop_run(loop);
    return got;
}

#define assert_got(loop, cache, key, wanted_version, wanted)                                       \
    do {                                                                                           \
        struct got got_ = get(loop, cache, key);                                                   \
        assert_string_equal(got_.data, wanted);                                                    \
        assert_int_equal(got_.version, wanted_version);                                            \
    } while (0)

static inline void stop(void *ctx)
{
    loop_stop(ctx);
}

static inline void loop_begin(struct loop **ret_loop, struct loop_timer **ret_timer)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    *ret_loop = loop_new();
    *ret_timer = loop_timer_new(*ret_loop, stop, *ret_loop);
}

static inline void turn(struct loop *loop, struct loop_timer *timer)
{
    loop_timer_start(timer, 5);
    loop_run(loop);
}

/* Of any `struct test` that has a loop and a timer. */
#define turn_loop(test) turn((test)->loop, (test)->timer)

#define WAIT_UNTIL(test, condition)                                                                \
    do {                                                                                           \
        int64_t end_ = clock_mono_ms() + PATIENCE_MS;                                              \
        while (!(condition)) {                                                                     \
            assert_true(clock_mono_ms() < end_);                                                   \
            turn_loop(test);                                                                       \
        }                                                                                          \
    } while (0)

#endif
