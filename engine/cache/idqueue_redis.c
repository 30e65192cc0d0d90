/* A queue of ids in Redis: a list, "bylina:EPOCH:queue:NAME".
 *
 *     push -> gathered until the loop comes round -> RPUSH of at most BATCH ids, PEXPIRE
 *     pop  -> what is gathered goes first -> a script: LRANGE, LTRIM and LLEN in one -> answer
 *
 * A pop waits HOT_WAIT_MS at most, and not at all while the server is away or slow: it brings
 * nothing then, and what the server gives out later is lost. Pushes are not waited for. The length
 * is what the server said last, so after a flush it is wrong until the next word from there. */
#include "cache/idqueue.h"

#include "base/mem.h"
#include "base/str.h"
#include "cache/hot_inner.h"

#include <hiredis/hiredis.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BATCH     64
#define ID_LEN    24
#define LIVES_MS  "86400000" /* a day after its last push */
#define PUSH_HEAD 2          /* RPUSH KEY */

static const char pop_source[] = "local ids = redis.call('LRANGE', KEYS[1], 0, ARGV[1] - 1)\n"
                                 "redis.call('LTRIM', KEYS[1], ARGV[1], -1)\n"
                                 "table.insert(ids, 1, tostring(redis.call('LLEN', KEYS[1])))\n"
                                 "return ids\n";

struct shared {
    struct idqueue base;
    struct hot_user user;
    struct hot *hot;
    struct hot_script pop;
    char *key;
    struct loop_timer *soon;
    int64_t gathered[BATCH];
    size_t gathered_count;
    bool empty;   /* the pop that waits was not asked: it brings nothing */
    bool unclean; /* to be cleared as soon as the server is there */
    size_t length;
};

static struct shared *shared_of(struct idqueue *queue)
{
    return (struct shared *)queue; /* its first field */
}

static bool drop_list(struct shared *shared)
{
    const char *argv[] = {"DEL", shared->key};
    return redis_link_send(shared->hot->link, &(struct redis_command){2, argv, NULL}, 0, NULL,
                           NULL);
}

static void on_up(struct hot_user *user)
{
    struct shared *shared = LIST_OF(user, struct shared, user);
    if (shared->unclean)
        shared->unclean = !drop_list(shared);
    hot_script_load(shared->hot, &shared->pop);
}

/* --- push ------------------------------------------------------------------------------------ */

static void on_pushed(void *ctx, const struct redisReply *reply)
{
    struct shared *shared = ctx;
    if (reply && reply->type == REDIS_REPLY_INTEGER)
        shared->length = (size_t)reply->integer;
}

static void push_gathered(struct shared *shared)
{
    char texts[BATCH][ID_LEN];
    const char *argv[BATCH + PUSH_HEAD] = {"RPUSH", shared->key};
    const char *lives[] = {"PEXPIRE", shared->key, LIVES_MS};
    int argc = PUSH_HEAD;
    if (!shared->gathered_count)
        return;
    if (shared->unclean) /* what is pushed now would be cleared with the old */
        shared->gathered_count = 0;
    for (size_t i = 0; i < shared->gathered_count; i++) {
        snprintf(texts[i], ID_LEN, "%" PRId64, shared->gathered[i]);
        argv[argc++] = texts[i];
    }
    shared->gathered_count = 0;
    if (redis_link_send(shared->hot->link, &(struct redis_command){argc, argv, NULL}, 0, on_pushed,
                        shared))
        redis_link_send(shared->hot->link, &(struct redis_command){3, lives, NULL}, 0, NULL, NULL);
}

static void shared_push(struct idqueue *queue, int64_t id)
{
    struct shared *shared = shared_of(queue);
    shared->gathered[shared->gathered_count++] = id;
    if (shared->gathered_count == BATCH)
        push_gathered(shared);
    else
        loop_timer_start(shared->soon, 0);
}

/* --- pop ------------------------------------------------------------------------------------- */

static void on_popped(void *ctx, const struct redisReply *reply)
{
    struct shared *shared = ctx;
    int64_t ids[IDQUEUE_POP_MAX];
    size_t count = 0;
    int64_t length = 0;
    if (reply && reply->type == REDIS_REPLY_ERROR && str_starts(reply->str, "NOSCRIPT"))
        hot_script_load(shared->hot, &shared->pop);
    bool told = reply && reply->type == REDIS_REPLY_ARRAY && reply->elements &&
                str_to_i64(reply->element[0]->str, 0, INT64_MAX, &length) == 0;
    if (told)
        shared->length = (size_t)length;
    for (size_t i = 1; told && i < reply->elements && count < IDQUEUE_POP_MAX; i++)
        if (str_to_i64(reply->element[i]->str, INT64_MIN, INT64_MAX, &ids[count]) == 0)
            count++;
    idqueue_answer(&shared->base, ids, count);
}

static void shared_pop(struct idqueue *queue, size_t most)
{
    struct shared *shared = shared_of(queue);
    char number[ID_LEN];
    push_gathered(shared);
    snprintf(number, sizeof number, "%zu", most);
    const char *argv[] = {"EVALSHA", shared->pop.sha, "1", shared->key, number};
    shared->empty = !*shared->pop.sha || !redis_link_usable(shared->hot->link) ||
                    !redis_link_send(shared->hot->link, &(struct redis_command){5, argv, NULL},
                                     HOT_WAIT_MS, on_popped, shared);
    if (shared->empty)
        loop_timer_start(shared->soon, 0);
}

static void on_soon(void *ctx)
{
    struct shared *shared = ctx;
    push_gathered(shared);
    if (!shared->empty)
        return;
    shared->empty = false;
    idqueue_answer(&shared->base, NULL, 0);
}

/* --- the rest -------------------------------------------------------------------------------- */

static void shared_clear(struct idqueue *queue)
{
    struct shared *shared = shared_of(queue);
    shared->gathered_count = 0;
    shared->length = 0;
    shared->unclean = !drop_list(shared);
}

static size_t shared_length(const struct idqueue *queue)
{
    const struct shared *shared = (const struct shared *)queue;
    return shared->length + shared->gathered_count;
}

static void shared_free(struct idqueue *queue)
{
    struct shared *shared = shared_of(queue);
    list_remove(&shared->user.node);
    loop_timer_free(shared->soon);
    free(shared->key);
    free(shared);
}

static const struct idqueue_backend shared_backend = {
    .push = shared_push,
    .pop = shared_pop,
    .clear = shared_clear,
    .length = shared_length,
    .free = shared_free,
};

struct idqueue *idqueue_redis_new(struct hot *hot, struct loop *loop, const char *name)
{
    struct shared *shared = mem_alloc(sizeof *shared);
    shared->base.backend = &shared_backend;
    shared->hot = hot;
    shared->pop.source = pop_source;
    shared->key = mem_printf("%squeue:%s", hot->prefix, name);
    shared->user.on_up = on_up;
    shared->soon = loop_timer_new(loop, on_soon, shared);
    hot_join(hot, &shared->user);
    return &shared->base;
}
