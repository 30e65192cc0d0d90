/* A list of free blocks for each multiple of POOL_STEP, fed from chunks that are cut from the
 * front. A chunk lives as long as the pool: what a script has once had stays with its generation,
 * which the ceiling of gate.c bounds. Blocks are aligned for anything, as malloc's. */
#include "script/pool.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct pool_chunk {
    struct pool_chunk *next;
    alignas(max_align_t) char data[POOL_CHUNK];
};

static void *cut(struct pool *pool, size_t size)
{
    if (pool->left < size) {
        struct pool_chunk *chunk = malloc(sizeof(*chunk));
        if (!chunk)
            return NULL;
        chunk->next = pool->chunks;
        pool->chunks = chunk;
        pool->at = chunk->data;
        pool->left = POOL_CHUNK; /* the old rest, less than POOL_MAX, is given up */
    }
    void *block = pool->at;
    pool->at += size;
    pool->left -= size;
    return block;
}

static void *take(struct pool *pool, size_t size)
{
    if (size > POOL_MAX)
        return malloc(size);
    void *block = pool_take(pool, size);
    return block ? block : cut(pool, (size + POOL_STEP - 1) / POOL_STEP * POOL_STEP);
}

void pool_drop(struct pool *pool, void *old, size_t had)
{
    if (!old)
        return;
    if (had > POOL_MAX)
        free(old);
    else
        pool_give(pool, old, had);
}

void *pool_resize(struct pool *pool, void *old, size_t had, size_t size)
{
    bool was_big = old && had > POOL_MAX;
    if (was_big && size > POOL_MAX)
        return realloc(old, size);
    if (old && !was_big && size <= POOL_MAX && pool_list(pool, had) == pool_list(pool, size))
        return old;
    void *block = take(pool, size);
    if (!block || !old)
        return block;
    memcpy(block, old, had < size ? had : size);
    pool_drop(pool, old, had);
    return block;
}

void pool_done(struct pool *pool)
{
    struct pool_chunk *next;
    for (struct pool_chunk *chunk = pool->chunks; chunk; chunk = next) {
        next = chunk->next;
        free(chunk);
    }
    *pool = (struct pool){0};
}
