/* What a turn's commit is the same in on every database (turn.c, pg_turn.c). Pure; any thread. */
#ifndef BYLINA_STORE_TURN_PARTS_H
#define BYLINA_STORE_TURN_PARTS_H

#include "store/commit.h"

#define TURN_DAY_S 86400

/* The event as the ledger and reports have it: "update/BOT/NUMBER". The caller frees it. */
char *turn_event_text(const struct store_event *event);
/* Whether the turn leaves the document dropped (its last write counts). */
bool turn_drops(const struct store_turn *turn, const char *kind, const char *id);

#endif
