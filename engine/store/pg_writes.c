/* The writes that are no turns, and the table from an operation to what it asks. Each begins with
 * PG_GO, since the parts that they share with turns are bound to the verdict of the one before. An
 * operation that is refused here asks nothing, and its error stands. */
#include "base/clock.h"
#include "base/str.h"
#include "store/pg_lore.h"

#include <inttypes.h>
#include <stdio.h>

static void write_inbox(struct pg_writer *writer, struct store_op *op)
{
    for (size_t i = 0; i < op->in.inbox.count; i++) {
        const struct store_inbox *row = &op->in.inbox.rows[i];
        pg_ask(writer->conn, PG_INBOX_TAKE, NULL, NULL, "iiiitt", row->id, row->bot, row->update,
               row->received, row->lane, row->body);
    }
}

static void write_out_end(struct pg_writer *writer, struct store_op *op)
{
    const struct store_out_end *end = op->in.out_end;
    pg_ask(writer->conn, PG_OUT_SETTLE, NULL, NULL, "iiti", end->id, (int64_t)end->state,
           end->detail, clock_wall_ms());
    pg_put_bottom(writer, end->chat, end->bottom);
}

static void write_shown(struct pg_writer *writer, struct store_op *op)
{
    const struct store_slot_shown *shown = op->in.shown;
    pg_ask(writer->conn, PG_SLOT_SETTLE, NULL, NULL, "itiii", shown->chat, shown->slot,
           shown->shown, shown->message, (int64_t)shown->in_doubt);
    if (shown->failure)
        pg_ask(writer->conn, PG_OUT_FAILED, NULL, NULL, "iitti", shown->id, shown->chat,
               shown->body, shown->failure, clock_wall_ms());
    pg_put_bottom(writer, shown->chat, shown->bottom);
}

static void write_block(struct pg_writer *writer, struct store_op *op)
{
    pg_ask(writer->conn, PG_CHAT_BLOCK, NULL, NULL, "ii", op->in.slot.chat, clock_wall_ms());
}

static void write_value(struct pg_writer *writer, struct store_op *op)
{
    const char *name = op->in.value.name;
    if (str_starts(name, "store."))
        err_set(&op->err, ERR_INVALID, "value %s: such names are the store's own", name);
    else
        pg_ask(writer->conn, PG_VALUE_SET, NULL, NULL, "tt", name, op->in.value.value);
}

static void write_audit(struct pg_writer *writer, struct store_op *op)
{
    pg_put_audit(writer, op->in.audit);
}

static void write_indexing(struct pg_writer *writer, struct store_op *op)
{
    for (size_t i = 0; i < op->in.indexing.count; i++) {
        const struct store_indexing *row = &op->in.indexing.rows[i];
        struct pg_index at;
        if (pg_index_init(&at, row->kind, row->index)) {
            err_set(&op->err, ERR_INVALID, "%s %s: an index that the store cannot keep", row->kind,
                    row->id);
            pg_index_done(&at);
            return;
        }
        pg_ask(writer->conn, PG_REINDEX_BEGIN, NULL, NULL, "tti", row->kind, row->id, row->version);
        pg_ask(writer->conn, PG_REINDEX, NULL, NULL, "ttxll", row->kind, row->id, at.fields, at.len,
               &at.shapes, &at.keys);
        pg_index_done(&at);
        pg_put_ranking(writer, &row->ranking);
    }
}

void pg_write_generation(struct pg_writer *writer, struct store_op *op)
{
    const struct store_generation_new *made = op->in.generation;
    const struct store_generation *row = &made->row;
    char number[24];
    snprintf(number, sizeof(number), "%" PRId64, row->number);
    for (size_t i = 0; i < made->count; i++)
        pg_ask(writer->conn, PG_SOURCE_ADD, NULL, NULL, "tb", made->texts[i].hash,
               made->texts[i].text, made->texts[i].len);
    pg_ask(writer->conn, PG_GENERATION_ADD, NULL, NULL, "ittitttt", row->number, row->hash,
           row->who, clock_wall_ms(), row->origin, row->folder, row->what, row->files);
    pg_ask(writer->conn, PG_GENERATIONS_FORGET, NULL, NULL, "i", (int64_t)STORE_GENERATIONS_KEPT);
    pg_ask(writer->conn, PG_SOURCES_PRUNE, NULL, NULL, "");
    const struct store_audit line = {.who = row->who, .what = "generation.live", .detail = number};
    pg_put_audit(writer, &line);
}

void pg_write(struct pg_writer *writer, struct store_op *op)
{
    static void (*const run[STORE_OP_COUNT])(struct pg_writer * writer, struct store_op * op) = {
        [STORE_OP_COMMIT] = pg_write_turn,
        [STORE_OP_INBOX_ADD] = write_inbox,
        [STORE_OP_OUT_SETTLE] = write_out_end,
        [STORE_OP_SLOT_SETTLE] = write_shown,
        [STORE_OP_CHAT_BLOCK] = write_block,
        [STORE_OP_VALUE_SET] = write_value,
        [STORE_OP_AUDIT_ADD] = write_audit,
        [STORE_OP_GENERATION_ADD] = pg_write_generation,
        [STORE_OP_FAILURE_SETTLE] = pg_write_failure_end,
        [STORE_OP_FAILED_OUT_SETTLE] = pg_write_failed_out_end,
        [STORE_OP_TIMER_CANCEL] = pg_write_timer_end,
        [STORE_OP_PAID_SETTLE] = pg_write_paid_end,
        [STORE_OP_BROADCAST_ADD] = pg_write_broadcast,
        [STORE_OP_BROADCAST_PLAN] = pg_write_plan,
        [STORE_OP_BROADCAST_SAVE] = pg_write_step,
        [STORE_OP_INDEX_PUT] = write_indexing,
        [STORE_OP_LORE_CLAIM] = pg_write_lore_claim,
        [STORE_OP_LORE_LEASE] = pg_write_lore_lease,
        [STORE_OP_LORE_SETTLE] = pg_write_lore_settle,
        [STORE_OP_LORE_PUBLISHED] = pg_write_lore_published,
        [STORE_OP_LORE_COUNT] = pg_write_lore_count,
        [STORE_OP_LORE_EDIT] = pg_write_lore_edit,
        [STORE_OP_LORE_REPORT] = pg_write_lore_report,
        [STORE_OP_LORE_IMPORT] = pg_write_lore_import,
        [STORE_OP_PICTURE_PUT] = pg_write_picture,
    };
    if (!run[op->kind]) {
        err_set(&op->err, ERR_REFUSED, "the PostgreSQL backend does not do this yet");
        op->verdict = STORE_UNKNOWN;
        return;
    }
    if (op->kind != STORE_OP_COMMIT)
        pg_ask(writer->conn, PG_GO, NULL, NULL, "");
    run[op->kind](writer, op);
}
