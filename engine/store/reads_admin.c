/* The reads of admin.h and broadcast.h: one page each, reached by the partial indexes of
 * db/sqlite/0002_admins.sql or a primary key. */
#include "store/sqlite.h"

static int read_list(struct db *db, struct store_op *op, sqlite3_stmt *stmt,
                     void (*add)(struct store_op *op, sqlite3_stmt *stmt), struct err *err)
{
    int r;
    while ((r = db_step(db, stmt, err)) > 0)
        add(op, stmt);
    return r;
}

static void add_failure(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_failure *row = &rows_add(&op->rows)->failure;
    row->id = sqlite3_column_int64(stmt, 0);
    row->event = db_column_text(stmt, 1, &op->rows);
    row->lane = db_column_text(stmt, 2, &op->rows);
    row->now = sqlite3_column_int64(stmt, 3);
    row->failed_ms = sqlite3_column_int64(stmt, 4);
    row->report = db_column_text(stmt, 5, &op->rows);
    row->body = db_column_text(stmt, 6, &op->rows);
    row->state = (enum store_failure_state)sqlite3_column_int(stmt, 7);
    row->settled_ms = sqlite3_column_int64(stmt, 8);
    row->settled_by = db_column_text(stmt, 9, &op->rows);
}

int read_failures(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = op->in.list.id ? db_start(db, SQL_FAILURE_GET, &stmt, err, "i", op->in.list.id)
                           : db_start(db, SQL_FAILURES_LOAD, &stmt, err, "iit", op->in.list.before,
                                      op->in.list.limit, op->in.list.of);
    return r ? r : read_list(db, op, stmt, add_failure, err);
}

static void add_failed_out(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_failed_out *row = &rows_add(&op->rows)->failed_out;
    row->out.id = sqlite3_column_int64(stmt, 0);
    row->out.chat = sqlite3_column_int64(stmt, 1);
    row->out.body = db_column_text(stmt, 2, &op->rows);
    row->out.priority = sqlite3_column_int(stmt, 3);
    row->out.policy = sqlite3_column_int(stmt, 4);
    row->words = db_column_text(stmt, 5, &op->rows);
    row->ended_ms = sqlite3_column_int64(stmt, 6);
}

int read_failed_outs(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r =
        db_start(db, SQL_FAILED_OUTS_LOAD, &stmt, err, "ii", op->in.list.before, op->in.list.limit);
    return r ? r : read_list(db, op, stmt, add_failed_out, err);
}

static void add_timer_of(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_timer *row = &rows_add(&op->rows)->timer;
    row->uid = sqlite3_column_int64(stmt, 0);
    row->kind = db_column_text(stmt, 1, &op->rows);
    row->id = db_column_text(stmt, 2, &op->rows);
    row->name = db_column_text(stmt, 3, &op->rows);
    row->deadline = sqlite3_column_int64(stmt, 4);
}

int read_timers_of(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_TIMERS_OF, &stmt, err, "tti", op->in.key.kind, op->in.key.id,
                     (int64_t)STORE_LIST_MAX);
    return r ? r : read_list(db, op, stmt, add_timer_of, err);
}

static void add_counts(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_counts *row = &rows_add(&op->rows)->counts;
    row->failures = sqlite3_column_int64(stmt, 0);
    row->calls = sqlite3_column_int64(stmt, 1);
    row->blocked = sqlite3_column_int64(stmt, 2);
    row->timers = sqlite3_column_int64(stmt, 3);
    row->bytes = sqlite3_column_int64(stmt, 4);
    row->heard = sqlite3_column_int64(stmt, 5);
}

int read_counts(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_COUNTS, &stmt, err, "i", op->in.list.id);
    return r ? r : read_list(db, op, stmt, add_counts, err);
}

static void add_queue(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_queue *row = &rows_add(&op->rows)->queue;
    row->chat = sqlite3_column_int64(stmt, 0);
    row->count = sqlite3_column_int64(stmt, 1);
    row->oldest_ms = sqlite3_column_int64(stmt, 2);
    row->all = sqlite3_column_int64(stmt, 3);
    row->screens = sqlite3_column_int64(stmt, 4);
}

int read_queues(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_OUTBOX, &stmt, err, "i", op->in.list.limit);
    return r ? r : read_list(db, op, stmt, add_queue, err);
}

static void add_failure_kind(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_failure_kind *row = &rows_add(&op->rows)->failure_kind;
    row->newest = sqlite3_column_int64(stmt, 0);
    row->count = sqlite3_column_int64(stmt, 1);
    row->lanes = sqlite3_column_int64(stmt, 2);
    row->failed_ms = sqlite3_column_int64(stmt, 3);
    row->line = db_column_text(stmt, 4, &op->rows);
}

int read_failure_kinds(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_FAILURE_KINDS, &stmt, err, "i", op->in.list.limit);
    return r ? r : read_list(db, op, stmt, add_failure_kind, err);
}

static void add_audit(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_audit_row *row = &rows_add(&op->rows)->audit;
    row->id = sqlite3_column_int64(stmt, 0);
    row->done_ms = sqlite3_column_int64(stmt, 1);
    row->line.who = db_column_text(stmt, 2, &op->rows);
    row->line.what = db_column_text(stmt, 3, &op->rows);
    row->line.detail = db_column_text(stmt, 4, &op->rows);
    row->line.subject = db_column_text(stmt, 5, &op->rows);
    row->line.was = db_column_text(stmt, 6, &op->rows);
    row->line.became = db_column_text(stmt, 7, &op->rows);
    row->line.refused = sqlite3_column_int(stmt, 8);
}

int read_audit(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    const char *whose = op->in.list.after;
    int r = *whose ? db_start(db, SQL_AUDIT_OF, &stmt, err, "iit", op->in.list.before,
                              op->in.list.limit, whose)
                   : db_start(db, SQL_AUDIT_LOAD, &stmt, err, "ii", op->in.list.before,
                              op->in.list.limit);
    return r ? r : read_list(db, op, stmt, add_audit, err);
}

static void add_broadcast(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_broadcast *row = &rows_add(&op->rows)->broadcast;
    row->id = sqlite3_column_int64(stmt, 0);
    row->who = db_column_text(stmt, 1, &op->rows);
    row->lang = db_column_text(stmt, 2, &op->rows);
    row->texts = db_column_text(stmt, 3, &op->rows);
    row->paid = sqlite3_column_int(stmt, 4);
    row->state = (enum store_broadcast_state)sqlite3_column_int(stmt, 5);
    row->cursor = db_column_text(stmt, 6, &op->rows);
    row->claimed = sqlite3_column_int64(stmt, 7);
    row->sent = sqlite3_column_int64(stmt, 8);
    row->failed = sqlite3_column_int64(stmt, 9);
    row->blocked = sqlite3_column_int64(stmt, 10);
    row->missed = sqlite3_column_int64(stmt, 11);
    row->progress = sqlite3_column_int64(stmt, 12);
    row->started_ms = sqlite3_column_int64(stmt, 13);
    row->ended_ms = sqlite3_column_int64(stmt, 14);
    row->due = sqlite3_column_int64(stmt, 15);
}

int read_broadcast(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = op->in.list.id ? db_start(db, SQL_BROADCAST_GET, &stmt, err, "i", op->in.list.id)
                           : db_start(db, SQL_BROADCAST_OPEN, &stmt, err, "");
    return r ? r : read_list(db, op, stmt, add_broadcast, err);
}

int read_planned(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_BROADCASTS_PLANNED, &stmt, err, "i", op->in.list.limit);
    return r ? r : read_list(db, op, stmt, add_broadcast, err);
}

static void add_player(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_player *row = &rows_add(&op->rows)->player;
    row->id = db_column_text(stmt, 0, &op->rows);
    row->lang = db_column_text(stmt, 1, &op->rows);
    row->blocked = sqlite3_column_int(stmt, 2);
}

int read_players(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_PLAYERS_LOAD, &stmt, err, "ti", op->in.list.after, op->in.list.limit);
    return r ? r : read_list(db, op, stmt, add_player, err);
}

static void add_name(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_name *row = &rows_add(&op->rows)->name;
    row->id = db_column_text(stmt, 0, &op->rows);
    row->name = db_column_text(stmt, 1, &op->rows);
    row->username = db_column_text(stmt, 2, &op->rows);
}

int read_names(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_NAMES_LOAD, &stmt, err, "ti", op->in.list.after, op->in.list.limit);
    return r ? r : read_list(db, op, stmt, add_name, err);
}
