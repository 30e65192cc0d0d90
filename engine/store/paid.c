/* Payments in SQLite: what is read of them, the acts of admins, and the mark that a turn sets.
 *
 * That a payment is credited once, and undone once, is the condition of an UPDATE and not the care
 * of whoever asks: a mark that changes no row was set before, and the turn that brought it is SEEN.
 */
#include "base/clock.h"
#include "store/sqlite.h"

#include <inttypes.h>

static void add_paid(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_paid *row = &rows_add(&op->rows)->paid;
    row->number = op->cursor[0] = sqlite3_column_int64(stmt, 0);
    row->payment.charge = db_column_text(stmt, 1, &op->rows);
    row->payment.provider_charge = db_column_text(stmt, 2, &op->rows);
    row->payment.bot = sqlite3_column_int64(stmt, 3);
    row->payment.payer = sqlite3_column_int64(stmt, 4);
    row->payment.chat = sqlite3_column_int64(stmt, 5);
    row->payment.payload = db_column_text(stmt, 6, &op->rows);
    row->payment.currency = db_column_text(stmt, 7, &op->rows);
    row->payment.amount = sqlite3_column_int64(stmt, 8);
    row->paid_ms = sqlite3_column_int64(stmt, 9);
    row->credited_ms = sqlite3_column_int64(stmt, 10);
    row->refund_ms = sqlite3_column_int64(stmt, 11);
    row->refunded_ms = sqlite3_column_int64(stmt, 12);
    row->refused = db_column_text(stmt, 13, &op->rows);
}

static int read_rows(struct db *db, struct store_op *op, sqlite3_stmt *stmt, struct err *err)
{
    int r;
    while ((r = db_step(db, stmt, err)) > 0)
        add_paid(op, stmt);
    return r;
}

int read_paid(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_paid_which *which = op->in.which;
    int64_t before = which->before > 0 ? which->before : INT64_MAX;
    int64_t limit =
        which->limit > 0 && which->limit < STORE_PAID_MAX ? which->limit : STORE_PAID_MAX;
    sqlite3_stmt *stmt = NULL;
    int r;
    if (which->number || which->charge)
        r = db_start(db, SQL_PAID_FIND, &stmt, err, "it", which->number, which->charge);
    else if (which->payer)
        r = db_start(db, SQL_PAID_OF, &stmt, err, "iii", before, limit, which->payer);
    else
        r = db_start(db, SQL_PAID_LOAD, &stmt, err, "ii", before, limit);
    return r ? r : read_rows(db, op, stmt, err);
}

int read_refunds(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_REFUNDS_LOAD, &stmt, err, "ii", op->cursor[0], (int64_t)STORE_PAGE);
    if (!r)
        r = read_rows(db, op, stmt, err);
    op->more = op->rows.count == STORE_PAGE;
    return r;
}

static int settle(struct db *db, const struct store_paid_end *end, int64_t *changes,
                  struct err *err)
{
    switch (end->act) {
    case STORE_PAID_RETRY:
        return db_run(db, SQL_PAID_RETRY, changes, err, "iiitt", end->number, end->letter.id,
                      end->received, end->letter.lane, end->letter.body);
    case STORE_PAID_REFUND:
        return db_run(db, SQL_PAID_REFUND, changes, err, "ii", end->number, clock_wall_ms());
    case STORE_PAID_KEEP:
        return db_run(db, SQL_PAID_KEEP, changes, err, "it", end->number, end->why);
    }
    return err_set(err, ERR_INVALID, "no such act");
}

int write_paid_end(struct db *db, struct store_op *op, struct err *err)
{
    static const char *const names[] = {"payment.retry", "payment.refund", "payment.keep"};
    const struct store_paid_end *end = op->in.paid_end;
    int64_t changes = 0;
    int r = settle(db, end, &changes, err);
    if (!r && !changes)
        return err_set(err, ERR_NOT_FOUND, "payment %" PRId64 " is in another state", end->number);
    return r ? r
             : db_run(db, SQL_PAID_AUDIT, NULL, err, "iitt", end->number, clock_wall_ms(), end->who,
                      names[end->act]);
}

int paid_mark(struct db *db, const struct store_paid_done *done, enum store_verdict *verdict,
              struct err *err)
{
    int64_t changes = 0;
    int r = 0;
    switch (done->mark) {
    case STORE_PAID_CREDITED:
        r = db_run(db, SQL_PAID_CREDITED, &changes, err, "ti", done->charge, clock_wall_ms());
        break;
    case STORE_PAID_REFUNDED:
        r = db_run(db, SQL_PAID_REFUNDED, &changes, err, "tit", done->charge, clock_wall_ms(),
                   done->why);
        break;
    case STORE_PAID_REFUSED:
        return db_run(db, SQL_PAID_REFUSED, NULL, err, "tt", done->charge, done->why);
    }
    if (!r && !changes)
        *verdict = STORE_SEEN;
    return r;
}
