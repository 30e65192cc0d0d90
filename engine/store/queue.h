/* A queue of operations into a thread. Its length is bounded by STORE_PENDING_MAX in store.c. */
#ifndef BYLINA_STORE_QUEUE_H
#define BYLINA_STORE_QUEUE_H

#include "store/backend.h"

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct list ops;
    bool stopped;
};

void queue_init(struct queue *queue);
void queue_done(struct queue *queue);
void queue_put(struct queue *queue, struct store_op *op);
void queue_stop(struct queue *queue); /* queue_take returns false once nothing is left */

/* Moves what waits to `to`, oldest first: at most max_turns commits and max_ops operations in all.
 * While nothing waits it sleeps until the monotonic time until_ms, and then moves nothing. False:
 * stopped, and nothing is left. */
bool queue_take(struct queue *queue, struct list *to, size_t max_turns, size_t max_ops,
                int64_t until_ms);
/* Sleeps until until_ms, or until the queue is stopped. */
void queue_rest(struct queue *queue, int64_t until_ms);

/* pthread_create with all signals blocked in the thread: they belong to the loop's. 0 or an errno.
 */
int thread_start(pthread_t *ret_thread, void *(*run)(void *ctx), void *ctx);
/* A condition whose timed waits go by the monotonic clock; timed_wait: false after until_ms. */
void cond_init(pthread_cond_t *cond);
bool timed_wait(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t until_ms);

#endif
