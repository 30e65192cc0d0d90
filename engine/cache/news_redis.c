/* News over Redis: PUBLISH on the connection that all commands go over, and a second one that
 * listens, made with the first topic. When it is lost, redis_link.c makes it again, and all topics
 * are asked for anew; the news of meanwhile are lost, as the contract says.
 *
 * Nobody notices a connection that has died in silence by waiting for what may never come. So the
 * server is asked every BEAT_MS whether it is there (by a channel that it has already), and
 * REDIS_DEAD_MS later the connection is given up. */
#include "cache/hot_inner.h"
#include "cache/news_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <hiredis/hiredis.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEAT_MS     2000
#define CHANNEL_MAX (NEWS_TOPIC_MAX + 64)

struct redis_news {
    struct news base;
    struct hot *hot;
    struct redis_link *link; /* NULL: there is no topic yet */
    struct loop_timer *beat;
    bool taken[NEWS_TOPICS_MAX]; /* by the server, on this connection */
    struct list tells;           /* that somebody may want to know the number of */
};

struct tell {
    struct list_node node;
    news_told_fn fn; /* NULL: nobody asks any more */
    void *ctx;
};

static void channel_of(const struct redis_news *redis, const char *topic, char out[CHANNEL_MAX])
{
    snprintf(out, CHANNEL_MAX, "%snews:%s", redis->hot->prefix, topic);
}

/* --- out ------------------------------------------------------------------------------------- */

static void on_told(void *ctx, const struct redisReply *reply)
{
    struct tell *tell = ctx;
    bool known = reply && reply->type == REDIS_REPLY_INTEGER;
    list_remove(&tell->node);
    if (tell->fn)
        tell->fn(tell->ctx, known ? reply->integer : -1);
    free(tell);
}

static bool redis_tell(struct news *news, const char *topic, const char *text, news_told_fn fn,
                       void *ctx)
{
    struct redis_news *redis = (struct redis_news *)news;
    char channel[CHANNEL_MAX];
    struct redis_link_stats link;
    const char *argv[] = {"PUBLISH", channel, text};
    redis_link_stats(redis->hot->link, &link);
    if (!link.up)
        return false;
    struct tell *tell = mem_alloc(sizeof *tell);
    tell->fn = fn;
    tell->ctx = ctx;
    list_push(&redis->tells, &tell->node);
    channel_of(redis, topic, channel);
    if (redis_link_send(redis->hot->link, &(struct redis_command){3, argv, NULL}, 0, on_told, tell))
        return true;
    list_remove(&tell->node);
    free(tell);
    return false;
}

/* --- in -------------------------------------------------------------------------------------- */

static bool redis_hears(const struct news *news)
{
    const struct redis_news *redis = (const struct redis_news *)news;
    struct redis_link_stats link = {.up = false};
    if (redis->link)
        redis_link_stats(redis->link, &link);
    for (size_t i = 0; i < news->count; i++)
        if (!redis->taken[i])
            return false;
    return link.up && news->count > 0;
}

static void on_taken(struct redis_news *redis, const char *topic)
{
    bool heard = redis_hears(&redis->base);
    for (size_t i = 0; i < redis->base.count; i++)
        redis->taken[i] = redis->taken[i] || str_equal(redis->base.ears[i].topic, topic);
    if (!heard && redis_hears(&redis->base))
        news_heard_anew(&redis->base);
}

static void on_message(void *ctx, const struct redisReply *reply)
{
    struct redis_news *redis = ctx;
    const char *channel = reply->element[1]->str;
    size_t prefix = strlen(redis->hot->prefix) + strlen("news:");
    if (strlen(channel) < prefix)
        return;
    if (str_equal(reply->element[0]->str, "subscribe"))
        on_taken(redis, channel + prefix);
    else if (str_equal(reply->element[0]->str, "message"))
        news_take(&redis->base, channel + prefix, reply->element[2]->str, reply->element[2]->len);
}

static void listen(const struct redis_news *redis, const char *topic)
{
    char channel[CHANNEL_MAX];
    channel_of(redis, topic, channel);
    redis_link_listen(redis->link, channel);
}

static void on_up(void *ctx)
{
    struct redis_news *redis = ctx;
    for (size_t i = 0; i < redis->base.count; i++) {
        redis->taken[i] = false;
        listen(redis, redis->base.ears[i].topic);
    }
}

static void on_beat(void *ctx)
{
    struct redis_news *redis = ctx;
    listen(redis, redis->base.ears[0].topic);
    loop_timer_start(redis->beat, BEAT_MS);
}

static void redis_hear(struct news *news, const char *topic)
{
    struct redis_news *redis = (struct redis_news *)news;
    struct redis_link_config link = {.loop = redis->hot->loop,
                                     .url = redis->hot->url,
                                     .on_up = on_up,
                                     .heard = on_message,
                                     .ctx = redis};
    redis->taken[news->count - 1] = false;
    if (redis->link)
        listen(redis, topic);
    else if (redis_link_new(&link, &redis->link, NULL) == 0)
        loop_timer_start(redis->beat, BEAT_MS);
}

/* --- life ------------------------------------------------------------------------------------ */

static void redis_free(struct news *news)
{
    struct redis_news *redis = (struct redis_news *)news;
    struct list_node *node;
    while ((node = list_pop(&redis->tells)))
        LIST_OF(node, struct tell, node)->fn = NULL; /* freed when its answer comes */
    if (redis->link)
        redis_link_close(redis->link);
    redis_link_free(redis->link);
    loop_timer_free(redis->beat);
    free(redis);
}

static const struct news_backend redis_backend = {redis_tell, redis_hear, redis_hears, redis_free};

struct news *news_redis_new(struct hot *hot)
{
    struct redis_news *redis = mem_alloc(sizeof *redis);
    news_init(&redis->base, &redis_backend);
    redis->hot = hot;
    list_init(&redis->tells);
    redis->beat = loop_timer_new(hot->loop, on_beat, redis);
    return &redis->base;
}
