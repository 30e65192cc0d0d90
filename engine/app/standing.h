/* How many players stand in scenes that a generation does not have, and where they will go: to the
 * scene's new name, else back to the last place on their path that is still there, else home.
 * Counted a page of players at a time, for at most STANDING_MAX of them. Loop thread. */
#ifndef BYLINA_APP_STANDING_H
#define BYLINA_APP_STANDING_H

#include "store/store.h"
#include "json/json.h"

#define STANDING_MAX  100000 /* players that are looked at */
#define STANDING_ROWS 20     /* scenes that are told one by one */

struct standing;

/* moved: {rows: [{scene, to, count}], players, of, more}: `players` of the first `of` will be
 * moved; more: there are players beyond those. NULL: the database cannot be asked. */
typedef void (*standing_fn)(void *ctx, json *take_moved);
/* places: {scenes, home, renamed} of the generation; only read during the call. fn comes once,
 * never from within it. */
struct standing *standing_start(struct store *store, const json *places, standing_fn fn, void *ctx);
void standing_free(struct standing *standing); /* after store_close: its calls have completed */

#endif
