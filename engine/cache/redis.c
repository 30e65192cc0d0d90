/* The cache over Redis: a near part in this process, and the far one that all processes share.
 *
 *     peek -> near                     get -> near, else GET far -> near -> caller
 *     put  -> near, and far by a script that compares versions on the server (rule 13)
 *
 * A far value is "VERSION+BODY", or "VERSION-" for a tombstone, VERSION in 16 hex digits, so that
 * the server compares it as text. Writes are never waited for. A write that was not taken (Redis is
 * away or far behind) leaves an old copy there, which costs who reads it a conflict and a fresh
 * read: the commit validates.
 *
 * `space` is a number in the keys; cache_clear raises it on the server, and all that is there under
 * the old one ends by its time to live. Until it is known nothing far is read or written. A clear
 * is owed until the server has said the new number: it is asked for at each connection, and again
 * after a while where it is refused (a full server refuses it). */
#include "cache/hot_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <hiredis/hiredis.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERSION_LEN 16
#define VALUE_HEAD  (VERSION_LEN + 1)
#define LIVES_MS    "86400000" /* a day after its last write */
#define NO_SPACE    (-1)
#define SPACE_MS    1000 /* it is asked for again, if there was no number */

static const char put_source[] = "local had = redis.call('GETRANGE', KEYS[1], 0, 15)\n"
                                 "if had ~= '' and had >= ARGV[1] then return 0 end\n"
                                 "redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2], 'PX', ARGV[3])\n"
                                 "return 1\n";

struct shared {
    struct cache base;
    struct hot_user user;
    struct hot *hot;
    struct cache *near;
    struct hot_script put;
    int64_t space;
    int64_t spaces; /* asked for: an answer to an older question is no answer */
    bool clear;     /* it is to be raised */
    struct loop_timer *space_again;
    struct list far_gets;  /* an answer is on its way */
    struct list near_gets; /* answered by the timer */
    struct loop_timer *soon;
    struct cache_far far;
};

struct get {
    struct list_node node;
    struct shared *shared;
    cache_get_fn fn; /* NULL: answered */
    void *ctx;
    char key[];
};

static struct shared *shared_of(struct cache *cache)
{
    return (struct shared *)cache; /* its first field */
}

static const struct shared *shared_seen(const struct cache *cache)
{
    return (const struct shared *)cache;
}

static bool far_key(const struct shared *shared, const char *key, char out[HOT_KEY_MAX])
{
    int len =
        snprintf(out, HOT_KEY_MAX, "%s%" PRId64 ":%s", shared->hot->prefix, shared->space, key);
    return shared->space != NO_SPACE && len > 0 && len < HOT_KEY_MAX;
}

static void send(struct shared *shared, const char *verb, const char *key, redis_link_fn fn,
                 void *ctx)
{
    const char *argv[] = {verb, key};
    redis_link_send(shared->hot->link, &(struct redis_command){2, argv, NULL}, 0, fn, ctx);
}

/* --- space ----------------------------------------------------------------------------------- */

struct asking {
    struct shared *shared;
    int64_t number;
};

static void on_space(void *ctx, const struct redisReply *reply)
{
    struct asking *asking = ctx;
    struct shared *shared = asking->shared;
    int64_t number = asking->number;
    int64_t space = 0;
    free(asking);
    if (!reply || number != shared->spaces)
        return;
    if (reply->type == REDIS_REPLY_INTEGER) {
        shared->space = reply->integer;
        shared->clear = false;
    } else if (reply->type == REDIS_REPLY_NIL) {
        shared->space = 0;
    } else if (reply->type == REDIS_REPLY_STRING && !str_to_i64(reply->str, 0, INT64_MAX, &space)) {
        shared->space = space;
    } else {
        loop_timer_start(shared->space_again, SPACE_MS);
    }
}

static void ask_space(struct shared *shared)
{
    char key[HOT_KEY_MAX];
    const char *argv[] = {shared->clear ? "INCR" : "GET", key};
    struct asking *asking = mem_alloc(sizeof *asking);
    snprintf(key, sizeof key, "%sspace", shared->hot->prefix);
    *asking = (struct asking){shared, ++shared->spaces};
    shared->space = NO_SPACE;
    if (!redis_link_send(shared->hot->link, &(struct redis_command){2, argv, NULL}, 0, on_space,
                         asking)) {
        free(asking);
        loop_timer_start(shared->space_again, SPACE_MS);
    }
}

static void on_space_again(void *ctx)
{
    ask_space(ctx);
}

static void on_up(struct hot_user *user)
{
    struct shared *shared = (struct shared *)((char *)user - offsetof(struct shared, user));
    hot_script_load(shared->hot, &shared->put);
    ask_space(shared);
}

/* --- reading --------------------------------------------------------------------------------- */

static void get_end(struct get *get, const struct cache_entry *entry)
{
    cache_get_fn fn = get->fn;
    list_remove(&get->node);
    get->fn = NULL;
    if (fn)
        fn(get->ctx, entry);
}

static bool shared_peek(struct cache *cache, const char *key, struct cache_entry *ret_entry)
{
    return cache_peek(shared_of(cache)->near, key, ret_entry);
}

/* Those that were there when it began: an answer may ask again. */
static void on_soon(void *ctx)
{
    struct shared *shared = ctx;
    struct cache_entry entry;
    struct list_node *node;
    struct list now;
    list_init(&now);
    while ((node = list_pop(&shared->near_gets)))
        list_push(&now, node);
    while ((node = list_first(&now))) {
        struct get *get = LIST_OF(node, struct get, node);
        get_end(get, cache_peek(shared->near, get->key, &entry) ? &entry : NULL);
        free(get);
    }
}

/* "00000000000000ff+{...}" */
static bool read_value(const struct redisReply *reply, struct cache_entry *ret_entry)
{
    char number[VERSION_LEN + 1] = "";
    char *end = NULL;
    if (!reply || reply->type != REDIS_REPLY_STRING || reply->len < VALUE_HEAD)
        return false;
    memcpy(number, reply->str, VERSION_LEN);
    ret_entry->version = (int64_t)strtoull(number, &end, 16);
    char sign = reply->str[VERSION_LEN];
    ret_entry->data = sign == '+' ? reply->str + VALUE_HEAD : NULL;
    ret_entry->len = ret_entry->data ? (size_t)reply->len - VALUE_HEAD : 0;
    return !*end && ret_entry->version > 0 && (sign == '+' || sign == '-');
}

/* It goes near, too; if there is a newer one by now, that is the answer. */
static void on_value(void *ctx, const struct redisReply *reply)
{
    struct get *get = ctx;
    struct cache_entry entry, newer;
    if (get->fn) {
        struct shared *shared = get->shared;
        bool found = read_value(reply, &entry);
        *(found ? &shared->far.hits : &shared->far.misses) += 1;
        if (found)
            cache_put(shared->near, get->key, entry.version, entry.data, entry.len);
        if (cache_peek(shared->near, get->key, &newer)) {
            entry = newer;
            found = true;
        }
        get_end(get, found ? &entry : NULL);
    }
    free(get);
}

static bool ask_far(struct shared *shared, struct get *get)
{
    char key[HOT_KEY_MAX];
    const char *argv[] = {"GET", key};
    return redis_link_usable(shared->hot->link) && far_key(shared, get->key, key) &&
           redis_link_send(shared->hot->link, &(struct redis_command){2, argv, NULL}, HOT_WAIT_MS,
                           on_value, get);
}

static void shared_get(struct cache *cache, const char *key, cache_get_fn fn, void *ctx)
{
    struct shared *shared = shared_of(cache);
    size_t size = strlen(key) + 1;
    struct get *get = mem_alloc(sizeof *get + size);
    struct cache_entry entry;
    get->shared = shared;
    get->fn = fn;
    get->ctx = ctx;
    memcpy(get->key, key, size);
    if (!cache_peek(shared->near, key, &entry) && ask_far(shared, get)) {
        list_push(&shared->far_gets, &get->node);
        return;
    }
    list_push(&shared->near_gets, &get->node);
    loop_timer_start(shared->soon, 0);
}

static void shared_cancel(struct cache *cache)
{
    struct shared *shared = shared_of(cache);
    struct list_node *node;
    while ((node = list_first(&shared->far_gets)))
        get_end(LIST_OF(node, struct get, node), NULL); /* freed when hiredis lets go of it */
    while ((node = list_first(&shared->near_gets))) {
        struct get *get = LIST_OF(node, struct get, node);
        get_end(get, NULL);
        free(get);
    }
}

/* --- writing --------------------------------------------------------------------------------- */

static void on_put(void *ctx, const struct redisReply *reply)
{
    struct shared *shared = ctx;
    if (reply && reply->type == REDIS_REPLY_ERROR && str_starts(reply->str, "NOSCRIPT"))
        hot_script_load(shared->hot, &shared->put);
}

static void shared_put(struct cache *cache, const char *key, int64_t version, const void *data,
                       size_t len)
{
    struct shared *shared = shared_of(cache);
    char far[HOT_KEY_MAX];
    char number[VERSION_LEN + 1];
    cache_put(shared->near, key, version, data, len);
    if (!far_key(shared, key, far))
        return;
    snprintf(number, sizeof number, "%016" PRIx64, version);
    char *value = mem_alloc(len + 1);
    value[0] = data ? '+' : '-';
    if (data)
        memcpy(value + 1, data, len);
    const char *argv[] = {number, value, LIVES_MS};
    const size_t lens[] = {VERSION_LEN, data ? len + 1 : 1, strlen(LIVES_MS)};
    hot_script_run(shared->hot, &shared->put, far, 3, argv, lens, on_put, shared);
    free(value);
}

static void shared_drop(struct cache *cache, const char *key)
{
    struct shared *shared = shared_of(cache);
    char far[HOT_KEY_MAX];
    cache_drop(shared->near, key);
    if (far_key(shared, key, far))
        send(shared, "DEL", far, NULL, NULL);
}

static void shared_clear(struct cache *cache)
{
    struct shared *shared = shared_of(cache);
    cache_clear(shared->near);
    shared->clear = true;
    ask_space(shared);
}

/* --- the rest -------------------------------------------------------------------------------- */

static void shared_stats(const struct cache *cache, struct cache_stats *ret_stats)
{
    cache_stats(shared_seen(cache)->near, ret_stats);
}

static bool shared_far(const struct cache *cache, struct cache_far *ret_far)
{
    *ret_far = shared_seen(cache)->far;
    return true;
}

static void shared_free(struct cache *cache)
{
    struct shared *shared = shared_of(cache);
    shared_cancel(cache);
    list_remove(&shared->user.node);
    loop_timer_free(shared->soon);
    loop_timer_free(shared->space_again);
    cache_free(shared->near);
    free(shared);
}

static const struct cache_backend shared_backend = {
    .peek = shared_peek,
    .get = shared_get,
    .cancel = shared_cancel,
    .put = shared_put,
    .drop = shared_drop,
    .clear = shared_clear,
    .stats = shared_stats,
    .far = shared_far,
    .free = shared_free,
};

struct cache *cache_redis_new(struct hot *hot, struct loop *loop, size_t near_bytes)
{
    struct shared *shared = mem_alloc(sizeof *shared);
    shared->base.backend = &shared_backend;
    shared->hot = hot;
    shared->near = cache_memory_new(loop, near_bytes);
    shared->put.source = put_source;
    shared->space = NO_SPACE;
    shared->user.on_up = on_up;
    list_init(&shared->far_gets);
    list_init(&shared->near_gets);
    shared->soon = loop_timer_new(loop, on_soon, shared);
    shared->space_again = loop_timer_new(loop, on_space_again, shared);
    hot_join(hot, &shared->user);
    return &shared->base;
}
