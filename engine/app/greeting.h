/* The first call to Telegram, getMe: what its outcome means for the start. */
#ifndef BYLINA_APP_GREETING_H
#define BYLINA_APP_GREETING_H

#include "telegram/telegram.h"

/* An error of the server or a cut line, which may be over in a moment; a page that is no Bot API,
 * or nobody at that address, is said at once. */
bool greeting_may_pass(const struct telegram_result *result);
/* Why the bot cannot start, with the variable that is to blame; gives the code. */
int greeting_explain(const struct telegram_result *result, const char *api, struct err *err);

#endif
