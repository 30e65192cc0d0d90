/* The messages of a chat: an array sorted by id, since ids only rise; found by halving. A chat
 * keeps CHAT_MESSAGES_MAX; a tenth is forgotten at once when it is full, so that moving is rare. */
#include "base/mem.h"
#include "sandbox/model.h"
#include "sandbox/records.h"

#include <stdlib.h>
#include <string.h>

#define FORGET_AT_ONCE (CHAT_MESSAGES_MAX / 10)

/* Where the message of that id is, or would be. */
static size_t place_of(const struct chat *chat, int64_t id)
{
    size_t low = 0;
    size_t high = chat->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (chat->messages[middle]->id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct message *model_message(const struct chat *chat, int64_t id)
{
    size_t at = place_of(chat, id);
    return at < chat->count && chat->messages[at]->id == id ? chat->messages[at] : NULL;
}

static void drop_at(struct chat *chat, size_t at, size_t count)
{
    for (size_t i = at; i < at + count; i++) {
        json_free(chat->messages[i]->body);
        json_free(chat->messages[i]->reaction);
        free(chat->messages[i]->payload);
        free(chat->messages[i]);
    }
    memmove(chat->messages + at, chat->messages + at + count,
            (chat->count - at - count) * sizeof(struct message *));
    chat->count -= count;
}

static struct message *insert(struct chat *chat, int64_t id)
{
    if (chat->count == CHAT_MESSAGES_MAX)
        drop_at(chat, 0, FORGET_AT_ONCE);
    if (chat->count == chat->cap) {
        chat->cap = chat->cap ? chat->cap * 2 : 8;
        chat->messages = mem_grow(chat->messages, chat->cap, sizeof(struct message *));
    }
    size_t at = place_of(chat, id);
    struct message *message = mem_alloc(sizeof(*message));
    message->id = id;
    memmove(chat->messages + at + 1, chat->messages + at,
            (chat->count - at) * sizeof(struct message *));
    chat->messages[at] = message;
    chat->count++;
    return message;
}

struct message *model_message_put(struct chat *chat, json *body)
{
    int64_t id = json_int(body, "message_id", 0);
    struct message *message = model_message(chat, id);
    if (!message)
        message = insert(chat, id);
    if (message->body != body)
        json_free(message->body);
    message->body = body;
    /* Who speaks as the chat itself has a made-up bot in `from`. */
    message->by_bot =
        json_bool(json_get(body, "from"), "is_bot", false) && !json_get(body, "sender_chat");
    if (id > chat->bot->last_message_id)
        chat->bot->last_message_id = id;
    model_message_save(chat, message);
    return message;
}

void model_message_save(struct chat *chat, const struct message *message)
{
    records_message(chat, message);
}

void model_message_drop(struct chat *chat, int64_t id)
{
    size_t at = place_of(chat, id);
    if (at == chat->count || chat->messages[at]->id != id)
        return;
    drop_at(chat, at, 1);
    records_delete(chat, id);
}
