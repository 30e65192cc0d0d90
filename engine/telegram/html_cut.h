/* Cutting Telegram's HTML where it is too long. Private to telegram/. */
#ifndef BYLINA_TELEGRAM_HTML_CUT_H
#define BYLINA_TELEGRAM_HTML_CUT_H

#include <stdbool.h>
#include <stddef.h>

#define TELEGRAM_TEXT_MAX    4096
#define TELEGRAM_CAPTION_MAX 1024
#define TELEGRAM_ANSWER_MAX  200
#define TELEGRAM_RAW_MAX     32768 /* bytes of a text with its markup */

/* The text, or its beginning with an ellipsis when it shows more than `max` UTF-16 units or is
 * longer than TELEGRAM_RAW_MAX; for free(). Never cuts a character, a tag or an entity; open tags
 * are closed. */
char *html_cut(const char *html, size_t max, bool *ret_cut);
/* The same for a text without markup. */
char *text_cut(const char *text, size_t max, bool *ret_cut);

#endif
