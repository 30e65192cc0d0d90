/* POST /engine/clock {"skip": seconds}: moves the game's clock forward. Exists only beside the
 * local Telegram, which calls it. Answers {"ok": true, "now": seconds} when the new time is stored.
 */
#ifndef BYLINA_APP_CLOCKROUTE_H
#define BYLINA_APP_CLOCKROUTE_H

#include "http/server.h"
#include "turn/turn.h"

#define CLOCKROUTE_PATH "/engine/clock"

void clockroute_add(struct http_server *server, struct turns *turns);

#endif
