/* Changing and taking back what was sent. An edit makes the message anew from a copy, and is
 * refused when that is the same as before. */
#include "base/str.h"
#include "sandbox/events.h"
#include "sandbox/inline.h"
#include "sandbox/markup.h"
#include "sandbox/methods.h"
#include "sandbox/post.h"

#define DELETE_WITHIN_S (48 * 60 * 60)

struct message *edit_target(struct call *call, struct chat **ret_chat)
{
    const char *inline_id = call_str(call, "inline_message_id", NULL);
    if (inline_id) {
        struct message *sent = inline_find(call->bot, inline_id, ret_chat);
        if (!sent)
            call_fail(call, "MESSAGE_ID_INVALID");
        return sent;
    }
    if (!call_value(call, "chat_id") || !call_value(call, "message_id")) {
        call_fail(call, "message identifier is not specified");
        return NULL;
    }
    struct chat *chat = call_chat_to_send(call);
    if (!chat)
        return NULL;
    struct message *message = model_message(chat, call_int(call, "message_id", 0));
    if (!message)
        call_fail(call, "message to edit not found");
    else if (!message->by_bot)
        call_fail(call, "message can't be edited");
    *ret_chat = chat;
    return call_failed(call) ? NULL : message;
}

void edit_finish(struct call *call, struct chat *chat, struct message *message, json *body)
{
    json *markup = markup_inline(call_value(call, "reply_markup"));
    if (markup)
        json_add(body, "reply_markup", markup);
    else
        json_remove(body, "reply_markup");
    if (json_same(body, message->body)) {
        json_free(body);
        call_fail(call,
                  "message is not modified: specified new message content and reply markup are "
                  "exactly the same as a current content and reply markup of the message");
        return;
    }
    json_free(message->body);
    message->body = body;
    post_edited(chat, message);
    if (call_value(call, "inline_message_id"))
        call_ok(call, NULL);
    else
        call_ok_message(call, message);
}

void method_edit_message_text(struct call *call)
{
    struct text text;
    struct chat *chat = NULL;
    if (call_value(call, "rich_message")) {
        call_fail(call, "rich messages are not emulated by the local Telegram");
        return;
    }
    if (!send_text(call, call->params.values, "text", &text))
        return;
    struct message *message = edit_target(call, &chat);
    if (message && !json_get(message->body, "text"))
        call_fail(call, "there is no text in the message to edit");
    if (call_failed(call)) {
        text_done(&text);
        return;
    }
    json *body = json_clone(message->body);
    send_add_text(body, "text", &text);
    const json *preview = call_value(call, "link_preview_options");
    if (preview)
        json_add(body, "link_preview_options", json_clone(preview));
    edit_finish(call, chat, message, body);
}

void method_edit_message_caption(struct call *call)
{
    struct text text;
    struct chat *chat = NULL;
    if (!send_text(call, call->params.values, "caption", &text))
        return;
    struct message *message = edit_target(call, &chat);
    if (message && !json_get(message->body, "photo") && !json_get(message->body, "document"))
        call_fail(call, "there is no caption in the message to edit");
    if (call_failed(call)) {
        text_done(&text);
        return;
    }
    json *body = json_clone(message->body);
    send_add_text(body, "caption", &text);
    edit_finish(call, chat, message, body);
}

void method_edit_message_reply_markup(struct call *call)
{
    struct chat *chat = NULL;
    struct message *message = edit_target(call, &chat);
    if (message)
        edit_finish(call, chat, message, json_clone(message->body));
}

void method_delete_message(struct call *call)
{
    struct chat *chat = call_chat(call);
    if (!chat)
        return;
    int64_t id = call_int(call, "message_id", 0);
    const struct message *message = model_message(chat, id);
    if (!message) {
        call_fail(call, "message to delete not found");
        return;
    }
    int64_t age = model_now_s(call->sandbox) - json_int(message->body, "date", 0);
    if (age > DELETE_WITHIN_S || (!message->by_bot && chat->id < 0)) {
        call_fail(call, "message can't be deleted");
        return;
    }
    model_message_drop(chat, id);
    events_chat(chat, "delete", "message_id", json_new_int(id));
    call_ok(call, NULL);
}

void method_set_message_reaction(struct call *call)
{
    struct chat *chat = call_chat(call);
    if (!chat)
        return;
    struct message *message = model_message(chat, call_int(call, "message_id", 0));
    const json *reaction = call_value(call, "reaction");
    if (!message) {
        call_fail(call, "message to react not found");
        return;
    }
    if (json_count(reaction) > 1) {
        call_fail(call, "REACTIONS_TOO_MANY");
        return;
    }
    json_free(message->reaction);
    message->reaction = json_count(reaction) ? json_clone(reaction) : NULL;
    model_message_save(chat, message);
    events_message(chat, "reaction", message);
    call_ok(call, NULL);
}
