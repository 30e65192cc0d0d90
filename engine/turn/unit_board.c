/* The unit of work: leader boards. What was told of a board is remembered for the run, as what was
 * found is (unit_find.c); it is a hint, and nothing of it is validated. */
#include "turn/unit_inner.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <string.h>

int unit_rank(struct unit *unit, const struct unit_rank *rank)
{
    struct store_score *scores = arena_alloc(&unit->arena, (rank->count + 1) * sizeof(*scores));
    if (rank->count > UNIT_BOARDS_MAX || unit->rankings.count >= UNIT_EFFECTS_MAX ||
        unit->arena.bytes + strlen(rank->id) + strlen(rank->name) > UNIT_BYTES_MAX)
        return ERR_LIMIT;
    for (size_t i = 0; i < rank->count; i++)
        scores[i] = (struct store_score){.board = arena_text(&unit->arena, rank->scores[i].name),
                                         .score = (int64_t)rank->scores[i].number,
                                         .gone = rank->scores[i].type != UNIT_NUMBER};
    if (unit->rankings.count == unit->rankings.cap) {
        unit->rankings.cap = unit->rankings.cap ? unit->rankings.cap * 2 : 4;
        unit->rankings.at =
            mem_grow(unit->rankings.at, unit->rankings.cap, sizeof(*unit->rankings.at));
    }
    unit->rankings.at[unit->rankings.count++] = (struct store_ranking){
        .id = arena_text(&unit->arena, rank->id),
        .name = arena_text(&unit->arena, rank->name),
        .scores = scores,
        .count = rank->count,
        .ranked = rank->out  ? STORE_RANK_OUT
                  : rank->in ? STORE_RANK_IN
                             : STORE_RANK_AS_IT_IS,
    };
    return 0;
}

static struct unit_asked *asked(struct unit *unit, const struct unit_board *board)
{
    for (size_t i = 0; i < unit->asked.count; i++) {
        struct unit_asked *at = unit->asked.at[i];
        if (str_equal(at->board.board, board->board) && at->board.score == board->score &&
            !at->board.id == !board->id)
            return at;
    }
    if (unit->asked.count >= UNIT_FINDS_MAX)
        return NULL;
    struct unit_asked *made = arena_alloc(&unit->arena, sizeof(*made));
    made->board = (struct store_board){
        .board = arena_text(&unit->arena, board->board),
        .id = arena_text(&unit->arena, board->id),
        .name = arena_text(&unit->arena, board->name),
        .score = board->score,
    };
    if (unit->asked.count == unit->asked.cap) {
        unit->asked.cap = unit->asked.cap ? unit->asked.cap * 2 : 4;
        unit->asked.at = mem_grow((void *)unit->asked.at, unit->asked.cap, sizeof(*unit->asked.at));
    }
    unit->asked.at[unit->asked.count++] = made;
    return made;
}

enum unit_got unit_board(struct unit *unit, const struct unit_board *board,
                         const struct unit_place **ret_places, size_t *ret_count)
{
    struct unit_asked *at = asked(unit, board);
    if (!at)
        return UNIT_OVER;
    if (!at->places) {
        unit->asking = at;
        return UNIT_WAIT;
    }
    *ret_places = at->places;
    *ret_count = at->count;
    return UNIT_THERE;
}

void unit_told(struct unit *unit, const struct store_standing *places, size_t count)
{
    struct unit_asked *at = unit->asking;
    struct unit_place *copy = arena_alloc(&unit->arena, (count + 1) * sizeof(*copy));
    for (size_t i = 0; i < count; i++)
        copy[i] = (struct unit_place){.id = arena_text(&unit->arena, places[i].id),
                                      .name = arena_text(&unit->arena, places[i].name),
                                      .score = places[i].score,
                                      .place = places[i].place};
    at->places = copy;
    at->count = count;
    unit->asking = NULL;
}
