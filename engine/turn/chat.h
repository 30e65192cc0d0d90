/* Chats: what goes out, one call at a time each. Private to turn/.
 *
 *     calls (outbox.c)    -+                  (many pushes: their rows wait, backlog.h)
 *     screens (slots.c)   -+-> chat_step -> port -> outcome -> chat_step ...
 *     old buttons         -+ */
#ifndef BYLINA_TURN_CHAT_H
#define BYLINA_TURN_CHAT_H

#include "store/waiting.h"
#include "turn/inner.h"

#define CHATS_IDLE_MAX  10000 /* chats in memory that have nothing to send */
#define CHAT_OUTS_MAX   500   /* calls that wait for one chat; more are dropped */
#define CHAT_SLOTS_MAX  32    /* screens of one chat in memory, but for those under way */
#define CHAT_STRIPS_MAX 8     /* messages whose buttons are to be removed */
#define CHAT_DOUBTS_MAX 10    /* sendings in doubt before one is given up */
#define CHAT_RETRY_MS   1000  /* first wait after a failed sending */
#define CALL_MOMENT_MS  10000 /* a call that means nothing a moment later waits no longer */

struct out;
struct slot;
struct chats;

struct chat {
    struct list_node idle; /* in chats->idle, oldest first */
    struct chats *chats;
    int64_t id;
    bool busy;        /* a call is under way, or what must stand before it */
    bool known;       /* SQL was asked for bottom and blocked */
    bool heard;       /* by this process: `blocked` is newer than in SQL */
    bool blocked;     /* takes no messages until somebody is heard from there */
    bool awaited;     /* somebody has acted there, and has not been sent all that came of it */
    int64_t moved;    /* the id that Telegram has given it since; 0: none */
    struct list outs; /* by id */
    size_t out_count;
    size_t pushes; /* of them */
    struct list slots;
    size_t slot_count;
    size_t saving;     /* slots with a call of the store under way */
    size_t recording;  /* sent, and not yet recorded so: the next push waits */
    struct out *out;   /* under way */
    struct slot *slot; /* under way */
    int64_t bottom;    /* newest message known */
    int64_t tapped;    /* message of the last tap on a screen, */
    char *tapped_slot; /* and which screen it was */
    int64_t strips[CHAT_STRIPS_MAX];
    size_t strip_count;
    int tries;  /* sendings of the present thing that failed */
    int doubts; /* of them, in doubt */
    struct later *retry;
};

struct chats {
    struct turns *turns;
    struct backlog *backlog;
    struct map *by_id;
    struct list idle;
    size_t idle_count;
    struct list calls;   /* of the port, under way */
    struct list notices; /* likewise */
    struct list ending;  /* outs whose end is being recorded */
};

struct chats *chats_new(struct turns *turns);
void chats_free(struct chats *chats);
void chats_start(struct chats *chats); /* everything was loaded: go */

struct chat *chat_find(const struct chats *chats, int64_t id); /* NULL: not in memory */
struct chat *chat_make(struct chats *chats, int64_t id);

/* An update from the chat, as it is received: it takes messages again, or tells that it does not;
 * its newest message and the tapped one. */
struct event;
void chats_heard(struct chats *chats, const struct event *event);
/* The same, from a turn that has committed; and which screen the tapped message is (NULL: none). */
void chats_told(struct chats *chats, const struct event *event, const char *slot);

/* A text that leaves at once, beside what is queued, and of which nothing is recorded; "": none. */
void chats_notice(struct chats *chats, int64_t chat, const char *html);

/* For outbox.c and slots.c: */
typedef void (*chat_result_fn)(struct chat *chat, enum turn_delivery delivery, int64_t message,
                               const char *words);
/* A context for one call of the port, with chat_posted as its function. */
void *chat_call(struct chat *chat, chat_result_fn fn);
void chat_posted(void *ctx, enum turn_delivery delivery, int64_t message, const char *words);
void chat_step(struct chat *chat);  /* sends what is next, if it may */
void chat_await(struct chat *chat); /* steps; somebody waits, for what is under way, too */
void chat_retry(struct chat *chat); /* steps after a growing wait */
void chat_went_well(struct chat *chat);
bool chat_gives_up(struct chat *chat); /* counts a sending in doubt; true: one too many */
void chat_strip(struct chat *chat, int64_t message);

/* reach.c */
void chat_block(struct chat *chat); /* Telegram says so: it is marked, and its queue ends */
void chat_heard(struct chat *chat, bool gone);
void chat_load(struct chat *chat); /* busy; reads what SQL knows, and steps */
void chat_learn(struct chat *chat, const struct store_slot_row *row);
bool chat_move(struct chat *chat, int64_t id); /* false: it is there already */
int64_t chat_address(const struct chat *chat); /* where what is sent goes */

/* outbox.c */
void outs_add(struct chats *chats, const struct store_out *row, enum store_out_state state);
void outs_entered(struct chats *chats, const struct store_out *row); /* from the backlog */
struct out *outs_first(const struct chat *chat);
int64_t out_place(const struct out *out); /* its place in the chat's order */
void out_send(struct chat *chat);
void outs_drop(struct chat *chat, const char *why);
void outs_free(struct chat *chat);
void outs_free_ending(struct chats *chats);

/* slots.c */
struct store_slot;
/* `acted`: what somebody did in this chat made it. */
void slots_want(struct chats *chats, const struct store_slot *row, bool acted);
void slots_loaded(struct chats *chats, const struct store_slot_row *row); /* at the start */
void slots_refresh(struct chats *chats, int64_t chat, const char *slot);
struct slot *slots_first(const struct chat *chat);
int64_t slot_place(const struct slot *slot);
void slot_send(struct chat *chat, struct slot *slot);
void slots_tapped(struct chat *chat);
void slots_forget(struct chat *chat); /* what should be shown is counted as shown */
void slots_free(struct chat *chat);

#endif
