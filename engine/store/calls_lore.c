/* The calls of lore.h and lore_review.h as operations: the same two halves as in calls.c. Every
 * list is one page; an act brings back one row, the lore as it is now. */
#include "store/calls.h"

static int64_t at_most(int64_t limit)
{
    return limit > 0 && limit < STORE_LORE_PAGE_MAX ? limit : STORE_LORE_PAGE_MAX;
}

/* --- rows ------------------------------------------------------------------------------------ */

static void get(struct store *store, int64_t row, const char *id, store_lore_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_GET, ctx);
    op->in.lore.row = row;
    op->in.lore.id = id;
    op->fn.lore = fn;
    op_submit(store, op);
}

void store_lore_get(struct store *store, const char *id, store_lore_fn fn, void *ctx)
{
    get(store, 0, id, fn, ctx);
}

void store_lore_row_get(struct store *store, int64_t row, store_lore_fn fn, void *ctx)
{
    get(store, row, NULL, fn, ctx);
}

void tell_lore_get(const struct store_op *op)
{
    op->fn.lore(op->ctx, op->rows.count ? op->rows.at[0].lore : NULL, op_err(op));
}

void store_lore_page_load(struct store *store, const struct store_lore_page *page, store_lore_fn fn,
                          void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_LOAD, ctx);
    op->in.lore_page = *page;
    op->in.lore_page.limit = at_most(page->limit);
    op->fn.lore = fn;
    op_submit(store, op);
}

void store_lore_open_load(struct store *store, int64_t after, int64_t limit, store_lore_fn fn,
                          void *ctx)
{
    struct store_lore_page page = {.which = STORE_LORE_OPEN, .after = after, .limit = limit};
    store_lore_page_load(store, &page, fn, ctx);
}

void store_lore_behind_load(struct store *store, int64_t after, int64_t limit, store_lore_fn fn,
                            void *ctx)
{
    struct store_lore_page page = {.which = STORE_LORE_BEHIND, .after = after, .limit = limit};
    store_lore_page_load(store, &page, fn, ctx);
}

void store_lore_recent_load(struct store *store, const struct store_lore_recent *recent,
                            store_lore_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_RECENT_LOAD, ctx);
    op->in.lore_recent = recent;
    op->fn.lore = fn;
    op_submit(store, op);
}

void tell_lore_load(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.lore(op->ctx, op->rows.at[i].lore, NULL);
    op->fn.lore(op->ctx, NULL, op_err(op));
}

/* --- the work -------------------------------------------------------------------------------- */

void store_lore_claim(struct store *store, const struct store_lore_claim *claim,
                      store_lore_claimed_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_CLAIM, ctx);
    op->in.lore_claim = claim;
    op->fn.lore_claimed = fn;
    op_submit(store, op);
}

void tell_lore_claimed(const struct store_op *op)
{
    if (op->err.code || !op->rows.count) {
        op->fn.lore_claimed(op->ctx, STORE_LORE_LATER, NULL, 0, op_err(op));
        return;
    }
    const struct store_lore_told *told = &op->rows.at[0].lore_told;
    op->fn.lore_claimed(op->ctx, (enum store_lore_claimed)told->outcome, told->lore, told->wait_ms,
                        NULL);
}

static struct store_op *act_new(enum store_op_kind kind, store_lore_done_fn fn, void *ctx)
{
    struct store_op *op = op_new(kind, ctx);
    op->fn.lore_done = fn;
    return op;
}

void store_lore_lease(struct store *store, const struct store_lore_lease *lease,
                      store_lore_done_fn fn, void *ctx)
{
    struct store_op *op = act_new(STORE_OP_LORE_LEASE, fn, ctx);
    op->in.lore_lease = lease;
    op_submit(store, op);
}

void store_lore_settle(struct store *store, const struct store_lore_settle *settle,
                       store_lore_done_fn fn, void *ctx)
{
    struct store_op *op = act_new(STORE_OP_LORE_SETTLE, fn, ctx);
    op->in.lore_settle = settle;
    op_submit(store, op);
}

void store_lore_edit(struct store *store, const struct store_lore_edit *edit, store_lore_done_fn fn,
                     void *ctx)
{
    struct store_op *op = act_new(STORE_OP_LORE_EDIT, fn, ctx);
    op->in.lore_edit = edit;
    op_submit(store, op);
}

void store_lore_report(struct store *store, const struct store_lore_report *report,
                       store_lore_done_fn fn, void *ctx)
{
    struct store_op *op = act_new(STORE_OP_LORE_REPORT, fn, ctx);
    op->in.lore_report = report;
    op_submit(store, op);
}

void tell_lore_done(const struct store_op *op)
{
    const struct store_lore_told *told =
        op->err.code || !op->rows.count ? NULL : &op->rows.at[0].lore_told;
    op->fn.lore_done(op->ctx, told && told->outcome, told ? told->lore : NULL, op_err(op));
}

static void put_numbers(struct store *store, enum store_op_kind kind, int64_t first, int64_t second,
                        store_done_fn fn, void *ctx)
{
    struct store_op *op = op_new(kind, ctx);
    op->in.lore.row = first;
    op->in.lore.number = second;
    op->fn.done = fn;
    op_submit(store, op);
}

void store_lore_published(struct store *store, int64_t row, int64_t revision, store_done_fn fn,
                          void *ctx)
{
    put_numbers(store, STORE_OP_LORE_PUBLISHED, row, revision, fn, ctx);
}

void store_lore_count(struct store *store, int64_t hits, int64_t misses, store_done_fn fn,
                      void *ctx)
{
    put_numbers(store, STORE_OP_LORE_COUNT, hits, misses, fn, ctx);
}

void store_lore_import(struct store *store, const struct store_lore_import *import,
                       store_lore_imported_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_IMPORT, ctx);
    op->in.lore_import = import;
    op->fn.lore_imported = fn;
    op_submit(store, op);
}

void tell_lore_imported(const struct store_op *op)
{
    bool told = !op->err.code && op->rows.count;
    op->fn.lore_imported(op->ctx, told ? (size_t)op->rows.at[0].lore_told.outcome : 0, op_err(op));
}

/* --- for review ------------------------------------------------------------------------------ */

void store_lore_refusals_load(struct store *store, const struct store_lore_refusals *which,
                              store_lore_refusal_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_REFUSALS_LOAD, ctx);
    op->in.list.id = which->row;
    op->in.list.before = which->before > 0 ? which->before : INT64_MAX;
    op->in.list.limit = at_most(which->limit);
    op->fn.lore_refusal = fn;
    op_submit(store, op);
}

void tell_lore_refusals(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.lore_refusal(op->ctx, &op->rows.at[i].lore_refusal, NULL);
    op->fn.lore_refusal(op->ctx, NULL, op_err(op));
}

void store_lore_figures_get(struct store *store, const char *player, store_lore_figures_fn fn,
                            void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_FIGURES_GET, ctx);
    op->in.list.of = player;
    op->fn.lore_figures = fn;
    op_submit(store, op);
}

void tell_lore_figures(const struct store_op *op)
{
    bool told = !op->err.code && op->rows.count;
    op->fn.lore_figures(op->ctx, told ? op->rows.at[0].lore_figures : NULL, op_err(op));
}

void store_lore_weeks_load(struct store *store, int64_t limit, store_lore_week_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_WEEKS_LOAD, ctx);
    op->in.list.limit = at_most(limit);
    op->fn.lore_week = fn;
    op_submit(store, op);
}

void tell_lore_weeks(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.lore_week(op->ctx, &op->rows.at[i].lore_week, NULL);
    op->fn.lore_week(op->ctx, NULL, op_err(op));
}

void store_lore_reasons_load(struct store *store, int64_t monday, store_lore_reason_fn fn,
                             void *ctx)
{
    struct store_op *op = op_new(STORE_OP_LORE_REASONS_LOAD, ctx);
    op->in.list.before = monday;
    op->in.list.limit = STORE_LORE_PAGE_MAX;
    op->fn.lore_reason = fn;
    op_submit(store, op);
}

void tell_lore_reasons(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.lore_reason(op->ctx, &op->rows.at[i].lore_reason, NULL);
    op->fn.lore_reason(op->ctx, NULL, op_err(op));
}

void store_pioneers_load(struct store *store, const char *player, int64_t limit,
                         store_pioneer_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PIONEERS_LOAD, ctx);
    op->in.list.of = player;
    op->in.list.limit = at_most(limit);
    op->fn.pioneer = fn;
    op_submit(store, op);
}

void tell_pioneers(const struct store_op *op)
{
    for (size_t i = 0; i < op->rows.count; i++)
        op->fn.pioneer(op->ctx, &op->rows.at[i].pioneer, NULL);
    op->fn.pioneer(op->ctx, NULL, op_err(op));
}

/* --- pictures -------------------------------------------------------------------------------- */

void store_picture_put(struct store *store, const char *id, const char *bytes, store_done_fn fn,
                       void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PICTURE_PUT, ctx);
    op->fn.done = fn;
    op->in.value.name = id;
    op->in.value.value = bytes;
    op_submit(store, op);
}

void store_picture_get(struct store *store, const char *id, store_value_fn fn, void *ctx)
{
    struct store_op *op = op_new(STORE_OP_PICTURE_GET, ctx);
    op->in.value.name = id;
    op->fn.value = fn;
    op_submit(store, op);
}

void tell_picture(const struct store_op *op)
{
    op->fn.value(op->ctx, op->rows.count ? op->rows.at[0].value : NULL, op_err(op));
}
