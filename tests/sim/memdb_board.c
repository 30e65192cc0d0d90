/* Leader boards in the model: all rows of a board are sorted, with the one who asks among them. */
#include "memdb.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

struct memrank {
    struct list_node node;
    char *board;
    char *id;
    char *name;
    int64_t score;
    int64_t reached;
};

static struct memrank *rank_find(const struct memdb *db, const char *board, const char *id)
{
    for (struct list_node *at = list_first(&db->ranks); at; at = list_next(&db->ranks, at)) {
        struct memrank *rank = LIST_OF(at, struct memrank, node);
        if (str_equal(rank->board, board) && str_equal(rank->id, id))
            return rank;
    }
    return NULL;
}

static void rank_free(struct memrank *rank)
{
    if (!rank)
        return;
    list_remove(&rank->node);
    free(rank->board);
    free(rank->id);
    free(rank->name);
    free(rank);
}

void memdb_ranks_free(struct memdb *db)
{
    struct list_node *node;
    while ((node = list_first(&db->ranks)))
        rank_free(LIST_OF(node, struct memrank, node));
    map_free(db->unranked);
}

static void put(struct memdb *db, const struct store_ranking *ranking,
                const struct store_score *score)
{
    struct memrank *old = rank_find(db, score->board, ranking->id);
    bool same = old && old->score == score->score;
    int64_t reached = same ? old->reached : ranking->reached;
    rank_free(old);
    if (score->gone || map_get(db->unranked, ranking->id))
        return;
    struct memrank *rank = mem_alloc(sizeof(*rank));
    rank->board = mem_strdup(score->board);
    rank->id = mem_strdup(ranking->id);
    rank->name = mem_strdup(ranking->name);
    rank->score = score->score;
    rank->reached = reached;
    list_push(&db->ranks, &rank->node);
}

void memdb_rank(struct memdb *db, const struct store_ranking *ranking)
{
    if (ranking->ranked == STORE_RANK_OUT)
        map_put(db->unranked, ranking->id, db);
    else if (ranking->ranked == STORE_RANK_IN)
        map_take(db->unranked, ranking->id);
    for (size_t i = 0; i < ranking->count; i++)
        put(db, ranking, &ranking->scores[i]);
}

static bool goes_before(const struct memrank *a, const struct memrank *b)
{
    if (a->score != b->score)
        return a->score > b->score;
    if (a->reached != b->reached)
        return a->reached < b->reached;
    return strcmp(a->id, b->id) < 0;
}

static size_t insert(const struct memrank **sorted, size_t count, const struct memrank *rank)
{
    size_t place = count;
    for (; place && goes_before(rank, sorted[place - 1]); place--)
        sorted[place] = sorted[place - 1];
    sorted[place] = rank;
    return place;
}

static const char *copy(struct store_op *op, const char *text)
{
    return rows_text(&op->rows, text, strlen(text));
}

static void tell(struct store_op *op, const struct memrank *rank, size_t place, size_t own)
{
    struct store_standing row = {.score = rank->score, .place = (int64_t)place + 1};
    row.id = copy(op, rank->id);
    row.name = copy(op, rank->name);
    if (place >= STORE_BOARD_TOP && (row.place > STORE_BOARD_EXACT || own > STORE_BOARD_EXACT))
        row.place = 0;
    rows_add(&op->rows)->standing = row;
}

void memdb_board(const struct memdb *db, struct store_op *op)
{
    const struct store_board *board = op->in.board;
    const struct memrank **sorted = mem_array(2, sizeof(*sorted));
    struct memrank self = {.score = board->score, .reached = INT64_MAX};
    size_t count = 0;
    size_t own = SIZE_MAX;
    for (struct list_node *at = list_first(&db->ranks); at; at = list_next(&db->ranks, at)) {
        struct memrank *rank = LIST_OF(at, struct memrank, node);
        if (!str_equal(rank->board, board->board))
            continue;
        if (board->id && str_equal(rank->id, board->id)) {
            self.reached = rank->score == self.score ? rank->reached : self.reached;
            continue;
        }
        sorted = mem_grow((void *)sorted, count + 2, sizeof(*sorted));
        insert(sorted, count++, rank);
    }
    char *texts[] = {board->id ? mem_strdup(board->id) : NULL,
                     board->id ? mem_strdup(board->name) : NULL};
    self.id = texts[0];
    self.name = texts[1];
    if (board->id)
        own = insert(sorted, count++, &self);
    for (size_t i = 0; i < count; i++)
        if (i < STORE_BOARD_TOP ||
            (board->id && i + STORE_BOARD_NEAR >= own && i <= own + STORE_BOARD_NEAR))
            tell(op, sorted[i], i, own);
    free(texts[0]);
    free(texts[1]);
    free((void *)sorted);
}
