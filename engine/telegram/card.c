/* Cards are articles: title and a line about it in the list, and the text with its buttons as the
 * message that is sent when one is chosen. Such a message has no chat for the bot and is known by
 * its inline_message_id alone. Telegram keeps an answer for no longer than CARD_CACHE_S, since the
 * next moment's cards may be others. */
#include "telegram/card.h"

#include "telegram/inner.h"
#include "telegram/post.h"

#define CARD_MAX     50 /* of one answer */
#define CARD_CACHE_S 1

/* `text` and `rows` of a card, as a post. */
static struct telegram_post post_of(const json *card)
{
    return (struct telegram_post){.text = json_str(card, "text", ""),
                                  .rows = json_get(card, "rows")};
}

static json *article_of(const json *card)
{
    struct telegram_post post = post_of(card);
    json *article = json_object();
    json *content = json_object();
    json_add_str(article, "type", "article");
    json_add_str(article, "id", json_str(card, "id", ""));
    json_add_str(article, "title", json_str(card, "title", ""));
    if (*json_str(card, "about", ""))
        json_add_str(article, "description", json_str(card, "about", ""));
    telegram_post_add(content, "message_text", &post);
    json_add(article, "input_message_content", content);
    if (json_count(post.rows) > 0)
        json_add(article, "reply_markup", telegram_post_keyboard(&post));
    return article;
}

void telegram_card_answer(struct telegram *telegram, const char *query, const json *answer,
                          telegram_done_fn fn, void *ctx)
{
    json *params = json_object();
    json *results = json_array();
    const char *button = json_str(answer, "button", "");
    const json *card = json_first(json_get(answer, "cards"));
    for (; card && json_count(results) < CARD_MAX; card = json_next(card))
        json_push(results, article_of(card));
    json_add_str(params, "inline_query_id", query);
    json_add(params, "results", results);
    json_add_int(params, "cache_time", CARD_CACHE_S);
    json_add_bool(params, "is_personal", true);
    if (*button) {
        json *start = json_object();
        json_add_str(start, "text", button);
        json_add_str(start, "start_parameter", "inline");
        json_add(params, "button", start);
    }
    struct telegram_call call = {.method = "answerInlineQuery", .params = params};
    telegram_send(telegram, &call, fn, ctx);
}

void telegram_card_edit(struct telegram *telegram, const json *card, telegram_done_fn fn, void *ctx)
{
    struct telegram_post post = post_of(card);
    json *params = json_object();
    json_add_str(params, "inline_message_id", json_str(card, "message", ""));
    telegram_post_add(params, "text", &post);
    if (json_count(post.rows) > 0)
        json_add(params, "reply_markup", telegram_post_keyboard(&post));
    struct telegram_call call = {.method = "editMessageText", .params = params};
    telegram_send(telegram, &call, fn, ctx);
}
