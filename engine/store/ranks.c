/* Leader boards in SQLite: the tables scores and unranked.
 *
 * The place of who asks is the number of those before him: rows of an index, counted up to
 * STORE_BOARD_EXACT and no further, so that the millionth costs what the ten thousandth does. His
 * own row is passed over and he is put where his present score belongs, since the turn that asks
 * may have changed it. */
#include "store/sqlite.h"

#include <string.h>

/* --- writes ---------------------------------------------------------------------------------- */

int ranking_put(struct db *db, const struct store_ranking *ranking, struct err *err)
{
    bool out = ranking->ranked == STORE_RANK_OUT;
    int r = 0;
    if (out)
        r = db_run(db, SQL_UNRANKED_ADD, NULL, err, "t", ranking->id);
    else if (ranking->ranked == STORE_RANK_IN)
        r = db_run(db, SQL_UNRANKED_DROP, NULL, err, "t", ranking->id);
    for (size_t i = 0; !r && i < ranking->count; i++) {
        const struct store_score *score = &ranking->scores[i];
        if (score->gone || out)
            r = db_run(db, SQL_SCORE_DROP, NULL, err, "tt", score->board, ranking->id);
        else
            r = db_run(db, SQL_SCORE_PUT, NULL, err, "ttiit", score->board, ranking->id,
                       score->score, ranking->reached, ranking->name);
    }
    return r;
}

/* --- a board --------------------------------------------------------------------------------- */

struct at { /* who asks, and where he stands */
    struct db *db;
    struct store_op *op;
    const struct store_board *board;
    const char *id;  /* "": nobody */
    int64_t reached; /* his row's, if his score is still that */
    int64_t ahead;   /* how many are before him, at most one more than are counted */
    struct err *err;
};

static void add(const struct at *at, const char *id, const char *name, int64_t score, int64_t place)
{
    struct store_standing row = {.score = score, .place = place};
    row.id = rows_text(&at->op->rows, id, strlen(id));
    row.name = rows_text(&at->op->rows, name, strlen(name));
    if (place > STORE_BOARD_EXACT || at->ahead > STORE_BOARD_EXACT)
        row.place = place <= STORE_BOARD_TOP ? place : 0;
    rows_add(&at->op->rows)->standing = row;
}

static void add_self(const struct at *at)
{
    add(at, at->board->id, at->board->name, at->board->score, at->ahead + 1);
}

static void add_row(const struct at *at, sqlite3_stmt *stmt, int64_t place)
{
    add(at, (const char *)sqlite3_column_text(stmt, 0), (const char *)sqlite3_column_text(stmt, 1),
        sqlite3_column_int64(stmt, 2), place);
}

static int find_reached(struct at *at)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(at->db, SQL_SCORE_GET, &stmt, at->err, "tt", at->board->board, at->id);
    if (!r)
        r = db_step(at->db, stmt, at->err);
    at->reached = INT64_MAX;
    if (r <= 0)
        return r;
    if (sqlite3_column_int64(stmt, 0) == at->board->score)
        at->reached = sqlite3_column_int64(stmt, 1);
    db_stop(stmt);
    return 0;
}

static int count(struct at *at, enum sql sql)
{
    sqlite3_stmt *stmt = NULL;
    int64_t limit = STORE_BOARD_EXACT + 1 - at->ahead;
    int r = db_start(at->db, sql, &stmt, at->err, "titii", at->board->board, at->board->score,
                     at->id, at->reached, limit);
    if (!r)
        r = db_step(at->db, stmt, at->err);
    if (r <= 0)
        return r;
    at->ahead += sqlite3_column_int64(stmt, 0);
    db_stop(stmt);
    return 0;
}

/* The ten, with him among them if he belongs there. */
static int add_top(const struct at *at)
{
    sqlite3_stmt *stmt = NULL;
    int64_t place = 1;
    int r = db_start(at->db, SQL_BOARD_TOP, &stmt, at->err, "tti", at->board->board, at->id,
                     (int64_t)STORE_BOARD_TOP);
    if (r)
        return r;
    while ((r = db_step(at->db, stmt, at->err)) > 0) {
        if (*at->id && place == at->ahead + 1) {
            add_self(at);
            place++;
        }
        if (place <= STORE_BOARD_TOP)
            add_row(at, stmt, place);
        place++;
    }
    if (!r && *at->id && place == at->ahead + 1 && place <= STORE_BOARD_TOP)
        add_self(at);
    return r;
}

/* Up to `left` of those next to him, by a statement that gives the nearest first; those of the ten
 * are left out. The place of the nearest is `place`, and `step` leads on. Returns how many there
 * were, or an error. */
static int add_near(const struct at *at, enum sql sql, int64_t place, int64_t step, int64_t left)
{
    sqlite3_stmt *stmt = NULL;
    int seen = 0;
    int r = db_start(at->db, sql, &stmt, at->err, "titii", at->board->board, at->board->score,
                     at->id, at->reached, left);
    while (!r && (r = db_step(at->db, stmt, at->err)) > 0) {
        if (place > STORE_BOARD_TOP)
            add_row(at, stmt, place);
        place += step;
        seen++;
        r = 0;
    }
    return r < 0 ? r : seen;
}

static int add_side(const struct at *at, enum sql tied, enum sql others, int64_t step)
{
    int64_t place = at->ahead + 1 + step;
    int seen = add_near(at, tied, place, step, STORE_BOARD_NEAR);
    if (seen < 0 || seen == STORE_BOARD_NEAR)
        return seen < 0 ? seen : 0;
    int more = add_near(at, others, place + step * seen, step, STORE_BOARD_NEAR - seen);
    return more < 0 ? more : 0;
}

/* The nearest before him came first. */
static void turn_round(struct store_rows *rows, size_t from)
{
    for (size_t a = from, b = rows->count; a + 1 < b; a++, b--) {
        union store_row row = rows->at[a];
        rows->at[a] = rows->at[b - 1];
        rows->at[b - 1] = row;
    }
}

static int add_neighbours(const struct at *at)
{
    size_t from = at->op->rows.count;
    int r = add_side(at, SQL_BOARD_TIED_BEFORE, SQL_BOARD_ABOVE, -1);
    if (r)
        return r;
    turn_round(&at->op->rows, from);
    if (at->ahead >= STORE_BOARD_TOP)
        add_self(at);
    return add_side(at, SQL_BOARD_TIED_BEHIND, SQL_BOARD_BELOW, 1);
}

int read_board(struct db *db, struct store_op *op, struct err *err)
{
    struct at at = {db, op, op->in.board, op->in.board->id ? op->in.board->id : "", 0, 0, err};
    int r = 0;
    if (!*at.id)
        return add_top(&at);
    r = find_reached(&at);
    if (!r)
        r = count(&at, SQL_BOARD_COUNT_ABOVE);
    if (!r)
        r = count(&at, SQL_BOARD_COUNT_TIED);
    if (!r)
        r = add_top(&at);
    return r ? r : add_neighbours(&at);
}
