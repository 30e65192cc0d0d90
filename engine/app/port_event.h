/* An update as the event that the engine's Lua half knows:
 *
 *   {"type": "text"|"media"|"tap"|"member"|"payment"|"refund"|"chosen"|"checkout"|"inline",
 *    "player": "1001", "chat": 1001, "private": true, "message": 7, "name", "username", "lang",
 *    "data" or "text", "inline", "reply": "1002", "mention": {"id", "text"}, "blocked",
 *    "document": {"id", "name", "size"}, "charge", "payload", "currency", "amount"}
 *
 * What comes of an inline message has "inline", its id. Any thread. */
#ifndef BYLINA_APP_PORT_EVENT_H
#define BYLINA_APP_PORT_EVENT_H

#include "telegram/update.h"

#include <stdbool.h>

const char *port_event_type(const struct telegram_update *update); /* NULL: it is none */
bool port_tells_of_money(const struct telegram_update *update);
/* For free(). */
char *port_event_text(const struct telegram_update *update, const char *type, const char *player);

#endif
