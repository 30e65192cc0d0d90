/* The calls of find.h, board.h and live.h, in the two halves that calls.c tells of. */
#include "base/mem.h"
#include "store/board.h"
#include "store/calls.h"
#include "store/find.h"

#include <stdlib.h>

void store_find(struct store *store, const struct store_find *find, store_found_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_FIND, ctx);
    op->in.find = find;
    op->fn.found = fn;
    op_submit(store, op);
}

/* The ids that were found, or the lanes that are stale. */
void tell_found(const struct store_op *op)
{
    size_t count = op->err.code ? 0 : op->rows.count;
    const char **ids = mem_array(count + 1, sizeof(*ids));
    for (size_t i = 0; i < count; i++)
        ids[i] = op->rows.at[i].value;
    if (op->kind == STORE_OP_FIND)
        op->fn.found(op->ctx, ids, count, op->cursor[0], op_err(op));
    else
        op->fn.lanes(op->ctx, ids, count, op_err(op));
    free((void *)ids);
}

void store_stale_load(struct store *store, const struct store_stale *stale, store_lanes_fn fn,
                      void *ctx)
{
    struct store_op *op = op_new(STORE_OP_STALE_LOAD, ctx);
    op->in.stale = stale;
    op->fn.lanes = fn;
    op_submit(store, op);
}

void store_kind_load(struct store *store, const char *kind, const char *after, int64_t limit,
                     store_docs_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_KIND_LOAD, ctx);
    op->in.list.of = kind;
    op->in.list.after = after;
    op->in.list.limit = limit;
    op->fn.docs = fn;
    op_submit(store, op);
}

void store_index_put(struct store *store, const struct store_indexing *rows, size_t count,
                     store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_INDEX_PUT, ctx);
    op->in.indexing.rows = rows;
    op->in.indexing.count = count;
    op->fn.done = fn;
    op_submit(store, op);
}

void store_board_get(struct store *store, const struct store_board *board, store_board_fn fn,
                     void *ctx)
{
    struct store_op *op = op_new(STORE_OP_BOARD_GET, ctx);
    op->in.board = board;
    op->fn.board = fn;
    op_submit(store, op);
}

void tell_board(const struct store_op *op)
{
    struct store_standing places[STORE_BOARD_ROWS];
    size_t count = op->err.code ? 0 : op->rows.count;
    for (size_t i = 0; i < count; i++)
        places[i] = op->rows.at[i].standing;
    op->fn.board(op->ctx, places, count, op_err(op));
}
