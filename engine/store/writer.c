/* The writer: one thread, one connection, group commit.
 *
 * It takes what waits and makes one transaction of it, with savepoints around the operations:
 *
 *     BEGIN IMMEDIATE
 *       SAVEPOINT   turns 1 to 9, plain    RELEASE
 *       SAVEPOINT   turn 10, SEEN          ROLLBACK TO, RELEASE     (only this turn is undone)
 *       SAVEPOINT   settle calls           RELEASE
 *       the mark of ids, if it must move
 *     COMMIT                               one sync of the disk for all
 *
 * A savepoint copies each page that is changed in it. So those operations that need none unless
 * their own data are at fault, nearly all, share one; when one of them fails, which is a bug
 * somewhere, they are undone and each gets its own.
 *
 * Nothing is waited for: while one group syncs, the next gathers, so the groups grow with the load.
 * Outcomes are told only after the COMMIT. An operation whose own data are at fault (a constraint)
 * is undone alone and fails. After any other error, or when SQLite has ended the transaction by
 * itself, the whole group is abandoned: every member completes as unknown, the connection is closed
 * and opened again before the next group, after a short rest, so that a full disk is no busy loop.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "store/sqlite.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int on_wal(void *ctx, sqlite3 *handle, const char *name, int pages)
{
    (void)handle;
    (void)name;
    checkpoint_note(ctx, pages);
    return SQLITE_OK;
}

int writer_reserve_ids(struct db *db, int64_t next_id, int64_t *mark, struct err *err)
{
    if (next_id < *mark - STORE_IDS_BLOCK / 2)
        return 0;
    int64_t moved = next_id + STORE_IDS_BLOCK;
    char text[24];
    sqlite3_snprintf(sizeof(text), text, "%lld", (long long)moved);
    int r = db_run(db, SQL_VALUE_SET, NULL, err, "tt", "store.ids", text);
    if (!r)
        *mark = moved;
    return r;
}

/* --- the game's time ------------------------------------------------------------------------- */

/* The newest `now` of the group is kept with it, so that no start begins earlier. */
static int keep_now(struct db *db, const struct list *ops, int64_t *last_now, struct err *err)
{
    int64_t newest = *last_now;
    char text[24];
    for (struct list_node *node = list_first(ops); node; node = list_next(ops, node)) {
        const struct store_op *op = LIST_OF(node, struct store_op, node);
        if (op->kind == STORE_OP_COMMIT && op->verdict == STORE_COMMITTED &&
            op->in.turn->now > newest)
            newest = op->in.turn->now;
    }
    if (newest == *last_now)
        return 0;
    *last_now = newest;
    sqlite3_snprintf(sizeof(text), text, "%lld", (long long)newest);
    return db_run(db, SQL_VALUE_SET, NULL, err, "tt", "store.now", text);
}

/* --- operations ------------------------------------------------------------------------------ */

/* It writes nothing, or stands, or fails by its own fault; and it may be run a second time. */
static bool is_plain(const struct store_op *op)
{
    switch (op->kind) {
    case STORE_OP_COMMIT:
        return turn_is_plain(op->in.turn);
    case STORE_OP_INBOX_ADD:
    case STORE_OP_OUT_SETTLE:
    case STORE_OP_SLOT_SETTLE:
    case STORE_OP_CHAT_BLOCK:
        return true;
    default:
        return false;
    }
}

static int save(struct db *db, struct db_seen *before, struct err *err)
{
    *before = db->seen;
    return db_run(db, SQL_SAVE, NULL, err, "");
}

static int undo(struct db *db, const struct db_seen *before, struct err *err)
{
    db->seen = *before;
    return db_run(db, SQL_UNDO, NULL, err, "");
}

/* Not 0: the group is lost. A fault of the operation alone is in op->err. */
static int run_it(struct db *db, struct store_op *op, struct err *err)
{
    op->err.code = 0;
    int failed = write_run(db, op, &op->err);
    if (failed && (db->broken || sqlite3_get_autocommit(db->handle))) {
        *err = op->err;
        return failed;
    }
    if (failed)
        op->verdict = STORE_UNKNOWN;
    return 0;
}

/* What was done before is done with, wherever it waited. */
static int consume(struct db *db, const struct store_op *op, struct err *err)
{
    bool settled = op->verdict == STORE_SEEN || op->verdict == STORE_GONE;
    return settled && op->kind == STORE_OP_COMMIT ? turn_consume(db, op->in.turn, err) : 0;
}

static int run_alone(struct db *db, struct store_op *op, struct err *err)
{
    struct db_seen before;
    int r = save(db, &before, err);
    if (!r)
        r = run_it(db, op, err);
    if (!r && op->verdict != STORE_COMMITTED)
        r = undo(db, &before, err);
    if (!r)
        r = db_run(db, SQL_KEEP, NULL, err, "");
    return r ? r : consume(db, op, err);
}

/* Those from `node` on that are plain, in one savepoint; ret_end: the first behind them. When one
 * fails they are undone, and each is run again alone. */
static int run_plain(struct db *db, struct list *ops, struct list_node *node,
                     struct list_node **ret_end, struct err *err)
{
    struct db_seen before;
    struct list_node *first = node;
    bool failed = false;
    int r = save(db, &before, err);
    for (; !r && node && !failed; node = list_next(ops, node)) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        if (!is_plain(op))
            break;
        r = run_it(db, op, err);
        failed = op->verdict == STORE_UNKNOWN;
        if (!r && !failed)
            r = consume(db, op, err);
    }
    *ret_end = node;
    if (!r && failed)
        r = undo(db, &before, err);
    if (!r)
        r = db_run(db, SQL_KEEP, NULL, err, "");
    for (node = first; !r && failed && node != *ret_end; node = list_next(ops, node))
        r = run_alone(db, LIST_OF(node, struct store_op, node), err);
    return r;
}

static int run_ops(struct db *db, struct list *ops, struct err *err)
{
    int r = 0;
    for (struct list_node *node = list_first(ops), *end; !r && node; node = end) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        if (is_plain(op)) {
            r = run_plain(db, ops, node, &end, err);
            continue;
        }
        r = run_alone(db, op, err);
        end = list_next(ops, node);
    }
    return r ? r : seen_keep(db, err);
}

/* --- other programs -------------------------------------------------------------------------- */

/* SQLite tells by a number whether anybody else has written since this connection last looked. A
 * connection that was opened anew begins with another number: a false alarm, which costs a few
 * repeated turns. */
static int look_for_others(struct writer *writer, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    struct db *db = &writer->db;
    int r = db_start(db, SQL_DATA_VERSION, &stmt, err, "");
    if (!r)
        r = db_step(db, stmt, err);
    if (r < 0)
        return r;
    int64_t number = sqlite3_column_int64(stmt, 0);
    db_stop(stmt);
    if (writer->data_version && number != writer->data_version)
        atomic_store(&writer->store->foreign, ++db->foreign);
    writer->data_version = number;
    return 0;
}

/* --- one group ------------------------------------------------------------------------------- */

static int group_run(struct writer *writer, struct list *ops, struct err *err)
{
    struct db *db = &writer->db;
    int64_t mark = writer->ids_mark;
    int64_t last_now = writer->last_now;
    int r = db_ready(db, err);
    if (r)
        return r;
    sqlite3_wal_hook(db->handle, on_wal, writer->checkpoint);
    r = db_run(db, SQL_BEGIN_WRITE, NULL, err, "");
    if (!r)
        r = look_for_others(writer, err);
    if (!r)
        r = run_ops(db, ops, err);
    if (!r)
        r = writer_reserve_ids(db, atomic_load(&writer->store->next_id), &mark, err);
    if (!r)
        r = keep_now(db, ops, &last_now, err);
    if (!r)
        r = db_run(db, SQL_COMMIT, NULL, err, "");
    if (r)
        return r;
    writer->ids_mark = mark;
    writer->last_now = last_now;
    return 0;
}

static void group_lost(struct writer *writer, struct list *ops, const struct err *err)
{
    db_close(&writer->db);
    for (struct list_node *node = list_first(ops); node; node = list_next(ops, node)) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        op->verdict = STORE_UNKNOWN;
        op->err = *err;
    }
}

static int64_t count_of(const struct list *ops)
{
    int64_t count = 0;
    for (struct list_node *node = list_first(ops); node; node = list_next(ops, node))
        count++;
    return count;
}

static void *writer_main(void *ctx)
{
    struct writer *writer = ctx;
    struct list ops;
    list_init(&ops);
    while (queue_take(&writer->queue, &ops, STORE_GROUP_MAX, SQLITE_GROUP_OPS,
                      writer->upkeep.next_ms)) {
        checkpoint_yield(writer->checkpoint);
        upkeep_step(&writer->upkeep, &writer->db);
        if (list_empty(&ops))
            continue;
        struct err err = {0};
        int64_t began_us = clock_mono_us();
        int r = group_run(writer, &ops, &err);
        if (r)
            group_lost(writer, &ops, &err);
        else
            store_note_group(writer->store, count_of(&ops), clock_mono_us() - began_us);
        store_complete(writer->store, &ops);
        if (r)
            queue_rest(&writer->queue, clock_mono_ms() + SQLITE_REST_MS);
    }
    return NULL;
}

int writer_start(struct writer *writer, struct err *err)
{
    queue_init(&writer->queue);
    upkeep_init(&writer->upkeep);
    int r = thread_start(&writer->thread, writer_main, writer);
    if (!r)
        return 0;
    queue_done(&writer->queue);
    return err_set(err, ERR_SYSTEM, "cannot start the database's writer: %s", strerror(r));
}

void writer_stop(struct writer *writer)
{
    queue_stop(&writer->queue);
    pthread_join(writer->thread, NULL);
    queue_done(&writer->queue);
}
