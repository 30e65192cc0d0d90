/* Live documents in SQLite: the tables watches and changes.
 *
 * A change of a live document is one row that counts; that its watchers are stale now follows from
 * their versions, so it costs the same however many look on. */
#include "store/sqlite.h"

#include "base/str.h"

/* --- writes ---------------------------------------------------------------------------------- */

static bool counted_before(const struct store_turn *turn, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (turn->writes[i].live && str_equal(turn->writes[i].kind, turn->writes[at].kind))
            return true;
    return false;
}

/* Once a kind and turn. */
static int count_changes(struct db *db, const struct store_turn *turn, struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < turn->write_count; i++)
        if (turn->writes[i].live && !counted_before(turn, i))
            r = db_run(db, SQL_CHANGE_COUNT, NULL, err, "t", turn->writes[i].kind);
    return r;
}

static bool writes_kind(const struct store_turn *turn, const char *kind)
{
    for (size_t i = 0; i < turn->write_count; i++)
        if (turn->writes[i].live && str_equal(turn->writes[i].kind, kind))
            return true;
    return false;
}

static int put_watch(struct db *db, const struct store_turn *turn, const char *lane,
                     const struct store_watch *watch, struct err *err)
{
    int64_t now = 0;
    int64_t version = watch->version;
    if (!*watch->id && writes_kind(turn, watch->kind)) {
        int r = changes_now(db, watch->kind, &now, err);
        if (r)
            return r;
        if (now == version + 1)
            version = now; /* nobody but this turn */
    }
    return db_run(db, SQL_WATCH_PUT, NULL, err, "ttti", watch->kind, watch->id, lane, version);
}

int live_put(struct db *db, const struct store_turn *turn, struct err *err)
{
    int r = count_changes(db, turn, err);
    for (size_t i = 0; !r && i < turn->watching_count; i++) {
        const struct store_watching *watching = &turn->watchings[i];
        r = db_run(db, SQL_WATCH_DROP, NULL, err, "t", watching->lane);
        for (size_t k = 0; !r && k < watching->count; k++)
            r = put_watch(db, turn, watching->lane, &watching->at[k], err);
    }
    return r;
}

/* --- reads ----------------------------------------------------------------------------------- */

int changes_now(struct db *db, const char *kind, int64_t *ret_changes, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_CHANGES, &stmt, err, "t", kind);
    if (!r)
        r = db_step(db, stmt, err);
    *ret_changes = r > 0 ? sqlite3_column_int64(stmt, 0) : 0;
    if (r > 0)
        db_stop(stmt);
    return r < 0 ? r : 0;
}

int read_stale(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_stale *stale = op->in.stale;
    sqlite3_stmt *stmt = NULL;
    int r;
    if (stale->lane)
        r = db_start(db, SQL_STALE_LANE, &stmt, err, "t", stale->lane);
    else if (stale->kind)
        r = db_start(db, SQL_STALE_DOC, &stmt, err, "ttti", stale->kind, stale->id, stale->after,
                     stale->limit);
    else
        r = db_start(db, SQL_STALE_ALL, &stmt, err, "ti", stale->after, stale->limit);
    while (!r && (r = db_step(db, stmt, err)) > 0) {
        const char *lane = db_column_text(stmt, 0, &op->rows);
        rows_add(&op->rows)->value = lane;
        r = 0;
    }
    return r;
}
