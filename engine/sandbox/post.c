/* Putting messages into chats: see post.h. */
#include "sandbox/post.h"

#include "base/str.h"
#include "sandbox/events.h"
#include "sandbox/updates.h"

json *post_head(struct chat *chat, const json *from)
{
    json *body = json_object();
    json_add_int(body, "message_id", chat->bot->last_message_id + 1);
    json_add(body, "from", json_clone(from));
    json_add(body, "chat", json_clone(chat->info));
    json_add_int(body, "date", model_now_s(chat->bot->sandbox));
    return body;
}

json *post_quote(const struct message *message)
{
    json *quote = json_clone(message->body);
    json_remove(quote, "reply_to_message");
    return quote;
}

struct message *post_message(struct chat *chat, json *body)
{
    struct message *message = model_message_put(chat, body);
    if (message->by_bot) {
        chat->action_until_ms = 0;
        json_free(chat->draft);
        chat->draft = NULL;
    }
    events_message(chat, "message", message);
    return message;
}

struct message *post_to_bot(struct chat *chat, json *body, int64_t *ret_update)
{
    struct message *message = post_message(chat, body);
    *ret_update = updates_add(chat->bot, "message", message->body, chat->id * 2);
    return message;
}

static json *membership(const struct bot *bot, const char *status)
{
    json *member = json_object();
    json_add(member, "user", json_clone(bot->user));
    json_add_str(member, "status", status);
    if (str_equal(status, "kicked"))
        json_add_int(member, "until_date", 0);
    return member;
}

int64_t post_membership(struct chat *chat, const json *by, const char *before, const char *after)
{
    json *change = json_object();
    json_add(change, "chat", json_clone(chat->info));
    json_add(change, "from", json_clone(by));
    json_add_int(change, "date", model_now_s(chat->bot->sandbox));
    json_add(change, "old_chat_member", membership(chat->bot, before));
    json_add(change, "new_chat_member", membership(chat->bot, after));
    int64_t id = updates_add(chat->bot, "my_chat_member", change, chat->id * 2);
    json_free(change);
    return id;
}

void post_edited(struct chat *chat, struct message *message)
{
    json_add_int(message->body, "edit_date", model_now_s(chat->bot->sandbox));
    model_message_save(chat, message);
    events_message(chat, "edit", message);
}
