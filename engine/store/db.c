/* A connection: opening it for its role, its statements, and its errors in words.
 *
 * Roles: the writer checks nothing by itself (checkpoint.c does) and syncs each commit
 * (synchronous=FULL); the reader cannot write; the checkpointer only copies the log into the file.
 * All are opened without SQLite's own mutexes: one thread each.
 *
 * SQLite rolls a whole transaction back on some errors and not on others, so db_err sorts them:
 * what a statement's own data can cause leaves the transaction alone (ERR_INVALID); after anything
 * else the connection counts as broken, its transaction as lost, and db_ready opens it anew (rule:
 * after a failed COMMIT or sync never go on with the same connection). */
#include "store/db.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

/* --- errors ---------------------------------------------------------------------------------- */

static const struct {
    int rc;
    int code;
    const char *words;
} db_errors[] = {
    {SQLITE_FULL, ERR_SYSTEM, "the disk is full: free some space where the file is"},
    {SQLITE_IOERR, ERR_SYSTEM, "the disk failed"},
    {SQLITE_BUSY, ERR_TIMEOUT,
     "another program keeps the database locked: let it finish or stop it"},
    {SQLITE_LOCKED, ERR_TIMEOUT, "another program keeps the database locked"},
    {SQLITE_READONLY, ERR_REFUSED, "the file or its folder may not be written: mend its rights"},
    {SQLITE_PERM, ERR_REFUSED, "the file may not be opened: mend its rights"},
    {SQLITE_CANTOPEN, ERR_SYSTEM,
     "the file cannot be opened: does its folder exist, and may it be written?"},
    {SQLITE_NOTADB, ERR_CORRUPT, "this file is not an SQLite database: name another file"},
    {SQLITE_CORRUPT, ERR_CORRUPT, "the database is damaged: restore a backup"},
    {SQLITE_CONSTRAINT, ERR_INVALID, "the data break a rule of the schema"},
    {SQLITE_TOOBIG, ERR_INVALID, "a text is too long for the database"},
    {SQLITE_MISMATCH, ERR_INVALID, "a value has the wrong type"},
    {SQLITE_RANGE, ERR_INVALID, "a value too many"},
};

int db_err_words(sqlite3 *handle, const char *path, int rc, struct err *err)
{
    const char *said = handle ? sqlite3_errmsg(handle) : sqlite3_errstr(rc);
    int system = handle ? sqlite3_system_errno(handle) : 0;
    for (size_t i = 0; i < sizeof(db_errors) / sizeof(*db_errors); i++) {
        if (db_errors[i].rc != (rc & 0xff))
            continue;
        if (system && db_errors[i].code == ERR_SYSTEM)
            return err_set(err, db_errors[i].code, "%s: %s (%s; %s)", path, db_errors[i].words,
                           said, strerror(system));
        return err_set(err, db_errors[i].code, "%s: %s (%s)", path, db_errors[i].words, said);
    }
    return err_set(err, ERR_SYSTEM, "%s: the database failed (%s)", path, said);
}

int db_err(struct db *db, struct err *err, int rc)
{
    int code = db_err_words(db->handle, db->path, rc, err);
    if (code != ERR_INVALID)
        db->broken = true;
    return code;
}

/* --- life ------------------------------------------------------------------------------------ */

static int pragma(struct db *db, const char *text, struct err *err)
{
    int rc = sqlite3_exec(db->handle, text, NULL, NULL, NULL);
    return rc ? db_err(db, err, rc) : 0;
}

/* Answers with the mode that it has now: on some file systems that is not the one asked for. */
static int pragma_wal(struct db *db, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode = WAL", -1, &stmt, NULL);
    if (!rc)
        rc = sqlite3_step(stmt);
    int result = 0;
    if (rc != SQLITE_ROW)
        result = db_err(db, err, rc);
    else if (strcmp((const char *)sqlite3_column_text(stmt, 0), "wal") != 0)
        result = err_set(err, ERR_SYSTEM,
                         "%s: its file system cannot share memory, which the write-ahead log "
                         "needs: put the database on a local disk",
                         db->path);
    sqlite3_finalize(stmt);
    return result;
}

static int db_set_up(struct db *db, struct err *err)
{
    int r = pragma(db, "PRAGMA trusted_schema = OFF", err);
    if (!r && db->role != DB_READER)
        r = pragma_wal(db, err);
    if (!r && db->role == DB_READER)
        r = pragma(db, "PRAGMA query_only = ON", err);
    if (!r)
        r = pragma(db, "PRAGMA synchronous = FULL", err);
    if (r || db->role != DB_WRITER)
        return r;
    char text[160];
    sqlite3_snprintf(sizeof(text), text,
                     "PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0;"
                     " PRAGMA cache_size = -%d; PRAGMA journal_size_limit = %d",
                     DB_WRITER_CACHE_KIB, DB_WAL_LIMIT);
    return pragma(db, text, err);
}

int db_open(struct db *db, const char *path, enum db_role role, struct err *err)
{
    memset(db, 0, sizeof(*db));
    db->path = path;
    db->role = role;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (role == DB_WRITER)
        flags |= SQLITE_OPEN_CREATE;
    int rc = sqlite3_open_v2(path, &db->handle, flags, NULL);
    int r = rc ? db_err(db, err, rc) : 0;
    if (!r) {
        sqlite3_busy_timeout(db->handle, DB_BUSY_MS);
        r = db_set_up(db, err);
    }
    if (r)
        db_close(db);
    return r;
}

void db_close(struct db *db)
{
    for (size_t i = 0; i < SQL_ALL; i++) {
        sqlite3_finalize(db->stmts[i]);
        db->stmts[i] = NULL;
    }
    sqlite3_close(db->handle);
    db->handle = NULL;
    db->broken = false;
    db->seen.known = false;
}

int db_ready(struct db *db, struct err *err)
{
    if (db->handle && !db->broken)
        return 0;
    db_close(db);
    return db_open(db, db->path, db->role, err);
}

/* --- statements ------------------------------------------------------------------------------ */

static int bind_one(sqlite3_stmt *stmt, int at, char type, va_list *args)
{
    if (type == 'i')
        return sqlite3_bind_int64(stmt, at, va_arg(*args, int64_t));
    const char *text = va_arg(*args, const char *);
    if (type == 't')
        return sqlite3_bind_text(stmt, at, text, -1, SQLITE_STATIC);
    size_t len = va_arg(*args, size_t);
    if (type == 'x')
        return sqlite3_bind_blob64(stmt, at, len ? text : "", len, SQLITE_STATIC);
    return sqlite3_bind_text64(stmt, at, text, len, SQLITE_STATIC, SQLITE_UTF8);
}

static const char *text_of(int sql)
{
    return sql < SQL_LORE_FIRST ? sql_texts[sql] : sql_lore_texts[sql - SQL_LORE_FIRST];
}

static int start(struct db *db, int sql, sqlite3_stmt **ret_stmt, struct err *err,
                 const char *types, va_list *args)
{
    sqlite3_stmt **stmt = &db->stmts[sql];
    int rc = 0;
    if (!*stmt)
        rc =
            sqlite3_prepare_v3(db->handle, text_of(sql), -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
    for (int i = 0; !rc && types[i]; i++)
        rc = bind_one(*stmt, i + 1, types[i], args);
    if (rc)
        return db_err(db, err, rc);
    *ret_stmt = *stmt;
    return 0;
}

int db_start(struct db *db, int sql, sqlite3_stmt **ret_stmt, struct err *err, const char *types,
             ...)
{
    va_list args;
    va_start(args, types);
    int r = start(db, sql, ret_stmt, err, types, &args);
    va_end(args);
    return r;
}

void db_stop(sqlite3_stmt *stmt)
{
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt); /* they point into the caller's memory */
}

int db_step(struct db *db, sqlite3_stmt *stmt, struct err *err)
{
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        return 1;
    int r = rc == SQLITE_DONE ? 0 : db_err(db, err, rc);
    db_stop(stmt);
    return r;
}

int db_run(struct db *db, int sql, int64_t *ret_changes, struct err *err, const char *types, ...)
{
    sqlite3_stmt *stmt = NULL;
    va_list args;
    va_start(args, types);
    int r = start(db, sql, &stmt, err, types, &args);
    va_end(args);
    if (!r)
        while ((r = db_step(db, stmt, err)) > 0)
            ;
    if (!r && ret_changes)
        *ret_changes = sqlite3_changes64(db->handle);
    return r;
}

const char *db_column_text(sqlite3_stmt *stmt, int column, struct store_rows *rows)
{
    const void *text = sqlite3_column_text(stmt, column);
    return rows_text(rows, text, (size_t)sqlite3_column_bytes(stmt, column));
}
