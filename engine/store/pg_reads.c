/* The reads: what each asks and how its rows become rows of store.h. A load brings one page and
 * moves the operation's cursor behind it. The table at the end says which function asks what. */
#include "store/pg_lore.h"

/* --- documents ------------------------------------------------------------------------------- */

static void take_documents(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_doc doc = {.kind = op->in.read.keys[row].kind, .id = op->in.read.keys[row].id};
        doc.version = pg_int(res, row, 0);
        doc.body = pg_body(res, row, 1, &op->rows, &doc.len);
        rows_add(&op->rows)->doc = doc;
    }
}

static void read_documents(struct pg_conn *conn, struct store_op *op)
{
    struct pg_list kinds;
    struct pg_list ids;
    pg_list_init(&kinds, PG_TEXTS);
    pg_list_init(&ids, PG_TEXTS);
    for (size_t i = 0; i < op->in.read.count; i++) {
        pg_list_text(&kinds, op->in.read.keys[i].kind);
        pg_list_text(&ids, op->in.read.keys[i].id);
    }
    pg_ask(conn, PG_DOCS_READ, take_documents, op, "ll", &kinds, &ids);
    pg_list_done(&kinds);
    pg_list_done(&ids);
}

static void take_kind(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_doc doc = {.kind = op->in.list.of};
        doc.id = pg_text(res, row, 0, &op->rows);
        doc.version = pg_int(res, row, 1);
        doc.body = pg_body(res, row, 2, &op->rows, &doc.len);
        rows_add(&op->rows)->doc = doc;
    }
}

void pg_read_kind(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_KIND_LOAD, take_kind, op, "tti", op->in.list.of, op->in.list.after,
           op->in.list.limit);
}

/* --- finding --------------------------------------------------------------------------------- */

static void take_values(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        const char *value = pg_text(res, row, 0, &op->rows);
        rows_add(&op->rows)->value = value;
    }
}

static void take_changes(void *of, const PGresult *res)
{
    struct store_op *op = of;
    op->cursor[0] = PQntuples(res) ? pg_int(res, 0, 0) : 0;
}

/* The changes are read first: a watch of an older number than the documents is only drawn once too
 * often. */
void pg_read_find(struct pg_conn *conn, struct store_op *op)
{
    const struct store_find *find = op->in.find;
    struct index_row from;
    struct index_row to;
    if (find->live)
        pg_ask(conn, PG_CHANGES, take_changes, op, "t", find->kind);
    if (!find->indexed) {
        pg_ask(conn, PG_FIND_KIND, take_values, op, "ti", find->kind, find->limit);
        return;
    }
    if (index_range(find, &from, &to, &op->err))
        return;
    pg_ask(conn, find->order && find->falling ? PG_FIND_FALLING : PG_FIND, take_values, op, "ixxi",
           from.shape, from.key, from.len, to.key, to.len, find->limit);
}

void pg_read_stale(struct pg_conn *conn, struct store_op *op)
{
    const struct store_stale *stale = op->in.stale;
    if (stale->lane)
        pg_ask(conn, PG_STALE_LANE, take_values, op, "t", stale->lane);
    else if (stale->kind)
        pg_ask(conn, PG_STALE_DOC, take_values, op, "ttti", stale->kind, stale->id, stale->after,
               stale->limit);
    else
        pg_ask(conn, PG_STALE_ALL, take_values, op, "ti", stale->after, stale->limit);
}

/* --- what waits ------------------------------------------------------------------------------ */

static void end_page(struct store_op *op)
{
    op->more = op->rows.count == STORE_PAGE;
}

static void take_inbox(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_inbox *at = &rows_add(&op->rows)->inbox;
        at->id = op->cursor[0] = pg_int(res, row, 0);
        at->bot = pg_int(res, row, 1);
        at->update = pg_int(res, row, 2);
        at->received = pg_int(res, row, 3);
        at->lane = pg_text(res, row, 4, &op->rows);
        at->body = pg_text(res, row, 5, &op->rows);
    }
    end_page(op);
}

static void read_inbox(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_INBOX_LOAD, take_inbox, op, "ii", op->cursor[0], (int64_t)STORE_PAGE);
}

static void add_timers(struct store_op *op, const PGresult *res)
{
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_timer *at = &rows_add(&op->rows)->timer;
        at->uid = op->cursor[1] = pg_int(res, row, 0);
        at->kind = pg_text(res, row, 1, &op->rows);
        at->id = pg_text(res, row, 2, &op->rows);
        at->name = pg_text(res, row, 3, &op->rows);
        at->deadline = op->cursor[0] = pg_int(res, row, 4);
    }
}

static void take_timers(void *of, const PGresult *res)
{
    add_timers(of, res);
    end_page(of);
}

static void read_timers(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_TIMERS_LOAD, take_timers, op, "iiii", op->cursor[0], op->cursor[1],
           op->in.until, (int64_t)STORE_PAGE);
}

static void take_timers_of(void *of, const PGresult *res)
{
    add_timers(of, res);
}

static void read_timers_of(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_TIMERS_OF, take_timers_of, op, "tti", op->in.key.kind, op->in.key.id,
           (int64_t)STORE_LIST_MAX);
}

static void add_outs(struct store_op *op, const PGresult *res)
{
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_out_row *at = &rows_add(&op->rows)->out;
        at->out.id = op->cursor[0] = pg_int(res, row, 0);
        at->out.chat = pg_int(res, row, 1);
        at->out.body = pg_text(res, row, 2, &op->rows);
        at->out.priority = (int)pg_int(res, row, 3);
        at->out.policy = (int)pg_int(res, row, 4);
        at->state = (enum store_out_state)pg_int(res, row, 5);
    }
}

static void take_outs(void *of, const PGresult *res)
{
    add_outs(of, res);
    end_page(of);
}

static void take_picked(void *of, const PGresult *res)
{
    add_outs(of, res);
}

static void pick_outs(struct pg_conn *conn, struct store_op *op)
{
    struct pg_list ids;
    pg_list_init(&ids, PG_BIGINTS);
    for (size_t i = 0; i < op->in.pick.count; i++)
        pg_list_int(&ids, op->in.pick.ids[i]);
    pg_ask(conn, PG_OUTS_PICK, take_picked, op, "l", &ids);
    pg_list_done(&ids);
}

static void read_outs(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_OUTS_LOAD, take_outs, op, "ii", op->cursor[0], (int64_t)STORE_PAGE);
}

static void take_slots(void *of, const PGresult *res)
{
    struct store_op *op = of;
    bool one = op->kind == STORE_OP_SLOT_GET;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_slot_row *at = &rows_add(&op->rows)->slot;
        at->slot.version = pg_int(res, row, 0);
        at->slot.desired = pg_text(res, row, 1, &op->rows);
        at->shown = pg_int(res, row, 2);
        at->message = pg_int(res, row, 3);
        at->in_doubt = pg_int(res, row, 4) != 0;
        at->bottom = pg_int(res, row, 5);
        at->blocked = pg_int(res, row, 6) != 0;
        at->slot.chat = one ? op->in.slot.chat : pg_int(res, row, 7);
        at->slot.slot = one ? op->in.slot.slot : pg_text(res, row, 8, &op->rows);
        op->cursor[0] = at->slot.version;
    }
    end_page(op);
}

static void read_slot(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_SLOT_GET, take_slots, op, "it", op->in.slot.chat, op->in.slot.slot);
}

static void read_slots(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_SLOTS_LOAD, take_slots, op, "ii", op->cursor[0], (int64_t)STORE_PAGE);
}

static void read_value(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_VALUE_GET, take_values, op, "t", op->in.value.name);
}

/* --- the table ------------------------------------------------------------------------------- */

void pg_read(struct pg_conn *conn, struct store_op *op)
{
    static void (*const run[STORE_OP_COUNT])(struct pg_conn * conn, struct store_op * op) = {
        [STORE_OP_READ] = read_documents,
        [STORE_OP_INBOX_LOAD] = read_inbox,
        [STORE_OP_TIMERS_LOAD] = read_timers,
        [STORE_OP_OUTS_LOAD] = read_outs,
        [STORE_OP_OUTS_PICK] = pick_outs,
        [STORE_OP_SLOT_GET] = read_slot,
        [STORE_OP_SLOTS_LOAD] = read_slots,
        [STORE_OP_VALUE_GET] = read_value,
        [STORE_OP_PAYMENTS_OPEN] = pg_read_payments,
        [STORE_OP_PAID_LOAD] = pg_read_paid,
        [STORE_OP_REFUNDS_LOAD] = pg_read_refunds,
        [STORE_OP_FAILURES_LOAD] = pg_read_failures,
        [STORE_OP_FAILED_OUTS_LOAD] = pg_read_failed_outs,
        [STORE_OP_TIMERS_OF] = read_timers_of,
        [STORE_OP_COUNTS_GET] = pg_read_counts,
        [STORE_OP_QUEUES_LOAD] = pg_read_queues,
        [STORE_OP_FAILURE_KINDS_LOAD] = pg_read_failure_kinds,
        [STORE_OP_AUDIT_LOAD] = pg_read_audit,
        [STORE_OP_BROADCAST_GET] = pg_read_broadcast,
        [STORE_OP_BROADCASTS_PLANNED] = pg_read_planned,
        [STORE_OP_PLAYERS_LOAD] = pg_read_players,
        [STORE_OP_FIND] = pg_read_find,
        [STORE_OP_KIND_LOAD] = pg_read_kind,
        [STORE_OP_NAMES_LOAD] = pg_read_names,
        [STORE_OP_GENERATIONS_LOAD] = pg_read_generations,
        [STORE_OP_SOURCES_LOAD] = pg_read_sources,
        [STORE_OP_PLACES_LOAD] = pg_read_places,
        [STORE_OP_BOARD_GET] = pg_read_board,
        [STORE_OP_STALE_LOAD] = pg_read_stale,
        [STORE_OP_LORE_GET] = pg_read_lore,
        [STORE_OP_LORE_LOAD] = pg_read_lore_page,
        [STORE_OP_LORE_RECENT_LOAD] = pg_read_lore_recent,
        [STORE_OP_LORE_REFUSALS_LOAD] = pg_read_lore_refusals,
        [STORE_OP_LORE_FIGURES_GET] = pg_read_lore_figures,
        [STORE_OP_LORE_WEEKS_LOAD] = pg_read_lore_weeks,
        [STORE_OP_LORE_REASONS_LOAD] = pg_read_lore_reasons,
        [STORE_OP_PIONEERS_LOAD] = pg_read_pioneers,
        [STORE_OP_PICTURE_GET] = pg_read_picture,
    };
    if (run[op->kind])
        run[op->kind](conn, op);
    else
        err_set(&op->err, ERR_REFUSED, "the PostgreSQL backend does not do this yet");
}
