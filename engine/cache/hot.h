/* Redis as the hot tier that processes share: hot copies, rates, the order of pushes that wait.
 * What is there may vanish or hang at any moment: nothing is lost by it, and nobody waits longer
 * than HOT_WAIT_MS.
 *
 * All keys begin with "bylina:EPOCH:", the name of the database that they are copies of: after a
 * restore, a copy or a downward migration none of the old is believed. Loop thread only. */
#ifndef BYLINA_CACHE_HOT_H
#define BYLINA_CACHE_HOT_H

#include "base/error.h"
#include "cache/cache.h"

#define HOT_WAIT_MS 50

struct hot;

struct hot_config {
    struct loop *loop;
    const char *url;   /* redis://... or unix:...: redis_url.h */
    const char *epoch; /* store_epoch */
};

/* Only a wrong address is an error: err says how it is written. Whether anybody is there shows
 * later, and in hot_stats. */
int hot_new(const struct hot_config *config, struct hot **ret_hot, struct err *err);
/* Ends the connection: each cache_get under way is a miss, and nothing is asked any more. Before
 * anything that was made of it is freed. Not from within an answer. NULL is fine. */
void hot_close(struct hot *hot);
void hot_free(struct hot *hot); /* after all that was made of it; NULL is fine */

/* Is this an address? For the check of a configuration. */
int hot_url_check(const char *url, struct err *err);

struct hot_stats {
    bool up;
    bool slow;       /* it answers too late: those who would wait do not ask */
    int64_t lost;    /* connections that ended or could not be made */
    int64_t late;    /* answers that came after HOT_WAIT_MS, or never */
    int64_t skipped; /* not asked, because it was away or far behind */
    int64_t sent;
};
void hot_stats(const struct hot *hot, struct hot_stats *ret_stats);

/* A cache whose near part is cache_memory_new(loop, near_bytes), and whose cache_get asks Redis. */
struct cache *cache_redis_new(struct hot *hot, struct loop *loop, size_t near_bytes);

/* Rates that all processes share, by the generic cell rate algorithm on the server. Nobody waits
 * for the answer: it comes to fn, which lets the local bucket follow. */
struct throttle;
/* So far, in us, is the bucket of `key` ahead of its time, as all processes have filled it. */
typedef void (*throttle_fn)(void *ctx, const char *key, int64_t ahead_us);
struct throttle *throttle_new(struct hot *hot);
void throttle_free(struct throttle *throttle); /* NULL is fine */
void throttle_on_answer(struct throttle *throttle, throttle_fn fn, void *ctx);
/* One more of `key`, which may have one each interval_us on the average and `burst` at once. */
void throttle_take(struct throttle *throttle, const char *key, int64_t interval_us, int64_t burst);

#endif
