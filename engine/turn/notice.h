/* Notices: words that leave without a turn and without a commit, when there cannot be one. Not
 * durable: what is lost is lost. Private to turn/. */
#ifndef BYLINA_TURN_NOTICE_H
#define BYLINA_TURN_NOTICE_H

#include "turn/inner.h"

#define NOTICE_WORDS_MAX 64 /* texts that are remembered, of all keys and languages */
#define NOTICE_LANG_MAX  16 /* letters of a language's code that count */

#define NOTICE_SHUT "common.maintenance" /* its words are those that the game was shut with */

struct notices;

struct notices *notices_new(struct turns *turns);
void notices_free(struct notices *notices);
void notices_forget(struct notices *notices); /* the game has changed */

/* The game's words under this key for who reads `lang` (as Telegram says it; NULL: unknown); "" if
 * it has none. For taps without markup, for messages with it. Alive until the next call. */
const char *notices_plain(struct notices *notices, const char *key, const char *lang);
const char *notices_html(struct notices *notices, const char *key, const char *lang);

#endif
