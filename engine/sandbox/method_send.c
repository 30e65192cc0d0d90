/* Sending: texts, drafts of texts, actions, dice. */
#include "base/clock.h"
#include "base/str.h"
#include "sandbox/events.h"
#include "sandbox/methods.h"
#include "sandbox/post.h"

#include <string.h>

void method_send_message(struct call *call)
{
    struct text text;
    if (!send_text(call, call->params.values, "text", &text))
        return;
    json *body = send_begin(call);
    if (!body) {
        text_done(&text);
        return;
    }
    send_add_text(body, "text", &text);
    const json *preview = call_value(call, "link_preview_options");
    if (preview)
        json_add(body, "link_preview_options", json_clone(preview));
    send_end(call, body);
}

/* A draft is what the player sees being written; it goes with the next message. */
void method_send_message_draft(struct call *call)
{
    struct text text = {0};
    struct chat *chat = call_chat_to_send(call);
    if (!chat)
        return;
    if (!call_int(call, "draft_id", 0)) {
        call_fail(call, "RANDOM_ID_INVALID");
        return;
    }
    if (*call_str(call, "text", "") && !send_text(call, call->params.values, "text", &text))
        return;
    json_free(chat->draft);
    chat->draft = json_object();
    json_add_int(chat->draft, "draft_id", call_int(call, "draft_id", 0));
    if (text.count)
        send_add_text(chat->draft, "text", &text);
    else
        json_add_str(chat->draft, "text", "");
    text_done(&text);
    events_chat(chat, "draft", "draft", json_clone(chat->draft));
    call_ok(call, NULL);
}

void method_send_chat_action(struct call *call)
{
    static const char *const actions[] = {
        "typing",        "upload_photo",      "record_video",      "upload_video",
        "record_voice",  "upload_voice",      "upload_document",   "choose_sticker",
        "find_location", "record_video_note", "upload_video_note",
    };
    const char *action = call_str(call, "action", "");
    bool known = false;
    for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
        known = known || str_equal(actions[i], action);
    if (!known) {
        call_fail(call, "wrong parameter action in request");
        return;
    }
    struct chat *chat = call_chat_to_send(call);
    if (!chat)
        return;
    str_copy(chat->action, sizeof(chat->action), action);
    chat->action_until_ms = clock_mono_ms() + TYPING_MS;
    events_chat(chat, "action", "action", json_new_str(action));
    call_ok(call, NULL);
}

void method_send_dice(struct call *call)
{
    static const struct {
        const char *emoji;
        uint64_t sides;
    } dice[] = {
        {"\xF0\x9F\x8E\xB2", 6}, {"\xF0\x9F\x8E\xAF", 6}, {"\xF0\x9F\x8F\x80", 5},
        {"\xE2\x9A\xBD", 5},     {"\xF0\x9F\x8E\xB3", 6}, {"\xF0\x9F\x8E\xB0", 64},
    };
    const char *emoji = call_str(call, "emoji", dice[0].emoji);
    uint64_t sides = 0;
    for (size_t i = 0; i < sizeof(dice) / sizeof(dice[0]); i++)
        if (str_starts(emoji, dice[i].emoji))
            sides = dice[i].sides;
    if (!sides) {
        call_fail(call, "wrong dice emoji specified");
        return;
    }
    json *body = send_begin(call);
    if (!body)
        return;
    json *value = json_object();
    json_add_str(value, "emoji", emoji);
    json_add_int(value, "value", (int64_t)rng_below(&call->sandbox->rng, sides) + 1);
    json_add(body, "dice", value);
    send_end(call, body);
}
