/* SQLite as a side of a copy. */
#include "store/copy_inner.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define SQL_MAX 8192
#define OURS    " NOT IN ('migrations', '" MIGRATE_COPYING "')"
#define TABLES                                                                                     \
    "(SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"     \
    " AND name" OURS ") AS t"

static int failed(struct copy_side *side, int rc, const struct copy_table *table, struct err *err)
{
    db_err_words(side->migrate->handle, side->migrate->place, rc, err);
    return err ? err_prefix(err, "table %s", table->name) : ERR_SYSTEM;
}

/* --- reading --------------------------------------------------------------------------------- */

/* "?1, ?2" */
static void add_marks(int count, struct buf *out)
{
    for (int i = 0; i < count; i++)
        buf_addf(out, "%s?%d", i ? ", " : "", i + 1);
}

static int bind(sqlite3_stmt *stmt, int at, enum copy_type type, const struct copy_value *value)
{
    if (!value->data)
        return sqlite3_bind_null(stmt, at);
    if (type == COPY_NUMBER)
        return sqlite3_bind_int64(stmt, at, strtoll(value->data, NULL, 10));
    if (type == COPY_BYTES)
        return sqlite3_bind_blob64(stmt, at, value->data, value->len, SQLITE_STATIC);
    return sqlite3_bind_text64(stmt, at, value->data, value->len, SQLITE_STATIC, SQLITE_UTF8);
}

static int prepare_read(struct copy_side *side, const struct copy_table *table,
                        const struct copy_value *after, sqlite3_stmt **ret_stmt)
{
    struct buf sql;
    buf_init(&sql, SQL_MAX);
    buf_adds(&sql, "SELECT ");
    copy_names(table, false, &sql);
    buf_addf(&sql, " FROM \"%s\"", table->name);
    if (after) {
        buf_adds(&sql, " WHERE (");
        copy_names(table, true, &sql);
        buf_adds(&sql, ") > (");
        add_marks(table->key_count, &sql);
        buf_adds(&sql, ")");
    }
    buf_adds(&sql, " ORDER BY ");
    copy_names(table, true, &sql);
    buf_addf(&sql, " LIMIT %d", COPY_BATCH);
    int rc = sqlite3_prepare_v2(side->migrate->handle, sql.data, -1, ret_stmt, NULL);
    for (int i = 0; !rc && after && i < table->key_count; i++)
        rc = bind(*ret_stmt, i + 1, table->columns[table->keys[i]].type, &after[i]);
    buf_done(&sql);
    return rc;
}

static int tell_row(sqlite3_stmt *stmt, const struct copy_table *table, copy_row_fn fn, void *ctx)
{
    struct copy_value values[COPY_COLUMNS_MAX];
    for (int i = 0; i < table->count; i++) {
        bool bytes = table->columns[i].type == COPY_BYTES;
        if (sqlite3_column_type(stmt, i) == SQLITE_NULL) {
            values[i] = (struct copy_value){NULL, 0};
            continue;
        }
        const void *data =
            bytes ? sqlite3_column_blob(stmt, i) : (const void *)sqlite3_column_text(stmt, i);
        values[i] = (struct copy_value){data ? data : "", (size_t)sqlite3_column_bytes(stmt, i)};
    }
    return fn(ctx, values);
}

static int sqlite_read(struct copy_side *side, const struct copy_table *table,
                       const struct copy_value *after, copy_row_fn fn, void *ctx, int *ret_rows,
                       struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = 0;
    int rc = prepare_read(side, table, after, &stmt);
    *ret_rows = 0;
    while (!rc && !r && (rc = sqlite3_step(stmt)) == SQLITE_ROW) {
        ++*ret_rows;
        r = tell_row(stmt, table, fn, ctx);
        rc = 0;
    }
    if (!r && rc && rc != SQLITE_DONE)
        r = failed(side, rc, table, err);
    sqlite3_finalize(stmt);
    return r;
}

/* --- writing --------------------------------------------------------------------------------- */

static int sqlite_start(struct copy_side *side, const struct copy_table *table, struct err *err)
{
    struct buf sql;
    sqlite3_stmt *stmt = NULL;
    buf_init(&sql, SQL_MAX);
    buf_addf(&sql, "INSERT INTO \"%s\" (", table->name);
    copy_names(table, false, &sql);
    buf_adds(&sql, ") VALUES (");
    add_marks(table->count, &sql);
    buf_adds(&sql, ")");
    int rc = sqlite3_prepare_v2(side->migrate->handle, sql.data, -1, &stmt, NULL);
    buf_done(&sql);
    side->writing = stmt;
    return rc ? failed(side, rc, table, err) : 0;
}

static int sqlite_row(struct copy_side *side, const struct copy_table *table,
                      const struct copy_value *values, struct err *err)
{
    sqlite3_stmt *stmt = side->writing;
    int rc = 0;
    for (int i = 0; !rc && i < table->count; i++)
        rc = bind(stmt, i + 1, table->columns[i].type, &values[i]);
    if (!rc)
        rc = sqlite3_step(stmt);
    int r = rc == SQLITE_DONE ? 0 : failed(side, rc, table, err);
    sqlite3_reset(stmt);
    return r;
}

static int sqlite_end(struct copy_side *side, const struct copy_table *table, bool good,
                      struct err *err)
{
    (void)table, (void)good, (void)err;
    sqlite3_finalize(side->writing);
    side->writing = NULL;
    return 0;
}

/* A table without AUTOINCREMENT goes on behind its highest number by itself. */
static int sqlite_finish(struct copy_side *side, struct err *err)
{
    (void)side, (void)err;
    return 0;
}

const struct copy_backend copy_sqlite = {
    .columns = "SELECT t.name, c.name, upper(c.type), c.pk, '' FROM " TABLES
               ", pragma_table_xinfo(t.name) AS c WHERE c.hidden = 0 ORDER BY t.name, c.name",
    .parents = "SELECT t.name, f.\"table\" FROM " TABLES ", pragma_foreign_key_list(t.name) AS f",
    .session = "PRAGMA cache_size = -65536",
    .read = sqlite_read,
    .start = sqlite_start,
    .row = sqlite_row,
    .end = sqlite_end,
    .finish = sqlite_finish,
};
