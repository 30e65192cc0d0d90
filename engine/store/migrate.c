/* Migrations: what the binary carries against what the database has recorded.
 *
 * One step takes the write lock (BEGIN IMMEDIATE), looks at the records, checks them against our
 * files, applies the next file and records it, and commits. The lock is held from the look to the
 * commit, so of two processes that migrate at once the second finds the work done. A step that
 * fails leaves nothing. Foreign keys are off meanwhile (SQLite allows no switch within a
 * transaction, and tables must be rebuilt now and then); they are checked before each commit
 * instead.
 *
 * The checksum guards against edits by mistake, not by malice: SipHash with a fixed key. */
#include "store/migrate.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIGRATE_BUSY_MS 30000 /* another process may be migrating */
#define MIGRATE_MAX     9999  /* files: four digits */

struct migration {
    int number;
    const char *name; /* "0001_start.sql" */
    const char *text; /* the whole file */
    char *up;
    char checksum[17];
};

struct migrations {
    struct migration *at; /* at[i] has the number i + 1 */
    int count;
};

struct step { /* what all the helpers need */
    sqlite3 *db;
    const char *path;
    const struct migrations *all;
    struct err *err;
};

/* --- the files ------------------------------------------------------------------------------- */

/* The first line that is exactly `mark`: where it begins; ret_after: where the next line begins. */
static const char *find_mark(const char *text, const char *mark, const char **ret_after)
{
    size_t len = strlen(mark);
    for (const char *line = text; *line;) {
        const char *end = strchrnul(line, '\n');
        if ((size_t)(end - line) == len && !strncmp(line, mark, len)) {
            *ret_after = *end ? end + 1 : end;
            return line;
        }
        line = *end ? end + 1 : end;
    }
    return NULL;
}

static int migration_parse(struct migration *migration, const struct embedded *file,
                           const char *name, struct err *err)
{
    char digits[5] = "";
    int64_t number = 0;
    str_copy(digits, sizeof(digits), name);
    if (strlen(name) < 10 || name[4] != '_' || !str_ends(name, ".sql") ||
        str_to_i64(digits, 1, MIGRATE_MAX, &number))
        return err_set(err, ERR_INVALID, "migration %s: name it NNNN_name.sql", file->path);
    migration->number = (int)number;
    migration->name = name;
    migration->text = (const char *)file->data;
    const char *up = NULL;
    const char *down = NULL;
    if (!find_mark(migration->text, "-- up", &up))
        return err_set(err, ERR_INVALID, "migration %s: it has no line \"-- up\"", file->path);
    const char *end = find_mark(up, "-- down", &down);
    if (!end)
        return err_set(err, ERR_INVALID, "migration %s: it has no line \"-- down\"", file->path);
    migration->up = mem_strndup(up, (size_t)(end - up));
    static const uint8_t key[16] = "bylina-migration";
    snprintf(migration->checksum, sizeof(migration->checksum), "%016" PRIx64,
             hash_keyed(key, file->data, file->size));
    return 0;
}

static void migrations_done(struct migrations *all)
{
    for (int i = 0; i < all->count; i++)
        free(all->at[i].up);
    free(all->at);
}

static int by_number(const void *a, const void *b)
{
    return ((const struct migration *)a)->number - ((const struct migration *)b)->number;
}

static int migrations_load(struct migrations *all, const struct embedded *files, const char *folder,
                           struct err *err)
{
    for (const struct embedded *file = files; file->path; file++) {
        if (!str_starts(file->path, folder))
            continue;
        all->at = mem_grow(all->at, (size_t)all->count + 1, sizeof(*all->at));
        memset(&all->at[all->count], 0, sizeof(*all->at));
        all->count++;
        int r = migration_parse(&all->at[all->count - 1], file, file->path + strlen(folder), err);
        if (r)
            return r;
    }
    if (all->count)
        qsort(all->at, (size_t)all->count, sizeof(*all->at), by_number);
    for (int i = 0; i < all->count; i++)
        if (all->at[i].number != i + 1)
            return err_set(err, ERR_INVALID,
                           "migration %s%s: number %d was expected here: numbers begin at 1 and "
                           "have neither gaps nor twins",
                           folder, all->at[i].name, i + 1);
    return 0;
}

/* --- the database ---------------------------------------------------------------------------- */

static int sql_failed(const struct step *step, int rc, const char *what)
{
    const char *said = sqlite3_errmsg(step->db);
    switch (rc & 0xff) {
    case SQLITE_NOTADB:
        return err_set(step->err, ERR_CORRUPT,
                       "%s: this file is not an SQLite database: name another file", step->path);
    case SQLITE_FULL:
        return err_set(step->err, ERR_SYSTEM, "%s: the disk is full: free some space (%s)",
                       step->path, what);
    case SQLITE_BUSY:
        return err_set(step->err, ERR_TIMEOUT,
                       "%s: another program keeps the database locked: let it finish or stop it",
                       step->path);
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
        return err_set(step->err, ERR_REFUSED,
                       "%s: the file or its folder may not be written: mend its rights (%s)",
                       step->path, said);
    default:
        return err_set(step->err, ERR_SYSTEM, "%s: %s failed: %s", step->path, what, said);
    }
}

static int run(const struct step *step, const char *sql, const char *what)
{
    int rc = sqlite3_exec(step->db, sql, NULL, NULL, NULL);
    return rc ? sql_failed(step, rc, what) : 0;
}

/* The first column of the first row, or -1 for none. */
static int ask(const struct step *step, const char *sql, int64_t *ret_number)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(step->db, sql, -1, &stmt, NULL);
    if (!rc)
        rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        *ret_number = sqlite3_column_int64(stmt, 0);
    else if (rc == SQLITE_DONE)
        *ret_number = -1;
    sqlite3_finalize(stmt);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : sql_failed(step, rc, "looking at it");
}

static int make_records(const struct step *step)
{
    int64_t tables = 0;
    int64_t records = 0;
    int r = ask(step, "SELECT count(*) FROM sqlite_schema", &tables);
    if (!r)
        r = ask(step, "SELECT count(*) FROM sqlite_schema WHERE name = 'migrations'", &records);
    if (r || records)
        return r;
    if (tables)
        return err_set(step->err, ERR_REFUSED,
                       "%s: this database belongs to another program (it has tables, and no record "
                       "of our migrations): name another file",
                       step->path);
    return run(step,
               "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
               " checksum TEXT NOT NULL, applied_ms INTEGER NOT NULL) STRICT",
               "making the table of migrations");
}

static int check_record(const struct step *step, sqlite3_stmt *stmt, int expected)
{
    int64_t number = sqlite3_column_int64(stmt, 0);
    const char *name = (const char *)sqlite3_column_text(stmt, 1);
    const char *checksum = (const char *)sqlite3_column_text(stmt, 2);
    if (number > step->all->count)
        return err_set(step->err, ERR_REFUSED,
                       "%s: the database is newer than this program: it has migration %" PRId64
                       " (%s), this program knows %d: start a newer bylina, or undo with the newer "
                       "one's `bylina migrate down`",
                       step->path, number, name, step->all->count);
    if (number != expected)
        return err_set(step->err, ERR_CORRUPT,
                       "%s: migration %d is missing from its records although %" PRId64
                       " (%s) is there: restore a backup",
                       step->path, expected, number, name);
    const struct migration *ours = &step->all->at[expected - 1];
    if (!str_equal(checksum, ours->checksum))
        return err_set(step->err, ERR_CONFLICT,
                       "%s: migration %s was applied with another text (checksum %s, now %s): "
                       "restore the text as it was, and put the change into a new migration",
                       step->path, ours->name, checksum, ours->checksum);
    return 0;
}

/* All records are ours and have no gap: ret_count of them. */
static int check_records(const struct step *step, int *ret_count)
{
    sqlite3_stmt *stmt = NULL;
    int count = 0;
    int result = 0;
    int rc = sqlite3_prepare_v2(step->db,
                                "SELECT number, name, checksum FROM migrations"
                                " ORDER BY number > ?1 DESC, number",
                                -1, &stmt, NULL);
    if (!rc) /* a newer one comes first: it explains everything else */
        rc = sqlite3_bind_int64(stmt, 1, step->all->count);
    if (!rc)
        rc = sqlite3_step(stmt);
    for (; rc == SQLITE_ROW && !result; rc = sqlite3_step(stmt))
        result = check_record(step, stmt, ++count);
    if (!result && rc != SQLITE_DONE)
        result = sql_failed(step, rc, "reading its migrations");
    sqlite3_finalize(stmt);
    *ret_count = count;
    return result;
}

static int apply(const struct step *step, const struct migration *next)
{
    char *what = mem_printf("migration %s, of which nothing was kept,", next->name);
    int64_t orphans = 0;
    int r = run(step, next->up, what);
    if (!r && sqlite3_get_autocommit(step->db))
        r = err_set(step->err, ERR_INVALID,
                    "migration %s ends the transaction by itself: take COMMIT and ROLLBACK out",
                    next->name);
    if (!r)
        r = ask(step, "SELECT count(*) FROM pragma_foreign_key_check", &orphans);
    if (!r && orphans)
        r = err_set(step->err, ERR_INVALID,
                    "%s: migration %s leaves %" PRId64
                    " rows that refer to nothing; nothing of it was kept",
                    step->path, next->name, orphans);
    free(what);
    return r;
}

static int record(const struct step *step, const struct migration *next)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(step->db, "INSERT INTO migrations VALUES (?1, ?2, ?3, ?4)", -1,
                                &stmt, NULL);
    if (!rc) {
        sqlite3_bind_int(stmt, 1, next->number);
        sqlite3_bind_text(stmt, 2, next->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(stmt, 3, next->checksum, -1, SQLITE_STATIC);
        sqlite3_bind_int64(stmt, 4, clock_wall_ms());
        rc = sqlite3_step(stmt);
    }
    sqlite3_finalize(stmt);
    return rc == SQLITE_DONE ? 0 : sql_failed(step, rc, "recording a migration");
}

/* 1: one was applied; 0: there is nothing left to do. */
static int migrate_next(const struct step *step)
{
    int done = 0;
    int applied = 0;
    int r = run(step, "BEGIN IMMEDIATE", "beginning a migration");
    if (!r)
        r = make_records(step);
    if (!r)
        r = check_records(step, &done);
    if (!r && done < step->all->count) {
        r = apply(step, &step->all->at[done]);
        if (!r)
            r = record(step, &step->all->at[done]);
        applied = 1;
    }
    if (!r)
        r = run(step, "COMMIT", "committing a migration");
    if (!sqlite3_get_autocommit(step->db))
        sqlite3_exec(step->db, "ROLLBACK", NULL, NULL, NULL);
    return r ? r : applied;
}

int migrate_sqlite_up(struct sqlite3 *db, const char *path, const struct embedded *files,
                      const char *folder, struct err *err)
{
    struct migrations all = {NULL, 0};
    struct step step = {db, path, &all, err};
    sqlite3_busy_timeout(db, MIGRATE_BUSY_MS);
    int r = migrations_load(&all, files, folder, err);
    if (!r)
        r = run(&step, "PRAGMA foreign_keys = OFF", "opening it");
    if (!r)
        while ((r = migrate_next(&step)) > 0)
            ;
    migrations_done(&all);
    return r;
}
