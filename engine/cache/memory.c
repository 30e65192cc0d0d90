/* The cache in this process: a hash map of entries that also stand in a list by last use.
 *
 *     used: [newest] <-> ... <-> [oldest]     a peek or put moves to the front,
 *                                             eviction takes from the back
 *
 * An entry's key and data are in one piece of memory behind the struct. What an entry costs counts
 * the bookkeeping too (ENTRY_COST), so that a million tiny documents stay within the limit.
 *
 * A get is answered through loop_defer: callers written for a backend far away see the same order
 * of things here. It is looked up when it is answered, with the newest that is kept then. */
#include "base/list.h"
#include "base/map.h"
#include "base/mem.h"
#include "cache/cache.h"

#include <stdlib.h>
#include <string.h>

/* A map slot at its usual load, the map's copy of the key aside, and two heap headers. */
#define ENTRY_COST (sizeof(struct entry) + 96)

struct entry {
    struct list_node used;
    int64_t version;
    size_t cost;
    size_t len;
    char *data; /* NULL: a tombstone */
    char key[]; /* and a 0 byte, and then the data */
};

struct memory {
    struct cache base;
    struct loop *loop;
    struct map *entries;
    struct list used;
    size_t limit;
    struct cache_stats stats;
};

struct waiting_get {
    struct memory *memory;
    cache_get_fn fn;
    void *ctx;
    char *key;
};

static struct memory *memory_of(struct cache *cache)
{
    return (struct memory *)cache;
}

static void entry_remove(struct memory *memory, struct entry *entry)
{
    map_take(memory->entries, entry->key);
    list_remove(&entry->used);
    memory->stats.bytes -= entry->cost;
    memory->stats.entries--;
    free(entry);
}

static bool memory_peek(struct cache *cache, const char *key, struct cache_entry *ret_entry)
{
    struct memory *memory = memory_of(cache);
    struct entry *entry = map_get(memory->entries, key);
    if (!entry) {
        memory->stats.misses++;
        return false;
    }
    memory->stats.hits++;
    list_remove(&entry->used);
    list_push_front(&memory->used, &entry->used);
    *ret_entry = (struct cache_entry){entry->version, entry->data, entry->len};
    return true;
}

static void answer_get(void *ctx)
{
    struct waiting_get *get = ctx;
    struct cache_entry entry;
    bool hit = memory_peek(&get->memory->base, get->key, &entry);
    get->fn(get->ctx, hit ? &entry : NULL);
    free(get->key);
    free(get);
}

static void memory_get(struct cache *cache, const char *key, cache_get_fn fn, void *ctx)
{
    struct waiting_get *get = mem_alloc(sizeof(*get));
    *get = (struct waiting_get){memory_of(cache), fn, ctx, mem_strdup(key)};
    loop_defer(get->memory->loop, answer_get, get);
}

static struct entry *entry_new(const char *key, int64_t version, const void *data, size_t len)
{
    size_t key_size = strlen(key) + 1;
    size_t size = sizeof(struct entry) + key_size + (data ? len + 1 : 0);
    struct entry *entry = mem_alloc(size);
    entry->version = version;
    entry->cost = ENTRY_COST + 2 * key_size + len;
    entry->len = len;
    memcpy(entry->key, key, key_size);
    if (data) {
        entry->data = entry->key + key_size;
        memcpy(entry->data, data, len);
    }
    return entry;
}

static void memory_put(struct cache *cache, const char *key, int64_t version, const void *data,
                       size_t len)
{
    struct memory *memory = memory_of(cache);
    struct entry *old = map_get(memory->entries, key);
    if (old && old->version >= version)
        return;
    struct entry *entry = entry_new(key, version, data, len);
    if (old)
        entry_remove(memory, old);
    if (entry->cost > memory->limit) { /* else it would push out all others, and then itself */
        free(entry);
        return;
    }
    map_put(memory->entries, key, entry);
    list_push_front(&memory->used, &entry->used);
    memory->stats.bytes += entry->cost;
    memory->stats.entries++;
    while (memory->stats.bytes > memory->limit) {
        entry_remove(memory, LIST_OF(memory->used.head.prev, struct entry, used));
        memory->stats.evictions++;
    }
}

static void memory_drop(struct cache *cache, const char *key)
{
    struct memory *memory = memory_of(cache);
    struct entry *entry = map_get(memory->entries, key);
    if (entry)
        entry_remove(memory, entry);
}

static void memory_clear(struct cache *cache)
{
    struct memory *memory = memory_of(cache);
    struct list_node *node;
    while ((node = list_first(&memory->used)))
        entry_remove(memory, LIST_OF(node, struct entry, used));
}

static void memory_stats(const struct cache *cache, struct cache_stats *ret_stats)
{
    *ret_stats = ((const struct memory *)cache)->stats;
}

static void memory_free(struct cache *cache)
{
    struct memory *memory = memory_of(cache);
    memory_clear(cache);
    map_free(memory->entries);
    free(memory);
}

static const struct cache_backend memory_backend = {
    .peek = memory_peek,
    .get = memory_get,
    .put = memory_put,
    .drop = memory_drop,
    .clear = memory_clear,
    .stats = memory_stats,
    .free = memory_free,
};

struct cache *cache_memory_new(struct loop *loop, size_t limit_bytes)
{
    struct memory *memory = mem_alloc(sizeof(*memory));
    memory->base.backend = &memory_backend;
    memory->loop = loop;
    memory->entries = map_new();
    memory->limit = limit_bytes;
    list_init(&memory->used);
    return &memory->base;
}
