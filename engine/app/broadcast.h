/* A broadcast: one message to all players, at the pace that is allowed, behind everything else.
 *
 * At most once for each player: the cursor over them moves durably before those behind it are
 * written to, and whoever was under way in a crash counts as perhaps missed. What is under way is
 * held in memory and no more. One broadcast at a time; it goes on by itself after a start. Its
 * progress is one message in the chat of the admin who sent it, edited now and then. Loop thread.
 */
#ifndef BYLINA_APP_BROADCAST_H
#define BYLINA_APP_BROADCAST_H

#include "loop/loop.h"
#include "store/broadcast.h"
#include "turn/turn.h"

#define BROADCAST_BATCH_MIN   10  /* players claimed at once, */
#define BROADCAST_BATCH_MAX   200 /* as many as about a second will do */
#define BROADCAST_WINDOW_MAX  50  /* calls under way */
#define BROADCAST_TRIES_MAX   20  /* for one player, of calls that surely did not reach Telegram */
#define BROADCAST_SAVE_MS     1000
#define BROADCAST_TELL_MS     3000
#define BROADCAST_REST_MS     1000 /* first wait when nothing gets through; doubled */
#define BROADCAST_REST_MAX_MS 60000
#define BROADCAST_FLUSH_MS    5000 /* of calls under way, when the engine stops */

struct broadcast_config {
    struct loop *loop;
    struct store *store;
    struct turn_port port; /* only `post` is used */
    /* The body of the progress message, for free(); NULL: none can be made. */
    char *(*draw)(void *ctx, const struct store_broadcast *row, int64_t pace);
    /* What was learned of a chat (turns_reached). */
    void (*reached)(void *ctx, const struct store_reached *reached);
    void *ctx;
};

struct broadcast;

struct broadcast *broadcast_new(const struct broadcast_config *config);
void broadcast_free(struct broadcast *broadcast); /* after store_close */
/* After turns_start: what was under way goes on. */
void broadcast_start(struct broadcast *broadcast);
/* Nothing more leaves; what is under way is waited for at most BROADCAST_FLUSH_MS; then fn. */
void broadcast_stop(struct broadcast *broadcast, loop_fn fn, void *ctx);

enum broadcast_act {
    BROADCAST_SEND,
    BROADCAST_CANCEL,
    BROADCAST_PAUSE,
    BROADCAST_RESUME,
    BROADCAST_END
};
/* SEND and CANCEL are for the draft `id`, the others for what is under way (id ignored). Completes
 * once, from the loop: ERR_NOT_FOUND, there is nothing to act on; ERR_EXISTS, another is under way;
 * ERR_LIMIT, too much at once: ask again. */
void broadcast_act(struct broadcast *broadcast, enum broadcast_act act, int64_t id, const char *who,
                   store_done_fn fn, void *ctx);
/* What is under way or paused, with its counts as they are now; NULL: nothing. */
const struct store_broadcast *broadcast_now(const struct broadcast *broadcast);
int64_t broadcast_pace(const struct broadcast *broadcast); /* messages a second, lately */

#endif
