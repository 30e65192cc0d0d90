/* The acts of admins. Each is one statement, which changes what is acted on and what follows from
 * it (a letter in the inbox, a new call, a line of the audit), or changes nothing and says so;
 * hence they stand together or not at all, and an act on what is settled already is an error of
 * that operation alone. */
#include "base/clock.h"
#include "store/pg_ops.h"

#include <inttypes.h>
#include <stdio.h>

enum { DETAIL = 96 };

/* --- failed scripts and calls, timers -------------------------------------------------------- */

static void take_failure_end(void *of, const PGresult *res)
{
    struct store_op *op = of;
    int64_t id = op->in.failure_end->id;
    if (!pg_int(res, 0, 0))
        err_set(&op->err, ERR_NOT_FOUND, "failure %" PRId64 " is not open", id);
    else if (!pg_int(res, 0, 1))
        err_set(&op->err, ERR_INVALID, "the event of failure %" PRId64 " cannot be run again", id);
}

void pg_write_failure_end(struct pg_writer *writer, struct store_op *op)
{
    const struct store_failure_end *end = op->in.failure_end;
    pg_ask(writer->conn, PG_FAILURE_SETTLE, take_failure_end, op, "iiiit", end->id, end->letter,
           end->received, clock_wall_ms(), end->who);
}

static void take_failed_out_end(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (!pg_int(res, 0, 0))
        err_set(&op->err, ERR_NOT_FOUND, "call %" PRId64 " is not among the failed ones",
                op->in.failed_out_end->id);
}

void pg_write_failed_out_end(struct pg_writer *writer, struct store_op *op)
{
    const struct store_failed_out_end *end = op->in.failed_out_end;
    char words[DETAIL];
    snprintf(words, sizeof(words),
             "%s by %.40s; it had failed: ", end->again ? "sent again" : "dropped", end->who);
    pg_ask(writer->conn, PG_FAILED_OUT_END, take_failed_out_end, op, "iiittt", end->id, end->again,
           clock_wall_ms(), words, end->who, end->again ? "call.again" : "call.drop");
}

static void take_timer_end(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (!pg_int(res, 0, 0))
        err_set(&op->err, ERR_NOT_FOUND, "there is no timer %" PRId64 " (any more)",
                op->in.timer_end->uid);
}

void pg_write_timer_end(struct pg_writer *writer, struct store_op *op)
{
    const struct store_timer_end *end = op->in.timer_end;
    pg_ask(writer->conn, PG_TIMER_TAKE, take_timer_end, op, "iit", end->uid, clock_wall_ms(),
           end->who);
}

/* --- payments -------------------------------------------------------------------------------- */

static void take_paid_end(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (!pg_int(res, 0, 0))
        err_set(&op->err, ERR_NOT_FOUND, "payment %" PRId64 " is in another state",
                op->in.paid_end->number);
}

void pg_write_paid_end(struct pg_writer *writer, struct store_op *op)
{
    const struct store_paid_end *end = op->in.paid_end;
    switch (end->act) {
    case STORE_PAID_RETRY:
        pg_ask(writer->conn, PG_PAID_RETRY, take_paid_end, op, "iiittit", end->number,
               end->letter.id, end->received, end->letter.lane, end->letter.body, clock_wall_ms(),
               end->who);
        break;
    case STORE_PAID_REFUND:
        pg_ask(writer->conn, PG_PAID_REFUND, take_paid_end, op, "iit", end->number, clock_wall_ms(),
               end->who);
        break;
    case STORE_PAID_KEEP:
        pg_ask(writer->conn, PG_PAID_KEEP, take_paid_end, op, "itit", end->number, end->why,
               clock_wall_ms(), end->who);
        break;
    default:
        err_set(&op->err, ERR_INVALID, "no such act");
    }
}

/* --- broadcasts ------------------------------------------------------------------------------ */

void pg_write_broadcast(struct pg_writer *writer, struct store_op *op)
{
    const struct store_broadcast *draft = op->in.broadcast;
    pg_ask(writer->conn, PG_BROADCAST_FORGET, NULL, NULL, "t", draft->who);
    pg_ask(writer->conn, PG_BROADCAST_ADD, NULL, NULL, "itttiii", draft->id, draft->who,
           draft->lang, draft->texts, (int64_t)draft->paid, clock_wall_ms(), draft->due);
}

static void take_plan(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (!pg_int(res, 0, 0))
        err_set(&op->err, ERR_NOT_FOUND, "broadcast %" PRId64 " is no such draft", op->in.plan->id);
}

void pg_write_plan(struct pg_writer *writer, struct store_op *op)
{
    const struct store_broadcast_plan *plan = op->in.plan;
    pg_ask(writer->conn, PG_BROADCAST_PLAN, take_plan, op, "iiti", plan->id, clock_wall_ms(),
           plan->who, plan->due);
}

static void take_step(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (pg_int(res, 0, 1))
        err_set(&op->err, ERR_EXISTS, "another broadcast is under way");
    else if (!pg_int(res, 0, 0))
        err_set(&op->err, ERR_NOT_FOUND, "broadcast %" PRId64 " is in another state",
                op->in.step->now->id);
}

/* The first statement says in bylina.turn whether the others may follow. */
void pg_write_step(struct pg_writer *writer, struct store_op *op)
{
    const struct store_broadcast_step *step = op->in.step;
    const struct store_broadcast *now = step->now;
    char detail[DETAIL];
    pg_ask(writer->conn, PG_BROADCAST_SAVE, take_step, op, "iiitiiiiiiii", now->id,
           (int64_t)step->before, (int64_t)now->state, now->cursor, now->claimed, now->sent,
           now->failed, now->blocked, now->missed, now->progress, now->started_ms, now->ended_ms);
    for (size_t i = 0; i < step->reached_count; i++) {
        const struct store_reached *reached = &step->reached[i];
        if (reached->blocked)
            pg_ask(writer->conn, PG_CHAT_BLOCK, NULL, NULL, "ii", reached->chat, clock_wall_ms());
        else
            pg_put_bottom(writer, reached->chat, reached->bottom);
    }
    if (!step->who)
        return;
    snprintf(detail, sizeof(detail), "%" PRId64, now->id);
    pg_put_audit(writer,
                 &(struct store_audit){.who = step->who, .what = step->what, .detail = detail});
}
