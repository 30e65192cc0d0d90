/* Live documents: the screens that were drawn from one are drawn again when it changes. Private to
 * turn/. */
#ifndef BYLINA_TURN_LIVE_H
#define BYLINA_TURN_LIVE_H

#include "turn/inner.h"

#define LIVE_PAUSE_MS   1000      /* between two redraws of one screen, or for one document */
#define LIVE_FLIGHT_MAX 64        /* redraws in lanes at once: live players stay prompt */
#define LIVE_PAGE       256       /* lanes of one read */
#define LIVE_EVENT      "redraw/" /* the names of their events begin so, and no others do */

struct live;

struct live *live_new(struct turns *turns);
void live_free(struct live *live);  /* NULL is fine */
void live_start(struct live *live); /* once, at the start: screens that are stale from before */

/* A commit has changed this document of a live kind. */
void live_changed(struct live *live, const char *kind, const char *id);
/* A commit has made the lane watch a whole kind, whose newest changes it may have missed. */
void live_look(struct live *live, const char *lane);
/* The redraw of this lane is over. */
void live_redrawn(struct live *live, const char *lane);

#endif
