/* The textbook heap, with each node's index kept in the node so that any of them can be moved. */
#include "base/heap.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>

static bool before(const struct heap_node *a, const struct heap_node *b)
{
    return a->key != b->key ? a->key < b->key : a->tie < b->tie;
}

static void heap_set(struct heap *heap, size_t index, struct heap_node *node)
{
    heap->nodes[index] = node;
    node->place = index + 1;
}

static void heap_rise(struct heap *heap, size_t index)
{
    struct heap_node *node = heap->nodes[index];
    while (index > 0 && before(node, heap->nodes[(index - 1) / 2])) {
        heap_set(heap, index, heap->nodes[(index - 1) / 2]);
        index = (index - 1) / 2;
    }
    heap_set(heap, index, node);
}

static void heap_sink(struct heap *heap, size_t index)
{
    struct heap_node *node = heap->nodes[index];
    for (;;) {
        size_t child = 2 * index + 1;
        if (child + 1 < heap->count && before(heap->nodes[child + 1], heap->nodes[child]))
            child++;
        if (child >= heap->count || !before(heap->nodes[child], node))
            break;
        heap_set(heap, index, heap->nodes[child]);
        index = child;
    }
    heap_set(heap, index, node);
}

void heap_put(struct heap *heap, struct heap_node *node, int64_t key, int64_t tie)
{
    node->key = key;
    node->tie = tie;
    if (!node->place) {
        if (heap->count == heap->cap) {
            heap->cap = heap->cap ? heap->cap * 2 : 16;
            heap->nodes = mem_grow(heap->nodes, heap->cap, sizeof(struct heap_node *));
        }
        heap_set(heap, heap->count++, node);
    }
    heap_rise(heap, node->place - 1);
    heap_sink(heap, node->place - 1);
}

void heap_remove(struct heap *heap, struct heap_node *node)
{
    if (!node->place)
        return;
    size_t index = node->place - 1;
    struct heap_node *last = heap->nodes[--heap->count];
    node->place = 0;
    if (last == node)
        return;
    heap_set(heap, index, last);
    heap_rise(heap, index);
    heap_sink(heap, last->place - 1);
}

struct heap_node *heap_first(const struct heap *heap)
{
    return heap->count ? heap->nodes[0] : NULL;
}

void heap_done(struct heap *heap)
{
    free(heap->nodes);
    *heap = (struct heap){0};
}
