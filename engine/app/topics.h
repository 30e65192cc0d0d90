/* What engines and commands of one world tell each other by cache/news.h. */
#ifndef BYLINA_APP_TOPICS_H
#define BYLINA_APP_TOPICS_H

/* Texts were changed, and whoever publishes or writes them may look: the id of one, or "" (some).
 */
#define TOPIC_LORE "lore"

/* {"id": 16 hex digits, "now": true}: the engines may try their files, as by /reload. */
#define TOPIC_RELOAD "reload"
/* What came of it in one engine: see app/bell.h. */
#define TOPIC_RELOADED "reloaded"

#endif
