/* The API's words for the commonest mistakes, where the table has only its own. Telegram takes
 * parse_mode in any case: it is brought to the table's form here. */
#include "sandbox/refuse.h"

#include "base/str.h"
#include "sandbox/markup.h"

#include <string.h>
#include <strings.h>

static const struct botapi_field *field_of(const struct call *call, const char *name)
{
    for (const struct botapi_field *f = call->method->fields; f->name; f++)
        if (!strcmp(f->name, name))
            return f;
    return NULL;
}

static void check_parse_mode(struct call *call)
{
    static const char *const modes[] = {"HTML", "MarkdownV2", "Markdown"};
    const char *mode = call_str(call, "parse_mode", NULL);
    if (!mode || !field_of(call, "parse_mode"))
        return;
    for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
        if (!strcasecmp(mode, modes[i])) {
            json_add_str(call->params.values, "parse_mode", modes[i]);
            return;
        }
    }
    call_fail(call, "unsupported parse_mode");
}

/* Plain texts; those with markup are counted after parsing. */
static void check_lengths(struct call *call)
{
    bool edit = str_starts(call->method->name, "edit");
    const char *text = call_str(call, "text", "");
    const char *caption = call_str(call, "caption", "");
    bool plain = !call_str(call, "parse_mode", NULL);
    if (field_of(call, "parse_mode") && plain && utf8_count(text, strlen(text)) > 4096)
        call_fail(call, edit ? "MESSAGE_TOO_LONG" : "message is too long");
    else if (plain && utf8_count(caption, strlen(caption)) > 1024)
        call_fail(call, "message caption is too long");
}

bool refuse_known(struct call *call)
{
    const struct botapi_field *chat = field_of(call, "chat_id");
    const struct botapi_field *text = field_of(call, "text");
    bool needs_text = text && text->min > 0 && !call_value(call, "rich_message");
    if (chat && chat->required &&
        (!call_value(call, "chat_id") || str_equal(call_str(call, "chat_id", NULL), "")))
        call_fail(call, "chat_id is empty");
    else if (needs_text && field_of(call, "parse_mode") && !*call_str(call, "text", ""))
        call_fail(call, "message text is empty");
    if (!call_failed(call))
        check_parse_mode(call);
    if (!call_failed(call))
        check_lengths(call);
    if (!call_failed(call) && field_of(call, "reply_markup"))
        markup_check(call);
    return call_failed(call);
}
