/* The hot tier: copies of documents, kept near by key with their version. SQL is the truth;
 * whatever is here may vanish at any moment, and no answer but a slower one may depend on it.
 *
 * A put never goes backwards: an entry is replaced only by a higher version, so that a late reader
 * cannot bring an old copy back over a newer one. A deleted document is put as its tombstone (bytes
 * NULL) with its version, and not dropped, for the same reason.
 *
 * Two ways to read: cache_peek looks at what is in this process and answers at once (the turn's
 * fast path); cache_get may ask farther away and answers later. The backend is behind a table of
 * functions, and callers see only the calls below. All of it is on the loop's thread. */
#ifndef BYLINA_CACHE_CACHE_H
#define BYLINA_CACHE_CACHE_H

#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CACHE_KEY_MAX 512 /* bytes; longer keys are never kept */

struct cache;

/* `data` is NULL for a tombstone, else `len` bytes and a 0 byte. It belongs to the cache and is
 * good until the next call of any cache function. */
struct cache_entry {
    int64_t version;
    const char *data;
    size_t len;
};

struct cache_stats {
    int64_t hits; /* peek and get alike */
    int64_t misses;
    int64_t evictions;
    size_t entries;
    size_t bytes; /* keys, data and bookkeeping */
};

/* The tier beyond this process. */
struct cache_far {
    int64_t hits;
    int64_t misses;
};

/* Exactly once a get, never from within it; `entry` is NULL for a miss (a failing backend is one).
 */
typedef void (*cache_get_fn)(void *ctx, const struct cache_entry *entry);

/* What a backend does. `cache` is its own struct, whose first field is a struct cache. */
struct cache_backend {
    bool (*peek)(struct cache *cache, const char *key, struct cache_entry *ret_entry);
    void (*get)(struct cache *cache, const char *key, cache_get_fn fn, void *ctx);
    void (*cancel)(struct cache *cache);
    void (*put)(struct cache *cache, const char *key, int64_t version, const void *data,
                size_t len);
    void (*drop)(struct cache *cache, const char *key);
    void (*clear)(struct cache *cache);
    void (*stats)(const struct cache *cache, struct cache_stats *ret_stats);
    bool (*far)(const struct cache *cache, struct cache_far *ret_far);
    void (*free)(struct cache *cache);
};

struct cache {
    const struct cache_backend *backend;
};

/* In this process, at most limit_bytes; what was not used for longest goes first. A limit of 0
 * keeps nothing. */
struct cache *cache_memory_new(struct loop *loop, size_t limit_bytes);
void cache_free(struct cache *cache); /* NULL is fine; no get may be waiting: cache_cancel */

bool cache_peek(struct cache *cache, const char *key, struct cache_entry *ret_entry);
void cache_get(struct cache *cache, const char *key, cache_get_fn fn, void *ctx);
/* Every get that waits is a miss, now. */
void cache_cancel(struct cache *cache);
/* Whether cache_get may find what cache_peek does not, and how often it did. */
bool cache_far(const struct cache *cache, struct cache_far *ret_far);
/* Copies the data. Ignored: a version that is not higher than the one kept. */
void cache_put(struct cache *cache, const char *key, int64_t version, const void *data, size_t len);
void cache_drop(struct cache *cache, const char *key);
void cache_clear(struct cache *cache);
void cache_stats(const struct cache *cache, struct cache_stats *ret_stats);

#endif
