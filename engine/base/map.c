/* The hash map: open addressing with linear probing over a power of two of slots.
 *
 * A slot is empty (no key), taken, or dead (its key was removed): a dead slot keeps the probes that
 * go over it, and nothing ever moves but at a growth, which is why the key just given may be taken
 * during an iteration. Growth counts the dead ones too and sweeps them out, so that probes stay
 * short under any mix of puts and takes. The hash is kept beside the key: most mismatches never
 * touch the key's own memory. */
#include "base/map.h"

#include "base/mem.h"
#include "base/rng.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MAP_FIRST_SLOTS = 16 };

struct slot {
    uint64_t hash;
    char *key; /* NULL: empty or dead */
    void *value;
    bool dead;
};

struct map {
    struct slot *slots;
    size_t size;  /* a power of two, or 0 before the first put */
    size_t count; /* taken */
    size_t used;  /* taken and dead: at most 3/4 of size */
    uint8_t hash_key[16];
};

struct map *map_new(void)
{
    struct map *map = mem_alloc(sizeof(*map));
    rng_secret(map->hash_key, sizeof(map->hash_key));
    return map;
}

void map_free(struct map *map)
{
    map_free_with(map, NULL);
}

void map_free_with(struct map *map, void (*free_value)(void *value))
{
    if (!map)
        return;
    for (size_t i = 0; i < map->size; i++) {
        if (map->slots[i].key && free_value)
            free_value(map->slots[i].value);
        free(map->slots[i].key);
    }
    free(map->slots);
    free(map);
}

static uint64_t map_hash(const struct map *map, const char *key)
{
    return hash_keyed(map->hash_key, key, strlen(key));
}

/* The slot of the key, or NULL. There is always an empty slot, so that the probe ends. */
static struct slot *map_find(const struct map *map, const char *key, uint64_t hash)
{
    if (!map->size)
        return NULL;
    for (size_t i = hash & (map->size - 1);; i = (i + 1) & (map->size - 1)) {
        struct slot *slot = &map->slots[i];
        if (!slot->key && !slot->dead)
            return NULL;
        if (slot->key && slot->hash == hash && strcmp(slot->key, key) == 0)
            return slot;
    }
}

static struct slot *map_find_room(struct map *map, uint64_t hash)
{
    size_t i = hash & (map->size - 1);
    while (map->slots[i].key || map->slots[i].dead)
        i = (i + 1) & (map->size - 1);
    return &map->slots[i];
}

static void map_resize(struct map *map)
{
    struct slot *old = map->slots;
    size_t old_size = map->size;
    map->size = MAP_FIRST_SLOTS;
    while (map->size < (map->count + 1) * 2)
        map->size *= 2;
    map->slots = mem_array(map->size, sizeof(*map->slots));
    map->used = map->count;
    for (size_t i = 0; i < old_size; i++) {
        if (old[i].key)
            *map_find_room(map, old[i].hash) = old[i];
    }
    free(old);
}

void *map_get(const struct map *map, const char *key)
{
    struct slot *slot = map->count ? map_find(map, key, map_hash(map, key)) : NULL;
    return slot ? slot->value : NULL;
}

void *map_put(struct map *map, const char *key, void *value)
{
    uint64_t hash = map_hash(map, key);
    struct slot *slot = map_find(map, key, hash);
    if (slot) {
        void *old = slot->value;
        slot->value = value;
        return old;
    }
    if ((map->used + 1) * 4 > map->size * 3)
        map_resize(map);
    *map_find_room(map, hash) = (struct slot){.hash = hash, .key = mem_strdup(key), .value = value};
    map->count++;
    map->used++;
    return NULL;
}

void *map_take(struct map *map, const char *key)
{
    struct slot *slot = map->count ? map_find(map, key, map_hash(map, key)) : NULL;
    if (!slot)
        return NULL;
    void *value = slot->value;
    free(slot->key);
    *slot = (struct slot){.dead = true};
    map->count--;
    return value;
}

size_t map_count(const struct map *map)
{
    return map->count;
}

int map_next(const struct map *map, struct map_at *at)
{
    for (; at->slot < map->size; at->slot++) {
        const struct slot *slot = &map->slots[at->slot];
        if (slot->key) {
            at->key = slot->key;
            at->value = slot->value;
            at->slot++;
            return 1;
        }
    }
    return 0;
}
