/* What waits in the database: updates, timers, outgoing calls, screens and payments. Part of
 * store.h's contract: what is said there of threads, completion and ownership holds here. */
#ifndef BYLINA_STORE_WAITING_H
#define BYLINA_STORE_WAITING_H

#include "store/commit.h"

/* --- inbox: updates that are confirmed to Telegram before their turn has ended --------------- */

struct store_inbox {
    int64_t id;  /* from store_id: receipt order */
    int64_t bot; /* STORE_OWN: a letter, see commit.h */
    int64_t update;
    int64_t received; /* game seconds */
    const char *lane;
    const char *body; /* the update as it came, or the letter's event */
};

/* An update that is in the inbox or was committed already is left alone. The turn of an update
 * deletes its row even if it does not name it. */
void store_inbox_add(struct store *store, const struct store_inbox *rows, size_t count,
                     store_done_fn fn, void *ctx);
/* Calls fn for each waiting row in order, then once with NULL. At the start, before the first poll.
 * (This and the other loads read page by page: rows that come meanwhile may be among them.) */
typedef void (*store_inbox_fn)(void *ctx, const struct store_inbox *row, const struct err *err);
void store_inbox_load(struct store *store, store_inbox_fn fn, void *ctx);

/* --- timers ---------------------------------------------------------------------------------- */

/* Rows with after < deadline <= until, by deadline; then NULL. */
typedef void (*store_timer_fn)(void *ctx, const struct store_timer *row, const struct err *err);
void store_timers_load(struct store *store, int64_t after, int64_t until, store_timer_fn fn,
                       void *ctx);

/* --- outbox and screens ---------------------------------------------------------------------- */

enum store_out_state { STORE_WAITING, STORE_SENDING, STORE_SENT, STORE_DROPPED, STORE_FAILED };

struct store_out_row {
    struct store_out out;
    enum store_out_state state;
};
typedef void (*store_out_fn)(void *ctx, const struct store_out_row *row, const struct err *err);
void store_outs_load(struct store *store, store_out_fn fn, void *ctx); /* unfinished, by id; NULL */
/* Of these ids, rising and at most STORE_PICK_MAX, those that are unfinished; then NULL. */
#define STORE_PICK_MAX 256
void store_outs_pick(struct store *store, const int64_t *ids, size_t count, store_out_fn fn,
                     void *ctx);

/* Records what became of an outgoing call; `detail`: Telegram's words for a failure, or NULL.
 * `bottom`: the message id that the call made, or 0. A sent row is deleted when pruned. */
struct store_out_end {
    int64_t id;
    int64_t chat;
    enum store_out_state state;
    int64_t bottom;
    const char *detail;
};
void store_out_settle(struct store *store, const struct store_out_end *end, store_done_fn fn,
                      void *ctx);

struct store_slot_row {
    struct store_slot slot;
    int64_t shown;   /* version that the chat shows; below slot.version: to be sent */
    int64_t message; /* its message id, or 0 */
    int64_t bottom;  /* newest message id known of the chat */
    bool in_doubt;   /* a send was under way when the last process ended */
    bool blocked;    /* the chat takes no messages */
};
typedef void (*store_slot_fn)(void *ctx, const struct store_slot_row *row, const struct err *err);
/* One chat's slot (absent: a row with versions 0; so any name tells what is known of the chat), or
 * with slot NULL all that are not shown or in doubt, oldest wish first; then NULL. */
void store_slot_load(struct store *store, int64_t chat, const char *slot, store_slot_fn fn,
                     void *ctx);

/* What the sender did to a slot: `shown` and `message` as they are now; in_doubt before a send
 * whose outcome a crash would hide, false with its result. */
struct store_slot_shown {
    int64_t chat;
    const char *slot;
    int64_t shown;
    int64_t message;
    int64_t bottom;
    bool in_doubt;
    /* A screen that Telegram will never take: it stands in the outbox as failed, for admins. */
    const char *failure; /* Telegram's words; NULL: none */
    const char *body;    /* of the outbox row */
    int64_t id;          /* of the outbox row, from store_id */
};
void store_slot_settle(struct store *store, const struct store_slot_shown *shown, store_done_fn fn,
                       void *ctx);

/* The chat takes no messages (403), until an update from it is committed. */
void store_chat_block(struct store *store, int64_t chat, store_done_fn fn, void *ctx);

/* --- payments -------------------------------------------------------------------------------- */

#define STORE_OPEN_MAX 100 /* open payments told at once */

struct store_payment_row {
    struct store_payment payment;
    int64_t paid_ms;
    int64_t open; /* how many there are in all */
};
/* The oldest STORE_OPEN_MAX payments that are neither credited nor given back, then NULL. */
typedef void (*store_payment_fn)(void *ctx, const struct store_payment_row *row,
                                 const struct err *err);
void store_payments_open(struct store *store, store_payment_fn fn, void *ctx);

#endif
