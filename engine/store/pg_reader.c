/* The readers: a few connections that cannot write, so that a cold read never waits behind a
 * commit.
 *
 * An operation is a unit of one connection, the one with the fewest under way; more than
 * PG_READ_AHEAD on each wait here. A second and third connection are opened when those that are
 * open have work. A fault completes that operation only; a connection that is lost takes those with
 * it that were under way there: whoever asked asks again. What waits is kept until a connection is
 * there again, or the attempt has failed. */
#include "store/pg_ops.h"

static void kick(struct pg_readers *readers);

static void finish(struct pg_readers *readers, struct store_op *op)
{
    struct list one;
    list_init(&one);
    if (op->err.code) {
        op->more = false;
        rows_done(&op->rows);
    }
    list_push(&one, &op->node);
    store_complete(readers->store, &one);
}

/* --- events ---------------------------------------------------------------------------------- */

static void on_open(void *ctx, struct pg_conn *conn)
{
    (void)conn;
    kick(ctx);
}

static bool any_open(const struct pg_readers *readers)
{
    for (size_t i = 0; i < PG_READERS; i++)
        if (pg_conn_is_open(readers->conns[i]))
            return true;
    return false;
}

static void refuse_all(struct pg_readers *readers, const struct err *err)
{
    struct list_node *node;
    while ((node = list_pop(&readers->queue))) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        op->err = *err;
        finish(readers, op);
    }
}

static void on_away(void *ctx, struct pg_conn *conn, const struct err *err)
{
    struct pg_readers *readers = ctx;
    (void)conn;
    if (!any_open(readers))
        refuse_all(readers, err);
}

static void on_end(void *ctx, struct pg_conn *conn, void *unit, enum pg_how how,
                   const struct pg_fault *fault)
{
    struct pg_readers *readers = ctx;
    struct store_op *op = unit;
    (void)conn;
    if (how != PG_DONE && !op->err.code)
        op->err = fault->err;
    if (!op->err.code && op->kind == STORE_OP_BOARD_GET)
        pg_board_finish(op);
    finish(readers, op);
    kick(readers);
}

static const struct pg_events events = {on_open, on_away, on_end};

/* --- which one ------------------------------------------------------------------------------- */

/* The open one with the fewest under way; NULL: all are full, or none is open. */
static struct pg_conn *choose(struct pg_readers *readers)
{
    struct pg_conn *best = NULL;
    for (size_t i = 0; i < PG_READERS; i++) {
        struct pg_conn *conn = readers->conns[i];
        if (pg_conn_is_open(conn) && pg_conn_units(conn) < PG_READ_AHEAD &&
            (!best || pg_conn_units(conn) < pg_conn_units(best)))
            best = conn;
    }
    return best;
}

static void want_more(struct pg_readers *readers)
{
    for (size_t i = 0; i < PG_READERS; i++) {
        if (!pg_conn_is_open(readers->conns[i])) {
            pg_conn_want(readers->conns[i]);
            return;
        }
        if (!pg_conn_units(readers->conns[i]))
            return;
    }
}

static void kick(struct pg_readers *readers)
{
    struct pg_conn *conn;
    if (list_empty(&readers->queue))
        return;
    want_more(readers);
    while (!list_empty(&readers->queue) && (conn = choose(readers))) {
        struct store_op *op = LIST_OF(list_pop(&readers->queue), struct store_op, node);
        pg_read(conn, op);
        pg_conn_end(conn, op);
    }
}

/* --- life ------------------------------------------------------------------------------------ */

void pg_readers_init(struct pg_readers *readers, struct store *store, struct pg_place *place,
                     struct loop *loop)
{
    readers->store = store;
    list_init(&readers->queue);
    for (size_t i = 0; i < PG_READERS; i++)
        readers->conns[i] = pg_conn_new(loop, place, PG_READER, &events, readers);
}

void pg_readers_done(struct pg_readers *readers)
{
    for (size_t i = 0; i < PG_READERS; i++)
        pg_conn_free(readers->conns[i]);
}

void pg_readers_submit(struct pg_readers *readers, struct store_op *op)
{
    list_push(&readers->queue, &op->node);
    kick(readers);
}

void pg_readers_step(struct pg_readers *readers, int64_t until_ms)
{
    struct err err = {0};
    kick(readers);
    for (size_t i = 0; i < PG_READERS; i++)
        if (pg_conn_step(readers->conns[i], until_ms))
            return;
    err_set(&err, ERR_CANCELLED, "the store is closing");
    refuse_all(readers, &err);
}
