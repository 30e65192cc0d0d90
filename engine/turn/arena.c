/* A bump allocator: a run makes some dozens of small copies and drops them together. Only what is
 * asked for zeroed is: most pieces are copies, and most of a chunk is never used. */
#include "turn/arena.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct arena_chunk {
    struct arena_chunk *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

static struct arena_chunk *chunk_new(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = mem_grow(NULL, sizeof(*chunk) + size, 1);
    chunk->size = size;
    chunk->used = 0;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    return chunk;
}

static void *cut(struct arena *arena, size_t size)
{
    size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
    struct arena_chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < size)
        chunk = chunk_new(arena, size > ARENA_CHUNK ? size : ARENA_CHUNK);
    void *piece = (char *)chunk->data + chunk->used;
    chunk->used += size;
    arena->bytes += size;
    return piece;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(cut(arena, size), 0, size);
}

char *arena_copy(struct arena *arena, const void *data, size_t len)
{
    if (!data)
        return NULL;
    char *copy = cut(arena, len + 1);
    memcpy(copy, data, len);
    copy[len] = '\0';
    return copy;
}

char *arena_text(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

void arena_done(struct arena *arena)
{
    while (arena->chunks) {
        struct arena_chunk *next = arena->chunks->next;
        free(arena->chunks);
        arena->chunks = next;
    }
    arena->bytes = 0;
}
