/* A queue of ids in this process: a ring that doubles when it is full. A pop is answered by a
 * timer, with what is there then: callers see the same order of things as with a server. */
#include "cache/idqueue.h"

#include "base/mem.h"

#include <stdlib.h>

#define FIRST_CAP 64

struct ring {
    struct idqueue base;
    struct loop_timer *soon;
    size_t most; /* of the pop that waits */
    int64_t *ids;
    size_t cap;
    size_t first;
    size_t count;
};

static struct ring *ring_of(struct idqueue *queue)
{
    return (struct ring *)queue; /* its first field */
}

static void grow(struct ring *ring)
{
    size_t cap = ring->cap ? ring->cap * 2 : FIRST_CAP;
    int64_t *ids = mem_array(cap, sizeof(*ids));
    for (size_t i = 0; i < ring->count; i++)
        ids[i] = ring->ids[(ring->first + i) % ring->cap];
    free(ring->ids);
    ring->ids = ids;
    ring->cap = cap;
    ring->first = 0;
}

static void ring_push(struct idqueue *queue, int64_t id)
{
    struct ring *ring = ring_of(queue);
    if (ring->count == ring->cap)
        grow(ring);
    ring->ids[(ring->first + ring->count++) % ring->cap] = id;
}

static void ring_clear(struct idqueue *queue)
{
    struct ring *ring = ring_of(queue);
    free(ring->ids);
    ring->ids = NULL;
    ring->cap = ring->first = ring->count = 0;
}

static void on_soon(void *ctx)
{
    struct ring *ring = ctx;
    int64_t ids[IDQUEUE_POP_MAX];
    size_t count = 0;
    if (!ring->base.fn) /* cancelled: nobody would know what was popped */
        return;
    while (count < ring->most && ring->count) {
        ids[count++] = ring->ids[ring->first];
        ring->first = (ring->first + 1) % ring->cap;
        ring->count--;
    }
    if (!ring->count) /* what was once needed is given back */
        ring_clear(&ring->base);
    idqueue_answer(&ring->base, ids, count);
}

static void ring_pop(struct idqueue *queue, size_t most)
{
    struct ring *ring = ring_of(queue);
    ring->most = most;
    loop_timer_start(ring->soon, 0);
}

static size_t ring_length(const struct idqueue *queue)
{
    return ((const struct ring *)queue)->count;
}

static void ring_free(struct idqueue *queue)
{
    struct ring *ring = ring_of(queue);
    ring_clear(queue);
    loop_timer_free(ring->soon);
    free(ring);
}

static const struct idqueue_backend ring_backend = {
    .push = ring_push,
    .pop = ring_pop,
    .clear = ring_clear,
    .length = ring_length,
    .free = ring_free,
};

struct idqueue *idqueue_memory_new(struct loop *loop)
{
    struct ring *ring = mem_alloc(sizeof(*ring));
    ring->base.backend = &ring_backend;
    ring->soon = loop_timer_new(loop, on_soon, ring);
    return &ring->base;
}
