/* Small blocks for one generation's Lua, which makes and drops hundreds in each turn. Private to
 * script/. The caller knows the size of each block, as Lua does. */
#ifndef BYLINA_SCRIPT_POOL_H
#define BYLINA_SCRIPT_POOL_H

#include <stddef.h>

#define POOL_STEP  16
#define POOL_MAX   256 /* bytes; bigger blocks are malloc's */
#define POOL_CHUNK 32768

struct pool_chunk;
struct pool { /* zeroed: empty */
    void *free[POOL_MAX / POOL_STEP];
    struct pool_chunk *chunks;
    char *at; /* the rest of the newest chunk */
    size_t left;
};

/* As realloc: `had` bytes at `old` (0 and NULL: none) become `size` > 0; NULL: no memory. */
void *pool_resize(struct pool *pool, void *old, size_t had, size_t size);
void pool_drop(struct pool *pool, void *old, size_t had); /* NULL is fine */
void pool_done(struct pool *pool);                        /* big blocks must be dropped by then */

#endif
