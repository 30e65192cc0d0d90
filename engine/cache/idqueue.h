/* A queue of ids: first in, first out. What the ids stand for waits in the database; here is only
 * the order in which it takes its turn.
 *
 * It promises nothing: with a server behind it whatever was pushed may be lost, come twice, or come
 * from an earlier process. So an id that is popped is a hint, and a pop that brings nothing says
 * nothing: the owner knows what truly waits, and finds by himself what nobody hints at. Loop thread
 * only. */
#ifndef BYLINA_CACHE_IDQUEUE_H
#define BYLINA_CACHE_IDQUEUE_H

#include "cache/hot.h"

#define IDQUEUE_MAX     (1 << 20) /* ids; more are not taken */
#define IDQUEUE_POP_MAX 256       /* at once */

struct idqueue;
typedef void (*idqueue_fn)(void *ctx, const int64_t *ids, size_t count);

/* What a backend does. `queue` is its own struct, whose first field is a struct idqueue. */
struct idqueue_backend {
    void (*push)(struct idqueue *queue, int64_t id);
    void (*pop)(struct idqueue *queue, size_t most);
    void (*clear)(struct idqueue *queue);
    size_t (*length)(const struct idqueue *queue);
    void (*free)(struct idqueue *queue);
};

struct idqueue {
    const struct idqueue_backend *backend;
    idqueue_fn fn; /* NULL: nobody waits */
    void *ctx;
};

struct idqueue *idqueue_memory_new(struct loop *loop);
/* In Redis under this name, for a day after the last push. */
struct idqueue *idqueue_redis_new(struct hot *hot, struct loop *loop, const char *name);
/* NULL is fine. One in Redis: after hot_close and before hot_free. */
void idqueue_free(struct idqueue *queue);

void idqueue_push(struct idqueue *queue, int64_t id);
/* At most `most` ids (1..IDQUEUE_POP_MAX), which are out of it then; fn exactly once, never from
 * within the call, and within HOT_WAIT_MS. One at a time. */
void idqueue_pop(struct idqueue *queue, size_t most, idqueue_fn fn, void *ctx);
/* Who pops does not want to know any more. */
void idqueue_cancel(struct idqueue *queue);
void idqueue_clear(struct idqueue *queue);
size_t idqueue_length(const struct idqueue *queue); /* as far as is known here */

/* For backends: the answer to the pop that waits, if any. */
void idqueue_answer(struct idqueue *queue, const int64_t *ids, size_t count);

#endif
