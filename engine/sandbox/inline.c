/* Inline mode.
 *
 *     ask ─▶ inline_query ─▶ answerInlineQuery ─▶ results ─▶ choose ─▶ message via the bot
 *                                                               └────▶ chosen_inline_result
 *
 * Only articles with a text are emulated, and nothing is cached: each question is asked. Queries
 * are forgotten at a stop; what was sent stays. The id of an inline message tells its chat and
 * number, which are the sender's business and not the bot's. */
#include "sandbox/inline.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "sandbox/markup.h"
#include "sandbox/post.h"
#include "sandbox/updates.h"
#include "sandbox/wait.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESULT_ID_MAX 64
#define TEXT_MAX      4096

void inline_init(struct sandbox *sandbox)
{
    list_init(&sandbox->inline_list);
}

static void query_free(struct sandbox *sandbox, struct inline_query *query)
{
    wait_happened(sandbox, query);
    list_remove(&query->node);
    sandbox->inline_count--;
    json_free(query->results);
    json_free(query->button);
    free(query->id);
    free(query->text);
    free(query);
}

void inline_done(struct sandbox *sandbox)
{
    struct list_node *node;
    while ((node = list_first(&sandbox->inline_list)))
        query_free(sandbox, LIST_OF(node, struct inline_query, node));
}

static const char *type_of(const struct chat *chat, const struct player *player)
{
    const char *type = json_str(chat->info, "type", "private");
    return chat->id == player->id ? "sender" : type;
}

struct inline_query *inline_ask(struct chat *chat, const struct player *player, const char *text)
{
    struct sandbox *sandbox = chat->bot->sandbox;
    char id[32];
    if (!updates_wants(chat->bot, "inline_query"))
        return NULL;
    while (sandbox->inline_count >= INLINE_QUERIES_MAX)
        query_free(sandbox, LIST_OF(list_first(&sandbox->inline_list), struct inline_query, node));
    snprintf(id, sizeof(id), "%" PRIu64, (rng_next(&sandbox->rng) >> 2) + 1);
    struct inline_query *query = mem_alloc(sizeof(*query));
    query->id = mem_strdup(id);
    query->text = mem_strdup(text);
    query->bot = chat->bot->id;
    query->player = player->id;
    list_push(&sandbox->inline_list, &query->node);
    sandbox->inline_count++;
    json *update = json_object();
    json_add_str(update, "id", id);
    json_add(update, "from", json_clone(player->user));
    json_add_str(update, "query", text);
    json_add_str(update, "offset", "");
    json_add_str(update, "chat_type", type_of(chat, player));
    updates_add(chat->bot, "inline_query", update, player->id * 2 + 1);
    json_free(update);
    return query;
}

static const json *with_id(const json *results, const char *id)
{
    for (const json *one = json_first(results); one; one = json_next(one))
        if (str_equal(json_str(one, "id", NULL), id))
            return one;
    return NULL;
}

const json *inline_result(struct chat *chat, const struct player *player, const char *id,
                          const struct inline_query **ret_query)
{
    const struct list *all = &chat->bot->sandbox->inline_list;
    const json *found = NULL;
    for (struct list_node *n = list_first(all); n; n = list_next(all, n)) {
        const struct inline_query *query = LIST_OF(n, struct inline_query, node);
        bool his = query->player == player->id && query->bot == chat->bot->id;
        const json *result = his ? with_id(query->results, id) : NULL;
        if (!result)
            continue;
        found = result;
        *ret_query = query;
    }
    return found;
}

struct message *inline_choose(struct chat *chat, const struct player *player,
                              const struct inline_query *query, const json *result)
{
    char id[32];
    int64_t update;
    const json *made = json_get(result, "made");
    const json *markup = json_get(result, "reply_markup");
    json *body = post_head(chat, player->user);
    json_add(body, "via_bot", json_clone(chat->bot->user));
    json_add_str(body, "text", json_str(made, "text", ""));
    if (json_get(made, "entities"))
        json_add(body, "entities", json_clone(json_get(made, "entities")));
    snprintf(id, sizeof(id), "%016" PRIx64 "%08" PRIx32, (uint64_t)chat->id,
             (uint32_t)json_int(body, "message_id", 0));
    if (markup) {
        json_add(body, "reply_markup", json_clone(markup));
        json_add_str(body, "inline_message_id", id);
    }
    struct message *message = post_to_bot(chat, body, &update);
    json *chosen = json_object();
    json_add_str(chosen, "result_id", json_str(result, "id", ""));
    json_add(chosen, "from", json_clone(player->user));
    json_add_str(chosen, "query", query->text);
    if (markup)
        json_add_str(chosen, "inline_message_id", id);
    updates_add(chat->bot, "chosen_inline_result", chosen, player->id * 2 + 1);
    json_free(chosen);
    return message;
}

struct message *inline_find(struct bot *bot, const char *id, struct chat **ret_chat)
{
    char digits[17];
    if (strlen(id) != 24)
        return NULL;
    str_copy(digits, sizeof(digits), id);
    *ret_chat = model_chat(bot, (int64_t)strtoull(digits, NULL, 16));
    int64_t number = (int64_t)strtoull(id + 16, NULL, 16);
    struct message *message = *ret_chat ? model_message(*ret_chat, number) : NULL;
    const char *own = message ? json_str(message->body, "inline_message_id", NULL) : NULL;
    return str_equal(own, id) ? message : NULL;
}

/* --- the answer ------------------------------------------------------------------------------ */

static bool add_text(struct call *call, json *result)
{
    struct text text = {0};
    struct err err;
    const json *content = json_get(result, "input_message_content");
    if (text_make(json_str(content, "message_text", ""), json_str(content, "parse_mode", NULL),
                  json_get(content, "entities"), &text, &err) < 0)
        call_fail(call, "%s", err.text);
    else if (!text.count)
        call_fail(call, "message text is empty");
    else if (text.count > TEXT_MAX)
        call_fail(call, "MESSAGE_TOO_LONG");
    if (call_failed(call)) {
        text_done(&text);
        return false;
    }
    json *made = json_object();
    send_add_text(made, "text", &text);
    json_add(result, "made", made);
    return true;
}

static bool check_result(struct call *call, const json *results, json *result)
{
    const char *id = json_str(result, "id", "");
    if (!str_equal(json_str(result, "type", ""), "article"))
        call_fail(call, "only articles are emulated by the local Telegram");
    else if (!*id || strlen(id) > RESULT_ID_MAX)
        call_fail(call, "RESULT_ID_INVALID");
    else if (with_id(results, id))
        call_fail(call, "RESULT_ID_DUPLICATE");
    else if (!*json_str(result, "title", ""))
        call_fail(call, "ARTICLE_TITLE_EMPTY");
    return !call_failed(call) && markup_check_inline(call, json_get(result, "reply_markup")) &&
           add_text(call, result);
}

static json *read_results(struct call *call)
{
    json *results = json_array();
    const json *given = call_value(call, "results");
    if (json_count(given) > INLINE_RESULTS_MAX)
        call_fail(call, "RESULTS_TOO_MUCH");
    for (const json *one = json_first(given); one && !call_failed(call); one = json_next(one)) {
        json *result = json_clone(one);
        if (check_result(call, results, result))
            json_push(results, result);
        else
            json_free(result);
    }
    if (!call_failed(call))
        return results;
    json_free(results);
    return NULL;
}

static struct inline_query *query_of(const struct call *call)
{
    const char *id = call_str(call, "inline_query_id", "");
    const struct list *all = &call->sandbox->inline_list;
    for (struct list_node *n = list_first(all); n; n = list_next(all, n)) {
        struct inline_query *query = LIST_OF(n, struct inline_query, node);
        if (str_equal(query->id, id) && query->bot == call->bot->id && !query->results)
            return query;
    }
    return NULL;
}

void method_answer_inline_query(struct call *call)
{
    struct inline_query *query = query_of(call);
    if (!query) {
        call_fail(call, "query is too old and response timeout expired or query ID is invalid");
        return;
    }
    json *results = read_results(call);
    if (!results)
        return;
    const json *button = call_value(call, "button");
    query->results = results;
    query->button = button ? json_clone(button) : NULL;
    wait_happened(call->sandbox, query);
    call_ok(call, NULL);
}
