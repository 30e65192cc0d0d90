/* One connection to Redis that is always wanted: it is made, greeted, lost and made again by
 * itself. Private to cache/. Loop thread only.
 *
 * A command is answered exactly once: by its reply, or by NULL when none has come within its time,
 * when the connection is lost, or when the link is freed. Commands are never sent twice. While
 * there is no connection, or too much is under way, nothing is taken: the caller goes on without.
 *
 * After an answer that was late the link is `slow` for REDIS_SLOW_MS: callers that would keep
 * somebody waiting do not ask then. After REDIS_DEAD_MS without any answer the connection is given
 * up.
 *
 * A link that listens has a connection of its own, for channels and nothing else: of its coming and
 * going nothing is said, since the other one says it; only what the server refuses is. */
#ifndef BYLINA_CACHE_REDIS_LINK_H
#define BYLINA_CACHE_REDIS_LINK_H

#include "base/error.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REDIS_SLOW_MS      1000
#define REDIS_DEAD_MS      2000
#define REDIS_CONNECT_MS   3000
#define REDIS_BACKOFF_MS   50 /* the first pause before a new connection; each is twice as long, */
#define REDIS_BACKOFF_MAX  2000
#define REDIS_PENDING_MAX  20000      /* commands under way */
#define REDIS_PENDING_SIZE (32 << 20) /* and bytes of them */

struct redisReply;
struct redis_link;

struct redis_link_stats {
    bool up;
    bool slow;
    int64_t lost;    /* connections that ended, or could not be made */
    int64_t late;    /* commands without an answer in time */
    int64_t skipped; /* commands that were not taken */
    int64_t sent;
};

struct redis_command {
    int argc;
    const char **argv;
    const size_t *lens;
};

typedef void (*redis_link_fn)(void *ctx, const struct redisReply *reply);

struct redis_link_config {
    struct loop *loop;
    const char *url;
    loop_fn on_up; /* connected and logged in; what a connection needs is asked for now */
    /* Not NULL: the link listens. What comes: ["subscribe", channel, n] when the server has taken a
     * channel, ["message", channel, bytes]. */
    redis_link_fn heard;
    void *ctx;
};

/* Errors of the address only: that nobody is there is no error. */
int redis_link_new(const struct redis_link_config *config, struct redis_link **ret_link,
                   struct err *err);
/* Ends the connection for good: what is under way is answered with NULL, and nothing is taken any
 * more. Not from within an answer. */
void redis_link_close(struct redis_link *link);
void redis_link_free(struct redis_link *link); /* after redis_link_close; NULL is fine */

/* False: not taken, and fn is not called. wait_ms 0: its answer may come at any time. Arguments are
 * copied. fn may be NULL. */
bool redis_link_send(struct redis_link *link, const struct redis_command *command, int64_t wait_ms,
                     redis_link_fn fn, void *ctx);
/* For a link that listens: this channel, until the connection ends. Again: the server says that it
 * is there. False: not taken. */
bool redis_link_listen(struct redis_link *link, const char *channel);
bool redis_link_usable(const struct redis_link *link); /* up, and not slow */
void redis_link_stats(const struct redis_link *link, struct redis_link_stats *ret_stats);

#endif
