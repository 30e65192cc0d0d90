/* Turns: lanes, units of work, commits, timers, outbox, screens. The heart of the house; it knows
 * neither Telegram nor Lua's insides.
 *
 * An input (what an update says) goes into the lane of its document; its turn runs the scripts over
 * a unit of work (unit.h) and commits all at once; then its outgoing calls leave through the port.
 * Loop thread only. */
#ifndef BYLINA_TURN_TURN_H
#define BYLINA_TURN_TURN_H

#include "base/error.h"
#include "cache/hot.h"
#include "cache/idqueue.h"
#include "loop/loop.h"
#include "script/script.h"
#include "store/store.h"
#include "turn/port.h"
#include "turn/status.h"
#include "turn/unit.h"

#include <stdbool.h>
#include <stdint.h>

#define TURN_LANE_MAX     200 /* events that wait in one lane; more are refused */
#define TURN_NOTICE_MS    60000
#define TURN_ATTEMPTS_MAX 16   /* runs after conflicts before the event goes back in the queue */
#define TURN_HORIZON_S    600  /* timers are in memory this long before their deadline */
#define TURN_ANSWER_MS    5000 /* a tap without a commit by then is answered blank */
#define TURN_GRACE_MS     3000
#define TURN_OUTAGE_MS    3000 /* so long no verdict of the database: who waits is told */
#define TURN_SKIP_MAX_S   (10ll * 366 * 86400) /* of one move of the clock */

struct turns;

/* How much may come in from one player, and what one turn may do: content/limits.lua. Zeroed: no
 * limit of what comes in but TURN_LANE_MAX, and the defaults of unit.h. */
struct turn_limits {
    int64_t interval_us; /* one update each, on the average; 0: as many as come */
    int64_t burst;       /* so many at once after a pause */
    int64_t lane;        /* events that wait in his lane; 0: TURN_LANE_MAX */
    int64_t notice_ms;   /* between two notices of refusal to him; 0: TURN_NOTICE_MS */
    struct unit_limits turn;
};

struct turns_config {
    struct loop *loop;
    struct store *store;
    struct cache *cache;
    struct idqueue *queue;     /* in which order pushes that wait come back; NULL: one of its own */
    struct throttle *throttle; /* rates that are shared with other processes; NULL: none */
    struct turn_port port;
    struct turn_guard guard;
    struct generation *generation; /* the first; held */
    struct turn_limits limits;
    size_t pushes;      /* in memory at once: more wait in the database; 0: BACKLOG_WINDOW, */
    size_t chat_pushes; /* and of one chat; 0: BACKLOG_CHAT */
    size_t recorded;    /* turns that are kept for a rehearsal (rehearsal.h); 0: none */
    bool movable_clock; /* only with the local Telegram */
};

struct turns *turns_new(const struct turns_config *config);
/* Loads the clock, the inbox, timers, outbox and slots, runs what waits; then fn, or err. */
void turns_start(struct turns *turns, store_done_fn fn, void *ctx);

/* Takes an update into its lane. ERR_LIMIT: over a limit, and not taken; its sender was told, and
 * the source may be told that it is safe. ERR_REFUSED: the engine stops. An update that waits in
 * its lane already is taken as it is. */
int turns_accept(struct turns *turns, const struct turn_input *input);
/* Asks that all that was accepted be safe: committed, or else stored in the inbox after grace_ms.
 * fn comes once; without an err the source may be told. With one the inbox cannot be written: the
 * updates stay in their lanes; ask again. */
void turns_settle(struct turns *turns, int64_t grace_ms, store_done_fn fn, void *ctx);
/* The same, but the last `left` of all are stored without waiting: for a source that has more. */
void turns_settle_early(struct turns *turns, int64_t grace_ms, size_t left, store_done_fn fn,
                        void *ctx);
/* The source has heard that every update of the bot below `offset` is safe. Ids from there on are
 * remembered for ever; those below for two days. */
void turns_confirmed(struct turns *turns, int64_t bot, int64_t offset);
/* An event of the engine itself, in a lane: `name` must be unique for ever, `event` is JSON. */
void turns_event(struct turns *turns, const char *lane, const char *name, const char *event);

/* A question before a payment, or an inline query, of the scripts as they are now: read-only,
 * outside the lanes, and answered once, within seven seconds, perhaps within the call. `words`: why
 * not, in the language of the asker. One that is being asked under this name already is not asked
 * again; after a halt nobody is answered. */
struct turn_check {
    const char *name;  /* of the event, unique for ever */
    const char *event; /* JSON for the scripts */
    const char *lang;  /* or NULL */
    bool asked_inline; /* an inline query: `words` are the scripts' answer; NULL if they failed */
};
typedef void (*turns_checked_fn)(void *ctx, const char *name, bool ok, const char *words);
void turns_check(struct turns *turns, const struct turn_check *check, turns_checked_fn fn,
                 void *ctx);

/* New turns run in this generation. Those in flight end in theirs; one that still waits for a
 * document after TURN_GRACE_MS runs again, in the new one. */
void turns_swap(struct turns *turns, struct generation *generation);
void turns_limit(struct turns *turns, const struct turn_limits *limits);

/* The longest that a turn which could run had to wait for the loop, ms, since this was asked last.
 */
int64_t turns_waited(struct turns *turns);
/* Shuts the game: what players do becomes no turn and is answered with these words (JSON, HTML by
 * language, "" for all others), throttled like refusals; staff and what is exempt go on, and so do
 * timers. NULL opens it again. */
void turns_shut(struct turns *turns, const char *texts);

int64_t turns_now(const struct turns *turns); /* the game's clock, seconds UTC */
/* Moves the game's clock forward: stored before it is used, then overdue timers fire. */
void turns_skip(struct turns *turns, int64_t seconds, store_done_fn fn, void *ctx);

/* No new turns; those that run end, the rest is put into the inbox, the outbox is flushed for at
 * most flush_ms; then fn, once. Afterwards nothing uses store or port, and late completions of the
 * port change nothing. */
void turns_stop(struct turns *turns, int64_t flush_ms, loop_fn fn, void *ctx);
/* Stands still where it is, as in a crash: completions change nothing. For tests and failed starts.
 */
void turns_halt(struct turns *turns);
/* After turns_stop's fn; or after turns_halt and store_close. */
void turns_free(struct turns *turns);

#endif
