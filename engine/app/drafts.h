/* Drafts: players who watch, each in his own chat, how a text of lore is being written. What they
 * are shown is unjudged, and gone with the bot's next message. Loop thread. */
#ifndef BYLINA_APP_DRAFTS_H
#define BYLINA_APP_DRAFTS_H

#include "telegram/telegram.h"

#include <stdint.h>

#define DRAFTS_MAX      64   /* who watch at once; more see only the screen */
#define DRAFTS_PAUSE_MS 1000 /* between two drafts to one chat, whatever else it is sent */
#define DRAFTS_TEXT_MAX 4000 /* bytes; the end of a longer text is shown */

struct drafts;

struct drafts *drafts_new(struct loop *loop, struct telegram *telegram);
void drafts_free(struct drafts *drafts); /* after telegram_free. NULL is fine */

void drafts_watch(struct drafts *drafts, const char *id, int64_t chat);
/* The text so far: sent to those who watch it. */
void drafts_show(struct drafts *drafts, const char *id, const char *text);
void drafts_over(struct drafts *drafts, const char *id); /* it is there, or will not be */
void drafts_left(struct drafts *drafts, int64_t chat);   /* its player has done something */

#endif
