/* The acts of admins. Each is one operation of the writer, which undoes all of it if any part
 * fails: so what is acted on changes its state, what follows from it (a letter in the inbox, a new
 * call) and the line of the audit stand together or not at all. An act on what is settled already
 * changes no row, and that is its error. */
#include "base/clock.h"
#include "base/str.h"
#include "store/sqlite.h"

#include <inttypes.h>
#include <stdio.h>

enum { DETAIL = 96, TIMER_NAME = 256 };

static int audit(struct db *db, const char *who, const char *what, int64_t id, struct err *err)
{
    char detail[DETAIL];
    snprintf(detail, sizeof(detail), "%" PRId64, id);
    return audit_put(db, &(struct store_audit){.who = who, .what = what, .detail = detail}, err);
}

int write_failure_end(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_failure_end *end = op->in.failure_end;
    bool again = end->letter != 0;
    int64_t changes = 0;
    int r = db_run(db, SQL_FAILURE_SETTLE, &changes, err, "iiit", end->id,
                   (int64_t)(again ? STORE_FAILURE_RETRIED : STORE_FAILURE_DROPPED),
                   clock_wall_ms(), end->who);
    if (!r && !changes)
        return err_set(err, ERR_NOT_FOUND, "failure %" PRId64 " is not open", end->id);
    if (!r && again)
        r = db_run(db, SQL_FAILURE_RETRY, &changes, err, "iii", end->id, end->letter,
                   end->received);
    if (!r && !changes)
        return err_set(err, ERR_INVALID, "the event of failure %" PRId64 " cannot be run again",
                       end->id);
    return r ? r : audit(db, end->who, again ? "failure.retry" : "failure.drop", end->id, err);
}

int write_failed_out_end(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_failed_out_end *end = op->in.failed_out_end;
    char words[DETAIL];
    int64_t changes = 0;
    int r = 0;
    snprintf(words, sizeof(words),
             "%s by %.40s; it had failed: ", end->again ? "sent again" : "dropped", end->who);
    if (end->again)
        r = db_run(db, SQL_FAILED_OUT_AGAIN, NULL, err, "iii", end->id, end->again,
                   clock_wall_ms());
    if (!r)
        r = db_run(db, SQL_FAILED_OUT_END, &changes, err, "it", end->id, words);
    if (!r && !changes)
        return err_set(err, ERR_NOT_FOUND, "call %" PRId64 " is not among the failed ones",
                       end->id);
    return r ? r : audit(db, end->who, end->again ? "call.again" : "call.drop", end->id, err);
}

int write_timer_end(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_timer_end *end = op->in.timer_end;
    char name[TIMER_NAME] = "";
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_TIMER_TAKE, &stmt, err, "i", end->uid);
    if (r)
        return r;
    while ((r = db_step(db, stmt, err)) > 0)
        str_copy(name, sizeof(name), (const char *)sqlite3_column_text(stmt, 0));
    if (!r && !*name)
        return err_set(err, ERR_NOT_FOUND, "there is no timer %" PRId64 " (any more)", end->uid);
    if (r)
        return r;
    struct store_audit line = {.who = end->who, .what = "timer.cancel", .detail = name};
    return audit_put(db, &line, err);
}

int write_broadcast(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_broadcast *draft = op->in.broadcast;
    int r = db_run(db, SQL_BROADCAST_FORGET, NULL, err, "t", draft->who);
    return r ? r
             : db_run(db, SQL_BROADCAST_ADD, NULL, err, "itttiii", draft->id, draft->who,
                      draft->lang, draft->texts, (int64_t)draft->paid, clock_wall_ms(), draft->due);
}

int write_broadcast_plan(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_broadcast_plan *plan = op->in.plan;
    int64_t changes = 0;
    int r = plan->due ? db_run(db, SQL_BROADCAST_QUEUE, &changes, err, "ii", plan->id, plan->due)
                      : db_run(db, SQL_BROADCAST_PLAN, &changes, err, "i", plan->id);
    if (!r && !changes)
        return err_set(err, ERR_NOT_FOUND, "broadcast %" PRId64 " is no such draft", plan->id);
    return r ? r
             : audit(db, plan->who, plan->due ? "broadcast.queue" : "broadcast.plan", plan->id,
                     err);
}

/* Only one broadcast is under way at a time. One that is it already (its first save stood, though
 * nobody was told so) is no other. */
static int check_alone(struct db *db, int64_t id, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_BROADCAST_OPEN, &stmt, err, "");
    if (!r)
        r = db_step(db, stmt, err);
    if (r <= 0)
        return r;
    bool other = sqlite3_column_int64(stmt, 0) != id;
    db_stop(stmt);
    return other ? err_set(err, ERR_EXISTS, "another broadcast is under way") : 0;
}

static int save_reached(struct db *db, const struct store_broadcast_step *step, struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < step->reached_count; i++) {
        const struct store_reached *reached = &step->reached[i];
        if (reached->blocked)
            r = db_run(db, SQL_CHAT_BLOCK, NULL, err, "ii", reached->chat, clock_wall_ms());
        else
            r = chat_bottom(db, reached->chat, reached->bottom, err);
    }
    return r;
}

int write_broadcast_step(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_broadcast_step *step = op->in.step;
    const struct store_broadcast *now = step->now;
    int64_t changes = 0;
    int r = 0;
    if (step->before == STORE_BROADCAST_DRAFT && now->state == STORE_BROADCAST_RUNNING)
        r = check_alone(db, now->id, err);
    if (!r)
        r = db_run(db, SQL_BROADCAST_SAVE, &changes, err, "iiitiiiiiiii", now->id,
                   (int64_t)step->before, (int64_t)now->state, now->cursor, now->claimed, now->sent,
                   now->failed, now->blocked, now->missed, now->progress, now->started_ms,
                   now->ended_ms);
    if (!r && !changes)
        return err_set(err, ERR_NOT_FOUND, "broadcast %" PRId64 " is in another state", now->id);
    if (!r)
        r = save_reached(db, step, err);
    return r || !step->who ? r : audit(db, step->who, step->what, now->id, err);
}
