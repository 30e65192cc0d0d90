/* The operations of the PostgreSQL backend: what each asks, on which connection, and how it goes
 * on. Loop thread. */
#ifndef BYLINA_STORE_PG_OPS_H
#define BYLINA_STORE_PG_OPS_H

#include "store/index.h"
#include "store/pg.h"

#define PG_GROUP_OPS  256 /* operations of all kinds in one transaction */
#define PG_READERS    3   /* connections, opened when they are needed */
#define PG_READ_AHEAD 8   /* operations under way on one of them */
#define PG_REST_MS    100 /* after a transaction that failed as a whole */

/* --- the writer: pg_writer.c ----------------------------------------------------------------- */

struct pg_writer {
    struct store *store;
    struct pg_place *place;
    struct loop *loop;
    struct pg_conn *conn;
    struct loop_timer *timer; /* gathers what is asked in one turn of the loop; or the rest */
    struct list queue;
    struct list group; /* under way in one transaction, */
    struct list apart; /* or to be tried one by one, since their group failed */
    int64_t began_us;
    bool undo;       /* the last transaction was left open by a refusal (its address: the unit) */
    bool upkeep;     /* the unit under way is a step of it */
    int64_t rest_ms; /* monotonic: nothing before that */
    int64_t ids_end; /* ids below are reserved durably */
    int64_t block;   /* the start of one that the group under way reserves; -1: none */
    int64_t block_len;
    int64_t last_now;
    int64_t others_base; /* changes by others when it was opened, */
    int64_t others;      /* and as the group under way has found them */
    int stage;           /* of the upkeep */
    int64_t upkeep_ms;
};

void pg_writer_init(struct pg_writer *writer, struct store *store, struct pg_place *place,
                    struct loop *loop);
void pg_writer_done(struct pg_writer *writer);
void pg_writer_submit(struct pg_writer *writer, struct store_op *op);
/* See pg_conn_step. Without a connection all that waits is refused. */
void pg_writer_step(struct pg_writer *writer, int64_t until_ms);

/* pg_upkeep.c: the next step, as one transaction. */
void pg_upkeep_start(struct pg_writer *writer);
bool pg_upkeep_is_due(const struct pg_writer *writer);
void pg_upkeep_ask(struct pg_writer *writer);
void pg_upkeep_failed(struct pg_writer *writer, const struct err *err);

/* What an operation asks within the writer's transaction; its verdict is COMMITTED and its error
 * empty before. pg_turn.c, pg_writes.c, pg_writes_admin.c. */
void pg_write(struct pg_writer *writer, struct store_op *op);
void pg_write_turn(struct pg_writer *writer, struct store_op *op);
void pg_write_failure_end(struct pg_writer *writer, struct store_op *op);
void pg_write_failed_out_end(struct pg_writer *writer, struct store_op *op);
void pg_write_timer_end(struct pg_writer *writer, struct store_op *op);
void pg_write_paid_end(struct pg_writer *writer, struct store_op *op);
void pg_write_broadcast(struct pg_writer *writer, struct store_op *op);
void pg_write_plan(struct pg_writer *writer, struct store_op *op);
void pg_write_step(struct pg_writer *writer, struct store_op *op);
void pg_write_generation(struct pg_writer *writer, struct store_op *op);

/* Parts of several: each under the condition of bylina.turn. */
void pg_put_audit(struct pg_writer *writer, const struct store_audit *line);
void pg_put_bottom(struct pg_writer *writer, int64_t chat, int64_t bottom);
void pg_put_ranking(struct pg_writer *writer, const struct store_ranking *ranking);
/* The arguments of a document's place in the index; index NULL: it has none. ERR_INVALID: it cannot
 * be kept. pg_index_done in any case. */
struct pg_index {
    uint8_t packed[INDEX_PACKED_MAX];
    const uint8_t *fields; /* NULL: none */
    size_t len;
    struct pg_list shapes;
    struct pg_list keys;
};
int pg_index_init(struct pg_index *at, const char *kind, const struct store_index *index);
void pg_index_done(struct pg_index *at);

/* --- the readers: pg_reader.c ---------------------------------------------------------------- */

struct pg_readers {
    struct store *store;
    struct pg_conn *conns[PG_READERS];
    struct list queue;
};

void pg_readers_init(struct pg_readers *readers, struct store *store, struct pg_place *place,
                     struct loop *loop);
void pg_readers_done(struct pg_readers *readers);
void pg_readers_submit(struct pg_readers *readers, struct store_op *op);
void pg_readers_step(struct pg_readers *readers, int64_t until_ms);

/* What an operation asks. pg_reads.c, pg_reads_admin.c, pg_board.c. */
void pg_read(struct pg_conn *conn, struct store_op *op);
void pg_read_failures(struct pg_conn *conn, struct store_op *op);
void pg_read_failed_outs(struct pg_conn *conn, struct store_op *op);
void pg_read_counts(struct pg_conn *conn, struct store_op *op);
void pg_read_queues(struct pg_conn *conn, struct store_op *op);
void pg_read_failure_kinds(struct pg_conn *conn, struct store_op *op);
void pg_read_audit(struct pg_conn *conn, struct store_op *op);
void pg_read_broadcast(struct pg_conn *conn, struct store_op *op);
void pg_read_planned(struct pg_conn *conn, struct store_op *op);
void pg_read_players(struct pg_conn *conn, struct store_op *op);
void pg_read_names(struct pg_conn *conn, struct store_op *op);
void pg_read_generations(struct pg_conn *conn, struct store_op *op);
void pg_read_sources(struct pg_conn *conn, struct store_op *op);
void pg_read_places(struct pg_conn *conn, struct store_op *op);
void pg_read_payments(struct pg_conn *conn, struct store_op *op);
void pg_read_paid(struct pg_conn *conn, struct store_op *op);
void pg_read_refunds(struct pg_conn *conn, struct store_op *op);
void pg_read_find(struct pg_conn *conn, struct store_op *op);
void pg_read_kind(struct pg_conn *conn, struct store_op *op);
void pg_read_stale(struct pg_conn *conn, struct store_op *op);
void pg_read_board(struct pg_conn *conn, struct store_op *op);
/* The board's rows, once all its answers are there. */
void pg_board_finish(struct store_op *op);

#endif
