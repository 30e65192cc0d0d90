/* The command menu: a list for each scope and language; the narrowest that fits is shown, as
 * https://core.telegram.org/bots/api#determining-list-of-commands has it. Lists are kept in one
 * object under "scope|language", with the ids of narrow scopes in the name. */
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/events.h"
#include "sandbox/methods.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define KEY_LIMIT    96
#define COMMANDS_MAX 100
#define SCOPES_MAX   1000

struct key {
    char text[KEY_LIMIT];
};

static struct key key_of(const char *scope, int64_t chat, int64_t user, const char *language)
{
    struct key key;
    if (user)
        snprintf(key.text, KEY_LIMIT, "%.40s:%" PRId64 ":%" PRId64 "|%.8s", scope, chat, user,
                 language);
    else if (chat)
        snprintf(key.text, KEY_LIMIT, "%.40s:%" PRId64 "|%.8s", scope, chat, language);
    else
        snprintf(key.text, KEY_LIMIT, "%.40s|%.8s", scope, language);
    return key;
}

static struct key key_of_call(const struct call *call)
{
    const json *scope = call_value(call, "scope");
    return key_of(json_str(scope, "type", "default"), json_int(scope, "chat_id", 0),
                  json_int(scope, "user_id", 0), call_str(call, "language_code", ""));
}

static bool is_command(const char *name)
{
    size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return len >= 1 && len <= 32 && !name[len];
}

/* The slash in front is allowed, and not kept. */
static json *copy_commands(struct call *call)
{
    const json *given = call_value(call, "commands");
    json *list = json_array();
    if (json_count(given) > COMMANDS_MAX)
        call_fail(call, "BOT_COMMANDS_TOO_MUCH");
    for (const json *c = json_first(given); c && !call_failed(call); c = json_next(c)) {
        const char *name = json_str(c, "command", "");
        name += *name == '/';
        if (!is_command(name)) {
            call_fail(call, "BOT_COMMAND_INVALID");
            break;
        }
        json *command = json_clone(c);
        json_add_str(command, "command", name);
        json_push(list, command);
    }
    return list;
}

static void save(struct call *call)
{
    model_bot_save(call->bot);
    json *data = json_object();
    json_add_int(data, "bot", call->bot->id);
    events_publish(call->sandbox, "commands", data);
    json_free(data);
    call_ok(call, NULL);
}

void method_set_my_commands(struct call *call)
{
    json *list = copy_commands(call);
    struct key key = key_of_call(call);
    if (!call_failed(call) && !json_get(call->bot->commands, key.text) &&
        json_count(call->bot->commands) >= SCOPES_MAX)
        call_fail(call, "BOT_COMMANDS_TOO_MUCH");
    if (call_failed(call)) {
        json_free(list);
        return;
    }
    if (json_count(list)) {
        json_add(call->bot->commands, key.text, list);
    } else {
        json_remove(call->bot->commands, key.text);
        json_free(list);
    }
    save(call);
}

void method_get_my_commands(struct call *call)
{
    const json *list = json_get(call->bot->commands, key_of_call(call).text);
    call_ok(call, list ? json_clone(list) : json_array());
}

void method_delete_my_commands(struct call *call)
{
    json_remove(call->bot->commands, key_of_call(call).text);
    save(call);
}

static const json *find(const struct bot *bot, const char *scope, int64_t chat, int64_t user,
                        const char *language)
{
    const json *list = json_get(bot->commands, key_of(scope, chat, user, language).text);
    return list ? list : json_get(bot->commands, key_of(scope, chat, user, "").text);
}

json *commands_in(const struct bot *bot, const struct chat *chat, const struct player *player)
{
    const char *language = player ? json_str(player->user, "language_code", "") : "";
    const json *list = NULL;
    if (chat && player)
        list = find(bot, "chat_member", chat->id, player->id, language);
    if (!list && chat)
        list = find(bot, "chat", chat->id, 0, language);
    if (!list && chat)
        list = find(bot, chat->id > 0 ? "all_private_chats" : "all_group_chats", 0, 0, language);
    if (!list)
        list = find(bot, "default", 0, 0, language);
    return list ? json_clone(list) : json_array();
}
