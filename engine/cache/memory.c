/* The cache in this process: a hash map of entries that also stand in a list by last use.
 *
 *     used: [newest] <-> ... <-> [oldest]     a peek or put moves to the front,
 *                                             eviction takes from the back
 *
 * An entry's key and data are in one piece of memory behind the struct. What an entry costs counts
 * the bookkeeping too (ENTRY_COST), so that a million tiny documents stay within the limit.
 *
 * A get is answered by a timer: callers written for a backend far away see the same order
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
    struct map *entries;
    struct list used;
    struct list gets; /* answered by the timer */
    struct loop_timer *soon;
    size_t limit;
    struct cache_stats stats;
};

struct waiting_get {
    struct list_node node;
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

static void answer(struct waiting_get *get, const struct cache_entry *entry)
{
    list_remove(&get->node);
    get->fn(get->ctx, entry);
    free(get->key);
    free(get);
}

/* Those that were there when it began: an answer may ask again. */
static void on_soon(void *ctx)
{
    struct memory *memory = ctx;
    struct cache_entry entry;
    struct list_node *node;
    struct list now;
    list_init(&now);
    while ((node = list_pop(&memory->gets)))
        list_push(&now, node);
    while ((node = list_first(&now))) {
        struct waiting_get *get = LIST_OF(node, struct waiting_get, node);
        answer(get, memory_peek(&memory->base, get->key, &entry) ? &entry : NULL);
    }
}

static void memory_get(struct cache *cache, const char *key, cache_get_fn fn, void *ctx)
{
    struct memory *memory = memory_of(cache);
    struct waiting_get *get = mem_alloc(sizeof(*get));
    *get = (struct waiting_get){.fn = fn, .ctx = ctx, .key = mem_strdup(key)};
    list_push(&memory->gets, &get->node);
    loop_timer_start(memory->soon, 0);
}

static void memory_cancel(struct cache *cache)
{
    struct memory *memory = memory_of(cache);
    struct list_node *node;
    while ((node = list_first(&memory->gets)))
        answer(LIST_OF(node, struct waiting_get, node), NULL);
}

static bool memory_far(const struct cache *cache, struct cache_far *ret_far)
{
    (void)cache;
    *ret_far = (struct cache_far){.hits = 0};
    return false;
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
    memory_cancel(cache);
    memory_clear(cache);
    loop_timer_free(memory->soon);
    map_free(memory->entries);
    free(memory);
}

static const struct cache_backend memory_backend = {
    .peek = memory_peek,
    .get = memory_get,
    .cancel = memory_cancel,
    .put = memory_put,
    .drop = memory_drop,
    .clear = memory_clear,
    .stats = memory_stats,
    .far = memory_far,
    .free = memory_free,
};

struct cache *cache_memory_new(struct loop *loop, size_t limit_bytes)
{
    struct memory *memory = mem_alloc(sizeof(*memory));
    memory->base.backend = &memory_backend;
    memory->soon = loop_timer_new(loop, on_soon, memory);
    list_init(&memory->gets);
    memory->entries = map_new();
    memory->limit = limit_bytes;
    list_init(&memory->used);
    return &memory->base;
}
