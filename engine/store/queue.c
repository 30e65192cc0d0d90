/* The queue between the loop and a thread of a backend, and what else threads need. A plain mutex
 * and condition: an operation costs a disk write or at least a query, so a lock is nothing. */
#include "store/queue.h"

#include "base/clock.h"

#include <signal.h>
#include <time.h>

void cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t attr;
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &attr);
    pthread_condattr_destroy(&attr);
}

bool timed_wait(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t until_ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    int64_t wait_ms = until_ms - clock_mono_ms();
    if (wait_ms <= 0)
        return false;
    until.tv_sec += wait_ms / 1000;
    until.tv_nsec += (wait_ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_cond_timedwait(cond, lock, &until);
    return true;
}

int thread_start(pthread_t *ret_thread, void *(*run)(void *ctx), void *ctx)
{
    sigset_t all;
    sigset_t old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    int r = pthread_create(ret_thread, NULL, run, ctx);
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    return r;
}

void queue_init(struct queue *queue)
{
    pthread_mutex_init(&queue->lock, NULL);
    cond_init(&queue->wake);
    list_init(&queue->ops);
    queue->stopped = false;
}

void queue_done(struct queue *queue)
{
    pthread_cond_destroy(&queue->wake);
    pthread_mutex_destroy(&queue->lock);
}

void queue_put(struct queue *queue, struct store_op *op)
{
    pthread_mutex_lock(&queue->lock);
    list_push(&queue->ops, &op->node);
    pthread_cond_signal(&queue->wake);
    pthread_mutex_unlock(&queue->lock);
}

void queue_stop(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
    queue->stopped = true;
    pthread_cond_broadcast(&queue->wake);
    pthread_mutex_unlock(&queue->lock);
}

static void move_some(struct queue *queue, struct list *to, size_t max_turns, size_t max_ops)
{
    size_t turns = 0;
    for (size_t ops = 0; ops < max_ops && !list_empty(&queue->ops); ops++) {
        struct list_node *first = list_first(&queue->ops);
        bool is_turn = LIST_OF(first, struct store_op, node)->kind == STORE_OP_COMMIT;
        if (is_turn && turns++ == max_turns)
            break;
        list_remove(first);
        list_push(to, first);
    }
}

bool queue_take(struct queue *queue, struct list *to, size_t max_turns, size_t max_ops,
                int64_t until_ms)
{
    pthread_mutex_lock(&queue->lock);
    while (list_empty(&queue->ops) && !queue->stopped)
        if (!timed_wait(&queue->wake, &queue->lock, until_ms))
            break;
    bool left = !list_empty(&queue->ops) || !queue->stopped;
    move_some(queue, to, max_turns, max_ops);
    pthread_mutex_unlock(&queue->lock);
    return left;
}

void queue_rest(struct queue *queue, int64_t until_ms)
{
    pthread_mutex_lock(&queue->lock);
    while (!queue->stopped && timed_wait(&queue->wake, &queue->lock, until_ms))
        ;
    pthread_mutex_unlock(&queue->lock);
}
