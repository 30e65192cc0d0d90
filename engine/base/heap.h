/* A binary heap of members that know their place, smallest key first (of equal keys the smallest
 * tie): put, move and remove in O(log n). The heap owns nothing but its array. Not thread-safe. */
#ifndef BYLINA_BASE_HEAP_H
#define BYLINA_BASE_HEAP_H

#include <stddef.h>
#include <stdint.h>

struct heap_node {
    int64_t key;
    int64_t tie;
    size_t place; /* index + 1; 0: in no heap */
};

struct heap {
    struct heap_node **nodes;
    size_t count;
    size_t cap;
};

/* Puts a node in, or moves one that is in already. */
void heap_put(struct heap *heap, struct heap_node *node, int64_t key, int64_t tie);
void heap_remove(struct heap *heap, struct heap_node *node); /* in no heap: nothing happens */
struct heap_node *heap_first(const struct heap *heap);       /* NULL: empty */
void heap_done(struct heap *heap);                           /* a zeroed struct is an empty heap */

#endif
