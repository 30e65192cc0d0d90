/* One event in a lane: an update, a firing of a timer, a letter (an event that another turn has
 * sent), or the engine's own. Private to turn/. */
#ifndef BYLINA_TURN_EVENT_H
#define BYLINA_TURN_EVENT_H

#include "base/list.h"
#include "store/waiting.h"

struct event {
    struct list_node node;       /* in its lane */
    struct list_node unsafe;     /* settle.c: neither committed nor stored yet */
    struct list_node unanswered; /* answer.c */
    int refs;
    enum store_event_kind kind;
    int64_t bot;
    int64_t number;               /* the update's id, the timer's uid, or the letter's id */
    const char *name;             /* of STORE_OTHER */
    const char *lane;             /* "kind/id" */
    const char *json;             /* for the scripts */
    const char *raw;              /* of an update: as it came */
    const char *lang;             /* of the sender's client; NULL: unknown */
    const char *callback;         /* to be answered; NULL: none */
    struct store_payment payment; /* charge NULL: none */
    const char *broken;           /* the stored update cannot be read: why; no script runs */
    int64_t chat;
    int64_t message;
    int64_t tapped;
    int64_t received; /* game seconds */
    int64_t inbox;    /* its row there; 0: none */
    int64_t seq;      /* of acceptance */
    int64_t taken_ms; /* monotonic */
    bool gone;        /* the chat takes no messages from now on */
    bool alone;       /* a message in a chat of the sender's own */
    bool storing;     /* on its way into the inbox */
    bool answered;
    char texts[];
};

/* A copy, texts included; it has one reference. */
struct event *event_new(const struct event *like);
void event_hold(struct event *event);
void event_release(struct event *event); /* the last one frees; must be in no list then */

struct store_event event_id(const struct event *event);
/* The seed of its turn: a keyed hash of its id. */
uint64_t event_seed(const struct event *event, const uint8_t key[16]);

#endif
