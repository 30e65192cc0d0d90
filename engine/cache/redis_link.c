/* The life of a connection:
 *
 *     [pause] -> address (on a worker: names take their time) -> connect -> greeting -> up
 *        ^                    |                                    |            |        |
 *        +--------------------+------------------------------------+------------+--------+ lost
 *
 * The greeting is AUTH, SELECT and PING. A server that has just started lets us in and still loads
 * its data, for minutes perhaps: it is up when it says PONG.
 *
 * hiredis does the protocol over a watch of ours (redis_io.c). It knows no time-outs: each command
 * that somebody waits for stands in `waiting`, oldest first, and one timer looks at the first. An
 * answer that comes after its time is thrown away; the commands behind it keep their order.
 *
 * hiredis answers all that is under way with NULL when a connection ends, before it says so.
 * Whoever sends again from there is refused by it, and so by us.
 *
 * On a connection that listens hiredis keeps one callback a channel, and takes any other reply for
 * the answer to the command before it: so no command follows SUBSCRIBE, and the question whether
 * the server is still there is SUBSCRIBE once more. A server that refuses a channel ends the
 * connection thereby, which is why the pauses begin anew only when one has been taken. */
#include "cache/redis_link.h"

#include "base/clock.h"
#include "base/list.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "cache/redis_io.h"
#include "cache/redis_name.h"
#include "cache/redis_url.h"

#include <stdlib.h>
#include <string.h>

enum state { LINK_CLOSED, LINK_DOWN, LINK_NAMING, LINK_CONNECTING, LINK_GREETING, LINK_UP };

struct redis_link {
    struct loop *loop;
    struct redis_url url;
    loop_fn on_up;
    redis_link_fn heard; /* NULL: it does not listen */
    void *ctx;
    enum state state;
    redisAsyncContext *redis; /* NULL: none */
    struct redis_name *name;  /* while NAMING */
    struct loop_timer *again; /* the next try, or the end of this one */
    struct loop_timer *watch; /* of `waiting` */
    struct list waiting;      /* commands with a time, by the order of sending */
    int64_t slow_until;
    int64_t heard_ms; /* the last answer, or the last command to an idle link */
    int64_t backoff_ms;
    size_t pending;
    size_t pending_size;
    size_t unheard; /* channels that the server has not taken yet */
    bool said;      /* that it is lost: once until it is up again, */
    bool refused;   /* and likewise that it lets nobody in */
    struct redis_link_stats stats;
};

struct asked {
    struct list_node node;
    struct redis_link *link;
    redis_link_fn fn; /* NULL: answered */
    void *ctx;
    int64_t due_ms; /* 0: at any time */
    size_t size;
};

static void on_connect(const redisAsyncContext *redis, int status);
static void on_disconnect(const redisAsyncContext *redis, int status);

/* --- coming and going ------------------------------------------------------------------------ */

static void rest(struct redis_link *link, const char *why)
{
    link->state = LINK_DOWN;
    link->stats.lost++;
    if (!link->said && !link->heard)
        log_warn("cache", LOG_T("Redis is away: the game goes on without it"), LOG_S("why", why),
                 LOG_I("again_in_ms", link->backoff_ms));
    link->said = link->said || !link->heard;
    loop_timer_start(link->again, link->backoff_ms);
    link->backoff_ms =
        link->backoff_ms < REDIS_BACKOFF_MAX / 2 ? link->backoff_ms * 2 : REDIS_BACKOFF_MAX;
}

static void hang_up(struct redis_link *link)
{
    redisAsyncContext *redis = link->redis;
    link->redis = NULL;
    link->state = LINK_DOWN;
    loop_timer_stop(link->watch);
    if (!redis)
        return;
    redis->data = NULL;
    redisAsyncFree(redis);
}

static void lose(struct redis_link *link, const char *why)
{
    hang_up(link);
    rest(link, why);
}

static void on_connected_to(void *ctx, const char *address, const char *why)
{
    struct redis_link *link = ctx;
    link->name = NULL;
    if (!address) {
        rest(link, why);
        return;
    }
    link->redis = link->url.path ? redisAsyncConnectUnix(address)
                                 : redisAsyncConnect(address, link->url.port);
    if (!link->redis || link->redis->err) {
        char *words = mem_strdup(link->redis ? link->redis->errstr : "no memory");
        lose(link, words);
        free(words);
        return;
    }
    link->redis->data = link;
    link->state = LINK_CONNECTING;
    redis_io_attach(link->loop, link->redis);
    redisAsyncSetConnectCallback(link->redis, on_connect);
    redisAsyncSetDisconnectCallback(link->redis, on_disconnect);
}

static void dial(struct redis_link *link)
{
    link->state = LINK_NAMING;
    link->unheard = 0;
    loop_timer_start(link->again, REDIS_CONNECT_MS);
    if (link->url.path)
        on_connected_to(link, link->url.path, NULL);
    else
        link->name = redis_name_find(link->loop, link->url.host, on_connected_to, link);
}

static void on_again(void *ctx)
{
    struct redis_link *link = ctx;
    if (link->state == LINK_DOWN) {
        dial(link);
        return;
    }
    redis_name_forget(link->name);
    link->name = NULL;
    lose(link, "no answer to the connection");
}

/* --- greeting -------------------------------------------------------------------------------- */

/* It does what it is for. */
static void good(struct redis_link *link)
{
    link->backoff_ms = REDIS_BACKOFF_MS;
    if (link->said && !link->heard)
        log_info("cache", LOG_T("Redis is there again"));
    link->said = link->refused = false;
}

static void up(struct redis_link *link)
{
    link->state = LINK_UP;
    link->slow_until = 0;
    loop_timer_stop(link->again);
    if (!link->heard)
        good(link);
    if (link->on_up)
        link->on_up(link->ctx);
}

/* It loads its data, or a script holds it up: this passes. */
static bool passes(const char *words)
{
    return str_starts(words, "LOADING ") || str_starts(words, "BUSY ") ||
           str_starts(words, "MASTERDOWN ");
}

/* A refused login shows in the answer to what follows, too (NOAUTH). */
static void on_greeted(void *ctx, const struct redisReply *reply)
{
    struct redis_link *link = ctx;
    if (!reply || link->state != LINK_GREETING || reply->type != REDIS_REPLY_ERROR)
        return; /* if its connection is lost, this is told elsewhere */
    char *words = mem_strdup(reply->str);
    if (!passes(words) && !link->heard && !link->refused) {
        link->refused = true;
        log_error("cache", LOG_T("Redis refuses the connection: look at REDIS_URL"),
                  LOG_S("words", words));
    }
    lose(link, passes(words) ? words : "refused");
    free(words);
}

static void on_pong(void *ctx, const struct redisReply *reply)
{
    struct redis_link *link = ctx;
    on_greeted(ctx, reply);
    if (reply && link->state == LINK_GREETING)
        up(link);
}

static void ask(struct redis_link *link, int argc, const char **argv, redis_link_fn fn)
{
    redis_link_send(link, &(struct redis_command){argc, argv, NULL}, 0, fn, link);
}

static void greet(struct redis_link *link)
{
    char number[24];
    snprintf(number, sizeof number, "%lld", (long long)link->url.database);
    link->state = LINK_GREETING;
    if (*link->url.user)
        ask(link, 3, (const char *[]){"AUTH", link->url.user, link->url.password}, NULL);
    else if (*link->url.password)
        ask(link, 2, (const char *[]){"AUTH", link->url.password}, NULL);
    ask(link, 2, (const char *[]){"SELECT", number}, on_greeted);
    ask(link, 1, (const char *[]){"PING"}, on_pong);
}

static void on_connect(const redisAsyncContext *redis, int status)
{
    struct redis_link *link = redis->data;
    if (!link)
        return;
    if (status == REDIS_OK) {
        greet(link);
        return;
    }
    link->redis = NULL; /* hiredis frees it */
    rest(link, redis->errstr);
}

static void on_disconnect(const redisAsyncContext *redis, int status)
{
    struct redis_link *link = redis->data;
    if (!link)
        return; /* it was hung up by us */
    link->redis = NULL;
    loop_timer_stop(link->watch);
    if (link->heard && redis->err == REDIS_ERR_OTHER && !link->said) {
        log_error("cache", LOG_T("Redis lets nobody hear news: they are found out later"),
                  LOG_S("words", redis->errstr));
        link->said = true;
    }
    rest(link, status == REDIS_OK ? "closed" : redis->errstr);
}

/* --- commands -------------------------------------------------------------------------------- */

static void answer(struct asked *asked, const struct redisReply *reply)
{
    redis_link_fn fn = asked->fn;
    list_remove(&asked->node);
    asked->fn = NULL;
    if (fn)
        fn(asked->ctx, reply);
}

static void on_reply(redisAsyncContext *redis, void *reply, void *privdata)
{
    struct asked *asked = privdata;
    struct redis_link *link = asked->link;
    (void)redis;
    link->pending--;
    link->pending_size -= asked->size;
    if (reply)
        link->heard_ms = clock_mono_ms();
    answer(asked, reply);
    free(asked);
}

static bool is_owed(const struct redis_link *link)
{
    return link->redis && (link->pending || link->unheard);
}

/* The first that waits may be late: it, and all that are, are told so. */
static void on_watch(void *ctx)
{
    struct redis_link *link = ctx;
    int64_t now = clock_mono_ms();
    struct list_node *node;
    while ((node = list_first(&link->waiting))) {
        struct asked *asked = LIST_OF(node, struct asked, node);
        if (asked->due_ms > now)
            break;
        link->stats.late++;
        link->slow_until = now + REDIS_SLOW_MS;
        answer(asked, NULL);
    }
    if (is_owed(link) && now - link->heard_ms > REDIS_DEAD_MS) {
        lose(link, "no answer any more");
        return;
    }
    if (is_owed(link)) {
        int64_t next = now + REDIS_DEAD_MS / 4;
        if (node && LIST_OF(node, struct asked, node)->due_ms < next)
            next = LIST_OF(node, struct asked, node)->due_ms;
        loop_timer_start(link->watch, next > now ? next - now : 1);
    }
}

static size_t size_of(const struct redis_command *command)
{
    size_t size = 0;
    for (int i = 0; i < command->argc; i++)
        size += command->lens ? command->lens[i] : strlen(command->argv[i]);
    return size;
}

static bool has_room(const struct redis_link *link, size_t size)
{
    return link->redis && (link->state == LINK_UP || link->state == LINK_GREETING) &&
           link->pending < REDIS_PENDING_MAX && link->pending_size + size <= REDIS_PENDING_SIZE;
}

/* Whoever is not waited for never puts the next look off: there may be one more all the time. */
static void keep_watch(struct redis_link *link, struct asked *asked, int64_t wait_ms)
{
    int64_t now = clock_mono_ms();
    bool first = wait_ms && list_empty(&link->waiting);
    if (link->pending == 1)
        link->heard_ms = now;
    if (wait_ms) {
        asked->due_ms = now + wait_ms;
        list_push(&link->waiting, &asked->node);
    }
    if (first || !loop_timer_active(link->watch))
        loop_timer_start(link->watch, wait_ms ? wait_ms : REDIS_DEAD_MS / 4);
}

bool redis_link_send(struct redis_link *link, const struct redis_command *command, int64_t wait_ms,
                     redis_link_fn fn, void *ctx)
{
    size_t size = size_of(command);
    if (!has_room(link, size)) {
        link->stats.skipped++;
        return false;
    }
    struct asked *asked = mem_alloc(sizeof *asked);
    *asked = (struct asked){.link = link, .fn = fn, .ctx = ctx, .size = size};
    if (redisAsyncCommandArgv(link->redis, on_reply, asked, command->argc, command->argv,
                              command->lens) != REDIS_OK) {
        free(asked);
        link->stats.skipped++;
        return false;
    }
    link->pending++;
    link->pending_size += size;
    link->stats.sent++;
    keep_watch(link, asked, wait_ms);
    return true;
}

/* --- channels -------------------------------------------------------------------------------- */

static void on_heard(redisAsyncContext *redis, void *given, void *privdata)
{
    struct redis_link *link = privdata;
    const struct redisReply *reply = given;
    if (!redis->data || !reply)
        return; /* the connection ends */
    link->heard_ms = clock_mono_ms();
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 3)
        return;
    if (link->unheard && str_equal(reply->element[0]->str, "subscribe")) {
        link->unheard--;
        good(link);
    }
    link->heard(link->ctx, reply);
}

bool redis_link_listen(struct redis_link *link, const char *channel)
{
    const char *argv[] = {"SUBSCRIBE", channel};
    if (link->state != LINK_UP || !link->redis ||
        redisAsyncCommandArgv(link->redis, on_heard, link, 2, argv, NULL) != REDIS_OK)
        return false;
    if (!is_owed(link))
        link->heard_ms = clock_mono_ms();
    link->unheard++;
    if (!loop_timer_active(link->watch))
        loop_timer_start(link->watch, REDIS_DEAD_MS / 4);
    return true;
}

/* --- life ------------------------------------------------------------------------------------ */

int redis_link_new(const struct redis_link_config *config, struct redis_link **ret_link,
                   struct err *err)
{
    struct redis_link *link = mem_alloc(sizeof *link);
    int code = redis_url_read(config->url, &link->url, err);
    if (code) {
        redis_url_done(&link->url);
        free(link);
        return code;
    }
    link->loop = config->loop;
    link->on_up = config->on_up;
    link->heard = config->heard;
    link->ctx = config->ctx;
    link->backoff_ms = REDIS_BACKOFF_MS;
    link->again = loop_timer_new(link->loop, on_again, link);
    link->watch = loop_timer_new(link->loop, on_watch, link);
    list_init(&link->waiting);
    dial(link);
    *ret_link = link;
    return 0;
}

void redis_link_close(struct redis_link *link)
{
    redis_name_forget(link->name);
    link->name = NULL;
    hang_up(link);
    link->state = LINK_CLOSED;
    loop_timer_stop(link->again);
}

void redis_link_free(struct redis_link *link)
{
    if (!link)
        return;
    loop_timer_free(link->again);
    loop_timer_free(link->watch);
    redis_url_done(&link->url);
    free(link);
}

bool redis_link_usable(const struct redis_link *link)
{
    return link->state == LINK_UP && clock_mono_ms() >= link->slow_until;
}

void redis_link_stats(const struct redis_link *link, struct redis_link_stats *ret_stats)
{
    *ret_stats = link->stats;
    ret_stats->up = link->state == LINK_UP;
    ret_stats->slow = ret_stats->up && !redis_link_usable(link);
}
