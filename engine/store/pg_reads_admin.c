/* The reads of admin.h, paid.h, broadcast.h and generations.h: one page each, reached by the
 * partial indexes of db/postgres or a primary key. */
#include "store/pg_ops.h"

/* --- what failed ----------------------------------------------------------------------------- */

static void take_failures(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_failure *at = &rows_add(&op->rows)->failure;
        at->id = pg_int(res, row, 0);
        at->event = pg_text(res, row, 1, &op->rows);
        at->lane = pg_text(res, row, 2, &op->rows);
        at->now = pg_int(res, row, 3);
        at->failed_ms = pg_int(res, row, 4);
        at->report = pg_text(res, row, 5, &op->rows);
        at->body = pg_text(res, row, 6, &op->rows);
        at->state = (enum store_failure_state)pg_int(res, row, 7);
        at->settled_ms = pg_int(res, row, 8);
        at->settled_by = pg_text(res, row, 9, &op->rows);
    }
}

void pg_read_failures(struct pg_conn *conn, struct store_op *op)
{
    if (op->in.list.id)
        pg_ask(conn, PG_FAILURE_GET, take_failures, op, "i", op->in.list.id);
    else
        pg_ask(conn, PG_FAILURES_LOAD, take_failures, op, "iit", op->in.list.before,
               op->in.list.limit, op->in.list.of);
}

static void take_failed_outs(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_failed_out *at = &rows_add(&op->rows)->failed_out;
        at->out.id = pg_int(res, row, 0);
        at->out.chat = pg_int(res, row, 1);
        at->out.body = pg_text(res, row, 2, &op->rows);
        at->out.priority = (int)pg_int(res, row, 3);
        at->out.policy = (int)pg_int(res, row, 4);
        at->words = pg_text(res, row, 5, &op->rows);
        at->ended_ms = pg_int(res, row, 6);
    }
}

void pg_read_failed_outs(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_FAILED_OUTS_LOAD, take_failed_outs, op, "ii", op->in.list.before,
           op->in.list.limit);
}

static void take_failure_kinds(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_failure_kind *at = &rows_add(&op->rows)->failure_kind;
        at->newest = pg_int(res, row, 0);
        at->count = pg_int(res, row, 1);
        at->lanes = pg_int(res, row, 2);
        at->failed_ms = pg_int(res, row, 3);
        at->line = pg_text(res, row, 4, &op->rows);
    }
}

void pg_read_failure_kinds(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_FAILURE_KINDS, take_failure_kinds, op, "i", op->in.list.limit);
}

/* --- figures and the audit ------------------------------------------------------------------- */

static void take_counts(void *of, const PGresult *res)
{
    struct store_op *op = of;
    struct store_counts *at = &rows_add(&op->rows)->counts;
    at->failures = pg_int(res, 0, 0);
    at->calls = pg_int(res, 0, 1);
    at->blocked = pg_int(res, 0, 2);
    at->timers = pg_int(res, 0, 3);
    at->bytes = pg_int(res, 0, 4);
    at->heard = pg_int(res, 0, 5);
}

void pg_read_counts(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_COUNTS, take_counts, op, "i", op->in.list.id);
}

static void take_queues(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_queue *at = &rows_add(&op->rows)->queue;
        at->chat = pg_int(res, row, 0);
        at->count = pg_int(res, row, 1);
        at->oldest_ms = pg_int(res, row, 2);
        at->all = pg_int(res, row, 3);
        at->screens = pg_int(res, row, 4);
    }
}

void pg_read_queues(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_OUTBOX, take_queues, op, "i", op->in.list.limit);
}

static void take_audit(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_audit_row *at = &rows_add(&op->rows)->audit;
        at->id = pg_int(res, row, 0);
        at->done_ms = pg_int(res, row, 1);
        at->line.who = pg_text(res, row, 2, &op->rows);
        at->line.what = pg_text(res, row, 3, &op->rows);
        at->line.detail = pg_text(res, row, 4, &op->rows);
        at->line.subject = pg_text(res, row, 5, &op->rows);
        at->line.was = pg_text(res, row, 6, &op->rows);
        at->line.became = pg_text(res, row, 7, &op->rows);
        at->line.refused = pg_int(res, row, 8) != 0;
    }
}

void pg_read_audit(struct pg_conn *conn, struct store_op *op)
{
    const char *whose = op->in.list.after;
    if (*whose)
        pg_ask(conn, PG_AUDIT_OF, take_audit, op, "iit", op->in.list.before, op->in.list.limit,
               whose);
    else
        pg_ask(conn, PG_AUDIT_LOAD, take_audit, op, "ii", op->in.list.before, op->in.list.limit);
}

/* --- broadcasts and players ------------------------------------------------------------------ */

static void take_broadcasts(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_broadcast *at = &rows_add(&op->rows)->broadcast;
        at->id = pg_int(res, row, 0);
        at->who = pg_text(res, row, 1, &op->rows);
        at->lang = pg_text(res, row, 2, &op->rows);
        at->texts = pg_text(res, row, 3, &op->rows);
        at->paid = pg_int(res, row, 4) != 0;
        at->state = (enum store_broadcast_state)pg_int(res, row, 5);
        at->cursor = pg_text(res, row, 6, &op->rows);
        at->claimed = pg_int(res, row, 7);
        at->sent = pg_int(res, row, 8);
        at->failed = pg_int(res, row, 9);
        at->blocked = pg_int(res, row, 10);
        at->missed = pg_int(res, row, 11);
        at->progress = pg_int(res, row, 12);
        at->started_ms = pg_int(res, row, 13);
        at->ended_ms = pg_int(res, row, 14);
        at->due = pg_int(res, row, 15);
    }
}

void pg_read_broadcast(struct pg_conn *conn, struct store_op *op)
{
    if (op->in.list.id)
        pg_ask(conn, PG_BROADCAST_GET, take_broadcasts, op, "i", op->in.list.id);
    else
        pg_ask(conn, PG_BROADCAST_OPEN, take_broadcasts, op, "");
}

void pg_read_planned(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_BROADCASTS_PLANNED, take_broadcasts, op, "i", op->in.list.limit);
}

static void take_players(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_player *at = &rows_add(&op->rows)->player;
        at->id = pg_text(res, row, 0, &op->rows);
        at->lang = pg_text(res, row, 1, &op->rows);
        at->blocked = pg_int(res, row, 2) != 0;
    }
}

void pg_read_players(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_PLAYERS_LOAD, take_players, op, "ti", op->in.list.after, op->in.list.limit);
}

static void take_names(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_name *at = &rows_add(&op->rows)->name;
        at->id = pg_text(res, row, 0, &op->rows);
        at->name = pg_text(res, row, 1, &op->rows);
        at->username = pg_text(res, row, 2, &op->rows);
    }
}

void pg_read_names(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_NAMES_LOAD, take_names, op, "ti", op->in.list.after, op->in.list.limit);
}

/* --- payments -------------------------------------------------------------------------------- */

static void take_payments(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_payment_row *at = &rows_add(&op->rows)->payment;
        at->payment.charge = pg_text(res, row, 0, &op->rows);
        at->payment.provider_charge = pg_text(res, row, 1, &op->rows);
        at->payment.bot = pg_int(res, row, 2);
        at->payment.payer = pg_int(res, row, 3);
        at->payment.chat = pg_int(res, row, 4);
        at->payment.payload = pg_text(res, row, 5, &op->rows);
        at->payment.currency = pg_text(res, row, 6, &op->rows);
        at->payment.amount = pg_int(res, row, 7);
        at->paid_ms = pg_int(res, row, 8);
        at->open = pg_int(res, row, 9);
    }
}

void pg_read_payments(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_PAYMENTS_OPEN, take_payments, op, "i", (int64_t)STORE_OPEN_MAX);
}

static void take_paid(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_paid *at = &rows_add(&op->rows)->paid;
        at->number = op->cursor[0] = pg_int(res, row, 0);
        at->payment.charge = pg_text(res, row, 1, &op->rows);
        at->payment.provider_charge = pg_text(res, row, 2, &op->rows);
        at->payment.bot = pg_int(res, row, 3);
        at->payment.payer = pg_int(res, row, 4);
        at->payment.chat = pg_int(res, row, 5);
        at->payment.payload = pg_text(res, row, 6, &op->rows);
        at->payment.currency = pg_text(res, row, 7, &op->rows);
        at->payment.amount = pg_int(res, row, 8);
        at->paid_ms = pg_int(res, row, 9);
        at->credited_ms = pg_int(res, row, 10);
        at->refund_ms = pg_int(res, row, 11);
        at->refunded_ms = pg_int(res, row, 12);
        at->refused = pg_text(res, row, 13, &op->rows);
    }
    op->more = op->kind == STORE_OP_REFUNDS_LOAD && op->rows.count == STORE_PAGE;
}

void pg_read_paid(struct pg_conn *conn, struct store_op *op)
{
    const struct store_paid_which *which = op->in.which;
    int64_t before = which->before > 0 ? which->before : INT64_MAX;
    int64_t limit =
        which->limit > 0 && which->limit < STORE_PAID_MAX ? which->limit : STORE_PAID_MAX;
    if (which->number || which->charge)
        pg_ask(conn, PG_PAID_FIND, take_paid, op, "it", which->number, which->charge);
    else if (which->payer)
        pg_ask(conn, PG_PAID_OF, take_paid, op, "iii", before, limit, which->payer);
    else
        pg_ask(conn, PG_PAID_LOAD, take_paid, op, "ii", before, limit);
}

void pg_read_refunds(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_REFUNDS_LOAD, take_paid, op, "ii", op->cursor[0], (int64_t)STORE_PAGE);
}

/* --- generations ----------------------------------------------------------------------------- */

static void take_generations(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_generation *at = &rows_add(&op->rows)->generation;
        at->number = pg_int(res, row, 0);
        at->hash = pg_text(res, row, 1, &op->rows);
        at->who = pg_text(res, row, 2, &op->rows);
        at->live_ms = pg_int(res, row, 3);
        at->origin = pg_text(res, row, 4, &op->rows);
        at->folder = pg_text(res, row, 5, &op->rows);
        at->what = pg_text(res, row, 6, &op->rows);
        at->files = pg_text(res, row, 7, &op->rows);
    }
}

void pg_read_generations(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_GENERATIONS_LOAD, take_generations, op, "ii", op->in.list.before,
           op->in.list.limit);
}

static void take_sources(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_source *at = &rows_add(&op->rows)->source;
        at->path = pg_text(res, row, 0, &op->rows);
        at->hash = pg_text(res, row, 1, &op->rows);
        at->text = pg_text(res, row, 2, &op->rows);
        at->len = (size_t)PQgetlength(res, row, 2);
    }
}

void pg_read_sources(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_SOURCES_LOAD, take_sources, op, "i", op->in.list.id);
}

static void take_places(void *of, const PGresult *res)
{
    struct store_op *op = of;
    size_t len = 0;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_place *at = &rows_add(&op->rows)->place;
        at->player = pg_text(res, row, 0, &op->rows);
        at->path = pg_body(res, row, 1, &op->rows, &len);
    }
}

void pg_read_places(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_PLACES_LOAD, take_places, op, "ti", op->in.list.after, op->in.list.limit);
}
