/* Rows and their texts: an array that grows, and a chain of chunks that are filled one after
 * another and freed together. A chunk never moves, so that the texts may be pointed at while more
 * are added; the array does move, so rows are reached by index once they are all there. */
#include "store/rows.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_CHUNK ((size_t)8192) /* bytes, at least, in a chunk */

struct rows_chunk {
    struct rows_chunk *next;
    size_t used;
    size_t size;
    alignas(max_align_t) char data[];
};

static char *chunk_take(struct store_rows *rows, size_t need)
{
    struct rows_chunk *chunk = rows->chunks;
    if (!chunk || chunk->size - chunk->used < need) {
        size_t size = need > ROWS_CHUNK ? need : ROWS_CHUNK;
        chunk = mem_alloc(sizeof(*chunk) + size);
        chunk->size = size;
        chunk->next = rows->chunks;
        rows->chunks = chunk;
    }
    char *at = chunk->data + chunk->used;
    chunk->used += need;
    return at;
}

union store_row *rows_add(struct store_rows *rows)
{
    if (rows->count == rows->cap) {
        rows->cap = rows->cap ? rows->cap * 2 : 4;
        rows->at = mem_grow(rows->at, rows->cap, sizeof(*rows->at));
    }
    union store_row *row = &rows->at[rows->count++];
    memset(row, 0, sizeof(*row));
    return row;
}

const char *rows_text(struct store_rows *rows, const void *text, size_t len)
{
    if (!text)
        return NULL;
    char *copy = chunk_take(rows, len + 1);
    memcpy(copy, text, len);
    copy[len] = 0;
    return copy;
}

void *rows_alloc(struct store_rows *rows, size_t size)
{
    struct rows_chunk *chunk = rows->chunks;
    size_t odd = chunk ? chunk->used % alignof(max_align_t) : 0;
    if (odd && chunk->size - chunk->used >= alignof(max_align_t))
        chunk->used += alignof(max_align_t) - odd;
    else if (odd)
        chunk->used = chunk->size;
    void *made = chunk_take(rows, size);
    memset(made, 0, size);
    return made;
}

void rows_done(struct store_rows *rows)
{
    while (rows->chunks) {
        struct rows_chunk *next = rows->chunks->next;
        free(rows->chunks);
        rows->chunks = next;
    }
    free(rows->at);
    memset(rows, 0, sizeof(*rows));
}
