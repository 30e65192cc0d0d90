/* The reads: what each asks and how its rows become rows of store.h. A load brings one page and
 * moves the operation's cursor behind it. The table at the end says which function answers what. */
#include "store/sqlite_lore.h"

static int read_documents(struct db *db, struct store_op *op, struct err *err)
{
    for (size_t i = 0; i < op->in.read.count; i++) {
        const struct store_key *key = &op->in.read.keys[i];
        sqlite3_stmt *stmt = NULL;
        int r = db_start(db, SQL_DOC_READ, &stmt, err, "tt", key->kind, key->id);
        if (!r)
            r = db_step(db, stmt, err);
        if (r < 0)
            return r;
        struct store_doc *doc = &rows_add(&op->rows)->doc;
        doc->kind = key->kind;
        doc->id = key->id;
        if (!r)
            continue;
        doc->version = sqlite3_column_int64(stmt, 0);
        doc->body = db_column_text(stmt, 1, &op->rows);
        doc->len = (size_t)sqlite3_column_bytes(stmt, 1);
        db_stop(stmt);
    }
    return 0;
}

/* Adds each row by `add`; 0, or an error. */
static int read_page(struct db *db, struct store_op *op, sqlite3_stmt *stmt,
                     void (*add)(struct store_op *op, sqlite3_stmt *stmt), struct err *err)
{
    int r;
    while ((r = db_step(db, stmt, err)) > 0)
        add(op, stmt);
    op->more = op->rows.count == STORE_PAGE;
    return r;
}

static void add_inbox(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_inbox *row = &rows_add(&op->rows)->inbox;
    row->id = op->cursor[0] = sqlite3_column_int64(stmt, 0);
    row->bot = sqlite3_column_int64(stmt, 1);
    row->update = sqlite3_column_int64(stmt, 2);
    row->received = sqlite3_column_int64(stmt, 3);
    row->lane = db_column_text(stmt, 4, &op->rows);
    row->body = db_column_text(stmt, 5, &op->rows);
}

static int read_inbox(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_INBOX_LOAD, &stmt, err, "ii", op->cursor[0], (int64_t)STORE_PAGE);
    return r ? r : read_page(db, op, stmt, add_inbox, err);
}

static void add_timer(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_timer *row = &rows_add(&op->rows)->timer;
    row->uid = op->cursor[1] = sqlite3_column_int64(stmt, 0);
    row->kind = db_column_text(stmt, 1, &op->rows);
    row->id = db_column_text(stmt, 2, &op->rows);
    row->name = db_column_text(stmt, 3, &op->rows);
    row->deadline = op->cursor[0] = sqlite3_column_int64(stmt, 4);
}

static int read_timers(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_TIMERS_LOAD, &stmt, err, "iiii", op->cursor[0], op->cursor[1],
                     op->in.until, (int64_t)STORE_PAGE);
    return r ? r : read_page(db, op, stmt, add_timer, err);
}

static void add_out(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_out_row *row = &rows_add(&op->rows)->out;
    row->out.id = op->cursor[0] = sqlite3_column_int64(stmt, 0);
    row->out.chat = sqlite3_column_int64(stmt, 1);
    row->out.body = db_column_text(stmt, 2, &op->rows);
    row->out.priority = sqlite3_column_int(stmt, 3);
    row->out.policy = sqlite3_column_int(stmt, 4);
    row->state = (enum store_out_state)sqlite3_column_int(stmt, 5);
}

static int read_outs(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_OUTS_LOAD, &stmt, err, "ii", op->cursor[0], (int64_t)STORE_PAGE);
    return r ? r : read_page(db, op, stmt, add_out, err);
}

static int pick_outs(struct db *db, struct store_op *op, struct err *err)
{
    for (size_t i = 0; i < op->in.pick.count; i++) {
        sqlite3_stmt *stmt = NULL;
        int r = db_start(db, SQL_OUT_GET, &stmt, err, "i", op->in.pick.ids[i]);
        while (!r && (r = db_step(db, stmt, err)) > 0) {
            add_out(op, stmt);
            r = 0;
        }
        if (r)
            return r;
    }
    return 0;
}

static struct store_slot_row *add_slot_row(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_slot_row *row = &rows_add(&op->rows)->slot;
    row->slot.version = sqlite3_column_int64(stmt, 0);
    row->slot.desired = db_column_text(stmt, 1, &op->rows);
    row->shown = sqlite3_column_int64(stmt, 2);
    row->message = sqlite3_column_int64(stmt, 3);
    row->in_doubt = sqlite3_column_int(stmt, 4);
    row->bottom = sqlite3_column_int64(stmt, 5);
    row->blocked = sqlite3_column_int(stmt, 6);
    return row;
}

static void add_one_slot(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_slot_row *row = add_slot_row(op, stmt);
    row->slot.chat = op->in.slot.chat;
    row->slot.slot = op->in.slot.slot;
}

static void add_slot(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_slot_row *row = add_slot_row(op, stmt);
    row->slot.chat = sqlite3_column_int64(stmt, 7);
    row->slot.slot = db_column_text(stmt, 8, &op->rows);
    op->cursor[0] = row->slot.version;
}

static int read_slot(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_SLOT_GET, &stmt, err, "it", op->in.slot.chat, op->in.slot.slot);
    return r ? r : read_page(db, op, stmt, add_one_slot, err);
}

static int read_slots(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_SLOTS_LOAD, &stmt, err, "ii", op->cursor[0], (int64_t)STORE_PAGE);
    return r ? r : read_page(db, op, stmt, add_slot, err);
}

static void add_value(struct store_op *op, sqlite3_stmt *stmt)
{
    rows_add(&op->rows)->value = db_column_text(stmt, 0, &op->rows);
}

static int read_value(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_VALUE_GET, &stmt, err, "t", op->in.value.name);
    return r ? r : read_page(db, op, stmt, add_value, err);
}

static void add_payment(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_payment_row *row = &rows_add(&op->rows)->payment;
    row->payment.charge = db_column_text(stmt, 0, &op->rows);
    row->payment.provider_charge = db_column_text(stmt, 1, &op->rows);
    row->payment.bot = sqlite3_column_int64(stmt, 2);
    row->payment.payer = sqlite3_column_int64(stmt, 3);
    row->payment.chat = sqlite3_column_int64(stmt, 4);
    row->payment.payload = db_column_text(stmt, 5, &op->rows);
    row->payment.currency = db_column_text(stmt, 6, &op->rows);
    row->payment.amount = sqlite3_column_int64(stmt, 7);
    row->paid_ms = sqlite3_column_int64(stmt, 8);
    row->open = sqlite3_column_int64(stmt, 9);
}

static int read_payments(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_PAYMENTS_OPEN, &stmt, err, "i", (int64_t)STORE_OPEN_MAX);
    if (!r)
        r = read_page(db, op, stmt, add_payment, err);
    op->more = false;
    return r;
}

int read_run(struct db *db, struct store_op *op, struct err *err)
{
    static int (*const run[STORE_OP_COUNT])(struct db * db, struct store_op * op,
                                            struct err * err) = {
        [STORE_OP_READ] = read_documents,
        [STORE_OP_INBOX_LOAD] = read_inbox,
        [STORE_OP_TIMERS_LOAD] = read_timers,
        [STORE_OP_OUTS_LOAD] = read_outs,
        [STORE_OP_OUTS_PICK] = pick_outs,
        [STORE_OP_SLOT_GET] = read_slot,
        [STORE_OP_SLOTS_LOAD] = read_slots,
        [STORE_OP_VALUE_GET] = read_value,
        [STORE_OP_PAYMENTS_OPEN] = read_payments,
        [STORE_OP_FAILURES_LOAD] = read_failures,
        [STORE_OP_FAILED_OUTS_LOAD] = read_failed_outs,
        [STORE_OP_TIMERS_OF] = read_timers_of,
        [STORE_OP_COUNTS_GET] = read_counts,
        [STORE_OP_BROADCAST_GET] = read_broadcast,
        [STORE_OP_BROADCASTS_PLANNED] = read_planned,
        [STORE_OP_PLAYERS_LOAD] = read_players,
        [STORE_OP_PAID_LOAD] = read_paid,
        [STORE_OP_REFUNDS_LOAD] = read_refunds,
        [STORE_OP_FIND] = read_find,
        [STORE_OP_AUDIT_LOAD] = read_audit,
        [STORE_OP_KIND_LOAD] = read_kind,
        [STORE_OP_QUEUES_LOAD] = read_queues,
        [STORE_OP_FAILURE_KINDS_LOAD] = read_failure_kinds,
        [STORE_OP_NAMES_LOAD] = read_names,
        [STORE_OP_GENERATIONS_LOAD] = read_generations,
        [STORE_OP_SOURCES_LOAD] = read_sources,
        [STORE_OP_PLACES_LOAD] = read_places,
        [STORE_OP_BOARD_GET] = read_board,
        [STORE_OP_STALE_LOAD] = read_stale,
        [STORE_OP_LORE_GET] = read_lore,
        [STORE_OP_LORE_LOAD] = read_lore_page,
        [STORE_OP_LORE_RECENT_LOAD] = read_lore_recent,
        [STORE_OP_LORE_REFUSALS_LOAD] = read_lore_refusals,
        [STORE_OP_LORE_FIGURES_GET] = read_lore_figures,
        [STORE_OP_LORE_WEEKS_LOAD] = read_lore_weeks,
        [STORE_OP_LORE_REASONS_LOAD] = read_lore_reasons,
        [STORE_OP_PIONEERS_LOAD] = read_pioneers,
        [STORE_OP_PICTURE_GET] = read_picture,
    };
    return run[op->kind](db, op, err);
}
