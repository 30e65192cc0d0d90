/* Sends the menu after the start and after a reload. The Lua half lists it by language; the menu of
 * English, or of the first language, is the one for everybody else. A call that fails is only
 * logged: the commands work all the same. */
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

static void send_one(struct telegram *telegram, const json *commands, const char *lang)
{
    json *params = json_object();
    json_add(params, "commands", json_clone(commands));
    if (lang)
        json_add_str(params, "language_code", lang);
    struct telegram_call call = {.method = "setMyCommands", .params = params};
    telegram_send(telegram, &call, on_sent, NULL);
}

static void send_all(struct telegram *telegram, const json *menus, const char *whose)
{
    const json *other = json_get(menus, "en");
    if (!other)
        other = json_first(menus);
    send_one(telegram, json_get(other, whose), NULL);
    for (const json *menu = json_first(menus); menu; menu = json_next(menu))
        if (menu != other)
            send_one(telegram, json_get(menu, whose), json_key(menu));
}

void menu_send(struct telegram *telegram, struct generation *generation, bool for_admins)
{
    char *text = NULL;
    json *menus = NULL;
    struct err err;

    int code = generation_call(generation, "commands", "{}", &text, &err);
    if (code == 0)
        code = json_parse(text, strlen(text), &menus, &err);
    if (code)
        log_warn("app", LOG_T("the command menu cannot be listed"), LOG_S("error", err.text));
    else
        send_all(telegram, menus, for_admins ? "admin" : "player");
    json_free(menus);
    free(text);
}
