/* A player sends a file: the body is its bytes, the query says the rest. */
#include "base/str.h"
#include "sandbox/control.h"
#include "sandbox/files.h"
#include "sandbox/post.h"
#include "sandbox/reply.h"

#include <stdint.h>
#include <string.h>

#define NAME_MAX_CHARS    255
#define CAPTION_CHARS_MAX 1024

static const char *query(const struct ask *ask, const char *name)
{
    const char *value = http_exchange_query(ask->exchange, name);
    return value ? value : "";
}

/* NULL: the call was answered. */
static const struct file *keep(struct ask *ask)
{
    static char none[] = "";
    size_t len;
    struct err err;
    const char *bytes = http_exchange_body(ask->exchange, &len);
    const char *name = query(ask, "name");
    if (!*name || utf8_count(name, strlen(name)) > NAME_MAX_CHARS)
        reply_error(ask->exchange, 400, "name: 1 to %d characters", NAME_MAX_CHARS);
    else if (!len || len > FILE_DOCUMENT_MAX)
        reply_error(ask->exchange, 400, "the body: 1 to %u bytes", FILE_DOCUMENT_MAX);
    else {
        struct upload upload = {.name = none,
                                .filename = (char *)(uintptr_t)name, /* both are only read */
                                .content_type = none,
                                .data = (char *)(uintptr_t)bytes,
                                .len = len};
        const struct file *file = files_add(ask->sandbox, &upload, false, &err);
        if (!file)
            reply_error(ask->exchange, 500, "%s", err.text);
        return file;
    }
    return NULL;
}

static void post(struct ask *ask, const struct player *player, struct chat *chat,
                 const struct file *file)
{
    int64_t update = 0;
    const char *caption = query(ask, "caption");
    json *body = post_head(chat, player->user), *view = json_object();
    json_add_str(view, "file_id", file->id);
    json_add_str(view, "file_unique_id", file->unique_id);
    json_add_int(view, "file_size", (int64_t)file->size);
    json_add_str(view, "file_name", file->name);
    json_add_str(view, "mime_type", file->type);
    json_add(body, "document", view);
    if (*caption)
        json_add_str(body, "caption", caption);
    chat->started = true;
    model_chat_save(chat);
    const struct message *message = post_to_bot(chat, body, &update);
    json *answer = reply_new();
    json_add_int(answer, "update_id", update);
    json_add(answer, "message", json_clone(message->body));
    reply_json(ask->exchange, 200, answer);
}

void control_document(struct ask *ask)
{
    json *who = json_object();
    json_add_int(who, "player", ask_query(ask, "player", 0));
    json_add_int(who, "chat", ask_query(ask, "chat", ask_query(ask, "player", 0)));
    struct ask named = {ask->sandbox, ask->bot, ask->exchange, who};
    const char *caption = query(ask, "caption");
    const struct player *player = ask_player(&named);
    struct chat *chat = player ? ask_chat(&named, player) : NULL;
    if (chat && chat->blocked)
        reply_error(ask->exchange, 400, "the player has blocked the bot");
    else if (chat && utf8_count(caption, strlen(caption)) > CAPTION_CHARS_MAX)
        reply_error(ask->exchange, 400, "caption: at most %d characters", CAPTION_CHARS_MAX);
    else if (chat) {
        const struct file *file = keep(ask);
        if (file)
            post(ask, player, chat, file);
    }
    json_free(who);
}
