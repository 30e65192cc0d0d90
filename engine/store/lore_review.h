/* Lore: lists, the acts of moderators and players, figures. Part of store.h's contract, as lore.h.
 * Every act of a moderator is a line of the audit ("lore.hide") in its own transaction. */
#ifndef BYLINA_STORE_LORE_REVIEW_H
#define BYLINA_STORE_LORE_REVIEW_H

#include "store/lore.h"

/* --- lists ----------------------------------------------------------------------------------- */

enum store_lore_which {
    STORE_LORE_ALL,
    STORE_LORE_ONLY_WANTED, /* these four: by state, in the order of enum store_lore_state */
    STORE_LORE_ONLY_KEPT,
    STORE_LORE_ONLY_HIDDEN,
    STORE_LORE_ONLY_GIVEN_UP,
    STORE_LORE_REPORTED, /* by players, and not yet looked at */
    STORE_LORE_RENEWED,  /* that are to be */
    STORE_LORE_OPEN,     /* wanted, or to be renewed */
    STORE_LORE_BEHIND,   /* whose document is not what it should be */
};
struct store_lore_page {
    enum store_lore_which which;
    const char *kind;     /* NULL: any */
    const char *language; /* NULL: any */
    const char *finder;   /* the discoverer; NULL: any */
    int64_t after;        /* by row, behind this one (0: from the first); */
    int64_t before;       /* or not 0: newest first, below this one (INT64_MAX: from the last) */
    int64_t limit;        /* at most STORE_LORE_PAGE_MAX */
};
void store_lore_page_load(struct store *store, const struct store_lore_page *page, store_lore_fn fn,
                          void *ctx);
/* One by its row's number, for buttons. */
void store_lore_row_get(struct store *store, int64_t row, store_lore_fn fn, void *ctx);

struct store_lore_refusal { /* a text that is not served */
    int64_t id;             /* rises */
    int64_t row;
    const char *lore;   /* the row's id */
    const char *reason; /* code; "superseded": it was served until a new one was kept */
    const char *words;
    const char *model;
    const char *prompt;
    int64_t at_ms;
};
typedef void (*store_lore_refusal_fn)(void *ctx, const struct store_lore_refusal *refusal,
                                      const struct err *err);
struct store_lore_refusals {
    int64_t row;    /* of this row; 0: of all */
    int64_t before; /* ids below; 0: from the newest */
    int64_t limit;
};
/* Newest first, then NULL. The newest STORE_LORE_REFUSALS_MAX are kept. */
#define STORE_LORE_REFUSALS_MAX 10000
void store_lore_refusals_load(struct store *store, const struct store_lore_refusals *which,
                              store_lore_refusal_fn fn, void *ctx);

/* --- acts ------------------------------------------------------------------------------------ */

enum store_lore_act {
    STORE_LORE_KEEP,  /* it is good: its reports are settled; a hidden text is served again */
    STORE_LORE_HIDE,  /* the template is shown instead; nothing is deleted, no new one is wanted */
    STORE_LORE_WRITE, /* `body` is the text from now on, the moderator's own */
    STORE_LORE_RENEW, /* a new one is wanted; what is served is served until then */
};
struct store_lore_edit {
    int64_t row;
    enum store_lore_act act;
    const char *who;
    const char *body; /* WRITE */
};
/* done: it has changed something (a text that is hidden cannot be hidden again). A row without a
 * text cannot be kept: ERR_INVALID. No row: ERR_NOT_FOUND. WRITE and HIDE take the row from who has
 * claimed it. */
void store_lore_edit(struct store *store, const struct store_lore_edit *edit, store_lore_done_fn fn,
                     void *ctx);

struct store_lore_report {
    int64_t row;
    const char *player;
};
/* done: he had not reported this text before. Only kept texts can be: else ERR_NOT_FOUND. */
void store_lore_report(struct store *store, const struct store_lore_report *report,
                       store_lore_done_fn fn, void *ctx);

/* Rows as an export has them, from lore.id to lore.written_ms (state: KEPT or HIDDEN, with a body;
 * what is said of revisions, leases and attempts is not looked at). A row that waits for a text or
 * was given up gets this one. One that has a text keeps it, or gets this one with `replace`. */
struct store_lore_import {
    const struct store_lore *rows;
    size_t count; /* at most STORE_LORE_PAGE_MAX */
    bool replace;
    const char *who; /* for the audit: one line for all */
};
typedef void (*store_lore_imported_fn)(void *ctx, size_t taken, const struct err *err);
void store_lore_import(struct store *store, const struct store_lore_import *import,
                       store_lore_imported_fn fn, void *ctx);

/* --- figures --------------------------------------------------------------------------------- */

struct store_lore_spent { /* in a day or an hour */
    int64_t cost;         /* booked */
    int64_t reserved;     /* by calls under way */
    int64_t calls;        /* likewise both */
};
struct store_lore_figures {
    struct store_lore_spent day, hour, player; /* that are now; player: his day */
    int64_t wanted, kept, hidden, given_up;    /* rows */
    int64_t reported, renewed, behind;
};
typedef void (*store_lore_figures_fn)(void *ctx, const struct store_lore_figures *figures,
                                      const struct err *err);
/* player: NULL, or whose. */
void store_lore_figures_get(struct store *store, const char *player, store_lore_figures_fn fn,
                            void *ctx);

struct store_lore_week {
    int64_t monday; /* days since 1970, UTC */
    int64_t hits, misses;
    int64_t calls, cost, tokens_in, tokens_out;
    int64_t kept;     /* texts that were written */
    int64_t given_up; /* rows */
};
typedef void (*store_lore_week_fn)(void *ctx, const struct store_lore_week *week,
                                   const struct err *err);
/* Newest first, then NULL. */
void store_lore_weeks_load(struct store *store, int64_t limit, store_lore_week_fn fn, void *ctx);

struct store_lore_reason { /* how many answers and attempts came to nothing by it */
    const char *reason;
    int64_t count;
};
typedef void (*store_lore_reason_fn)(void *ctx, const struct store_lore_reason *reason,
                                     const struct err *err);
/* Since the week of that Monday (0: ever), most frequent first, then NULL. */
void store_lore_reasons_load(struct store *store, int64_t monday, store_lore_reason_fn fn,
                             void *ctx);

struct store_pioneer {
    const char *player;
    int64_t found; /* kept texts that he was the first to ask for */
    int64_t place; /* from 1; of equals, who reached it first */
};
typedef void (*store_pioneer_fn)(void *ctx, const struct store_pioneer *pioneer,
                                 const struct err *err);
/* The first `limit`, then NULL. player not NULL: he alone, if he has found anything. */
void store_pioneers_load(struct store *store, const char *player, int64_t limit,
                         store_pioneer_fn fn, void *ctx);

#endif
