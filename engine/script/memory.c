/* The allocator of a Lua state: a ceiling on the whole state. Past it an allocation fails, Lua
 * collects once in an emergency and then raises its memory error; the state stays usable. */
#include "script/inner.h"

#include <stdlib.h>

void *memory_alloc(void *ctx, void *old, size_t old_size, size_t new_size)
{
    struct generation *generation = ctx;
    size_t before = old ? old_size : 0; /* without a block, old_size is a type tag */

    if (new_size == 0) {
        generation->memory -= before;
        free(old);
        return NULL;
    }
    if (new_size > before && generation->memory - before + new_size > generation->memory_max)
        return NULL;
    void *block = realloc(old, new_size);
    if (block)
        generation->memory = generation->memory - before + new_size;
    return block;
}
