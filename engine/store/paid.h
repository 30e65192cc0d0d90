/* Payments on record: what an admin and the till (app/till.h) look at and settle. Part of store.h's
 * contract: what is said there of threads, completion and ownership holds here.
 *
 * A payment is recorded by the commit of the turn that tells of it (commit.h), credited or given
 * back by the mark of a turn, and is open in between. Every act below is written to the audit in
 * its own transaction, and completes with ERR_NOT_FOUND if there is nothing to act on (any more).
 */
#ifndef BYLINA_STORE_PAID_H
#define BYLINA_STORE_PAID_H

#include "store/waiting.h"

struct store_paid {
    int64_t number; /* from 1, in the order of coming */
    struct store_payment payment;
    int64_t paid_ms;
    int64_t credited_ms; /* 0: not yet */
    int64_t refund_ms;   /* Telegram is to be asked, or told us, to give it back; 0: no */
    int64_t refunded_ms; /* it is given back, and undone; 0: no */
    const char *refused; /* why it could not be credited or given back; NULL: it could */
};
typedef void (*store_paid_fn)(void *ctx, const struct store_paid *row, const struct err *err);

struct store_paid_which {
    int64_t number;     /* this one alone, */
    const char *charge; /* or this one. 0 and NULL: a list, newest first, */
    int64_t payer;      /* of this payer (0: of all), */
    int64_t before;     /* with numbers below this (0: all), */
    int64_t limit;      /* so many, at most STORE_PAID_MAX */
};
#define STORE_PAID_MAX 250
/* Each row, then NULL. */
void store_paid_load(struct store *store, const struct store_paid_which *which, store_paid_fn fn,
                     void *ctx);
/* All that Telegram is to be asked to give back and that are not given back, oldest first; NULL. */
void store_refunds_load(struct store *store, store_paid_fn fn, void *ctx);

enum store_paid_act {
    STORE_PAID_RETRY,  /* not credited: `body` is put into the inbox as a letter to `lane` */
    STORE_PAID_REFUND, /* Telegram is to be asked to give it back */
    STORE_PAID_KEEP,   /* it has refused to: the payment is as it was, and `why` is kept with it */
};
struct store_paid_end {
    int64_t number;
    enum store_paid_act act;
    const char *who;
    const char *why;
    struct store_letter letter;
    int64_t received; /* game seconds of the letter */
};
void store_paid_settle(struct store *store, const struct store_paid_end *end, store_done_fn fn,
                       void *ctx);

#endif
