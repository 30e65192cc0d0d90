/* Leader boards: who has the most of something. Part of store.h's contract: what is said there of
 * threads, completion and ownership holds here.
 *
 * Of equals the one who reached the score first leads. A board is read without any document, and is
 * not validated: it is a hint. */
#ifndef BYLINA_STORE_BOARD_H
#define BYLINA_STORE_BOARD_H

#include "store/store.h"

#define STORE_BOARD_TOP   10    /* places that are always told */
#define STORE_BOARD_NEAR  2     /* before and behind the one who asks */
#define STORE_BOARD_EXACT 10000 /* places are counted up to this one */
#define STORE_BOARD_ROWS  (STORE_BOARD_TOP + 2 * STORE_BOARD_NEAR + 1)

struct store_score {
    const char *board;
    int64_t score;
    bool gone; /* no place on this board */
};

enum store_ranked { STORE_RANK_AS_IT_IS, STORE_RANK_OUT, STORE_RANK_IN };

/* What a turn says of one player's places. With STORE_RANK_OUT he is on none of these boards until
 * a turn says STORE_RANK_IN (with his scores); what is told of his scores meanwhile is passed over.
 */
struct store_ranking {
    const char *id;
    const char *name;
    const struct store_score *scores;
    size_t count;
    int64_t reached; /* from store_id: when these scores were reached, if they are new */
    enum store_ranked ranked;
};

struct store_board {
    const char *board;
    const char *id; /* who asks; NULL: nobody, and there are only the first ten */
    const char *name;
    int64_t score; /* his, as it is in the turn that asks: he is told at the place that it gives */
};

struct store_standing {
    const char *id;
    const char *name;
    int64_t score;
    int64_t place; /* from 1; 0: behind STORE_BOARD_EXACT others */
};
/* The first ten, then the neighbours of who asks and himself, unless they are among those. */
typedef void (*store_board_fn)(void *ctx, const struct store_standing *places, size_t count,
                               const struct err *err);
void store_board_get(struct store *store, const struct store_board *board, store_board_fn fn,
                     void *ctx);

#endif
