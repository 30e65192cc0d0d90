/* What the files around a struct hot share. Private to cache/. */
#ifndef BYLINA_CACHE_HOT_INNER_H
#define BYLINA_CACHE_HOT_INNER_H

#include "base/list.h"
#include "cache/hot.h"
#include "cache/redis_link.h"

#define HOT_KEY_MAX (CACHE_KEY_MAX + 80)

/* Who wants to know of each new connection. */
struct hot_user {
    struct list_node node;
    void (*on_up)(struct hot_user *user);
};

struct hot {
    struct loop *loop;
    struct redis_link *link;
    char *url;    /* with its password */
    char *prefix; /* "bylina:EPOCH:" */
    struct list users;
};

void hot_join(struct hot *hot, struct hot_user *user); /* on_up at once if it is up */

/* A script of ours on the server: its sha is asked for at each connection. */
struct hot_script {
    const char *source;
    char sha[48]; /* "": not there yet */
};
void hot_script_load(struct hot *hot, struct hot_script *script);
/* One key and `argc` arguments. False: not sent. */
bool hot_script_run(struct hot *hot, struct hot_script *script, const char *key, int argc,
                    const char **argv, const size_t *lens, redis_link_fn fn, void *ctx);

#endif
