/* The calls of admin.h and broadcast.h: the same two halves as in calls.c. Their lists are one page
 * each and never submitted again. */
#include "store/backup.h"
#include "store/calls.h"

static int64_t page(int64_t limit, int64_t most)
{
    return limit > 0 && limit < most ? limit : most;
}

static void ask_list(struct store *store, struct store_op *op, int64_t before, int64_t limit)
{
    op->in.list.before = before > 0 ? before : INT64_MAX;
    op->in.list.limit = page(limit, STORE_LIST_MAX);
    op_submit(store, op);
}

static struct store_op *op_new_done(enum store_op_kind kind, store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new(kind, ctx);
    op->fn.done = fn;
    return op;
}

/* --- failed scripts -------------------------------------------------------------------------- */

void store_failures_load(struct store *store, int64_t before, int64_t limit, store_failure_fn fn,
                         void *ctx)
{
    struct store_op *op = op_new(STORE_OP_FAILURES_LOAD, ctx);
    op->fn.failure = fn;
    op->in.list.of = "";
    ask_list(store, op, before, limit);
}

void store_poison_load(struct store *store, int64_t before, int64_t limit, store_failure_fn fn,
                       void *ctx)
{
    struct store_op *op = op_new(STORE_OP_FAILURES_LOAD, ctx);
    op->fn.failure = fn;
    op->in.list.of = STORE_POISON;
    ask_list(store, op, before, limit);
}

void store_failure_kinds_load(struct store *store, int64_t limit, store_failure_kind_fn fn,
                              void *ctx)
{
    struct store_op *op = op_new(STORE_OP_FAILURE_KINDS_LOAD, ctx);
    op->fn.failure_kind = fn;
    ask_list(store, op, 0, limit);
}

void tell_failure_kinds(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.failure_kind(op->ctx, &op->rows.at[i].failure_kind, NULL);
    op->fn.failure_kind(op->ctx, NULL, op_err(op));
}

void store_failure_get(struct store *store, int64_t id, store_failure_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_FAILURES_LOAD, ctx);
    op->fn.failure = fn;
    op->in.list.id = id;
    op_submit(store, op);
}

void tell_failures(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.failure(op->ctx, &op->rows.at[i].failure, NULL);
    op->fn.failure(op->ctx, NULL, op_err(op));
}

void store_failure_settle(struct store *store, const struct store_failure_end *end,
                          store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_FAILURE_SETTLE, fn, ctx);
    op->in.failure_end = end;
    op_submit(store, op);
}

/* --- failed calls ---------------------------------------------------------------------------- */

void store_failed_outs_load(struct store *store, int64_t before, int64_t limit,
                            store_failed_out_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_FAILED_OUTS_LOAD, ctx);
    op->fn.failed_out = fn;
    ask_list(store, op, before, limit);
}

void tell_failed_outs(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.failed_out(op->ctx, &op->rows.at[i].failed_out, NULL);
    op->fn.failed_out(op->ctx, NULL, op_err(op));
}

void store_failed_out_settle(struct store *store, const struct store_failed_out_end *end,
                             store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_FAILED_OUT_SETTLE, fn, ctx);
    op->in.failed_out_end = end;
    op_submit(store, op);
}

/* --- the audit ------------------------------------------------------------------------------- */

void store_audit_load(struct store *store, const char *player, int64_t before, int64_t limit,
                      store_audit_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_AUDIT_LOAD, ctx);
    op->in.list.after = player;
    op->fn.audit = fn;
    ask_list(store, op, before, limit);
}

void tell_audit(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.audit(op->ctx, &op->rows.at[i].audit, NULL);
    op->fn.audit(op->ctx, NULL, op_err(op));
}

/* --- timers and figures ---------------------------------------------------------------------- */

void store_timers_of(struct store *store, const char *kind, const char *id, store_timer_fn fn,
                     void *ctx)
{
    struct store_op *op = op_new(STORE_OP_TIMERS_OF, ctx);
    op->in.key = (struct store_key){kind, id};
    op->fn.timer = fn;
    op_submit(store, op);
}

void store_timer_cancel(struct store *store, const struct store_timer_end *end, store_done_fn fn,
                        void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_TIMER_CANCEL, fn, ctx);
    op->in.timer_end = end;
    op_submit(store, op);
}

void store_queues_load(struct store *store, int64_t limit, store_queue_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_QUEUES_LOAD, ctx);
    op->fn.queue = fn;
    ask_list(store, op, 0, limit);
}

void tell_queues(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.queue(op->ctx, &op->rows.at[i].queue, NULL);
    op->fn.queue(op->ctx, NULL, op_err(op));
}

void store_counts_get(struct store *store, int64_t day, store_counts_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_COUNTS_GET, ctx);
    op->fn.counts = fn;
    op->in.list.id = day;
    op_submit(store, op);
}

void tell_counts(const struct store_op *op)
{
    op->fn.counts(op->ctx, op->rows.count ? &op->rows.at[0].counts : NULL, op_err(op));
}

/* --- broadcasts ------------------------------------------------------------------------------ */

void store_broadcast_add(struct store *store, const struct store_broadcast *draft, store_done_fn fn,
                         void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_BROADCAST_ADD, fn, ctx);
    op->in.broadcast = draft;
    op_submit(store, op);
}

void store_broadcast_get(struct store *store, int64_t id, store_broadcast_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_BROADCAST_GET, ctx);
    op->in.list.id = id;
    op->fn.broadcast = fn;
    op_submit(store, op);
}

void store_broadcast_plan(struct store *store, const struct store_broadcast_plan *plan,
                          store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_BROADCAST_PLAN, fn, ctx);
    op->in.plan = plan;
    op_submit(store, op);
}

void store_broadcasts_planned(struct store *store, int64_t limit, store_broadcast_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_BROADCASTS_PLANNED, ctx);
    op->fn.broadcast = fn;
    ask_list(store, op, 0, limit);
}

void tell_broadcast(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.broadcast(op->ctx, &op->rows.at[i].broadcast, NULL);
    op->fn.broadcast(op->ctx, NULL, op_err(op));
}

void store_broadcast_save(struct store *store, const struct store_broadcast_step *step,
                          store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_BROADCAST_SAVE, fn, ctx);
    op->in.step = step;
    op_submit(store, op);
}

void store_players_load(struct store *store, const char *after, int64_t limit, store_player_fn fn,
                        void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PLAYERS_LOAD, ctx);
    op->in.list.after = after;
    op->in.list.limit = page(limit, STORE_PLAYERS_MAX);
    op->fn.player = fn;
    op_submit(store, op);
}

void tell_players(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.player(op->ctx, &op->rows.at[i].player, NULL);
    op->fn.player(op->ctx, NULL, op_err(op));
}

void store_names_load(struct store *store, const char *after, int64_t limit, store_name_fn fn,
                      void *ctx)
{
    struct store_op *op = op_new(STORE_OP_NAMES_LOAD, ctx);
    op->in.list.after = after;
    op->in.list.limit = page(limit, STORE_NAMES_MAX);
    op->fn.name = fn;
    op_submit(store, op);
}

void tell_names(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.name(op->ctx, &op->rows.at[i].name, NULL);
    op->fn.name(op->ctx, NULL, op_err(op));
}

/* --- backups --------------------------------------------------------------------------------- */

void store_backup(struct store *store, const char *path, store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new_done(STORE_OP_BACKUP, fn, ctx);
    op->in.value.value = path;
    op_submit(store, op);
}
