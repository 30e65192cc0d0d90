/* The writer: one connection, group commit, one round trip a group.
 *
 *     BEGIN
 *       group_begin     locks all documents of the group in one order
 *       turn_begin      verdict of turn 1, then what it writes, under that verdict
 *       turn_begin      turn 2: a conflict writes nothing, and is no error
 *       settle a call
 *       the mark of ids, if it must move
 *     COMMIT
 *
 * All of that is sent at once; what the server finds is known when its answers come. While a group
 * is under way the next gathers, so the groups grow with the load. Outcomes are told only after the
 * COMMIT was answered.
 *
 * An error, which the data of one operation may have caused, undoes the whole transaction. Then its
 * operations are tried one by one, in their order, and only the one at fault fails. Where the
 * server itself is in trouble (its disk is full, it is going down) they are not: all of them
 * complete as unknown, and there is a short rest. If the connection is lost, or COMMIT was not
 * answered with "done", nobody knows: they complete as unknown, too, and whoever asks again is told
 * SEEN if it stood. What still waits is kept until a connection is there again, or the attempt has
 * failed. */
#include "base/clock.h"
#include "base/plant.h"
#include "base/str.h"
#include "store/pg_ops.h"

#include <stdlib.h>
#include <string.h>

static void kick(struct pg_writer *writer);

/* --- the end of operations ------------------------------------------------------------------- */

static void list_move(struct list *to, struct list *from)
{
    struct list_node *node;
    while ((node = list_pop(from)))
        list_push(to, node);
}

static void fail_all(struct pg_writer *writer, struct list *ops, const struct err *err)
{
    for (struct list_node *node = list_first(ops); node; node = list_next(ops, node)) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        op->verdict = STORE_UNKNOWN;
        op->err = *err;
    }
    store_complete(writer->store, ops);
}

static void group_stood(struct pg_writer *writer)
{
    struct store *store = writer->store;
    int64_t writes = 0;
    for (struct list_node *node = list_first(&writer->group); node;
         node = list_next(&writer->group, node), writes++) {
        const struct store_op *op = LIST_OF(node, struct store_op, node);
        if (op->kind == STORE_OP_COMMIT && op->verdict == STORE_COMMITTED &&
            op->in.turn->now > writer->last_now)
            writer->last_now = op->in.turn->now;
    }
    if (writer->block >= 0 && writer->block != writer->ids_end &&
        atomic_load(&store->next_id) < writer->block)
        atomic_store(&store->next_id, writer->block); /* another program has taken the next one */
    if (writer->block >= 0)
        writer->ids_end = writer->place->ids = writer->block + writer->block_len;
    writer->place->now = writer->last_now;
    atomic_store(&store->foreign, writer->others - writer->others_base);
    store_note_group(store, writes, clock_mono_us() - writer->began_us);
    store_complete(store, &writer->group);
}

/* The server and not the data: nothing is won by trying again at once. */
static bool is_trouble(const struct pg_fault *fault)
{
    static const char *const classes[] = {"53", "57P", "58", "08", "25",
                                          "26", "3F",  "42", "F0", ""};
    if (fault->sql == PG_COMMIT || fault->sql == PG_BEGIN || !*fault->state)
        return true;
    for (size_t i = 0; *classes[i]; i++)
        if (str_starts(fault->state, classes[i]))
            return true;
    return false;
}

static void group_failed(struct pg_writer *writer, const struct pg_fault *fault)
{
    struct list *group = &writer->group;
    bool alone = list_first(group) == group->head.prev;
    writer->undo = true;
    if (is_trouble(fault)) {
        writer->rest_ms = clock_mono_ms() + PG_REST_MS;
        fail_all(writer, group, &fault->err);
    } else if (alone) {
        fail_all(writer, group, &fault->err);
    } else {
        list_move(group, &writer->apart); /* none, unless we were at it */
        list_move(&writer->apart, group);
    }
}

/* --- one group ------------------------------------------------------------------------------- */

static void take_others(void *of, const PGresult *res)
{
    struct pg_writer *writer = of;
    writer->others = pg_int(res, 0, 0);
}

static void take_block(void *of, const PGresult *res)
{
    struct pg_writer *writer = of;
    writer->block = pg_int(res, 0, 0);
}

static void add_keys(const struct store_turn *turn, struct pg_list *kinds, struct pg_list *ids)
{
    for (size_t i = 0; i < turn->read_count; i++) {
        pg_list_text(kinds, turn->reads[i].kind);
        pg_list_text(ids, turn->reads[i].id);
    }
    for (size_t i = 0; i < turn->write_count; i++) {
        pg_list_text(kinds, turn->writes[i].kind);
        pg_list_text(ids, turn->writes[i].id);
    }
}

static void ask_begin(struct pg_writer *writer)
{
    struct pg_list kinds;
    struct pg_list ids;
    pg_list_init(&kinds, PG_TEXTS);
    pg_list_init(&ids, PG_TEXTS);
    for (struct list_node *node = list_first(&writer->group); node;
         node = list_next(&writer->group, node)) {
        const struct store_op *op = LIST_OF(node, struct store_op, node);
        if (op->kind == STORE_OP_COMMIT)
            add_keys(op->in.turn, &kinds, &ids);
    }
    if (writer->undo)
        pg_ask(writer->conn, PG_ROLLBACK, NULL, NULL, "");
    writer->undo = false;
    pg_ask(writer->conn, PG_BEGIN, NULL, NULL, "");
    pg_ask(writer->conn, PG_GROUP_BEGIN, take_others, writer, "ll", &kinds, &ids);
    pg_list_done(&kinds);
    pg_list_done(&ids);
}

/* A block more, and as many as were handed out beyond the last one. */
static void ask_ids(struct pg_writer *writer)
{
    int64_t next = atomic_load(&writer->store->next_id);
    writer->block = -1;
    if (next < writer->ids_end - STORE_IDS_BLOCK / 2)
        return;
    writer->block_len = STORE_IDS_BLOCK + (next > writer->ids_end ? next - writer->ids_end : 0);
    pg_ask(writer->conn, PG_IDS_RESERVE, take_block, writer, "i", writer->block_len);
}

static void op_reset(struct store_op *op)
{
    memset(&op->err, 0, sizeof(op->err));
    op->verdict = STORE_COMMITTED;
}

static void ask_group(struct pg_writer *writer)
{
    bool later = false;
    writer->began_us = clock_mono_us();
    ask_begin(writer);
    for (struct list_node *node = list_first(&writer->group); node;
         node = list_next(&writer->group, node)) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        op_reset(op);
        pg_write(writer, op);
        later = later || (op->kind == STORE_OP_COMMIT && op->in.turn->now > writer->last_now);
    }
    ask_ids(writer);
    if (later)
        pg_ask(writer->conn, PG_GROUP_NOW, NULL, NULL, "");
    pg_ask(writer->conn, PG_COMMIT, NULL, NULL, "");
    pg_conn_end(writer->conn, writer);
}

/* Those that must be tried alone come first, one at a time. */
static void take_group(struct pg_writer *writer)
{
    size_t turns = 0;
    struct list_node *node = list_pop(&writer->apart);
    if (node) {
        list_push(&writer->group, node);
        return;
    }
    for (size_t count = 0; count < PG_GROUP_OPS && (node = list_first(&writer->queue)); count++) {
        turns += LIST_OF(node, struct store_op, node)->kind == STORE_OP_COMMIT;
        if (turns > STORE_GROUP_MAX)
            break;
        list_push(&writer->group, list_pop(&writer->queue));
    }
}

/* A transaction that a refusal has left open holds its rows, until the server ends the session for
 * it, and with that the engine's lock. Where others wait, the next group begins with the ROLLBACK.
 */
static void ask_undo(struct pg_writer *writer)
{
    writer->undo = false;
    pg_ask(writer->conn, PG_ROLLBACK, NULL, NULL, "");
    pg_conn_end(writer->conn, &writer->undo);
}

static void rest(struct pg_writer *writer, int64_t left)
{
    if (!loop_timer_active(writer->timer) || left > 0)
        loop_timer_start(writer->timer, left > 0 ? left : 0);
}

static bool nothing_waits(const struct pg_writer *writer)
{
    return list_empty(&writer->apart) && list_empty(&writer->queue);
}

static void kick(struct pg_writer *writer)
{
    int64_t now = clock_mono_ms();
    if (!pg_conn_is_open(writer->conn) || pg_conn_units(writer->conn))
        return;
    if (writer->undo && (now < writer->rest_ms || nothing_waits(writer))) {
        ask_undo(writer);
        return;
    }
    if (now < writer->rest_ms) {
        rest(writer, writer->rest_ms - now);
        return;
    }
    writer->upkeep = pg_upkeep_is_due(writer);
    if (writer->upkeep) {
        pg_upkeep_ask(writer);
        return;
    }
    take_group(writer);
    if (!list_empty(&writer->group))
        ask_group(writer);
    else if (!writer->store->beside) /* which has no upkeep to wake for */
        rest(writer, writer->upkeep_ms - now);
}

/* --- events ---------------------------------------------------------------------------------- */

static void on_timer(void *ctx)
{
    kick(ctx);
}

static void on_open(void *ctx, struct pg_conn *conn)
{
    struct pg_writer *writer = ctx;
    (void)conn;
    writer->undo = false;
    kick(writer);
}

static void on_away(void *ctx, struct pg_conn *conn, const struct err *err)
{
    struct pg_writer *writer = ctx;
    (void)conn;
    writer->store->status.refused = writer->place->over;
    list_move(&writer->apart, &writer->queue);
    fail_all(writer, &writer->apart, err);
}

static void on_end(void *ctx, struct pg_conn *conn, void *unit, enum pg_how how,
                   const struct pg_fault *fault)
{
    struct pg_writer *writer = ctx;
    (void)conn;
    if (unit == &writer->undo) {
        kick(writer); /* a session that is lost has undone it, too */
        return;
    }
    if (writer->upkeep && how != PG_DONE) {
        writer->undo = how == PG_FAULT;
        pg_upkeep_failed(writer, &fault->err);
    } else if (!writer->upkeep && (how == PG_DONE || (how == PG_LOST && PLANTED(lost_is_done)))) {
        group_stood(writer);
    } else if (!writer->upkeep && how == PG_FAULT) {
        group_failed(writer, fault);
    } else if (!writer->upkeep) {
        fail_all(writer, &writer->group, &fault->err);
    }
    writer->upkeep = false;
    kick(writer);
}

static const struct pg_events events = {on_open, on_away, on_end};

/* --- life ------------------------------------------------------------------------------------ */

void pg_writer_init(struct pg_writer *writer, struct store *store, struct pg_place *place,
                    struct loop *loop)
{
    writer->store = store;
    writer->place = place;
    writer->loop = loop;
    list_init(&writer->queue);
    list_init(&writer->group);
    list_init(&writer->apart);
    writer->conn = pg_conn_new(loop, place, PG_WRITER, &events, writer);
    writer->timer = loop_timer_new(loop, on_timer, writer);
    pg_upkeep_start(writer);
    loop_timer_start(writer->timer, 0);
}

void pg_writer_done(struct pg_writer *writer)
{
    pg_conn_free(writer->conn);
    loop_timer_free(writer->timer);
}

/* Not sent from within: what is asked in the same turn of the loop shares a transaction. */
void pg_writer_submit(struct pg_writer *writer, struct store_op *op)
{
    list_push(&writer->queue, &op->node);
    if (!pg_conn_is_open(writer->conn))
        pg_conn_want(writer->conn);
    else if (!pg_conn_units(writer->conn) && clock_mono_ms() >= writer->rest_ms)
        loop_timer_start(writer->timer, 0);
}

void pg_writer_step(struct pg_writer *writer, int64_t until_ms)
{
    struct err err = {0};
    kick(writer);
    if (pg_conn_step(writer->conn, until_ms))
        return;
    int64_t now = clock_mono_ms();
    if (pg_conn_is_open(writer->conn) && now < writer->rest_ms && now < until_ms) {
        writer->rest_ms = now; /* nobody is served by a rest now */
        return;
    }
    err_set(&err, ERR_CANCELLED, "%s: the store closes without it", writer->place->name);
    on_away(writer, writer->conn, &err);
}
