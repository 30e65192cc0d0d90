/* Small blocks for one generation's Lua, which makes and drops hundreds in each turn. Private to
 * script/. The caller knows the size of each block, as Lua does. */
#ifndef BYLINA_SCRIPT_POOL_H
#define BYLINA_SCRIPT_POOL_H

#include <stddef.h>
#include <string.h>

#define POOL_STEP  16
#define POOL_MAX   1024 /* bytes; bigger blocks are malloc's */
#define POOL_CHUNK 32768

struct pool_chunk;
struct pool { /* zeroed: empty */
    void *free[POOL_MAX / POOL_STEP];
    struct pool_chunk *chunks;
    char *at; /* the rest of the newest chunk */
    size_t left;
};

/* The list of free blocks for a size of 1 to POOL_MAX. */
static inline void **pool_list(struct pool *pool, size_t size)
{
    return &pool->free[(size - 1) / POOL_STEP];
}

/* A free block of that size (1 to POOL_MAX), or NULL: pool_resize makes one. */
static inline void *pool_take(struct pool *pool, size_t size)
{
    void **list = pool_list(pool, size), *block = *list;
    if (block)
        memcpy(list, block, sizeof(*list));
    return block;
}

/* Gives a block of that size (1 to POOL_MAX) back. */
static inline void pool_give(struct pool *pool, void *block, size_t size)
{
    void **list = pool_list(pool, size);
    memcpy(block, list, sizeof(*list));
    *list = block;
}

/* As realloc: `had` bytes at `old` (0 and NULL: none) become `size` > 0; NULL: no memory. */
void *pool_resize(struct pool *pool, void *old, size_t had, size_t size);
void pool_drop(struct pool *pool, void *old, size_t had); /* NULL is fine */
void pool_done(struct pool *pool);                        /* big blocks must be dropped by then */

#endif
