/* Leader boards: the answers of six statements of one snapshot, put together as ranks.c does it.
 *
 * The place of who asks is the number of those before him, counted up to STORE_BOARD_EXACT and no
 * further. His own row is passed over and he is put where his present score belongs. Until all
 * answers are there the rows bear, instead of a place, the number of the part that they belong to.
 */
#include "store/pg_ops.h"

enum part { PART_TOP, PART_TIED_BEFORE, PART_ABOVE, PART_TIED_BEHIND, PART_BELOW, PARTS };

#define RAW_MAX (STORE_BOARD_TOP + 4 * STORE_BOARD_NEAR)

struct board {
    struct store_op *op;
    struct store_standing raw[RAW_MAX];
    size_t count;
    int64_t ahead; /* how many are before him, at most one more than are counted */
};

/* --- asking ---------------------------------------------------------------------------------- */

static void take_part(struct store_op *op, const PGresult *res, enum part part)
{
    for (int row = 0; row < PQntuples(res) && op->rows.count < RAW_MAX; row++) {
        struct store_standing at = {.score = pg_int(res, row, 2), .place = (int64_t)part};
        at.id = pg_text(res, row, 0, &op->rows);
        at.name = pg_text(res, row, 1, &op->rows);
        rows_add(&op->rows)->standing = at;
    }
}

static void take_top(void *of, const PGresult *res)
{
    take_part(of, res, PART_TOP);
}

static void take_tied_before(void *of, const PGresult *res)
{
    take_part(of, res, PART_TIED_BEFORE);
}

static void take_above(void *of, const PGresult *res)
{
    take_part(of, res, PART_ABOVE);
}

static void take_tied_behind(void *of, const PGresult *res)
{
    take_part(of, res, PART_TIED_BEHIND);
}

static void take_below(void *of, const PGresult *res)
{
    take_part(of, res, PART_BELOW);
}

static void take_ahead(void *of, const PGresult *res)
{
    struct store_op *op = of;
    int64_t ahead = pg_int(res, 0, 0);
    op->cursor[0] = ahead > STORE_BOARD_EXACT ? STORE_BOARD_EXACT + 1 : ahead;
}

void pg_read_board(struct pg_conn *conn, struct store_op *op)
{
    static const struct {
        enum pg_sql sql;
        pg_take take;
    } sides[] = {
        {PG_BOARD_TIED_BEFORE, take_tied_before},
        {PG_BOARD_ABOVE, take_above},
        {PG_BOARD_TIED_BEHIND, take_tied_behind},
        {PG_BOARD_BELOW, take_below},
    };
    const struct store_board *board = op->in.board;
    const char *id = board->id ? board->id : "";
    pg_ask(conn, PG_BEGIN_SNAPSHOT, NULL, NULL, "");
    pg_ask(conn, PG_BOARD_TOP, take_top, op, "tti", board->board, id, (int64_t)STORE_BOARD_TOP);
    if (*id)
        pg_ask(conn, PG_BOARD_AHEAD, take_ahead, op, "titi", board->board, board->score, id,
               (int64_t)(STORE_BOARD_EXACT + 1));
    for (size_t i = 0; *id && i < sizeof(sides) / sizeof(*sides); i++)
        pg_ask(conn, sides[i].sql, sides[i].take, op, "titi", board->board, board->score, id,
               (int64_t)STORE_BOARD_NEAR);
    pg_ask(conn, PG_END_SNAPSHOT, NULL, NULL, "");
}

/* --- putting together ------------------------------------------------------------------------ */

static void add(const struct board *board, const struct store_standing *from, int64_t place)
{
    struct store_standing row = *from;
    row.place = place;
    if (place > STORE_BOARD_EXACT || board->ahead > STORE_BOARD_EXACT)
        row.place = place <= STORE_BOARD_TOP ? place : 0;
    rows_add(&board->op->rows)->standing = row;
}

static void add_self(const struct board *board)
{
    const struct store_board *asked = board->op->in.board;
    struct store_standing row = {asked->id, asked->name, asked->score, 0};
    add(board, &row, board->ahead + 1);
}

/* The ten, with him among them if he belongs there. */
static void add_top(const struct board *board, bool asked)
{
    int64_t place = 1;
    for (size_t i = 0; i < board->count && board->raw[i].place == PART_TOP; i++) {
        if (asked && place == board->ahead + 1) {
            add_self(board);
            place++;
        }
        if (place <= STORE_BOARD_TOP)
            add(board, &board->raw[i], place);
        place++;
    }
    if (asked && place == board->ahead + 1 && place <= STORE_BOARD_TOP)
        add_self(board);
}

/* The nearest first, those with his score before the others; returns how many. */
static size_t neighbours(const struct board *board, enum part tied, enum part others,
                         const struct store_standing *out[STORE_BOARD_NEAR])
{
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < board->count && count < STORE_BOARD_NEAR; i++)
            if (board->raw[i].place == (int64_t)(pass ? others : tied))
                out[count++] = &board->raw[i];
    return count;
}

static void add_sides(const struct board *board)
{
    const struct store_standing *near[STORE_BOARD_NEAR];
    size_t count = neighbours(board, PART_TIED_BEFORE, PART_ABOVE, near);
    for (size_t i = count; i-- > 0;) {
        int64_t place = board->ahead - (int64_t)i;
        if (place > STORE_BOARD_TOP)
            add(board, near[i], place);
    }
    if (board->ahead >= STORE_BOARD_TOP)
        add_self(board);
    count = neighbours(board, PART_TIED_BEHIND, PART_BELOW, near);
    for (size_t i = 0; i < count; i++) {
        int64_t place = board->ahead + 2 + (int64_t)i;
        if (place > STORE_BOARD_TOP)
            add(board, near[i], place);
    }
}

void pg_board_finish(struct store_op *op)
{
    struct board board = {.op = op, .count = op->rows.count, .ahead = op->cursor[0]};
    bool asked = op->in.board->id && *op->in.board->id;
    for (size_t i = 0; i < board.count; i++)
        board.raw[i] = op->rows.at[i].standing;
    op->rows.count = 0; /* the texts stay */
    add_top(&board, asked);
    if (asked)
        add_sides(&board);
}
