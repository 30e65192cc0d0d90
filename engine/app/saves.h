/* What the database holds that a game may no longer have, told to a generation's entry `saves`
 * (engine/lua/check/saves.lua) before its `check` is asked. For `bylina check --database-url`. */
#ifndef BYLINA_APP_SAVES_H
#define BYLINA_APP_SAVES_H

#include "base/error.h"
#include "script/script.h"

#define SAVES_PAGE 200     /* documents that are read and told at once */
#define SAVES_MAX  2000000 /* documents of one kind; those behind are not looked at */

/* Reads the database of that URL, which must be there and which no engine may have open, to its
 * end. Blocking: it runs a loop of its own. */
int saves_read(struct generation *generation, const char *url, struct err *err);

#endif
