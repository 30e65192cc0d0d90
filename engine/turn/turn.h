/* Turns: lanes, units of work, commits, timers, outbox, screens. The heart of the house; it knows
 * neither Telegram nor Lua's insides.
 *
 * An input (what an update says) goes into the lane of its document; its turn runs the scripts over
 * a unit of work (unit.h) and commits all at once; then its outgoing calls leave through the port.
 * Loop thread only. */
#ifndef BYLINA_TURN_TURN_H
#define BYLINA_TURN_TURN_H

#include "base/error.h"
#include "cache/cache.h"
#include "loop/loop.h"
#include "script/script.h"
#include "store/store.h"
#include "turn/status.h"

#include <stdbool.h>
#include <stdint.h>

#define TURN_LANE_MAX     200  /* events that wait in one lane; more are refused */
#define TURN_ATTEMPTS_MAX 16   /* runs after conflicts before the event goes back in the queue */
#define TURN_HORIZON_S    600  /* timers are in memory this long before their deadline */
#define TURN_ANSWER_MS    5000 /* a tap without a commit by then is answered blank */
#define TURN_SKIP_MAX_S   (10ll * 366 * 86400) /* of one move of the clock */

struct turns;
struct store_event;
struct store_payment;

/* One update, as the port reads it. Copied by turns_accept. */
struct turn_input {
    int64_t bot;
    int64_t update;
    const char *lane;     /* "kind/id" of the document whose turn it is: "player/1001" */
    const char *event;    /* JSON for the scripts */
    const char *raw;      /* the update as it came: kept in the inbox, read again after a start */
    int64_t chat;         /* 0: none */
    int64_t message;      /* id of a message that the player has sent just now, or 0 */
    int64_t tapped;       /* id of the message whose button was tapped, or 0 */
    const char *callback; /* to be answered; NULL: none */
    const struct store_payment *payment; /* money that it tells of; NULL: none */
    bool gone;                           /* it tells that the chat takes no messages any more */
};

enum turn_delivery {
    TURN_DELIVERED,
    TURN_LOST,    /* the message to edit is gone: a screen is sent anew */
    TURN_BLOCKED, /* this chat takes no messages: its queue ends */
    TURN_REFUSED, /* never: recorded with the words */
    TURN_MOVED,   /* the chat has a new id, told in the place of the message's: send it there */
    TURN_DOUBT,   /* perhaps carried out */
    TURN_UNSENT,  /* surely not: try again later */
};
/* A message to be posted or edited. */
struct turn_post {
    int64_t chat;
    const char *body;  /* the JSON that the scripts gave: {text, rows, image, ...} */
    int64_t message;   /* edit this one; 0: a new one */
    const char *shown; /* body that this message shows now, or NULL */
    bool push;         /* no screen: nobody waits for it */
    bool broadcast;    /* leaves after everything else */
    bool paid;         /* and Telegram may charge for it */
};
typedef void (*turn_posted_fn)(void *ctx, enum turn_delivery delivery, int64_t message,
                               const char *words);

/* The way out, given by app/. Each call completes once, from the loop. */
struct turn_port {
    void *self;
    void (*post)(void *self, const struct turn_post *post, turn_posted_fn fn, void *ctx);
    void (*strip)(void *self, int64_t chat, int64_t message, turn_posted_fn fn, void *ctx);
    /* body: {"method": "sendDice", "params": {...}} */
    void (*call)(void *self, int64_t chat, const char *body, turn_posted_fn fn, void *ctx);
    void (*answer)(void *self, const char *callback, const char *text, bool alert);
    /* Reads an update that comes from the inbox; the input's pointers live until the next call. */
    int (*read)(void *self, const char *raw, struct turn_input *ret_input, struct err *err);
    /* After the commit of a turn that asked for it with unit_effect. */
    void (*effect)(void *self, const char *lane, const char *name, const char *body);
};

/* Who stands guard over scripts, given by app/: it is told which event is in the VM, and knows
 * which events have ended the process (by the watchdog or a crash signal). All NULL: nobody. */
struct turn_guard {
    void *self;
    /* Around each stay in the VM; nothing of it may be slow. The pointers live until `leave`. */
    void (*enter)(void *self, const struct store_event *event, const char *lane,
                  const struct script_run *run);
    void (*leave)(void *self);
    /* How often the event has ended the process; *ret_where: in which line of the scripts, or "".
     * After the first time it runs alone, from the second on it does not run. */
    int (*ends)(void *self, const struct store_event *event, const char **ret_where);
    /* An event with such ends is over: it ran well, or its failure was committed. */
    void (*settled)(void *self, const struct store_event *event);
};

struct turns_config {
    struct loop *loop;
    struct store *store;
    struct cache *cache;
    struct turn_port port;
    struct turn_guard guard;
    struct generation *generation; /* the first; held */
    bool movable_clock;            /* only with the local Telegram */
};

struct turns *turns_new(const struct turns_config *config);
/* Loads the clock, the inbox, timers, outbox and slots, runs what waits; then fn, or err. */
void turns_start(struct turns *turns, store_done_fn fn, void *ctx);

/* Takes an update into its lane. ERR_LIMIT: the lane is full and the update was not taken;
 * ERR_REFUSED: the engine stops. An update that waits in its lane already is taken as it is. */
int turns_accept(struct turns *turns, const struct turn_input *input);
/* Asks that all that was accepted be safe: committed, or else stored in the inbox after grace_ms.
 * fn comes once; without an err the source may be told. With one the inbox cannot be written: the
 * updates stay in their lanes; ask again. */
void turns_settle(struct turns *turns, int64_t grace_ms, store_done_fn fn, void *ctx);
/* The source has heard that every update of the bot below `offset` is safe. Ids from there on are
 * remembered for ever; those below for two days. */
void turns_confirmed(struct turns *turns, int64_t bot, int64_t offset);
/* An event of the engine itself, in a lane: `name` must be unique for ever, `event` is JSON. */
void turns_event(struct turns *turns, const char *lane, const char *name, const char *event);

/* New turns run in this generation; those in flight end in theirs. */
void turns_swap(struct turns *turns, struct generation *generation);

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
