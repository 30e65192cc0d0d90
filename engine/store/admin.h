/* What admins look at and settle: failed scripts, failed calls, timers of a document, figures. Part
 * of store.h's contract: what is said there of threads, completion and ownership holds here.
 *
 * Loads tell at most `limit` rows (STORE_LIST_MAX at the most), then NULL. Every act is written to
 * the audit in its own transaction, and completes with ERR_NOT_FOUND if there is nothing to act on
 * (any more): so it is done once, whoever asks for it how often. */
#ifndef BYLINA_STORE_ADMIN_H
#define BYLINA_STORE_ADMIN_H

#include "store/waiting.h"

#define STORE_LIST_MAX 250

/* --- scripts that failed --------------------------------------------------------------------- */

enum store_failure_state { STORE_FAILURE_OPEN, STORE_FAILURE_RETRIED, STORE_FAILURE_DROPPED };

struct store_failure {
    int64_t id;
    const char *event; /* "update/BOT/ID", "timer/UID", "other/NAME" */
    const char *lane;
    int64_t now; /* game seconds of its turn */
    int64_t failed_ms;
    const char *report;
    const char *body; /* the event as scripts got it; NULL: not kept */
    enum store_failure_state state;
    int64_t settled_ms; /* 0: open */
    const char *settled_by;
};
typedef void (*store_failure_fn)(void *ctx, const struct store_failure *row, const struct err *err);

/* The words in the report of an event that has ended the process (turn/guard.c). */
#define STORE_POISON "poison: it ended the process"

/* The open ones with an id below `before` (0: all), newest first. */
void store_failures_load(struct store *store, int64_t before, int64_t limit, store_failure_fn fn,
                         void *ctx);
/* Of these, only those with STORE_POISON in their report. */
void store_poison_load(struct store *store, int64_t before, int64_t limit, store_failure_fn fn,
                       void *ctx);

struct store_failure_kind { /* open ones whose reports begin with the same line */
    int64_t newest;         /* id */
    int64_t count;
    int64_t lanes; /* so many different ones */
    int64_t failed_ms;
    const char *line;
};
typedef void (*store_failure_kind_fn)(void *ctx, const struct store_failure_kind *row,
                                      const struct err *err);
/* The kind with the newest failure first. */
void store_failure_kinds_load(struct store *store, int64_t limit, store_failure_kind_fn fn,
                              void *ctx);
/* One, in whatever state. */
void store_failure_get(struct store *store, int64_t id, store_failure_fn fn, void *ctx);

struct store_failure_end {
    int64_t id;
    const char *who;
    int64_t letter;   /* from store_id: its event is put into the inbox again as this letter; */
    int64_t received; /* game seconds. 0: the failure is dropped */
};
/* An open one is tried again or dropped. ERR_INVALID: its event was not kept, or it is an update
 * that could not even be read. */
void store_failure_settle(struct store *store, const struct store_failure_end *end,
                          store_done_fn fn, void *ctx);

/* --- calls that failed ----------------------------------------------------------------------- */

struct store_failed_out {
    struct store_out out;
    const char *words; /* Telegram's */
    int64_t ended_ms;
};
typedef void (*store_failed_out_fn)(void *ctx, const struct store_failed_out *row,
                                    const struct err *err);
/* As store_failures_load. */
void store_failed_outs_load(struct store *store, int64_t before, int64_t limit,
                            store_failed_out_fn fn, void *ctx);

struct store_failed_out_end {
    int64_t id;
    const char *who;
    int64_t again; /* from store_id: a new call like it waits under this id; 0: none */
};
void store_failed_out_settle(struct store *store, const struct store_failed_out_end *end,
                             store_done_fn fn, void *ctx);

/* --- timers ---------------------------------------------------------------------------------- */

/* Those of one document, by deadline. */
void store_timers_of(struct store *store, const char *kind, const char *id, store_timer_fn fn,
                     void *ctx);

struct store_timer_end {
    int64_t uid;
    const char *who;
};
/* The row goes; a firing that is on its way finds nothing. */
void store_timer_cancel(struct store *store, const struct store_timer_end *end, store_done_fn fn,
                        void *ctx);

/* --- the audit ------------------------------------------------------------------------------- */

struct store_audit_row {
    int64_t id;
    int64_t done_ms;
    struct store_audit line;
};
typedef void (*store_audit_fn)(void *ctx, const struct store_audit_row *row, const struct err *err);
/* As store_failures_load. player: only what he did, or what was about his document; "": all. */
void store_audit_load(struct store *store, const char *player, int64_t before, int64_t limit,
                      store_audit_fn fn, void *ctx);

/* --- figures --------------------------------------------------------------------------------- */

struct store_counts {
    int64_t failures; /* open */
    int64_t calls;    /* failed */
    int64_t blocked;  /* chats that take no messages */
    int64_t timers;
    int64_t bytes; /* of the database */
    int64_t heard; /* private chats that were heard from on that day */
};
typedef void (*store_counts_fn)(void *ctx, const struct store_counts *counts,
                                const struct err *err);
/* day: of the game's clock, since 1970. */
void store_counts_get(struct store *store, int64_t day, store_counts_fn fn, void *ctx);

struct store_queue { /* calls that wait for one chat */
    int64_t chat;
    int64_t count;
    int64_t oldest_ms; /* when its first was put there; 0: unknown */
    int64_t all;       /* calls that wait for any chat */
    int64_t screens;   /* that are not shown yet, of any chat */
};
typedef void (*store_queue_fn)(void *ctx, const struct store_queue *row, const struct err *err);
/* The longest first. */
void store_queues_load(struct store *store, int64_t limit, store_queue_fn fn, void *ctx);

#endif
