/* The SQL truth: one interface for all backends, SQLite and PostgreSQL.
 *
 * Opened once, at the start, which migrates SQLite's file (migrate.h), takes the lock (a second
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
#include "base/histogram.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STORE_GROUP_MAX   64    /* turns in one transaction */
#define STORE_REFUSED_MAX 10000 /* refused acts that the audit keeps */

struct store;

/* url: "sqlite:PATH" (the file is made if absent), or "postgres://..." (up to date: migrate_ready).
 * Errors name the place and the mend, and no password. */
int store_open(struct loop *loop, const char *url, struct store **ret_store, struct err *err);
/* For a command, also while an engine has it open: whatever it writes, the engine notices
 * (store_on_foreign). It takes no lock and migrates nothing, and store_id, commits of turns and
 * whatever else needs ids of the store are not to be used. */
int store_open_beside(struct loop *loop, const char *url, struct store **ret_store,
                      struct err *err);
/* Finishes what was asked for (blocking), completes it, closes. What a completion asks for
 * meanwhile completes with ERR_CANCELLED. Not from within a completion. NULL is fine. */
void store_close(struct store *store);

/* Rising ids that no start repeats, below 2^53: versions of documents, timers, outbox and inbox
 * rows. Never fails. (They are reserved in blocks of 2^20; the transaction that keeps an id also
 * keeps the mark above it, at which the next start begins.) */
int64_t store_id(struct store *store);
/* The database's random name (16 hex digits; beside a database that no engine has opened yet: "");
 * changes with a restore. */
const char *store_epoch(const struct store *store);

/* The newest `now` of a turn that was committed before this start, seconds of the game; 0: none. */
int64_t store_last_now(const struct store *store);

typedef void (*store_done_fn)(void *ctx, const struct err *err); /* err NULL: done */

/* Another program has written into the database: what is held in memory may be wrong, whatever the
 * versions say. fn(ctx) on the loop each time that was noticed, at the next write at the latest.
 * store_as_of is their number that was told so far: a turn that names the one of its reads
 * (store_turn.as_of) is told CONFLICT where a later change was noticed. */
void store_on_foreign(struct store *store, loop_fn fn, void *ctx);
int64_t store_as_of(const struct store *store);

/* How the database is, since the start. */
struct store_status {
    int64_t pending;        /* operations under way */
    int64_t errors;         /* operations that ended in "not known" */
    bool refused;           /* the database has refused this engine for good: start it again */
    int64_t groups;         /* transactions of writes that stood, */
    int64_t writes;         /* the operations in them, */
    struct histogram taken; /* and how long each transaction took */
};
void store_status(struct store *store, struct store_status *ret_status);

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

/* --- small things ---------------------------------------------------------------------------- */

/* Named values of the engine itself (the clock's offset): NULL if absent. Names that begin with
 * "store." are refused. "confirmed.BOT" is read by the store, too: ids of that bot's updates are
 * forgotten only below it. */
typedef void (*store_value_fn)(void *ctx, const char *value, const struct err *err);
void store_value_get(struct store *store, const char *name, store_value_fn fn, void *ctx);
void store_value_set(struct store *store, const char *name, const char *value, store_done_fn fn,
                     void *ctx);

/* Who did what with an admin's rights. Texts but `who` and `what` may be NULL. */
struct store_audit {
    const char *who;
    const char *what;
    const char *detail;
    const char *subject; /* the document it was about, "kind/id" */
    const char *was;     /* what it changed, before and after: JSON */
    const char *became;
    bool refused; /* who asked had not the right; the newest STORE_REFUSED_MAX are kept */
};
void store_audit_add(struct store *store, const struct store_audit *line, store_done_fn fn,
                     void *ctx);

#endif
