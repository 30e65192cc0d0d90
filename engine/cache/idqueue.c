/* The interface of a queue of ids: passes each call on to the backend, and holds who waits for a
 * pop, so that every backend answers him at most once. */
#include "cache/idqueue.h"

#include <assert.h>

void idqueue_free(struct idqueue *queue)
{
    if (queue)
        queue->backend->free(queue);
}

void idqueue_push(struct idqueue *queue, int64_t id)
{
    if (queue->backend->length(queue) < IDQUEUE_MAX)
        queue->backend->push(queue, id);
}

void idqueue_pop(struct idqueue *queue, size_t most, idqueue_fn fn, void *ctx)
{
    assert(!queue->fn && most && most <= IDQUEUE_POP_MAX);
    queue->fn = fn;
    queue->ctx = ctx;
    queue->backend->pop(queue, most);
}

void idqueue_cancel(struct idqueue *queue)
{
    queue->fn = NULL;
}

void idqueue_answer(struct idqueue *queue, const int64_t *ids, size_t count)
{
    idqueue_fn fn = queue->fn;
    queue->fn = NULL;
    if (fn)
        fn(queue->ctx, ids, count);
}

void idqueue_clear(struct idqueue *queue)
{
    queue->backend->clear(queue);
}

size_t idqueue_length(const struct idqueue *queue)
{
    return queue->backend->length(queue);
}
