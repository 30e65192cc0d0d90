/* Maintenance: the game is shut for players, with words of an admin's, until he opens it; also over
 * restarts. Those with a role play on. Loop thread. */
#ifndef BYLINA_APP_MAINTENANCE_H
#define BYLINA_APP_MAINTENANCE_H

#include "store/store.h"
#include "turn/turn.h"
#include "json/json.h"

struct maintenance;

struct maintenance *maintenance_new(struct store *store, struct turns *turns);
void maintenance_free(struct maintenance *maintenance); /* after store_close */
/* What was in force when the last process ended is in force; fn once. Before the first update. */
void maintenance_load(struct maintenance *maintenance, store_done_fn fn, void *ctx);

/* texts: {"ru": HTML, "": HTML for all others}; NULL opens the game. Stored and audited before it
 * is in force; fn once. ERR_LIMIT: another change is under way. */
void maintenance_set(struct maintenance *maintenance, const char *who, const json *texts,
                     store_done_fn fn, void *ctx);
/* {"texts", "by", "since"}; NULL: open. */
const json *maintenance_now(const struct maintenance *maintenance);

#endif
