/* Claims: documents that turns hold in memory after a conflict, so that they do not lose again.
 * They are only a politeness among the turns of this process: the commit alone decides. Private to
 * turn/. */
#ifndef BYLINA_TURN_CLAIMS_H
#define BYLINA_TURN_CLAIMS_H

#include "turn/inner.h"

struct turn;
struct claims;

/* What a turn holds or waits for; zeroed: nothing. */
struct turn_claims {
    char **keys; /* "kind/id", sorted */
    size_t count;
    size_t held;           /* the first of them */
    struct list_node wait; /* for keys[held], or, with no keys, until a document is let go */
    loop_fn fn;
};

struct claims *claims_new(void);
void claims_free(struct claims *claims); /* no turn is left */

/* A turn that has met a conflict claims what its runs have touched so far; fn(turn) soon after it
 * holds all. */
void claims_take(struct turn *turn, loop_fn fn);
/* Before the commit of a turn without claims: true if nobody holds what it has touched. Else
 * fn(turn) when it should ask again. */
bool claims_pass(struct turn *turn, loop_fn fn);
void claims_drop(struct turn *turn); /* lets go of all, waits for nothing any more */

#endif
