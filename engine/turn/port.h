/* What turn/ asks of app/: an update as it is read, the way out, and the guard over scripts. Part
 * of turn.h's contract. Loop thread only. */
#ifndef BYLINA_TURN_PORT_H
#define BYLINA_TURN_PORT_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct script_run;
struct turn_aside;
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
    const char *lang;     /* of the sender's client, for notices; NULL: unknown */
    bool alone;           /* a message in a chat that is the sender's alone: notices may go there */
    bool staff;           /* of one who plays on when the game is shut */
    bool exempt;          /* no limit refuses it: money, news of the chat itself */
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
    bool push;         /* of the outbox, no screen: for who watches the port */
    bool awaited;   /* somebody waits for it, or for what stands behind it; else replies go first */
    bool broadcast; /* leaves after everything else */
    bool paid;      /* and Telegram may charge for it */
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
    /* A handler was set aside (turn/aside.h); NULL: nobody wants to know. */
    void (*aside)(void *self, const struct turn_aside *aside);
    /* After the commit of a turn that wants this lore; NULL: nobody writes any. */
    void (*wanted)(void *self, const char *id);
    /* Another program has written into the database; NULL: nobody else wants to know. */
    void (*foreign)(void *self);
    /* Somebody waits now for what of the chat is on its way; NULL: it makes no haste. */
    void (*hurry)(void *self, int64_t chat);
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

#endif
