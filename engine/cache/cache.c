/* The interface of the hot tier: passes each call on to the backend. What holds for all backends is
 * here: keys that are too long are never kept and never found. */
#include "cache/cache.h"

#include <string.h>

static bool fits(const char *key)
{
    return strnlen(key, CACHE_KEY_MAX + 1) <= CACHE_KEY_MAX;
}

void cache_free(struct cache *cache)
{
    if (cache)
        cache->backend->free(cache);
}

bool cache_peek(struct cache *cache, const char *key, struct cache_entry *ret_entry)
{
    return cache->backend->peek(cache, key, ret_entry);
}

void cache_get(struct cache *cache, const char *key, cache_get_fn fn, void *ctx)
{
    cache->backend->get(cache, key, fn, ctx);
}

void cache_cancel(struct cache *cache)
{
    cache->backend->cancel(cache);
}

bool cache_far(const struct cache *cache, struct cache_far *ret_far)
{
    return cache->backend->far(cache, ret_far);
}

void cache_put(struct cache *cache, const char *key, int64_t version, const void *data, size_t len)
{
    if (fits(key))
        cache->backend->put(cache, key, version, data, data ? len : 0);
}

void cache_drop(struct cache *cache, const char *key)
{
    cache->backend->drop(cache, key);
}

void cache_clear(struct cache *cache)
{
    cache->backend->clear(cache);
}

void cache_stats(const struct cache *cache, struct cache_stats *ret_stats)
{
    cache->backend->stats(cache, ret_stats);
}
