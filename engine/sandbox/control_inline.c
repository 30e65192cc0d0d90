/* Inline mode from the player's side: asking a bot in any chat, and choosing of what it offers. */
#include "base/str.h"
#include "sandbox/control.h"
#include "sandbox/inline.h"
#include "sandbox/reply.h"
#include "sandbox/wait.h"

#include <string.h>

#define QUERY_CHARS_MAX 256

static json *view_results(void *subject, const struct waiter *waiter, bool happened)
{
    const struct inline_query *query = subject;
    json *answer = reply_new();
    (void)waiter, (void)happened;
    json *results = query->results ? json_clone(query->results) : json_array();
    for (json *one = json_first(results); one; one = json_next(one))
        json_remove(one, "made");
    json_add_bool(answer, "answered", query->results != NULL);
    json_add(answer, "results", results);
    if (query->button)
        json_add(answer, "button", json_clone(query->button));
    return answer;
}

void control_inline(struct ask *ask)
{
    const char *text = json_str(ask->body, "query", "");
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? ask_chat(ask, player) : NULL;
    if (!chat)
        return;
    if (utf8_count(text, strlen(text)) > QUERY_CHARS_MAX) {
        reply_error(ask->exchange, 400, "query: at most %d characters", QUERY_CHARS_MAX);
        return;
    }
    struct inline_query *query = inline_ask(chat, player, text);
    if (query)
        wait_start(ask->sandbox, ask->exchange, query, INLINE_ANSWER_MS, view_results);
    else
        reply_error(ask->exchange, 400, "the bot takes no inline queries");
}

void control_inline_choose(struct ask *ask)
{
    const struct inline_query *query = NULL;
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? ask_chat(ask, player) : NULL;
    if (!chat)
        return;
    const json *result = inline_result(chat, player, json_str(ask->body, "result_id", ""), &query);
    if (!result) {
        reply_error(ask->exchange, 404, "result_id: no answer to the player has it");
        return;
    }
    const struct message *message = inline_choose(chat, player, query, result);
    json *answer = reply_new();
    json_add(answer, "message", json_clone(message->body));
    reply_json(ask->exchange, 200, answer);
}
