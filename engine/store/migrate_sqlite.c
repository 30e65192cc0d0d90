/* Migrations on SQLite.
 *
 * Between processes the lock of the file holds (lock.c), which an engine has too; within a step
 * BEGIN IMMEDIATE keeps all other programs out. Foreign keys are off meanwhile (SQLite allows no
 * switch within a transaction, and tables must be rebuilt now and then); they are checked before
 * each commit instead. A file that would begin or end a transaction by itself is stopped by the
 * authorizer, before it does.
 *
 * Scripts are run a statement at a time, so that an error can name the line of the file. */
#include "store/migrate_inner.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/lock.h"
#include "store/sqlite.h"

#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MIGRATE_BUSY_MS 30000 /* another program may be writing */

static int sql_failed(struct migrate *migrate, int rc, const char *what, struct err *err)
{
    const char *said = sqlite3_errmsg(migrate->handle);
    switch (rc & 0xff) {
    case SQLITE_NOTADB:
        return err_set(err, ERR_CORRUPT,
                       "%s: this file is not an SQLite database: name another file",
                       migrate->place);
    case SQLITE_FULL:
        return err_set(err, ERR_SYSTEM, "%s: the disk is full: free some space (%s)",
                       migrate->place, what);
    case SQLITE_BUSY:
        return err_set(err, ERR_TIMEOUT,
                       "%s: another program keeps the database locked: let it finish or stop it",
                       migrate->place);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return err_set(err, ERR_REFUSED,
                       "%s: the file or its folder may not be written: mend its rights (%s)",
                       migrate->place, said);
    case SQLITE_AUTH:
        return err_set(err, ERR_INVALID,
                       "%s ends the transaction by itself: take BEGIN, COMMIT and ROLLBACK out",
                       what);
    default:
        return err_set(err, ERR_SYSTEM, "%s: %s failed: %s", migrate->place, what, said);
    }
}

static int sqlite_run(struct migrate *migrate, const char *sql, const char *what, struct err *err)
{
    int rc = sqlite3_exec(migrate->handle, sql, NULL, NULL, NULL);
    return rc ? sql_failed(migrate, rc, what, err) : 0;
}

static int sqlite_each(struct migrate *migrate, const char *sql, migrate_row_fn fn, void *ctx,
                       struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *values[MIGRATE_COLUMNS_MAX] = {NULL};
    int rc = sqlite3_prepare_v2(migrate->handle, sql, -1, &stmt, NULL);
    int stop = 0;
    while (!rc && !stop && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(stmt) && i < MIGRATE_COLUMNS_MAX; i++)
            values[i] = (const char *)sqlite3_column_text(stmt, i);
        stop = fn(ctx, values);
        rc = 0;
    }
    int r = rc && rc != SQLITE_DONE ? sql_failed(migrate, rc, "reading its schema", err) : 0;
    sqlite3_finalize(stmt);
    return r;
}

/* --- opening --------------------------------------------------------------------------------- */

static int open_handle(struct migrate *migrate, const char *path, int flags, struct err *err)
{
    sqlite3 *handle = NULL;
    int rc =
        sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    migrate->handle = handle;
    if (rc)
        return db_err_words(handle, path, rc, err);
    sqlite3_busy_timeout(handle, MIGRATE_BUSY_MS);
    return sqlite_run(migrate, "PRAGMA foreign_keys = OFF; PRAGMA trusted_schema = OFF",
                      "opening it", err);
}

static int open_file(struct migrate *migrate, const char *url, bool make, struct err *err)
{
    const char *path = url + strlen("sqlite:");
    migrate->place = mem_strdup(path);
    migrate->path = mem_strdup(path);
    int r = sqlite_check_path(path, err);
    if (r)
        return r;
    if (!make && access(path, F_OK) != 0)
        return err_set(err, ERR_NOT_FOUND,
                       "%s: there is no such database: `bylina migrate up` makes it, or name "
                       "another file",
                       path);
    return open_handle(migrate, path, SQLITE_OPEN_READWRITE | (make ? SQLITE_OPEN_CREATE : 0), err);
}

static void close_file(struct migrate *migrate)
{
    sqlite3_close(migrate->handle);
    lock_drop(migrate->lock);
}

static int sqlite_scratch(struct migrate *migrate, struct migrate *ret_scratch, struct err *err)
{
    ret_scratch->place = mem_printf("%s (an empty copy)", migrate->place);
    return open_handle(ret_scratch, ":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, err);
}

/* --- the lock -------------------------------------------------------------------------------- */

static int sqlite_lock(struct migrate *migrate, struct err *err)
{
    return migrate->held ? 0 : lock_take(migrate->path, LOCK_MIGRATOR, &migrate->lock, err);
}

static void sqlite_unlock(struct migrate *migrate)
{
    lock_drop(migrate->lock);
    migrate->lock = -1;
}

static int sqlite_alone(struct migrate *migrate, struct err *err)
{
    (void)migrate; /* the lock says so */
    (void)err;
    return 0;
}

/* --- scripts --------------------------------------------------------------------------------- */

static int no_transactions(void *ctx, int action, const char *a, const char *b, const char *c,
                           const char *d)
{
    (void)ctx, (void)a, (void)b, (void)c, (void)d;
    return action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT ? SQLITE_DENY : SQLITE_OK;
}

static int run_statements(struct migrate *migrate, const struct migration *migration,
                          const struct migration_part *part, struct err *err)
{
    const char *at = part->text;
    while (*at) {
        sqlite3_stmt *stmt = NULL;
        const char *after = NULL;
        int rc = sqlite3_prepare_v2(migrate->handle, at, -1, &stmt, &after);
        while (!rc && stmt && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
            rc = 0;
        sqlite3_finalize(stmt);
        if (rc && rc != SQLITE_DONE) {
            size_t blanks = strspn(at, " \t\r\n");
            char *what =
                mem_printf("migration %s (the statement at line %d)", migration->name,
                           part->line + sql_lines(part->text, (size_t)(at - part->text) + blanks));
            int r = sql_failed(migrate, rc, what, err);
            free(what);
            return r;
        }
        at = after;
    }
    return 0;
}

static int sqlite_script(struct migrate *migrate, const struct migration *migration,
                         const struct migration_part *part, struct err *err)
{
    if (!migration->alone)
        sqlite3_set_authorizer(migrate->handle, no_transactions, NULL);
    int r = run_statements(migrate, migration, part, err);
    sqlite3_set_authorizer(migrate->handle, NULL, NULL);
    return r;
}

static int on_number(void *ctx, const char *const *values)
{
    str_to_i64(values[0], 0, INT64_MAX, ctx);
    return 1;
}

static int sqlite_sound(struct migrate *migrate, const struct migration *migration, struct err *err)
{
    int64_t orphans = 0;
    int r = sqlite_each(migrate, "SELECT count(*) FROM pragma_foreign_key_check", on_number,
                        &orphans, err);
    if (!r && orphans)
        r = err_set(err, ERR_INVALID,
                    "%s: migration %s leaves %" PRId64
                    " rows that refer to nothing; nothing of it was kept",
                    migrate->place, migration->name, orphans);
    return r;
}

const struct migrate_backend migrate_sqlite = {
    .folder = "sqlite/",
    .begin = "BEGIN IMMEDIATE",
    .now = "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    .records = "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
               " checksum TEXT NOT NULL, applied_ms INTEGER NOT NULL,"
               " chain TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'done') STRICT",
    .tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <>"
              " 'sqlite_'",
    .chained = "SELECT 1 FROM pragma_table_info('migrations') WHERE name = 'chain'",
    .preface = "-- sqlite3 -bail FILE < THIS (no engine may have FILE open)\n"
               "PRAGMA foreign_keys = OFF;\n",
    .open = open_file,
    .close = close_file,
    .lock = sqlite_lock,
    .unlock = sqlite_unlock,
    .alone = sqlite_alone,
    .run = sqlite_run,
    .each = sqlite_each,
    .script = sqlite_script,
    .sound = sqlite_sound,
    .scratch = sqlite_scratch,
    .schema = schema_sqlite,
};
