/* /reload: a new generation beside the old one, swapped in between turns; the answer goes back to
 * the admin as an event of his lane. */
#ifndef BYLINA_APP_RELOAD_H
#define BYLINA_APP_RELOAD_H

#include "app/game.h"
#include "store/store.h"
#include "telegram/telegram.h"
#include "turn/turn.h"

struct reload;

struct reload *reload_new(struct store *store, struct turns *turns, struct game_source *source,
                          struct telegram *telegram, struct generation *first);
void reload_free(struct reload *reload);

/* request: {"player": "1001"}, as the engine's Lua half asks. */
void reload_start(struct reload *reload, const char *request);

/* The generation in force; the reload's. */
struct generation *reload_live(const struct reload *reload);

#endif
