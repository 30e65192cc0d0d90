/* What was accepted and is neither committed nor stored yet. Private to turn/. */
#ifndef BYLINA_TURN_SETTLE_H
#define BYLINA_TURN_SETTLE_H

#include "turn/event.h"
#include "turn/inner.h"

struct settle;

struct settle *settle_new(struct turns *turns);
void settle_free(struct settle *settle);
void settle_track(struct settle *settle, struct event *event); /* accepted now */
void settle_safe(struct settle *settle, struct event *event);  /* committed */

#endif
