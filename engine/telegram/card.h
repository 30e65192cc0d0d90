/* Cards: what an inline query is answered with, and the messages that they become. */
#ifndef BYLINA_TELEGRAM_CARD_H
#define BYLINA_TELEGRAM_CARD_H

#include "telegram/telegram.h"

/* Answers an inline query: {"cards": [{id, title, about, text, rows}, ...], "button"}; `button`, if
 * there, leads a stranger to the bot's own chat. NULL: with nothing. */
void telegram_card_answer(struct telegram *telegram, const char *query, const json *answer,
                          telegram_done_fn fn, void *ctx);
/* Changes a message that a card became: {"message", "text", "rows"}. */
void telegram_card_edit(struct telegram *telegram, const json *card, telegram_done_fn fn,
                        void *ctx);

#endif
