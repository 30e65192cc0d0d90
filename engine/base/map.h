/* A hash map from text to a pointer. Keys are copied; values belong to the caller (or are freed by
 * the function given to map_free_with). Hashing is keyed with a random number of the process, so
 * that players cannot choose colliding names. Iteration order is unspecified. Not thread-safe. */
#ifndef BYLINA_BASE_MAP_H
#define BYLINA_BASE_MAP_H

#include <stddef.h>

struct map;

struct map *map_new(void);
void map_free(struct map *map); /* NULL is fine */
void map_free_with(struct map *map, void (*free_value)(void *value));

void *map_get(const struct map *map, const char *key);        /* NULL: absent */
void *map_put(struct map *map, const char *key, void *value); /* returns the old value */
void *map_take(struct map *map, const char *key);             /* removes; NULL: absent */
size_t map_count(const struct map *map);

/* for (struct map_at at = {0}; map_next(map, &at);) use(at.key, at.value);
 * Nothing may be put or taken meanwhile, except taking the key just given. */
struct map_at {
    const char *key;
    void *value;
    size_t slot;
};
int map_next(const struct map *map, struct map_at *at);

#endif
