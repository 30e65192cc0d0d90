/* The calls of paid.h as operations. A list is one page; the open refunds come page by page. */
#include "store/calls.h"

void store_paid_load(struct store *store, const struct store_paid_which *which, store_paid_fn fn,
                     void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PAID_LOAD, ctx);
    op->in.which = which;
    op->fn.paid = fn;
    op_submit(store, op);
}

void tell_paid(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.paid(op->ctx, &op->rows.at[i].paid, NULL);
    op->fn.paid(op->ctx, NULL, op_err(op));
}

void store_refunds_load(struct store *store, store_paid_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_REFUNDS_LOAD, ctx);
    op->fn.paid = fn;
    op_submit(store, op);
}

void tell_refunds(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.paid(op->ctx, &op->rows.at[i].paid, NULL);
    if (!op->more)
        op->fn.paid(op->ctx, NULL, op_err(op));
}

void store_paid_settle(struct store *store, const struct store_paid_end *end, store_done_fn fn,
                       void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PAID_SETTLE, ctx);
    op->in.paid_end = end;
    op->fn.done = fn;
    op_submit(store, op);
}
