/* The index of documents in SQLite: the tables indexed (what stands in the index of a document) and
 * found (its rows, see index.h).
 *
 * A document that changes takes out only the rows that are not its own any more, and puts in only
 * those that are new: where no indexed field has changed that is one look at `indexed`. */
#include "store/index.h"
#include "store/sqlite.h"

#include "base/str.h"

#include <string.h>

/* --- writes ---------------------------------------------------------------------------------- */

struct found_at { /* the document under way */
    struct db *db;
    const char *kind;
    const char *id;
    struct err *err;
};

static bool has_row(const struct index_row *rows, size_t count, const struct index_row *row)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].shape == row->shape && rows[i].len == row->len &&
            memcmp(rows[i].key, row->key, row->len) == 0)
            return true;
    return false;
}

/* Each row that is in `rows` and not in `others`. */
static int put_rows(const struct found_at *at, enum sql sql, const struct index_row *rows,
                    size_t count, const struct index_row *others, size_t other_count)
{
    int r = 0;
    for (size_t i = 0; !r && i < count; i++)
        if (!has_row(others, other_count, &rows[i]))
            r = db_run(at->db, sql, NULL, at->err, "ixt", rows[i].shape, rows[i].key, rows[i].len,
                       at->id);
    return r;
}

/* ret_len: how many bytes, -1 if the document is not in the index. */
static int packed_now(const struct found_at *at, uint8_t packed[INDEX_PACKED_MAX], int *ret_len)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(at->db, SQL_INDEXED_GET, &stmt, at->err, "tt", at->kind, at->id);
    if (!r)
        r = db_step(at->db, stmt, at->err);
    *ret_len = -1;
    if (r <= 0)
        return r;
    int len = sqlite3_column_bytes(stmt, 0);
    const void *bytes = sqlite3_column_blob(stmt, 0);
    if (len > INDEX_PACKED_MAX)
        len = 0;
    if (len)
        memcpy(packed, bytes, (size_t)len);
    db_stop(stmt);
    *ret_len = len;
    return 0;
}

/* index NULL: the document is gone. */
static int change(const struct found_at *at, const struct store_index *index)
{
    uint8_t before[INDEX_PACKED_MAX];
    uint8_t after[INDEX_PACKED_MAX];
    struct index_row old[INDEX_ROWS_MAX];
    struct index_row now[INDEX_ROWS_MAX];
    int was = -1;
    int is = index ? index_pack(index, after) : -1;
    int r = packed_now(at, before, &was);
    if (r)
        return r;
    if (index && is < 0)
        return err_set(at->err, ERR_INVALID, "%s %s: an index that the store cannot keep", at->kind,
                       at->id);
    if (was == is && (was <= 0 || memcmp(before, after, (size_t)was) == 0))
        return 0;
    size_t old_count = was < 0 ? 0 : index_rows(at->kind, before, (size_t)was, old);
    size_t now_count = is < 0 ? 0 : index_rows(at->kind, after, (size_t)is, now);
    r = put_rows(at, SQL_FOUND_DROP, old, old_count, now, now_count);
    if (!r)
        r = put_rows(at, SQL_FOUND_ADD, now, now_count, old, old_count);
    if (!r && index)
        r = db_run(at->db, SQL_INDEXED_PUT, NULL, at->err, "ttx", at->kind, at->id, after,
                   (size_t)is);
    else if (!r)
        r = db_run(at->db, SQL_INDEXED_DROP, NULL, at->err, "tt", at->kind, at->id);
    return r;
}

int found_put(struct db *db, const char *kind, const char *id, const struct store_index *index,
              struct err *err)
{
    struct found_at at = {db, kind, id, err};
    return change(&at, index);
}

int write_indexing(struct db *db, struct store_op *op, struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < op->in.indexing.count; i++) {
        const struct store_indexing *row = &op->in.indexing.rows[i];
        sqlite3_stmt *stmt = NULL;
        r = db_start(db, SQL_DOC_READ, &stmt, err, "tt", row->kind, row->id);
        if (!r)
            r = db_step(db, stmt, err);
        if (r <= 0)
            continue;
        bool same = sqlite3_column_int64(stmt, 0) == row->version;
        bool there = sqlite3_column_type(stmt, 1) != SQLITE_NULL;
        db_stop(stmt);
        r = 0;
        if (same && (row->index || !there))
            r = found_put(db, row->kind, row->id, there ? row->index : NULL, err);
        if (same && !r)
            r = ranking_put(db, &row->ranking, err);
    }
    return r;
}

/* --- reads ----------------------------------------------------------------------------------- */

static int add_ids(struct db *db, struct store_op *op, sqlite3_stmt *stmt, struct err *err)
{
    int r;
    while ((r = db_step(db, stmt, err)) > 0) {
        const char *id = db_column_text(stmt, 0, &op->rows);
        rows_add(&op->rows)->value = id;
    }
    return r;
}

static int64_t wanted(const struct store_op *op)
{
    return op->in.find->limit - (int64_t)op->rows.count;
}

/* All of a kind that has no index. */
static int find_plainly(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_FIND_KIND, &stmt, err, "ti", op->in.find->kind, wanted(op));
    return r ? r : add_ids(db, op, stmt, err);
}

/* The greatest key below *to, which it becomes. 1: there is one; 0: none. */
static int step_down(struct db *db, const struct index_row *from, struct index_row *to,
                     struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_FIND_BELOW, &stmt, err, "ixx", from->shape, from->key, from->len,
                     to->key, to->len);
    if (!r)
        r = db_step(db, stmt, err);
    if (r <= 0)
        return r;
    size_t len = (size_t)sqlite3_column_bytes(stmt, 0);
    to->len = len < sizeof(to->key) ? len : sizeof(to->key);
    if (len)
        memcpy(to->key, sqlite3_column_blob(stmt, 0), to->len);
    db_stop(stmt);
    return 1;
}

/* Falling by value, but rising by id where values are equal: from value to value. */
static int find_falling(struct db *db, struct store_op *op, const struct index_row *from,
                        struct index_row *to, struct err *err)
{
    int r = 0;
    while (wanted(op) > 0 && (r = step_down(db, from, to, err)) > 0) {
        sqlite3_stmt *stmt = NULL;
        r = db_start(db, SQL_FIND_SAME, &stmt, err, "ixi", to->shape, to->key, to->len, wanted(op));
        if (!r)
            r = add_ids(db, op, stmt, err);
        if (r)
            return r;
    }
    return r < 0 ? r : 0;
}

int read_find(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_find *find = op->in.find;
    struct index_row from;
    struct index_row to;
    sqlite3_stmt *stmt = NULL;
    int r = find->live ? changes_now(db, find->kind, &op->cursor[0], err) : 0;
    if (!r && !find->indexed)
        return find_plainly(db, op, err);
    if (!r)
        r = index_range(find, &from, &to, err);
    if (r)
        return r;
    if (find->order && find->falling)
        return find_falling(db, op, &from, &to, err);
    r = db_start(db, SQL_FIND, &stmt, err, "ixxi", from.shape, from.key, from.len, to.key, to.len,
                 wanted(op));
    return r ? r : add_ids(db, op, stmt, err);
}

int read_kind(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_KIND_LOAD, &stmt, err, "tti", op->in.list.of, op->in.list.after,
                     op->in.list.limit);
    if (r)
        return r;
    while ((r = db_step(db, stmt, err)) > 0) {
        struct store_doc doc = {.kind = op->in.list.of};
        doc.id = db_column_text(stmt, 0, &op->rows);
        doc.version = sqlite3_column_int64(stmt, 1);
        doc.body = db_column_text(stmt, 2, &op->rows);
        doc.len = (size_t)sqlite3_column_bytes(stmt, 2);
        rows_add(&op->rows)->doc = doc;
    }
    return r;
}
