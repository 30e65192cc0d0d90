/* Lore: texts that an AI writes once for the whole world. Here is the work and the record of it;
 * what players are served is the document "_lore/ID". Part of store.h's contract: what is said
 * there of threads, completion and ownership holds here. lore_review.h has lists, figures and the
 * acts of moderators.
 *
 * Times _ms are of the database's clock, which decides alone about leases, attempts and caps. Money
 * is in millionths of a US dollar (micro). No row is ever deleted. */
#ifndef BYLINA_STORE_LORE_H
#define BYLINA_STORE_LORE_H

#include "store/want.h"

enum store_lore_state {
    STORE_LORE_WANTED, /* no text yet */
    STORE_LORE_KEPT,
    STORE_LORE_HIDDEN, /* by a moderator: the template is shown, and the text stays for review */
    STORE_LORE_GIVEN_UP,
};

struct store_lore { /* texts that are not said to be there may be NULL */
    int64_t row;    /* from 1, in the order of wanting */
    const char *id, *kind, *entity, *language, *attributes, *facts; /* there */
    enum store_lore_state state;
    int64_t revision;  /* of what players should see; 0: nothing yet */
    int64_t published; /* what they do see; below `revision`: the document is behind */
    const char *body;  /* canonical JSON {"field": "text", ...} */
    const char *discoverer;
    int64_t discovered;
    const char *model, *prompt;       /* that wrote the body */
    int64_t tokens_in, tokens_out;    /* of all calls for this row, */
    int64_t cost;                     /* likewise */
    int64_t written_ms;               /* the body; 0: there was none yet */
    int64_t fence, lease_ms, next_ms; /* lease_ms 0: free; next_ms 0: at once */
    int64_t attempts;                 /* claims since it was wanted or renewed */
    const char *refusal;        /* why the last attempt came to nothing: a code, as "names", */
    const char *refused_prompt; /* and to which prompt, if its answers were refused */
    bool renew;                 /* a new text is wanted while this one is served */
    int64_t reports;            /* of players, since it was written or kept */
};
/* Loads: each row, then NULL. Gets: the row, or NULL. */
typedef void (*store_lore_fn)(void *ctx, const struct store_lore *lore, const struct err *err);
/* Acts: the row as it is now. done: see each. */
typedef void (*store_lore_done_fn)(void *ctx, bool done, const struct store_lore *lore,
                                   const struct err *err);

void store_lore_get(struct store *store, const char *id, store_lore_fn fn, void *ctx);
/* Rows that wait for a text (wanted, or to be renewed), claimed or not, behind `after` (0: from the
 * first), at most `limit` (STORE_LORE_PAGE_MAX), by row. */
#define STORE_LORE_PAGE_MAX 250
void store_lore_open_load(struct store *store, int64_t after, int64_t limit, store_lore_fn fn,
                          void *ctx);
/* The same for rows whose document is behind. */
void store_lore_behind_load(struct store *store, int64_t after, int64_t limit, store_lore_fn fn,
                            void *ctx);
/* The kept texts of a kind and language that were written last, newest first. */
struct store_lore_recent {
    const char *kind;
    const char *language;
    int64_t limit;
};
void store_lore_recent_load(struct store *store, const struct store_lore_recent *recent,
                            store_lore_fn fn, void *ctx);

/* --- claim, lease, settlement ---------------------------------------------------------------- */

/* Caps count what is spent and what is reserved; 0: no cap, below 0: nothing at all. Days and hours
 * are of UTC; a player's are those of a day. */
struct store_lore_caps {
    int64_t day_cost, hour_cost, player_cost;
    int64_t day_calls, hour_calls, player_calls;
};

struct store_lore_claim {
    const char *id;
    int64_t lease_ms;   /* how long */
    int64_t reserve;    /* the worst that the claim can cost, */
    int64_t calls;      /* and so many calls; 0: one */
    const char *player; /* whose budget it is, too; NULL: nobody's */
    const char *prompt; /* a row that was refused to another one need not wait; NULL: as to any */
    struct store_lore_caps caps;
};
enum store_lore_claimed {
    STORE_LORE_CLAIMED,  /* lore->fence is yours until lore->lease_ms */
    STORE_LORE_BUSY,     /* another has it: look again after wait_ms at the latest */
    STORE_LORE_DONE,     /* it waits for no text (any more): see lore->state */
    STORE_LORE_LATER,    /* no attempt before wait_ms are over */
    STORE_LORE_OVER_DAY, /* the reserve does not fit; wait_ms to the next day or hour */
    STORE_LORE_OVER_HOUR,
    STORE_LORE_OVER_PLAYER,
};
/* lore NULL: there is no such row (ERR_NOT_FOUND), or the database failed. */
typedef void (*store_lore_claimed_fn)(void *ctx, enum store_lore_claimed claimed,
                                      const struct store_lore *lore, int64_t wait_ms,
                                      const struct err *err);
/* In one transaction. Who takes over a lease that has run out books what its holder had reserved as
 * spent: a call that was cut off is billed all the same. */
void store_lore_claim(struct store *store, const struct store_lore_claim *claim,
                      store_lore_claimed_fn fn, void *ctx);

struct store_lore_lease {
    int64_t row, fence;
    int64_t lease_ms; /* from now on */
};
/* done: the fence is still the newest, and the lease is longer now. */
void store_lore_lease(struct store *store, const struct store_lore_lease *lease,
                      store_lore_done_fn fn, void *ctx);

enum store_lore_end {
    STORE_LORE_END_KEPT,
    STORE_LORE_END_REFUSED,  /* the answers were no good: again after next_after_ms */
    STORE_LORE_END_FAILED,   /* there was no answer: the same */
    STORE_LORE_END_GIVEN_UP, /* never again, until it is renewed; a kept text stays */
    STORE_LORE_END_FREED,    /* nothing was asked (a stop): the attempt does not count */
};
struct store_lore_refused { /* an answer of the AI that is kept for review */
    const char *reason;     /* code */
    const char *words;      /* the answer */
};
struct store_lore_settle {
    int64_t row, fence;
    enum store_lore_end end;
    const char *body; /* KEPT */
    const char *model, *prompt;
    const char *reason;                       /* not KEPT: code */
    const struct store_lore_refused *refused; /* also on the way to a text that was kept */
    size_t refused_count;
    int64_t tokens_in, tokens_out, cost, calls; /* of the whole claim */
    int64_t next_after_ms;
};
/* done: the fence was the newest; else nothing but the bill has changed. What was spent is booked
 * in any case, in place of what was reserved, and once: settling again (after an error, which means
 * "not known") does nothing, and the row tells whether the first one stood. A text that is kept is
 * a new revision; so is giving up a row that has no text. */
void store_lore_settle(struct store *store, const struct store_lore_settle *settle,
                       store_lore_done_fn fn, void *ctx);

/* The document has this revision now. */
void store_lore_published(struct store *store, int64_t row, int64_t revision, store_done_fn fn,
                          void *ctx);

/* Requests since the last call: answered by a text, and not (yet). Added to the week's. */
void store_lore_count(struct store *store, int64_t hits, int64_t misses, store_done_fn fn,
                      void *ctx);

/* Pictures, by the hash of their bytes, as base64; never deleted. Put again: nothing happens. */
void store_picture_put(struct store *store, const char *id, const char *bytes, store_done_fn fn,
                       void *ctx);
void store_picture_get(struct store *store, const char *id, store_value_fn fn, void *ctx);

#endif
