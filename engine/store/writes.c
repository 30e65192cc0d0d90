/* The writes that are no turns, and the table from an operation to what carries it out. */
#include "base/clock.h"
#include "base/str.h"
#include "store/sqlite_lore.h"

static int write_turn(struct db *db, struct store_op *op, struct err *err)
{
    return turn_run(db, op->in.turn, &op->verdict, err);
}

static int write_inbox(struct db *db, struct store_op *op, struct err *err)
{
    for (size_t i = 0; i < op->in.inbox.count; i++) {
        const struct store_inbox *row = &op->in.inbox.rows[i];
        bool seen = false;
        int r = seen_has(db, row->bot, row->update, &seen, err);
        if (!r && !seen)
            r = db_run(db, SQL_INBOX_ADD, NULL, err, "iiiitt", row->id, row->bot, row->update,
                       row->received, row->lane, row->body);
        if (r)
            return r;
    }
    return 0;
}

static int write_out_end(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_out_end *end = op->in.out_end;
    int r = db_run(db, SQL_OUT_SETTLE, NULL, err, "iiti", end->id, (int64_t)end->state, end->detail,
                   clock_wall_ms());
    return r ? r : chat_bottom(db, end->chat, end->bottom, err);
}

static int write_shown(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_slot_shown *shown = op->in.shown;
    int r = db_run(db, SQL_SLOT_SETTLE, NULL, err, "itiii", shown->chat, shown->slot, shown->shown,
                   shown->message, (int64_t)shown->in_doubt);
    if (!r && shown->failure)
        r = db_run(db, SQL_OUT_FAILED, NULL, err, "iitti", shown->id, shown->chat, shown->body,
                   shown->failure, clock_wall_ms());
    return r ? r : chat_bottom(db, shown->chat, shown->bottom, err);
}

static int write_block(struct db *db, struct store_op *op, struct err *err)
{
    return db_run(db, SQL_CHAT_BLOCK, NULL, err, "ii", op->in.slot.chat, clock_wall_ms());
}

static int write_value(struct db *db, struct store_op *op, struct err *err)
{
    if (str_starts(op->in.value.name, "store."))
        return err_set(err, ERR_INVALID, "value %s: such names are the store's own",
                       op->in.value.name);
    return db_run(db, SQL_VALUE_SET, NULL, err, "tt", op->in.value.name, op->in.value.value);
}

int audit_put(struct db *db, const struct store_audit *line, struct err *err)
{
    return db_run(db, SQL_AUDIT_ADD, NULL, err, "itttttti", clock_wall_ms(), line->who, line->what,
                  line->detail, line->subject, line->was, line->became, (int64_t)line->refused);
}

static int write_audit(struct db *db, struct store_op *op, struct err *err)
{
    return audit_put(db, op->in.audit, err);
}

int write_run(struct db *db, struct store_op *op, struct err *err)
{
    static int (*const run[STORE_OP_COUNT])(struct db * db, struct store_op * op,
                                            struct err * err) = {
        [STORE_OP_COMMIT] = write_turn,
        [STORE_OP_INBOX_ADD] = write_inbox,
        [STORE_OP_OUT_SETTLE] = write_out_end,
        [STORE_OP_SLOT_SETTLE] = write_shown,
        [STORE_OP_CHAT_BLOCK] = write_block,
        [STORE_OP_VALUE_SET] = write_value,
        [STORE_OP_AUDIT_ADD] = write_audit,
        [STORE_OP_GENERATION_ADD] = write_generation,
        [STORE_OP_FAILURE_SETTLE] = write_failure_end,
        [STORE_OP_FAILED_OUT_SETTLE] = write_failed_out_end,
        [STORE_OP_TIMER_CANCEL] = write_timer_end,
        [STORE_OP_PAID_SETTLE] = write_paid_end,
        [STORE_OP_BROADCAST_ADD] = write_broadcast,
        [STORE_OP_BROADCAST_PLAN] = write_broadcast_plan,
        [STORE_OP_BROADCAST_SAVE] = write_broadcast_step,
        [STORE_OP_INDEX_PUT] = write_indexing,
        [STORE_OP_LORE_CLAIM] = write_lore_claim,
        [STORE_OP_LORE_LEASE] = write_lore_lease,
        [STORE_OP_LORE_SETTLE] = write_lore_settle,
        [STORE_OP_LORE_PUBLISHED] = write_lore_published,
        [STORE_OP_LORE_COUNT] = write_lore_count,
        [STORE_OP_LORE_EDIT] = write_lore_edit,
        [STORE_OP_LORE_REPORT] = write_lore_report,
        [STORE_OP_LORE_IMPORT] = write_lore_import,
        [STORE_OP_PICTURE_PUT] = write_picture,
    };
    op->verdict = STORE_COMMITTED;
    return run[op->kind](db, op, err);
}
