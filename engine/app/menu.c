/* Sends the menu after the start, after a reload, and to one person when his role changes. The Lua
 * half lists it by language and role; the menu of English, or of the first language, is the one for
 * everybody else. Who has a role has a menu of his own chat, which Telegram prefers to the one for
 * all, and which is deleted when the role is gone. A call that fails is only logged: the commands
 * work all the same. (Who has never written to the bot has no chat yet: he gets his menu when he
 * comes.) */
#include "app/menu.h"

#include "base/log.h"
#include "base/str.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

static void on_sent(void *ctx, const struct telegram_result *result)
{
    (void)ctx;
    if (result->outcome != TELEGRAM_OK && result->outcome != TELEGRAM_CANCELLED)
        log_warn("app", LOG_T("the command menu could not be set"),
                 LOG_S("error", result->description));
}

/* chat 0: for everybody. commands NULL: the menu of this chat goes. */
static void send_one(struct telegram *telegram, const json *commands, const char *lang,
                     int64_t chat)
{
    json *params = json_object();
    if (commands)
        json_add(params, "commands", json_clone(commands));
    if (lang)
        json_add_str(params, "language_code", lang);
    if (chat) {
        json *scope = json_object();
        json_add_str(scope, "type", "chat");
        json_add_int(scope, "chat_id", chat);
        json_add(params, "scope", scope);
    }
    struct telegram_call call = {.method = commands ? "setMyCommands" : "deleteMyCommands",
                                 .params = params};
    telegram_send(telegram, &call, on_sent, NULL);
}

/* role NULL: none. */
static void send_all(struct telegram *telegram, const json *menus, const char *role, int64_t chat)
{
    const json *other = json_get(menus, "en");
    if (!other)
        other = json_first(menus);
    send_one(telegram, role ? json_get(other, role) : NULL, NULL, chat);
    for (const json *menu = json_first(menus); menu; menu = json_next(menu))
        if (menu != other)
            send_one(telegram, role ? json_get(menu, role) : NULL, json_key(menu), chat);
}

static json *list(struct generation *generation)
{
    char *text = NULL;
    json *menus = NULL;
    struct err err;

    int code = generation_call(generation, "commands", "{}", &text, &err);
    if (code == 0)
        code = json_parse(text, strlen(text), &menus, &err);
    if (code)
        log_warn("app", LOG_T("the command menu cannot be listed"), LOG_S("error", err.text));
    free(text);
    return menus;
}

void menu_send(struct telegram *telegram, struct generation *generation, const struct roles *roles)
{
    struct bind_role one;
    json *menus = list(generation);
    if (!menus)
        return;
    send_all(telegram, menus, roles_everyone(roles) ? "owner" : "player", 0);
    for (size_t i = 0; roles_at(roles, i, &one); i++)
        send_all(telegram, menus, one.role, one.id);
    json_free(menus);
}

void menu_renew(struct telegram *telegram, struct generation *generation, const struct roles *roles,
                int64_t id)
{
    json *menus = list(generation);
    if (menus)
        send_all(telegram, menus, roles_of(roles, id), id);
    json_free(menus);
}
