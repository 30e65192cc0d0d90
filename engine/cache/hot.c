/* One connection for all that a process shares, and the scripts that run on the server. What each
 * user of it keeps there is in a file of its own: redis.c copies, throttle.c rates.
 *
 * A script is sent once a connection (SCRIPT LOAD) and then named by its hash. A server that has
 * forgotten it (SCRIPT FLUSH) answers NOSCRIPT: that call is lost, which nobody minds here, and the
 * script is sent again. */
#include "cache/hot_inner.h"

#include "base/mem.h"
#include "base/str.h"
#include "cache/redis_url.h"

#include <hiredis/hiredis.h>
#include <stdlib.h>
#include <string.h>

#define SCRIPT_ARGS_MAX 8

static void on_up(void *ctx)
{
    struct hot *hot = ctx;
    for (struct list_node *node = list_first(&hot->users); node;
         node = list_next(&hot->users, node)) {
        struct hot_user *user = LIST_OF(node, struct hot_user, node);
        user->on_up(user);
    }
}

int hot_new(const struct hot_config *config, struct hot **ret_hot, struct err *err)
{
    struct hot *hot = mem_alloc(sizeof *hot);
    list_init(&hot->users);
    struct redis_link_config link = {
        .loop = config->loop, .url = config->url, .on_up = on_up, .ctx = hot};
    int code = redis_link_new(&link, &hot->link, err);
    if (code) {
        free(hot);
        return code;
    }
    hot->loop = config->loop;
    hot->url = mem_strdup(config->url);
    hot->prefix = mem_printf("bylina:%s:", config->epoch);
    *ret_hot = hot;
    return 0;
}

void hot_close(struct hot *hot)
{
    if (hot)
        redis_link_close(hot->link);
}

void hot_free(struct hot *hot)
{
    if (!hot)
        return;
    redis_link_free(hot->link);
    free(hot->prefix);
    free(hot->url);
    free(hot);
}

int hot_url_check(const char *url, struct err *err)
{
    struct redis_url parts;
    int code = redis_url_read(url, &parts, err);
    redis_url_done(&parts);
    return code;
}

void hot_stats(const struct hot *hot, struct hot_stats *ret_stats)
{
    struct redis_link_stats link;
    redis_link_stats(hot->link, &link);
    *ret_stats = (struct hot_stats){
        .up = link.up,
        .slow = link.slow,
        .lost = link.lost,
        .late = link.late,
        .skipped = link.skipped,
        .sent = link.sent,
    };
}

void hot_join(struct hot *hot, struct hot_user *user)
{
    struct redis_link_stats link;
    redis_link_stats(hot->link, &link);
    list_push(&hot->users, &user->node);
    if (link.up)
        user->on_up(user);
}

/* --- scripts --------------------------------------------------------------------------------- */

static void on_loaded(void *ctx, const struct redisReply *reply)
{
    struct hot_script *script = ctx;
    if (reply && reply->type == REDIS_REPLY_STRING)
        str_copy(script->sha, sizeof script->sha, reply->str);
}

void hot_script_load(struct hot *hot, struct hot_script *script)
{
    const char *argv[] = {"SCRIPT", "LOAD", script->source};
    script->sha[0] = '\0';
    redis_link_send(hot->link, &(struct redis_command){3, argv, NULL}, 0, on_loaded, script);
}

bool hot_script_run(struct hot *hot, struct hot_script *script, const char *key, int argc,
                    const char **argv, const size_t *lens, redis_link_fn fn, void *ctx)
{
    const char *words[SCRIPT_ARGS_MAX + 4] = {"EVALSHA", script->sha, "1", key};
    size_t sizes[SCRIPT_ARGS_MAX + 4] = {strlen("EVALSHA"), strlen(script->sha), 1, strlen(key)};
    if (!*script->sha || argc > SCRIPT_ARGS_MAX)
        return false;
    for (int i = 0; i < argc; i++) {
        words[4 + i] = argv[i];
        sizes[4 + i] = lens ? lens[i] : strlen(argv[i]);
    }
    return redis_link_send(hot->link, &(struct redis_command){4 + argc, words, sizes}, 0, fn, ctx);
}
