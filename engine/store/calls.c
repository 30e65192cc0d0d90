/* The asynchronous calls of store.h, each in two halves: what it puts into an operation, and how
 * the operation's outcome is told. The second half is a table with one row a kind of operation; the
 * rows there and enum store_op_kind must change together (greppable: STORE_OP_). */
#include "store/calls.h"

#include "base/mem.h"

#include <stdlib.h>

struct store_op *op_new(enum store_op_kind kind, void *ctx)
{
    struct store_op *op = mem_alloc(sizeof(*op));
    op->kind = kind;
    op->ctx = ctx;
    return op;
}

const struct err *op_err(const struct store_op *op)
{
    return op->err.code ? &op->err : NULL;
}

/* --- documents and commits ------------------------------------------------------------------- */

void store_read(struct store *store, const struct store_key *keys, size_t count, store_docs_fn fn,
                void *ctx)
{
    struct store_op *op = op_new(STORE_OP_READ, ctx);
    op->in.read.keys = keys;
    op->in.read.count = count;
    op->fn.docs = fn;
    op_submit(store, op);
}

static void tell_docs(const struct store_op *op)
{
    size_t count = op->rows.count;
    if (op->err.code || !count) {
        op->fn.docs(op->ctx, NULL, 0, op_err(op));
        return;
    }
    struct store_doc *docs = mem_array(count, sizeof(*docs));
    for (size_t i = 0; i < count; i++)
        docs[i] = op->rows.at[i].doc;
    op->fn.docs(op->ctx, docs, count, NULL);
    free(docs);
}

void store_commit(struct store *store, const struct store_turn *turn, store_commit_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_COMMIT, ctx);
    op->in.turn = turn;
    op->fn.commit = fn;
    op_submit(store, op);
}

static void tell_commit(const struct store_op *op)
{
    op->fn.commit(op->ctx, op->verdict, op_err(op));
}

/* --- loads: rows, then NULL ------------------------------------------------------------------ */

void store_inbox_load(struct store *store, store_inbox_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_INBOX_LOAD, ctx);
    op->cursor[0] = INT64_MIN;
    op->fn.inbox = fn;
    op_submit(store, op);
}

static void tell_inbox(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.inbox(op->ctx, &op->rows.at[i].inbox, NULL);
    if (!op->more)
        op->fn.inbox(op->ctx, NULL, op_err(op));
}

void store_timers_load(struct store *store, int64_t after, int64_t until, store_timer_fn fn,
                       void *ctx)
{
    struct store_op *op = op_new(STORE_OP_TIMERS_LOAD, ctx);
    op->in.until = until;
    op->cursor[0] = after;
    op->cursor[1] = INT64_MAX; /* all rows at `after` itself are behind */
    op->fn.timer = fn;
    op_submit(store, op);
}

static void tell_timers(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.timer(op->ctx, &op->rows.at[i].timer, NULL);
    if (!op->more)
        op->fn.timer(op->ctx, NULL, op_err(op));
}

void store_outs_load(struct store *store, store_out_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_OUTS_LOAD, ctx);
    op->cursor[0] = INT64_MIN;
    op->fn.out = fn;
    op_submit(store, op);
}

void store_outs_pick(struct store *store, const int64_t *ids, size_t count, store_out_fn fn,
                     void *ctx)
{
    struct store_op *op = op_new(STORE_OP_OUTS_PICK, ctx);
    op->in.pick.ids = ids;
    op->in.pick.count = count;
    op->fn.out = fn;
    op_submit(store, op);
}

static void tell_outs(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.out(op->ctx, &op->rows.at[i].out, NULL);
    if (!op->more)
        op->fn.out(op->ctx, NULL, op_err(op));
}

void store_slot_load(struct store *store, int64_t chat, const char *slot, store_slot_fn fn,
                     void *ctx)
{
    struct store_op *op = op_new(slot ? STORE_OP_SLOT_GET : STORE_OP_SLOTS_LOAD, ctx);
    op->in.slot.chat = chat;
    op->in.slot.slot = slot;
    op->cursor[0] = INT64_MIN;
    op->fn.slot = fn;
    op_submit(store, op);
}

static void tell_slots(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.slot(op->ctx, &op->rows.at[i].slot, NULL);
    if (!op->more)
        op->fn.slot(op->ctx, NULL, op_err(op));
}

void store_value_get(struct store *store, const char *name, store_value_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_VALUE_GET, ctx);
    op->in.value.name = name;
    op->fn.value = fn;
    op_submit(store, op);
}

static void tell_value(const struct store_op *op)
{
    op->fn.value(op->ctx, op->rows.count ? op->rows.at[0].value : NULL, op_err(op));
}

void store_payments_open(struct store *store, store_payment_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PAYMENTS_OPEN, ctx);
    op->fn.payment = fn;
    op_submit(store, op);
}

static void tell_payments(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.payment(op->ctx, &op->rows.at[i].payment, NULL);
    op->fn.payment(op->ctx, NULL, op_err(op));
}

/* --- writes that only succeed or fail -------------------------------------------------------- */

static struct store_op *op_new_done(enum store_op_kind kind, store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new(kind, ctx);
    op->fn.done = fn;
    return op;
}

static void tell_done(const struct store_op *op)
{
    op->fn.done(op->ctx, op_err(op));
}

void store_inbox_add(struct store *store, const struct store_inbox *rows, size_t count,
                     store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_INBOX_ADD, fn, ctx);
    op->in.inbox.rows = rows;
    op->in.inbox.count = count;
    op_submit(store, op);
}

void store_out_settle(struct store *store, const struct store_out_end *end, store_done_fn fn,
                      void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_OUT_SETTLE, fn, ctx);
    op->in.out_end = end;
    op_submit(store, op);
}

void store_slot_settle(struct store *store, const struct store_slot_shown *shown, store_done_fn fn,
                       void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_SLOT_SETTLE, fn, ctx);
    op->in.shown = shown;
    op_submit(store, op);
}

void store_chat_block(struct store *store, int64_t chat, store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_CHAT_BLOCK, fn, ctx);
    op->in.slot.chat = chat;
    op_submit(store, op);
}

void store_value_set(struct store *store, const char *name, const char *value, store_done_fn fn,
                     void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_VALUE_SET, fn, ctx);
    op->in.value.name = name;
    op->in.value.value = value;
    op_submit(store, op);
}

void store_audit_add(struct store *store, const struct store_audit *line, store_done_fn fn,
                     void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_AUDIT_ADD, fn, ctx);
    op->in.audit = line;
    op_submit(store, op);
}

/* --- the table ------------------------------------------------------------------------------- */

static void (*const tell[STORE_OP_COUNT])(const struct store_op *op) = {
    [STORE_OP_READ] = tell_docs,
    [STORE_OP_INBOX_LOAD] = tell_inbox,
    [STORE_OP_TIMERS_LOAD] = tell_timers,
    [STORE_OP_OUTS_LOAD] = tell_outs,
    [STORE_OP_OUTS_PICK] = tell_outs,
    [STORE_OP_SLOT_GET] = tell_slots,
    [STORE_OP_SLOTS_LOAD] = tell_slots,
    [STORE_OP_VALUE_GET] = tell_value,
    [STORE_OP_PAYMENTS_OPEN] = tell_payments,
    [STORE_OP_PAID_LOAD] = tell_paid,
    [STORE_OP_REFUNDS_LOAD] = tell_refunds,
    [STORE_OP_COMMIT] = tell_commit,
    [STORE_OP_INBOX_ADD] = tell_done,
    [STORE_OP_OUT_SETTLE] = tell_done,
    [STORE_OP_SLOT_SETTLE] = tell_done,
    [STORE_OP_CHAT_BLOCK] = tell_done,
    [STORE_OP_VALUE_SET] = tell_done,
    [STORE_OP_AUDIT_ADD] = tell_done,
    [STORE_OP_GENERATION_ADD] = tell_done,
    [STORE_OP_FAILURES_LOAD] = tell_failures,
    [STORE_OP_FAILED_OUTS_LOAD] = tell_failed_outs,
    [STORE_OP_TIMERS_OF] = tell_timers,
    [STORE_OP_COUNTS_GET] = tell_counts,
    [STORE_OP_AUDIT_LOAD] = tell_audit,
    [STORE_OP_BACKUP] = tell_done,
    [STORE_OP_BROADCAST_PLAN] = tell_done,
    [STORE_OP_BROADCASTS_PLANNED] = tell_broadcast,
    [STORE_OP_QUEUES_LOAD] = tell_queues,
    [STORE_OP_FAILURE_KINDS_LOAD] = tell_failure_kinds,
    [STORE_OP_NAMES_LOAD] = tell_names,
    [STORE_OP_BROADCAST_GET] = tell_broadcast,
    [STORE_OP_PLAYERS_LOAD] = tell_players,
    [STORE_OP_FIND] = tell_found,
    [STORE_OP_KIND_LOAD] = tell_docs,
    [STORE_OP_BOARD_GET] = tell_board,
    [STORE_OP_STALE_LOAD] = tell_found,
    [STORE_OP_INDEX_PUT] = tell_done,
    [STORE_OP_GENERATIONS_LOAD] = tell_generations,
    [STORE_OP_SOURCES_LOAD] = tell_sources,
    [STORE_OP_PLACES_LOAD] = tell_places,
    [STORE_OP_FAILURE_SETTLE] = tell_done,
    [STORE_OP_FAILED_OUT_SETTLE] = tell_done,
    [STORE_OP_TIMER_CANCEL] = tell_done,
    [STORE_OP_PAID_SETTLE] = tell_done,
    [STORE_OP_BROADCAST_ADD] = tell_done,
    [STORE_OP_BROADCAST_SAVE] = tell_done,
    [STORE_OP_LORE_GET] = tell_lore_get,
    [STORE_OP_LORE_LOAD] = tell_lore_load,
    [STORE_OP_LORE_RECENT_LOAD] = tell_lore_load,
    [STORE_OP_LORE_REFUSALS_LOAD] = tell_lore_refusals,
    [STORE_OP_LORE_FIGURES_GET] = tell_lore_figures,
    [STORE_OP_LORE_WEEKS_LOAD] = tell_lore_weeks,
    [STORE_OP_LORE_REASONS_LOAD] = tell_lore_reasons,
    [STORE_OP_PIONEERS_LOAD] = tell_pioneers,
    [STORE_OP_LORE_CLAIM] = tell_lore_claimed,
    [STORE_OP_LORE_LEASE] = tell_lore_done,
    [STORE_OP_LORE_SETTLE] = tell_lore_done,
    [STORE_OP_LORE_PUBLISHED] = tell_done,
    [STORE_OP_LORE_COUNT] = tell_done,
    [STORE_OP_LORE_EDIT] = tell_lore_done,
    [STORE_OP_LORE_REPORT] = tell_lore_done,
    [STORE_OP_LORE_IMPORT] = tell_lore_imported,
    [STORE_OP_PICTURE_GET] = tell_picture,
    [STORE_OP_PICTURE_PUT] = tell_done,
};

void op_tell(const struct store_op *op)
{
    tell[op->kind](op);
}
