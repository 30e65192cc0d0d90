/* What all methods that send have in common: the chat, the text, the reply, the markup. */
#include "sandbox/markup.h"
#include "sandbox/post.h"

#include "base/str.h"

#include <string.h>

#define TEXT_MAX    4096
#define CAPTION_MAX 1024

/* `from` is the call's parameters, or an object in them that has parse_mode (InputMedia). */
bool send_text(struct call *call, const json *from, const char *name, struct text *ret_text)
{
    struct err err;
    bool caption = str_equal(name, "caption");
    bool edit = str_starts(call->method->name, "edit");
    const json *entities = json_get(from, caption ? "caption_entities" : "entities");
    if (text_make(json_str(from, name, ""), json_str(from, "parse_mode", NULL), entities, ret_text,
                  &err) < 0) {
        call_fail(call, "%s", err.text);
        return false;
    }
    if (!caption && !ret_text->count)
        call_fail(call, "message text is empty");
    else if (!caption && ret_text->count > TEXT_MAX)
        call_fail(call, edit ? "MESSAGE_TOO_LONG" : "message is too long");
    else if (caption && ret_text->count > CAPTION_MAX)
        call_fail(call, "message caption is too long");
    if (call_failed(call))
        text_done(ret_text);
    return !call_failed(call);
}

void send_add_text(json *body, const char *name, struct text *text)
{
    const char *entities = str_equal(name, "caption") ? "caption_entities" : "entities";
    json_remove(body, name);
    json_remove(body, entities);
    if (text->count) {
        json_add_str(body, name, text->bytes);
        json_add(body, entities, text->entities);
        text->entities = NULL;
    }
    text_done(text);
}

static bool add_reply(struct call *call, const struct chat *chat, json *body)
{
    const json *reply = call_value(call, "reply_parameters");
    int64_t id = json_int(reply, "message_id", 0);
    if (!id)
        return true;
    const struct message *message = model_message(chat, id);
    if (message)
        json_add(body, "reply_to_message", post_quote(message));
    else if (!json_bool(reply, "allow_sending_without_reply", false))
        call_fail(call, "message to be replied not found");
    return !call_failed(call);
}

json *send_begin(struct call *call)
{
    struct chat *chat = call_chat_to_send(call);
    if (!chat)
        return NULL;
    json *body = post_head(chat, call->bot->user);
    const char *effect = call_str(call, "message_effect_id", NULL);
    if (effect)
        json_add_str(body, "effect_id", effect);
    if (call_bool(call, "protect_content"))
        json_add_bool(body, "has_protected_content", true);
    if (add_reply(call, chat, body))
        return body;
    json_free(body);
    return NULL;
}

static void set_keyboard(struct chat *chat, json *keyboard)
{
    json_free(chat->keyboard);
    chat->keyboard = keyboard;
    model_chat_save(chat);
}

void send_end(struct call *call, json *body)
{
    struct chat *chat = model_chat(call->bot, json_int(json_get(body, "chat"), "id", 0));
    const json *markup = call_value(call, "reply_markup");
    switch (markup_kind(markup)) {
    case MARKUP_INLINE:
        json_add(body, "reply_markup", markup_inline(markup));
        break;
    case MARKUP_KEYBOARD:
        set_keyboard(chat, json_clone(markup));
        break;
    case MARKUP_REMOVE:
        set_keyboard(chat, NULL);
        break;
    default:
        break;
    }
    call_ok_message(call, post_message(chat, body));
}
