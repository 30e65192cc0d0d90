/* The command menu beside Telegram's input: setMyCommands for each language of the game. */
#ifndef BYLINA_APP_MENU_H
#define BYLINA_APP_MENU_H

#include "bind/bind.h"
#include "script/script.h"
#include "telegram/telegram.h"

/* Admins see their commands beside the players', and nobody else does. */
void menu_send(struct telegram *telegram, struct generation *generation,
               const struct bind_host *host);

#endif
