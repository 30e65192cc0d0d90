/* The SQL truth: one interface for all backends; SQLite is the first.
 *
 * Opened once, at the start, which migrates (migrate.h), takes the lock of the file (a second
 * engine is refused) and reserves the block of ids that store_id hands out. After that every call
 * is asynchronous: it completes exactly once, on the loop, never from within the call. What is
 * given is not copied: it must live until the completion. Rows given to callbacks live during the
 * callback. Times ending in _ms are wall milliseconds of the machine; deadlines are seconds of the
 * game's clock. Loop thread only; the backend has threads of its own.
 *
 * Writes are carried out in the order in which they were asked for, and completed in that order.
 * Reads run beside them: they see every write that had completed when they were asked for, and
 * perhaps more.
 *
 * An error of a read or a commit means "not known": ask again. Deciding after an unknown commit is
 * committing again: STORE_SEEN then says that the first one stood. Codes that say more:
 * ERR_INVALID, the data themselves break the schema (nothing was kept, and the same again will fail
 * again); ERR_LIMIT, too much is under way; ERR_CANCELLED, the store is closing. */
#ifndef BYLINA_STORE_STORE_H
#define BYLINA_STORE_STORE_H

#include "base/error.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORE_GROUP_MAX 64 /* turns in one transaction */

struct store;

/* url: "sqlite:PATH" (the file is made if absent). Errors name the file and the mend. */
int store_open(struct loop *loop, const char *url, struct store **ret_store, struct err *err);
/* Finishes what was asked for (blocking), completes it, closes. What a completion asks for
 * meanwhile completes with ERR_CANCELLED. Not from within a completion. NULL is fine. */
void store_close(struct store *store);

/* Rising ids that no start repeats, below 2^53: versions of documents, timers, outbox and inbox
 * rows. Never fails. (They are reserved in blocks of 2^20; the transaction that keeps an id also
 * keeps the mark above it, at which the next start begins.) */
int64_t store_id(struct store *store);
/* The database's random name (16 hex digits); changes with a restore. */
const char *store_epoch(const struct store *store);

/* --- documents ------------------------------------------------------------------------------- */

struct store_doc {
    const char *kind;
    const char *id;
    int64_t version;  /* 0: never existed */
    const char *body; /* JSON; NULL: absent (version then is the tombstone's, or 0) */
    size_t len;
};

/* Reads the newest committed state of `count` documents: fn gets them in the order asked for. */
typedef void (*store_docs_fn)(void *ctx, const struct store_doc *docs, size_t count,
                              const struct err *err);
struct store_key {
    const char *kind;
    const char *id;
};
void store_read(struct store *store, const struct store_key *keys, size_t count, store_docs_fn fn,
                void *ctx);

/* --- a turn's commit ------------------------------------------------------------------------- */

enum store_event_kind { STORE_UPDATE, STORE_TIMER, STORE_OTHER };

struct store_event { /* rule 1: an id that is never used again */
    enum store_event_kind kind;
    int64_t bot;      /* of an update */
    int64_t number;   /* the update's id; the timer's uid: its row is deleted by the commit */
    const char *name; /* STORE_OTHER: a text id; kept, like all others, for two days */
};

struct store_read_mark { /* what the turn read, absences included */
    const char *kind;
    const char *id;
    int64_t version;
};

struct store_write {
    const char *kind;
    const char *id;
    int64_t version;  /* the new one, from store_id */
    const char *body; /* NULL: drop; a tombstone and no timers stay (none of this turn's either) */
    size_t len;
};

struct store_timer {
    const char *kind; /* of the document */
    const char *id;
    const char *name;
    int64_t uid; /* of the new row, from store_id; 0: cancel */
    int64_t deadline;
};

struct store_out { /* a durable call to Telegram that is no screen */
    int64_t id;    /* from store_id: their order within the chat */
    int64_t chat;
    const char *body; /* the intent, as JSON of turn/ */
    int priority;     /* lower goes first among chats */
    int policy;       /* enum turn_policy: what happens when its sending was cut off */
};

struct store_slot { /* what a chat's screen should show */
    int64_t chat;
    const char *slot;
    int64_t version;     /* of `desired`, from store_id */
    const char *desired; /* JSON of turn/ */
};

struct store_pay { /* a line in the ledger */
    const char *from;
    const char *to;
    int64_t amount;
    const char *why;
};

struct store_turn {
    struct store_event event;
    int64_t inbox; /* the inbox row that this turn consumes; 0: none */
    const char *lane;
    int64_t now; /* game seconds of the turn */
    const struct store_read_mark *reads;
    size_t read_count;
    const struct store_write *writes;
    size_t write_count;
    const struct store_timer *timers; /* carried out in order */
    size_t timer_count;
    const struct store_out *outs;
    size_t out_count;
    const struct store_slot *slots;
    size_t slot_count;
    const struct store_pay *pays;
    size_t pay_count;
    int64_t chat;           /* the chat's newest message that this update told of, */
    int64_t bottom;         /* or 0 */
    const char *failure;    /* report of a failed script, recorded with the event; NULL: none */
    const char *event_body; /* kept with a failure, for admins */
};

enum store_verdict {
    STORE_COMMITTED,
    STORE_CONFLICT, /* something read has changed: nothing of this turn was kept */
    STORE_SEEN,     /* the event was committed before; nothing was done now */
    STORE_GONE,     /* the timer was cancelled; nothing was done */
    STORE_UNKNOWN,  /* the database failed: err says why; commit again to settle it */
};

typedef void (*store_commit_fn)(void *ctx, enum store_verdict verdict, const struct err *err);
/* Turns that wait together share a transaction (rule 11); the fns are called in commit order. */
void store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                  void *ctx);

/* --- inbox: updates that are confirmed to Telegram before their turn has ended --------------- */

struct store_inbox {
    int64_t id; /* from store_id: receipt order */
    int64_t bot;
    int64_t update;
    int64_t received; /* game seconds */
    const char *lane;
    const char *body; /* the update as it came */
};

typedef void (*store_done_fn)(void *ctx, const struct err *err);
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
};
typedef void (*store_slot_fn)(void *ctx, const struct store_slot_row *row, const struct err *err);
/* One chat's slot (absent: a row with versions 0), or with slot NULL all that are not shown or in
 * doubt, oldest wish first; then NULL. */
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
};
void store_slot_settle(struct store *store, const struct store_slot_shown *shown, store_done_fn fn,
                       void *ctx);

/* --- small things ---------------------------------------------------------------------------- */

/* Named values of the engine itself (the clock's offset, the offset of polling): NULL if absent.
 * Names that begin with "store." are refused. */
typedef void (*store_value_fn)(void *ctx, const char *value, const struct err *err);
void store_value_get(struct store *store, const char *name, store_value_fn fn, void *ctx);
void store_value_set(struct store *store, const char *name, const char *value, store_done_fn fn,
                     void *ctx);

/* Who did what with an admin's rights. */
struct store_audit {
    const char *who;
    const char *what;
    const char *detail;
};
void store_audit_add(struct store *store, const struct store_audit *line, store_done_fn fn,
                     void *ctx);

/* A generation of scripts that went live. */
void store_generation_add(struct store *store, int64_t number, const char *who, const char *hash,
                          store_done_fn fn, void *ctx);

#endif
