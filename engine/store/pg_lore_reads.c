/* Lore on PostgreSQL: what is read. As in lore_reads.c a page goes by the one index that tells
 * most. */
#include "store/pg_lore.h"

/* In the order of LORE in pg_sql_lore.c. */
struct store_lore *pg_lore_at(const PGresult *res, int row, struct store_rows *rows)
{
    struct store_lore *lore = rows_alloc(rows, sizeof(*lore));
    lore->row = pg_int(res, row, 0);
    lore->id = pg_text(res, row, 1, rows);
    lore->kind = pg_text(res, row, 2, rows);
    lore->entity = pg_text(res, row, 3, rows);
    lore->language = pg_text(res, row, 4, rows);
    lore->attributes = pg_text(res, row, 5, rows);
    lore->facts = pg_text(res, row, 6, rows);
    lore->state = (enum store_lore_state)pg_int(res, row, 7);
    lore->revision = pg_int(res, row, 8);
    lore->published = pg_int(res, row, 9);
    lore->body = pg_text(res, row, 10, rows);
    lore->discoverer = pg_text(res, row, 11, rows);
    lore->discovered = pg_int(res, row, 12);
    lore->model = pg_text(res, row, 13, rows);
    lore->prompt = pg_text(res, row, 14, rows);
    lore->tokens_in = pg_int(res, row, 15);
    lore->tokens_out = pg_int(res, row, 16);
    lore->cost = pg_int(res, row, 17);
    lore->written_ms = pg_int(res, row, 18);
    lore->fence = pg_int(res, row, 19);
    lore->lease_ms = pg_int(res, row, 20);
    lore->next_ms = pg_int(res, row, 21);
    lore->attempts = pg_int(res, row, 22);
    lore->refusal = pg_text(res, row, 23, rows);
    lore->refused_prompt = pg_text(res, row, 24, rows);
    lore->renew = pg_int(res, row, 25) != 0;
    lore->reports = pg_int(res, row, 26);
    return lore;
}

static void take_lore(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        const struct store_lore *lore = pg_lore_at(res, row, &op->rows);
        rows_add(&op->rows)->lore = lore;
    }
}

void pg_read_lore(struct pg_conn *conn, struct store_op *op)
{
    if (op->in.lore.row)
        pg_ask(conn, PG_LORE_BY_ROW, take_lore, op, "i", op->in.lore.row);
    else
        pg_ask(conn, PG_LORE_BY_KEY, take_lore, op, "t", op->in.lore.id);
}

/* --- pages ----------------------------------------------------------------------------------- */

static int page_by(const struct store_lore_page *page)
{
    switch (page->which) {
    case STORE_LORE_REPORTED:
        return PG_LORE_PAGE_REPORTED;
    case STORE_LORE_BEHIND:
        return PG_LORE_PAGE_BEHIND;
    case STORE_LORE_OPEN:
    case STORE_LORE_RENEWED:
        return PG_LORE_PAGE_OPEN;
    default:
        if (page->finder)
            return PG_LORE_PAGE_FINDER;
        if (page->kind)
            return PG_LORE_PAGE_KIND;
        return page->which == STORE_LORE_ALL ? PG_LORE_PAGE_ALL : PG_LORE_PAGE_STATE;
    }
}

void pg_read_lore_page(struct pg_conn *conn, struct store_op *op)
{
    const struct store_lore_page *page = &op->in.lore_page;
    pg_ask(conn, page_by(page) + (page->before != 0), take_lore, op, "iiitttii", page->after,
           page->before ? page->before : INT64_MAX, page->limit, page->kind, page->language,
           page->finder, lore_page_state(page), (int64_t)(page->which == STORE_LORE_RENEWED));
}

void pg_read_lore_recent(struct pg_conn *conn, struct store_op *op)
{
    const struct store_lore_recent *recent = op->in.lore_recent;
    int64_t limit = recent->limit > 0 && recent->limit < STORE_LORE_PAGE_MAX ? recent->limit
                                                                             : STORE_LORE_PAGE_MAX;
    pg_ask(conn, PG_LORE_RECENT, take_lore, op, "tti", recent->kind, recent->language, limit);
}

static void take_refusals(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_lore_refusal *at = &rows_add(&op->rows)->lore_refusal;
        at->id = pg_int(res, row, 0);
        at->row = pg_int(res, row, 1);
        at->lore = pg_text(res, row, 2, &op->rows);
        at->reason = pg_text(res, row, 3, &op->rows);
        at->words = pg_text(res, row, 4, &op->rows);
        at->model = pg_text(res, row, 5, &op->rows);
        at->prompt = pg_text(res, row, 6, &op->rows);
        at->at_ms = pg_int(res, row, 7);
    }
}

void pg_read_lore_refusals(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_LORE_REFUSALS, take_refusals, op, "iii", op->in.list.before, op->in.list.limit,
           op->in.list.id);
}

/* --- figures --------------------------------------------------------------------------------- */

static void take_spent(void *of, const PGresult *res)
{
    struct store_op *op = of;
    struct store_lore_figures *figures = rows_alloc(&op->rows, sizeof(*figures));
    struct store_lore_spent *const all[] = {&figures->day, &figures->hour, &figures->player};
    for (int row = 0; row < 3 && row < PQntuples(res); row++)
        *all[row] = (struct store_lore_spent){pg_int(res, row, 0), pg_int(res, row, 1),
                                              pg_int(res, row, 2)};
    rows_add(&op->rows)->lore_figures = figures;
}

static void take_figures(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (!op->rows.count)
        return;
    struct store_lore_figures *figures = rows_alloc(&op->rows, sizeof(*figures));
    *figures = *op->rows.at[0].lore_figures;
    figures->wanted = pg_int(res, 0, 0);
    figures->kept = pg_int(res, 0, 1);
    figures->hidden = pg_int(res, 0, 2);
    figures->given_up = pg_int(res, 0, 3);
    figures->reported = pg_int(res, 0, 4);
    figures->renewed = pg_int(res, 0, 5);
    figures->behind = pg_int(res, 0, 6);
    op->rows.at[0].lore_figures = figures;
}

void pg_read_lore_figures(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_LORE_SPENT, take_spent, op, "t", op->in.list.of);
    pg_ask(conn, PG_LORE_FIGURES, take_figures, op, "");
}

static void take_weeks(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_lore_week *at = &rows_add(&op->rows)->lore_week;
        at->monday = pg_int(res, row, 0);
        at->hits = pg_int(res, row, 1);
        at->misses = pg_int(res, row, 2);
        at->calls = pg_int(res, row, 3);
        at->cost = pg_int(res, row, 4);
        at->tokens_in = pg_int(res, row, 5);
        at->tokens_out = pg_int(res, row, 6);
        at->kept = pg_int(res, row, 7);
        at->given_up = pg_int(res, row, 8);
    }
}

void pg_read_lore_weeks(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_LORE_WEEKS, take_weeks, op, "i", op->in.list.limit);
}

static void take_reasons(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_lore_reason *at = &rows_add(&op->rows)->lore_reason;
        at->reason = pg_text(res, row, 0, &op->rows);
        at->count = pg_int(res, row, 1);
    }
}

void pg_read_lore_reasons(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_LORE_REASONS, take_reasons, op, "ii", op->in.list.before, op->in.list.limit);
}

static void take_pioneers(void *of, const PGresult *res)
{
    struct store_op *op = of;
    for (int row = 0; row < PQntuples(res); row++) {
        struct store_pioneer *at = &rows_add(&op->rows)->pioneer;
        at->player = pg_text(res, row, 0, &op->rows);
        at->found = pg_int(res, row, 1);
        at->place = op->in.list.of ? pg_int(res, row, 2) : row + 1;
    }
}

void pg_read_pioneers(struct pg_conn *conn, struct store_op *op)
{
    if (op->in.list.of)
        pg_ask(conn, PG_LORE_PIONEER, take_pioneers, op, "t", op->in.list.of);
    else
        pg_ask(conn, PG_LORE_PIONEERS, take_pioneers, op, "i", op->in.list.limit);
}

static void take_picture(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (PQntuples(res)) {
        const char *bytes = pg_text(res, 0, 0, &op->rows);
        rows_add(&op->rows)->value = bytes;
    }
}

void pg_read_picture(struct pg_conn *conn, struct store_op *op)
{
    pg_ask(conn, PG_LORE_PICTURE_GET, take_picture, op, "t", op->in.value.name);
}
