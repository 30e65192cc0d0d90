/* Inside sandbox/: inline mode: what a player asks a bot in any chat, and the messages that come of
 * it. */
#ifndef BYLINA_SANDBOX_INLINE_H
#define BYLINA_SANDBOX_INLINE_H

#include "sandbox/call.h"

#define INLINE_QUERIES_MAX 256
#define INLINE_RESULTS_MAX 50
#define INLINE_ANSWER_MS   10000

struct inline_query {
    struct list_node node; /* in sandbox->inline_list, oldest first */
    char *id;
    char *text;
    int64_t bot;
    int64_t player;
    json *results; /* InlineQueryResultArticle[], each with its message's `made`; NULL: no answer */
    json *button;  /* NULL: none */
};

void inline_init(struct sandbox *sandbox);
void inline_done(struct sandbox *sandbox);

/* Queues the inline_query; NULL: the bot takes none. */
struct inline_query *inline_ask(struct chat *chat, const struct player *player, const char *text);
/* A result of that id in the player's newest answer that has one; *ret_query: to what. NULL: none.
 */
const json *inline_result(struct chat *chat, const struct player *player, const char *id,
                          const struct inline_query **ret_query);
/* The message that choosing it sends, and the bot is told. */
struct message *inline_choose(struct chat *chat, const struct player *player,
                              const struct inline_query *query, const json *result);
/* The message of an inline_message_id, and its chat; NULL: none of this bot. */
struct message *inline_find(struct bot *bot, const char *id, struct chat **ret_chat);

void method_answer_inline_query(struct call *call);

#endif
