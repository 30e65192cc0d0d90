/* Sends the menu after the start and after a reload. The Lua half lists it by language; the menu of
 * English, or of the first language, is the one for everybody else. Each admin has a menu of his
 * own chat, which Telegram prefers to the one for all. A call that fails is only logged: the
 * commands work all the same. (An admin who has never written to the bot has no chat yet: his menu
 * comes with the next start or reload.) */
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

/* admin 0: for everybody. */
static void send_one(struct telegram *telegram, const json *commands, const char *lang,
                     int64_t admin)
{
    json *params = json_object();
    json_add(params, "commands", json_clone(commands));
    if (lang)
        json_add_str(params, "language_code", lang);
    if (admin) {
        json *scope = json_object();
        json_add_str(scope, "type", "chat");
        json_add_int(scope, "chat_id", admin);
        json_add(params, "scope", scope);
    }
    struct telegram_call call = {.method = "setMyCommands", .params = params};
    telegram_send(telegram, &call, on_sent, NULL);
}

static void send_all(struct telegram *telegram, const json *menus, const char *whose, int64_t admin)
{
    const json *other = json_get(menus, "en");
    if (!other)
        other = json_first(menus);
    send_one(telegram, json_get(other, whose), NULL, admin);
    for (const json *menu = json_first(menus); menu; menu = json_next(menu))
        if (menu != other)
            send_one(telegram, json_get(menu, whose), json_key(menu), admin);
}

void menu_send(struct telegram *telegram, struct generation *generation,
               const struct bind_host *host)
{
    char *text = NULL;
    json *menus = NULL;
    struct err err;

    int code = generation_call(generation, "commands", "{}", &text, &err);
    if (code == 0)
        code = json_parse(text, strlen(text), &menus, &err);
    if (code) {
        log_warn("app", LOG_T("the command menu cannot be listed"), LOG_S("error", err.text));
    } else {
        send_all(telegram, menus, host->everyone_admin ? "admin" : "player", 0);
        for (size_t i = 0; i < host->admin_count; i++)
            send_all(telegram, menus, "admin", host->admins[i]);
    }
    json_free(menus);
    free(text);
}
