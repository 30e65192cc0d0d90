/* Versioned migrations: db/<backend>/NNNN_name.sql (migration.h has their form), built into the
 * binary, for all databases that DATABASE_URL may name.
 *
 * Each migration is applied once, in a transaction of its own, and recorded in the table
 * `migrations` with its number, name, time, a checksum of its text and the chain of all checksums
 * up to it. Whoever changes a schema holds a lock between processes from the first look to the
 * last commit: of ten that migrate at once one does it and nine find the work done. A running
 * engine is refused, none starts meanwhile, and one that was only cut off from the server is not
 * let in again (it remembers what was before). A migration that is marked "-- no transaction" is
 * recorded as begun before it runs; if it does not end, the database is half migrated until
 * migrate_repair.
 *
 * Refused, with the mend named: a recorded migration whose text or name has changed, a gap in the
 * records, records that were changed by hand, a database that is newer than this program, one that
 * is half migrated, one into which a copy is under way (copy.h), one of another program.
 *
 * All of it blocks; one thread at a time per struct migrate. */
#ifndef BYLINA_STORE_MIGRATE_H
#define BYLINA_STORE_MIGRATE_H

#include "base/buf.h"
#include "base/embedded.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

/* Classes of PostgreSQL's advisory locks (two keys: the class, hashtext(current_schema())), held by
 * a session: who migrates or copies has MIGRATE's, an engine that has the world open ENGINE's. */
#define MIGRATE_LOCK_CLASS 0x42796c6d
#define ENGINE_LOCK_CLASS  0x42796c65

#define MIGRATE_WAIT_MS 300000 /* for another process that migrates */

/* --- for those who open a world -------------------------------------------------------------- */

/* Brings the database at `url` up to the newest migration; SQLite's file is made if absent. */
int migrate_bring_up(const char *url, struct err *err);
/* Is it at the newest? ERR_REFUSED: not yet; the words tell what is pending and how to apply it.
 * Changes nothing. */
int migrate_ready(const char *url, struct err *err);
/* The same on an open session (PGconn) of the place that is named so: it stays open. For who holds
 * the engine's lock there, so that nothing is changed behind the look. */
int migrate_ready_on(void *link, const char *place, struct err *err);
/* migrate_bring_up of SQLite's file `path`, whose lock (lock.h) the caller holds. */
int migrate_sqlite_held(const char *path, struct err *err);

/* --- for the command line -------------------------------------------------------------------- */

struct migrate;

enum migrate_state {
    MIGRATE_DONE,
    MIGRATE_PENDING,
    MIGRATE_HALF_UP,   /* began outside a transaction, and its end was not seen */
    MIGRATE_HALF_DOWN, /* likewise, while it was undone */
    MIGRATE_CHANGED,   /* applied with another text or under another name */
    MIGRATE_UNKNOWN,   /* applied, and not in this program */
};

struct migrate_line {
    int64_t number;
    const char *name;
    enum migrate_state state;
    int64_t applied_ms; /* wall time; 0: not applied */
    int64_t took_ms;    /* of migrate_up and migrate_down */
};
typedef void (*migrate_fn)(void *ctx, const struct migrate_line *line);
typedef void (*migrate_text_fn)(void *ctx, const char *text);

/* files: migration_files, or a test's own. make: SQLite's file may be made. ERR_NOT_FOUND: there is
 * no such file. */
int migrate_open(const char *url, const struct embedded *files, bool make,
                 struct migrate **ret_migrate, struct err *err);
void migrate_close(struct migrate *migrate); /* NULL is fine */
/* The database in words, without secrets. */
const char *migrate_place(const struct migrate *migrate);

/* Every migration that is recorded or known, in order; then what is refused, if anything.
 * ret_pending: how many are still to be applied. */
int migrate_status(struct migrate *migrate, migrate_fn fn, void *ctx, int *ret_pending,
                   struct err *err);
/* The next `count` (0: all). fn after each. What was applied before an error stands. */
int migrate_up(struct migrate *migrate, int count, migrate_fn fn, void *ctx, struct err *err);
/* Undoes the newest `count`, and gives the database another epoch, so that no hot copy of what it
 * was is believed. ERR_REFUSED before anything is done where one cannot be undone. */
int migrate_down(struct migrate *migrate, int count, migrate_fn fn, void *ctx, struct err *err);

/* What migrate_up(count) or migrate_down(count) would run, as a script with its own records. */
int migrate_sql(struct migrate *migrate, bool down, int count, struct buf *out, struct err *err);

/* Compares the live schema with the one that the recorded migrations make in an empty database. fn
 * gets a line a difference. ret_count: how many. */
int migrate_check(struct migrate *migrate, migrate_text_fn fn, void *ctx, int *ret_count,
                  struct err *err);
/* Records the migrations up to `number` as applied, and no other, without running them. Refused
 * where the live schema is not what they make, unless `unchecked`. */
int migrate_stamp(struct migrate *migrate, int number, bool unchecked, struct err *err);

/* Another epoch for a database that was restored by its own tools, so that no hot copy of what it
 * was is believed. */
int migrate_renew(struct migrate *migrate, struct err *err);

enum migrate_mend { MIGRATE_LOOK, MIGRATE_AS_DONE, MIGRATE_AS_UNDONE };
/* Settles a half migration. LOOK: by the schema, which must be the one before or the one after it.
 * ret_line: which, and as what (its name lives as long as `migrate`). ERR_NOT_FOUND: none is half
 * done. */
int migrate_repair(struct migrate *migrate, enum migrate_mend mend, struct migrate_line *ret_line,
                   struct err *err);

#endif
