/* What one turn commits, and what became of it. Part of store.h's contract: what is said
 * there of threads, completion and ownership holds here. */
#ifndef BYLINA_STORE_COMMIT_H
#define BYLINA_STORE_COMMIT_H

#include "store/board.h"
#include "store/live.h"
#include "store/want.h"
#include "store/write.h"

enum store_event_kind { STORE_UPDATE, STORE_TIMER, STORE_OTHER };

struct store_event { /* rule 1: an id that is never used again */
    enum store_event_kind kind;
    int64_t bot;      /* of an update */
    int64_t number;   /* the update's id; the timer's uid: its row is deleted by the commit */
    const char *name; /* STORE_OTHER: a text id; kept, like all others, for two days */
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

/* An event that this turn sends to another lane: a row of the inbox (bot STORE_OWN, its id as the
 * update's), whose `received` is the turn's `now`. Its own turn is STORE_OTHER, with a name that
 * begins with "sent/" and ends with the id, and consumes the row. */
#define STORE_OWN 0
struct store_letter {
    int64_t id; /* from store_id */
    const char *lane;
    const char *body; /* JSON for the scripts */
};

/* Money from Telegram that this event tells of. It is recorded once for each charge, for ever, also
 * when the script of the turn has failed; a turn that tells of a charge again is SEEN. */
struct store_payment {
    const char *charge;          /* Telegram's id of it */
    const char *provider_charge; /* or NULL */
    int64_t bot;
    int64_t payer; /* Telegram's user id */
    int64_t chat;
    const char *payload; /* the invoice's */
    const char *currency;
    int64_t amount; /* above 0, in the currency's smallest unit */
};

/* What the turn has done about a payment that is on record. */
enum store_paid_mark {
    STORE_PAID_CREDITED, /* what was paid for is given: once a payment, and not after a refund */
    STORE_PAID_REFUNDED, /* the money is given back, and what was given is undone: once a payment */
    STORE_PAID_REFUSED,  /* nothing can be given: it stays open, and `why` is kept with it */
};
struct store_paid_done {
    const char *charge;
    enum store_paid_mark mark;
    const char *why; /* or NULL */
};

struct store_turn {
    struct store_event event;
    int64_t inbox; /* the inbox row that this turn consumes; 0: none */
    const char *lane;
    int64_t now; /* game seconds of the turn */
    const struct store_read_mark *reads;
    size_t read_count;
    int64_t as_of; /* store_as_of when the first was read */
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
    const struct store_letter *letters;
    size_t letter_count;
    const struct store_audit *audits; /* lines of the audit */
    size_t audit_count;
    /* A player's id whose traces outside his documents go: reports of failures of his lane with
     * their events, ended calls to his chat, buttons of pushes to him ("_push"), what the audit
     * says of changes to him. NULL: none. */
    const char *erase;
    int64_t erase_version; /* of what it drops, from store_id */
    const struct store_ranking *rankings;
    size_t ranking_count;
    const struct store_watching *watchings;
    size_t watching_count;
    const struct store_want *wants;
    size_t want_count;
    const struct store_payment *payment; /* NULL: none */
    const struct store_paid_done *paid;  /* NULL: none; SEEN if that was done before */
    int64_t chat;                        /* the chat that was heard from; 0: none */
    int64_t bottom;                      /* its newest message that this update told of, or 0 */
    bool gone;              /* it takes no messages from now on; else a mark of that is cleared */
    const char *failure;    /* report of a failed script, recorded with the event; NULL: none */
    const char *event_body; /* kept with a failure, for admins */
};

enum store_verdict {
    STORE_COMMITTED,
    STORE_CONFLICT, /* something read has changed: nothing of this turn was kept */
    STORE_SEEN,     /* the event (or its charge) was committed before; nothing was done now */
    STORE_GONE,     /* the timer was cancelled; nothing was done */
    STORE_UNKNOWN,  /* the database failed: err says why; commit again to settle it */
};

typedef void (*store_commit_fn)(void *ctx, enum store_verdict verdict, const struct err *err);
/* Turns that wait together share a transaction (rule 11); the fns are called in commit order. */
void store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn,
                  void *ctx);

#endif
