/* The calls of generations.h: the same two halves as in calls.c. */
#include "store/calls.h"

void store_generation_add(struct store *store, const struct store_generation_new *made,
                          store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_GENERATION_ADD, ctx);
    op->fn.done = fn;
    op->in.generation = made;
    op_submit(store, op);
}

void store_generations_load(struct store *store, int64_t before, int64_t limit,
                            store_generation_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_GENERATIONS_LOAD, ctx);
    op->fn.generation = fn;
    op->in.list.before = before > 0 ? before : INT64_MAX;
    op->in.list.limit = limit > 0 && limit < STORE_LIST_MAX ? limit : STORE_LIST_MAX;
    op_submit(store, op);
}

void tell_generations(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.generation(op->ctx, &op->rows.at[i].generation, NULL);
    op->fn.generation(op->ctx, NULL, op_err(op));
}

void store_sources_load(struct store *store, int64_t number, store_source_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_SOURCES_LOAD, ctx);
    op->fn.source = fn;
    op->in.list.id = number;
    op_submit(store, op);
}

void tell_sources(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.source(op->ctx, &op->rows.at[i].source, NULL);
    op->fn.source(op->ctx, NULL, op_err(op));
}

void store_places_load(struct store *store, const char *after, int64_t limit, store_place_fn fn,
                       void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PLACES_LOAD, ctx);
    op->fn.place = fn;
    op->in.list.after = after;
    op->in.list.limit = limit > 0 && limit < STORE_PLACES_MAX ? limit : STORE_PLACES_MAX;
    op_submit(store, op);
}

void tell_places(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.place(op->ctx, &op->rows.at[i].place, NULL);
    op->fn.place(op->ctx, NULL, op_err(op));
}
