/* The command menu beside Telegram's input: setMyCommands for each language of the game. */
#ifndef BYLINA_APP_MENU_H
#define BYLINA_APP_MENU_H

#include "script/script.h"
#include "telegram/telegram.h"

#include <stdbool.h>

/* for_admins: everybody's menu shows the admins' commands, too (the local Telegram). */
void menu_send(struct telegram *telegram, struct generation *generation, bool for_admins);

#endif
