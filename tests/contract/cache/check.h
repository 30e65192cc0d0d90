/* What the suites of the hot tier share. */
#ifndef BYLINA_TESTS_CONTRACT_CACHE_CHECK_H
#define BYLINA_TESTS_CONTRACT_CACHE_CHECK_H

#include "base/clock.h"
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

#endif
