/* The command menu beside Telegram's input: setMyCommands for each language of the game. */
#ifndef BYLINA_APP_MENU_H
#define BYLINA_APP_MENU_H

#include "app/roles.h"
#include "script/script.h"
#include "telegram/telegram.h"

/* Whoever has a role sees its commands beside the players', and nobody else does. */
void menu_send(struct telegram *telegram, struct generation *generation, const struct roles *roles);
/* One of them has another role now, or none. */
void menu_renew(struct telegram *telegram, struct generation *generation, const struct roles *roles,
                int64_t id);

#endif
