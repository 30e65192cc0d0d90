/* Lore in SQLite: what is read. A page goes by the one index that tells most (SQL_LORE_PAGE_*), and
 * looks at the rest row by row: lists are for people, who ask seldom. */
#include "base/clock.h"
#include "store/sqlite_lore.h"

/* In the order of LORE in sql_lore.c. */
static struct store_lore *lore_at(sqlite3_stmt *stmt, struct store_rows *rows)
{
    struct store_lore *lore = rows_alloc(rows, sizeof(*lore));
    lore->row = sqlite3_column_int64(stmt, 0);
    lore->id = db_column_text(stmt, 1, rows);
    lore->kind = db_column_text(stmt, 2, rows);
    lore->entity = db_column_text(stmt, 3, rows);
    lore->language = db_column_text(stmt, 4, rows);
    lore->attributes = db_column_text(stmt, 5, rows);
    lore->facts = db_column_text(stmt, 6, rows);
    lore->state = (enum store_lore_state)sqlite3_column_int(stmt, 7);
    lore->revision = sqlite3_column_int64(stmt, 8);
    lore->published = sqlite3_column_int64(stmt, 9);
    lore->body = db_column_text(stmt, 10, rows);
    lore->discoverer = db_column_text(stmt, 11, rows);
    lore->discovered = sqlite3_column_int64(stmt, 12);
    lore->model = db_column_text(stmt, 13, rows);
    lore->prompt = db_column_text(stmt, 14, rows);
    lore->tokens_in = sqlite3_column_int64(stmt, 15);
    lore->tokens_out = sqlite3_column_int64(stmt, 16);
    lore->cost = sqlite3_column_int64(stmt, 17);
    lore->written_ms = sqlite3_column_int64(stmt, 18);
    lore->fence = sqlite3_column_int64(stmt, 19);
    lore->lease_ms = sqlite3_column_int64(stmt, 20);
    lore->next_ms = sqlite3_column_int64(stmt, 21);
    lore->attempts = sqlite3_column_int64(stmt, 22);
    lore->refusal = db_column_text(stmt, 23, rows);
    lore->refused_prompt = db_column_text(stmt, 24, rows);
    lore->renew = sqlite3_column_int(stmt, 25);
    lore->reports = sqlite3_column_int64(stmt, 26);
    return lore;
}

int lore_find(struct db *db, struct store_rows *rows, int64_t row, const char *id,
              struct store_lore **ret_lore, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = row ? db_start(db, SQL_LORE_BY_ROW, &stmt, err, "i", row)
                : db_start(db, SQL_LORE_BY_KEY, &stmt, err, "t", id);
    if (!r)
        r = db_step(db, stmt, err);
    if (r < 0)
        return r;
    *ret_lore = r ? lore_at(stmt, rows) : NULL;
    if (r)
        db_stop(stmt);
    return 0;
}

int read_lore(struct db *db, struct store_op *op, struct err *err)
{
    struct store_lore *lore = NULL;
    int r = lore_find(db, &op->rows, op->in.lore.row, op->in.lore.id, &lore, err);
    if (!r && lore)
        rows_add(&op->rows)->lore = lore;
    return r;
}

static int read_all(struct db *db, struct store_op *op, sqlite3_stmt *stmt,
                    void (*add)(struct store_op *op, sqlite3_stmt *stmt), struct err *err)
{
    int r;
    while ((r = db_step(db, stmt, err)) > 0)
        add(op, stmt);
    return r;
}

static void add_lore(struct store_op *op, sqlite3_stmt *stmt)
{
    const struct store_lore *lore = lore_at(stmt, &op->rows);
    rows_add(&op->rows)->lore = lore;
}

/* --- pages ----------------------------------------------------------------------------------- */

static enum sql_lore page_by(const struct store_lore_page *page)
{
    switch (page->which) {
    case STORE_LORE_REPORTED:
        return SQL_LORE_PAGE_REPORTED;
    case STORE_LORE_BEHIND:
        return SQL_LORE_PAGE_BEHIND;
    case STORE_LORE_OPEN:
    case STORE_LORE_RENEWED:
        return SQL_LORE_PAGE_OPEN;
    default:
        if (page->finder)
            return SQL_LORE_PAGE_FINDER;
        if (page->kind)
            return SQL_LORE_PAGE_KIND;
        return page->which == STORE_LORE_ALL ? SQL_LORE_PAGE_ALL : SQL_LORE_PAGE_STATE;
    }
}

int read_lore_page(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_page *page = &op->in.lore_page;
    int64_t below = page->before ? page->before : INT64_MAX;
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, (int)page_by(page) + (page->before != 0), &stmt, err, "iiitttii",
                     page->after, below, page->limit, page->kind, page->language, page->finder,
                     lore_page_state(page), (int64_t)(page->which == STORE_LORE_RENEWED));
    return r ? r : read_all(db, op, stmt, add_lore, err);
}

int read_lore_recent(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_recent *recent = op->in.lore_recent;
    int64_t limit = recent->limit > 0 && recent->limit < STORE_LORE_PAGE_MAX ? recent->limit
                                                                             : STORE_LORE_PAGE_MAX;
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_LORE_RECENT, &stmt, err, "tti", recent->kind, recent->language, limit);
    return r ? r : read_all(db, op, stmt, add_lore, err);
}

static void add_refusal(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_lore_refusal *refusal = &rows_add(&op->rows)->lore_refusal;
    refusal->id = sqlite3_column_int64(stmt, 0);
    refusal->row = sqlite3_column_int64(stmt, 1);
    refusal->lore = db_column_text(stmt, 2, &op->rows);
    refusal->reason = db_column_text(stmt, 3, &op->rows);
    refusal->words = db_column_text(stmt, 4, &op->rows);
    refusal->model = db_column_text(stmt, 5, &op->rows);
    refusal->prompt = db_column_text(stmt, 6, &op->rows);
    refusal->at_ms = sqlite3_column_int64(stmt, 7);
}

int read_lore_refusals(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = op->in.list.id ? db_start(db, SQL_LORE_REFUSALS_OF, &stmt, err, "iii",
                                      op->in.list.before, op->in.list.limit, op->in.list.id)
                           : db_start(db, SQL_LORE_REFUSALS, &stmt, err, "ii", op->in.list.before,
                                      op->in.list.limit);
    return r ? r : read_all(db, op, stmt, add_refusal, err);
}

/* --- figures --------------------------------------------------------------------------------- */

static int count_rows(struct db *db, struct store_lore_figures *figures, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_LORE_FIGURES, &stmt, err, "");
    if (!r)
        r = db_step(db, stmt, err);
    if (r <= 0)
        return r;
    int64_t *const at[] = {&figures->wanted,   &figures->kept,     &figures->hidden,
                           &figures->given_up, &figures->reported, &figures->renewed,
                           &figures->behind};
    for (int i = 0; i < (int)(sizeof(at) / sizeof(*at)); i++)
        *at[i] = sqlite3_column_int64(stmt, i);
    db_stop(stmt);
    return 0;
}

int read_lore_figures(struct db *db, struct store_op *op, struct err *err)
{
    struct store_lore_figures *figures = rows_alloc(&op->rows, sizeof(*figures));
    const char *player = op->in.list.of;
    int64_t now = clock_wall_ms();
    int r = budget_spent(db, LORE_DAY, "", now, &figures->day, err);
    if (!r)
        r = budget_spent(db, LORE_HOUR, "", now, &figures->hour, err);
    if (!r && player && *player)
        r = budget_spent(db, LORE_PLAYER, player, now, &figures->player, err);
    if (!r)
        r = count_rows(db, figures, err);
    if (!r)
        rows_add(&op->rows)->lore_figures = figures;
    return r;
}

static void add_week(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_lore_week *week = &rows_add(&op->rows)->lore_week;
    week->monday = sqlite3_column_int64(stmt, 0);
    week->hits = sqlite3_column_int64(stmt, 1);
    week->misses = sqlite3_column_int64(stmt, 2);
    week->calls = sqlite3_column_int64(stmt, 3);
    week->cost = sqlite3_column_int64(stmt, 4);
    week->tokens_in = sqlite3_column_int64(stmt, 5);
    week->tokens_out = sqlite3_column_int64(stmt, 6);
    week->kept = sqlite3_column_int64(stmt, 7);
    week->given_up = sqlite3_column_int64(stmt, 8);
}

int read_lore_weeks(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_LORE_WEEKS, &stmt, err, "i", op->in.list.limit);
    return r ? r : read_all(db, op, stmt, add_week, err);
}

static void add_reason(struct store_op *op, sqlite3_stmt *stmt)
{
    struct store_lore_reason *reason = &rows_add(&op->rows)->lore_reason;
    reason->reason = db_column_text(stmt, 0, &op->rows);
    reason->count = sqlite3_column_int64(stmt, 1);
}

int read_lore_reasons(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_LORE_REASONS, &stmt, err, "ii", op->in.list.before, op->in.list.limit);
    return r ? r : read_all(db, op, stmt, add_reason, err);
}

static void add_pioneer(struct store_op *op, sqlite3_stmt *stmt)
{
    size_t before = op->rows.count;
    struct store_pioneer *pioneer = &rows_add(&op->rows)->pioneer;
    pioneer->player = db_column_text(stmt, 0, &op->rows);
    pioneer->found = sqlite3_column_int64(stmt, 1);
    pioneer->place = op->in.list.of ? sqlite3_column_int64(stmt, 2) : (int64_t)before + 1;
}

int read_pioneers(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = op->in.list.of ? db_start(db, SQL_LORE_PIONEER, &stmt, err, "t", op->in.list.of)
                           : db_start(db, SQL_LORE_PIONEERS, &stmt, err, "i", op->in.list.limit);
    return r ? r : read_all(db, op, stmt, add_pioneer, err);
}

static void add_picture(struct store_op *op, sqlite3_stmt *stmt)
{
    rows_add(&op->rows)->value = db_column_text(stmt, 0, &op->rows);
}

int read_picture(struct db *db, struct store_op *op, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_LORE_PICTURE_GET, &stmt, err, "t", op->in.value.name);
    return r ? r : read_all(db, op, stmt, add_picture, err);
}
