/* What a settled commit has left in the database, looked up there. Private to turn/. */
#ifndef BYLINA_TURN_LOOKUP_H
#define BYLINA_TURN_LOOKUP_H

#include "turn/run.h"

/* Of the turn's calls and letters those go on their way that the database still holds; then
 * fn(turn). From within the call, if there are none. */
void look_up(struct turn *turn, loop_fn fn);

#endif
