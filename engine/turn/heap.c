/* A binary heap in an array; places are counted from 1, so that the parent of n is n / 2. */
#include "turn/heap.h"

#include "base/mem.h"

#include <stdlib.h>

static bool before(const struct timer *a, const struct timer *b)
{
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->uid < b->uid;
}

static void set(struct heap *heap, size_t place, struct timer *timer)
{
    heap->at[place - 1] = timer;
    timer->place = place;
}

static void rise(struct heap *heap, size_t place, struct timer *timer)
{
    while (place > 1 && before(timer, heap->at[place / 2 - 1])) {
        set(heap, place, heap->at[place / 2 - 1]);
        place /= 2;
    }
    set(heap, place, timer);
}

static void sink(struct heap *heap, size_t place, struct timer *timer)
{
    for (size_t child; (child = place * 2) <= heap->count; place = child) {
        if (child < heap->count && before(heap->at[child], heap->at[child - 1]))
            child++;
        if (!before(heap->at[child - 1], timer))
            break;
        set(heap, place, heap->at[child - 1]);
    }
    set(heap, place, timer);
}

void heap_put(struct heap *heap, struct timer *timer)
{
    if (heap->count == heap->cap) {
        heap->cap = heap->cap ? heap->cap * 2 : 64;
        heap->at = mem_grow(heap->at, heap->cap, sizeof(struct timer *));
    }
    heap->count++;
    rise(heap, heap->count, timer);
}

void heap_remove(struct heap *heap, struct timer *timer)
{
    size_t place = timer->place;
    if (!place)
        return;
    timer->place = 0;
    struct timer *last = heap->at[--heap->count];
    if (last == timer)
        return;
    if (place > 1 && before(last, heap->at[place / 2 - 1]))
        rise(heap, place, last);
    else
        sink(heap, place, last);
}

struct timer *heap_first(const struct heap *heap)
{
    return heap->count ? heap->at[0] : NULL;
}

void heap_done(struct heap *heap)
{
    free(heap->at);
    *heap = (struct heap){0};
}
