/* `bylina reload`, as the engine hears it: {"id", "now"} on TOPIC_RELOAD, from whoever reaches the
 * same Redis. The files are tried as /reload tries them, and what came of it is told on
 * TOPIC_RELOADED:
 *
 *   {"id", "show", "number", "by", "verdict", "counts": {added, changed, removed},
 *    "lines": [{"where", "text"}]}
 *
 * show: as struct reload_config says it, or "reload_stopping"; lines: what is wrong, so many as
 * fit. One at a time; who asks meanwhile is told that it is busy. Loop thread. */
#ifndef BYLINA_APP_BELL_H
#define BYLINA_APP_BELL_H

#include "app/reload.h"
#include "cache/news.h"

struct bell;

struct bell *bell_new(struct news *news, struct reload *reload); /* both outlive its loop */
void bell_start(struct bell *bell);                              /* once the game is played */
void bell_stop(struct bell *bell);                               /* nothing new is tried */
/* What came of reload_command: see struct reload_config. */
void bell_told(struct bell *bell, const char *show, const json *answer);
void bell_free(struct bell *bell); /* NULL is fine */

#endif
