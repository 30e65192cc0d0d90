/* reply_markup: what the API refuses of it. Types were checked by the table before; here is what
 * the table cannot know: a button must do something, data has its bytes, a keyboard its ceiling. */
#include "sandbox/markup.h"

#include "base/str.h"

#include <string.h>

enum markup_kind markup_kind(const json *markup)
{
    if (json_get(markup, "inline_keyboard"))
        return MARKUP_INLINE;
    if (json_get(markup, "keyboard"))
        return MARKUP_KEYBOARD;
    if (json_bool(markup, "remove_keyboard", false))
        return MARKUP_REMOVE;
    return json_bool(markup, "force_reply", false) ? MARKUP_FORCE : MARKUP_NONE;
}

static bool does_something(const json *button)
{
    static const char *const actions[] = {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
        "disabled",
    };
    for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
        if (json_get(button, actions[i]))
            return true;
    return false;
}

static bool check_button(struct call *call, const json *button)
{
    const char *data = json_str(button, "callback_data", NULL);
    if (json_type(button) == JSON_OBJECT && !json_str(button, "text", NULL))
        call_fail(call,
                  "can't parse inline keyboard button: Field \"text\" must be of type String");
    else if (!does_something(button))
        call_fail(call, "can't parse inline keyboard button: Text buttons are unallowed in the "
                        "inline keyboard");
    else if (data && (!*data || strlen(data) > CALLBACK_DATA_MAX))
        call_fail(call, "BUTTON_DATA_INVALID");
    return !call_failed(call);
}

static bool check_rows(struct call *call, const json *rows, bool is_inline)
{
    int buttons = 0;
    for (const json *row = json_first(rows); row; row = json_next(row)) {
        int count = json_count(row);
        buttons += count;
        if (count > MARKUP_ROW_MAX || buttons > (is_inline ? MARKUP_BUTTONS_MAX : 300)) {
            call_fail(call, "reply markup is too long");
            return false;
        }
        for (const json *button = json_first(row); is_inline && button; button = json_next(button))
            if (!check_button(call, button))
                return false;
    }
    return true;
}

bool markup_check(struct call *call)
{
    const json *markup = call_value(call, "reply_markup");
    if (!markup)
        return true;
    if (json_type(markup) != JSON_OBJECT) {
        call_fail(call, "object expected as reply markup");
        return false;
    }
    const json *rows = json_get(markup, "inline_keyboard");
    if (rows)
        return check_rows(call, rows, true);
    return check_rows(call, json_get(markup, "keyboard"), false);
}

bool markup_check_inline(struct call *call, const json *markup)
{
    return check_rows(call, json_get(markup, "inline_keyboard"), true);
}

json *markup_inline(const json *markup)
{
    json *copy = json_object();
    json *rows = json_array();
    const json *from = json_get(markup, "inline_keyboard");
    json_add(copy, "inline_keyboard", rows);
    for (const json *row = json_first(from); row; row = json_next(row))
        if (json_count(row))
            json_push(rows, json_clone(row));
    if (json_count(rows))
        return copy;
    json_free(copy);
    return NULL;
}
