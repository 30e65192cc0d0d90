/* What a player does: writing, pressing buttons, paying, deleting. */
#include "base/str.h"
#include "sandbox/callbacks.h"
#include "sandbox/control.h"
#include "sandbox/events.h"
#include "sandbox/payments.h"
#include "sandbox/post.h"
#include "sandbox/reply.h"
#include "sandbox/wait.h"

#include <string.h>

#define TEXT_CHARS_MAX 4096
#define DATA_BYTES_MAX 64

static bool add_reply_to(struct ask *ask, const struct chat *chat, json *body)
{
    const json *id = json_get(ask->body, "reply_to");
    if (!id || json_type(id) == JSON_NULL)
        return true;
    const struct message *message = model_message(chat, json_number(id, 0));
    if (message)
        json_add(body, "reply_to_message", post_quote(message));
    else
        reply_error(ask->exchange, 404, "reply_to: there is no such message in the chat");
    return message != NULL;
}

static struct chat *chat_to_write(struct ask *ask, const struct player *player)
{
    struct chat *chat = ask_chat(ask, player);
    if (!chat || !chat->blocked)
        return chat;
    reply_error(ask->exchange, 400, "the player has blocked the bot");
    return NULL;
}

void control_send(struct ask *ask)
{
    int64_t update = 0;
    const char *text = json_str(ask->body, "text", "");
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? chat_to_write(ask, player) : NULL;
    if (!chat)
        return;
    if (!text[strspn(text, " \t\r\n")] || utf8_count(text, strlen(text)) > TEXT_CHARS_MAX) {
        reply_error(ask->exchange, 400, "text: 1 to %d characters", TEXT_CHARS_MAX);
        return;
    }
    json *body = post_head(chat, player->user);
    if (!add_reply_to(ask, chat, body)) {
        json_free(body);
        return;
    }
    if (!chat->started) {
        chat->started = true;
        model_chat_save(chat);
    }
    json_add_str(body, "text", text);
    json_add(body, "entities", text_find_entities(text));
    const struct message *message = post_to_bot(chat, body, &update);
    json *answer = reply_new();
    json_add_int(answer, "update_id", update);
    json_add(answer, "message", json_clone(message->body));
    reply_json(ask->exchange, 200, answer);
}

/* `data`, or that of `button`: [row, column]; NULL: the call was answered. */
static const char *data_of(struct ask *ask, const struct message *message)
{
    const json *place = json_get(ask->body, "button");
    const char *data = json_str(ask->body, "data", NULL);
    if (place) {
        const json *rows = json_get(json_get(message->body, "reply_markup"), "inline_keyboard");
        const json *row = json_at(rows, (int)json_number(json_at(place, 0), -1));
        const json *button = json_at(row, (int)json_number(json_at(place, 1), -1));
        data = json_str(button, "callback_data", NULL);
        if (!button)
            reply_error(ask->exchange, 404, "button: there is none at that place");
        else if (!data)
            reply_error(ask->exchange, 400, "button: it has no callback_data");
        return data;
    }
    if (!data || !*data || strlen(data) > DATA_BYTES_MAX) {
        reply_error(ask->exchange, 400, "data: 1 to %d bytes, or a button", DATA_BYTES_MAX);
        return NULL;
    }
    return data;
}

void control_tap(struct ask *ask)
{
    int64_t update = 0;
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? chat_to_write(ask, player) : NULL;
    const struct message *message = chat ? ask_message(ask, chat) : NULL;
    const char *data = message ? data_of(ask, message) : NULL;
    if (!data)
        return;
    const struct callback *callback = callbacks_tap(chat, player, message, data, &update);
    json *answer = reply_new();
    json_add_int(answer, "update_id", update);
    json_add_str(answer, "callback_query_id", callback->id);
    reply_json(ask->exchange, 200, answer);
}

static json *view_callback(void *subject, const struct waiter *waiter, bool happened)
{
    (void)waiter, (void)happened;
    return callbacks_view(subject);
}

void control_answer(struct ask *ask)
{
    const char *id = http_exchange_query(ask->exchange, "id");
    const struct callback *callback = callbacks_find(ask->sandbox, id);
    int64_t timeout_ms = ask_timeout_ms(ask);
    if (!callback)
        reply_error(ask->exchange, 404, "id: there is no such callback query");
    else if (callback->answered || !timeout_ms)
        reply_json(ask->exchange, 200, callbacks_view(callback));
    else
        wait_start(ask->sandbox, ask->exchange, callback, timeout_ms, view_callback);
}

void control_pay(struct ask *ask)
{
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? chat_to_write(ask, player) : NULL;
    const struct message *message = chat ? ask_message(ask, chat) : NULL;
    if (!message)
        return;
    if (!json_get(message->body, "invoice"))
        reply_error(ask->exchange, 400, "message_id: it is no invoice");
    else
        payments_start(chat, player, message, ask->exchange);
}

void control_refund(struct ask *ask)
{
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? ask_chat(ask, player) : NULL;
    const struct message *message = chat ? ask_message(ask, chat) : NULL;
    if (!message)
        return;
    if (payments_refund(chat, message))
        reply_json(ask->exchange, 200, reply_new());
    else
        reply_error(ask->exchange, 400, "message_id: no receipt, or it was given back before");
}

/* The bot is not told: with the real one it would not be, either. In a group a player deletes only
 * his own. */
void control_delete(struct ask *ask)
{
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? ask_chat(ask, player) : NULL;
    const struct message *message = chat ? ask_message(ask, chat) : NULL;
    if (!message)
        return;
    int64_t id = message->id;
    if (chat->id < 0 && json_int(json_get(message->body, "from"), "id", 0) != player->id) {
        reply_error(ask->exchange, 400, "message_id: in a group a player deletes only his own");
        return;
    }
    model_message_drop(chat, id);
    events_chat(chat, "delete", "message_id", json_new_int(id));
    reply_json(ask->exchange, 200, reply_new());
}
