/* The control API: the door, the body, the bot that is meant, and the table of calls. */
#include "sandbox/control.h"

#include "base/str.h"
#include "sandbox/crowd.h"
#include "sandbox/reply.h"
#include "sandbox/wait.h"
#include "sandbox/web.h"

#include <string.h>

static const struct {
    const char *method;
    const char *name;
    control_fn fn;
} calls[] = {
    {"GET", "state", control_state},
    {"POST", "players", control_players},
    {"POST", "groups", control_groups},
    {"POST", "upgrade", control_upgrade},
    {"POST", "send", control_send},
    {"POST", "document", control_document},
    {"POST", "tap", control_tap},
    {"GET", "answer", control_answer},
    {"POST", "inline", control_inline},
    {"POST", "inline/choose", control_inline_choose},
    {"POST", "pay", control_pay},
    {"POST", "refund", control_refund},
    {"POST", "delete", control_delete},
    {"POST", "block", control_block},
    {"GET", "chat", control_chat},
    {"GET", "wait", control_wait},
    {"GET", "clock", control_get_clock},
    {"POST", "clock", control_skip},
    {"GET", "calls", control_calls},
    {"GET", "faults", control_get_faults},
    {"POST", "faults", control_add_fault},
    {"DELETE", "faults", control_clear_faults},
    {"GET", "scenario", control_get_scenario},
    {"POST", "scenario", control_load_scenario},
    {"DELETE", "scenario", control_stop_scenario},
    {"POST", "notice", control_put_notice},
    {"DELETE", "notice", control_end_notice},
    {"POST", "flood", control_flood},
    {"GET", "events", control_events},
    {"GET", "file", control_file},
    {"POST", "crowd", control_crowd},
    {"GET", "crowd", control_get_crowd},
    {"DELETE", "crowd", control_end_crowd},
};

int64_t ask_query(const struct ask *ask, const char *name, int64_t otherwise)
{
    int64_t value = otherwise;
    const char *text = http_exchange_query(ask->exchange, name);
    if (text)
        str_to_i64(text, -JSON_INT_MAX, JSON_INT_MAX, &value);
    return value;
}

int64_t ask_timeout_ms(const struct ask *ask)
{
    int64_t seconds = ask_query(ask, "timeout", 0);
    if (seconds < 0)
        return 0;
    return (seconds > WAIT_TIMEOUT_MAX_S ? WAIT_TIMEOUT_MAX_S : seconds) * 1000;
}

struct player *ask_player(struct ask *ask)
{
    struct player *player = model_player(ask->sandbox, json_int(ask->body, "player", 0));
    if (!player)
        reply_error(ask->exchange, 404, "player: there is none of that id");
    return player;
}

struct chat *ask_chat(struct ask *ask, const struct player *player)
{
    int64_t id = json_int(ask->body, "chat", player->id);
    struct chat *chat = model_chat(ask->bot, id);
    struct player *same = model_player(ask->sandbox, player->id);
    if (!chat && id == player->id)
        chat = model_private_chat(ask->bot, same);
    if (!chat)
        reply_error(ask->exchange, 404, "chat: there is none of that id");
    else if (!model_chat_has(chat, player->id)) {
        reply_error(ask->exchange, 400, "chat: the player is not in it");
        chat = NULL;
    } else if (chat->migrated_to) {
        reply_error(ask->exchange, 400, "chat: it was upgraded to the supergroup %lld",
                    (long long)chat->migrated_to);
        chat = NULL;
    }
    return chat;
}

struct message *ask_message(struct ask *ask, const struct chat *chat)
{
    struct message *message = model_message(chat, json_int(ask->body, "message_id", 0));
    if (!message)
        reply_error(ask->exchange, 404, "message_id: there is no such message in the chat");
    return message;
}

/* ?bot=ID, else the bot that called last, else any, else the one that will call first. */
static struct bot *bot_meant(struct sandbox *sandbox, const struct http_exchange *exchange)
{
    int64_t id = 0;
    const char *text = http_exchange_query(exchange, "bot");
    if (text)
        return str_to_i64(text, 0, JSON_INT_MAX, &id) == 0 ? model_bot(sandbox, id) : NULL;
    if (sandbox->current)
        return sandbox->current;
    if (!list_empty(&sandbox->bot_list))
        return LIST_OF(list_first(&sandbox->bot_list), struct bot, node);
    struct bot *bot = model_bot_new(sandbox, 0, NULL);
    model_bot_save(bot);
    return bot;
}

static bool read_body(struct http_exchange *exchange, json **ret_body)
{
    struct err err;
    size_t len;
    const char *text = http_exchange_body(exchange, &len);
    if (!len) {
        *ret_body = json_object();
        return true;
    }
    if (json_parse(text, len, ret_body, &err) < 0) {
        reply_error(exchange, 400, "the body is no JSON: %s", err.text);
        return false;
    }
    if (json_type(*ret_body) == JSON_OBJECT)
        return true;
    json_free(*ret_body);
    reply_error(exchange, 400, "the body must be an object");
    return false;
}

static void run(struct sandbox *sandbox, struct http_exchange *exchange, control_fn fn)
{
    json *body = NULL;
    struct bot *bot = bot_meant(sandbox, exchange);
    if (!bot) {
        reply_error(exchange, 404, "bot: there is none of that id");
        return;
    }
    if (fn == control_document)
        body = json_object(); /* it is the file */
    else if (!read_body(exchange, &body))
        return;
    struct ask ask = {sandbox, bot, exchange, body};
    fn(&ask);
    json_free(body);
}

void control_on_request(void *ctx, struct http_exchange *exchange)
{
    const char *name = http_exchange_path(exchange) + strlen("/control/");
    const char *method = http_exchange_method(exchange);
    bool known = false;
    if (!web_admit(ctx, exchange))
        return;
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        if (strcmp(calls[i].name, name) != 0)
            continue;
        known = true;
        if (!strcmp(calls[i].method, method)) {
            run(ctx, exchange, calls[i].fn);
            return;
        }
    }
    if (known)
        reply_error(exchange, 405, "%s is not for %s", method, name);
    else
        reply_error(exchange, 404, "there is no such control call");
}
