/* Replaying the journal: one small function a kind of line. A line that names an unknown bot or
 * chat, or lacks what it needs, is passed over: the file may be of another version. */
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/callbacks.h"
#include "sandbox/files.h"
#include "sandbox/payments.h"
#include "sandbox/records.h"
#include "sandbox/updates.h"
#include "sandbox/webhook.h"

#include <stdlib.h>

typedef void (*apply_fn)(struct sandbox *sandbox, const json *record);

static json *copy_of(const json *record, const char *key)
{
    const json *value = json_get(record, key);
    return value ? json_clone(value) : NULL;
}

static struct bot *bot_of(struct sandbox *sandbox, const json *record)
{
    return model_bot(sandbox, json_int(record, "bot", -1));
}

static void apply_bot(struct sandbox *sandbox, const json *record)
{
    int64_t id = json_int(record, "id", -1);
    struct bot *bot = model_bot(sandbox, id);
    if (!bot)
        bot = id >= 0 ? model_bot_new(sandbox, id, copy_of(record, "user")) : NULL;
    if (!bot)
        return;
    bot->next_update_id = json_int(record, "next_update", bot->next_update_id);
    bot->last_message_id = json_int(record, "last_message", bot->last_message_id);
    json_free(bot->allowed);
    bot->allowed = copy_of(record, "allowed");
    if (json_get(record, "commands")) {
        json_free(bot->commands);
        bot->commands = copy_of(record, "commands");
    }
    webhook_load(bot, json_get(record, "webhook"));
    if (json_bool(record, "current", false))
        sandbox->current = bot;
}

static void apply_adopt(struct sandbox *sandbox, const json *record)
{
    struct bot *nobody = model_bot(sandbox, 0);
    int64_t id = json_int(record, "id", 0);
    if (nobody && id > 0 && !model_bot(sandbox, id))
        model_adopt(nobody, id);
}

static void apply_player(struct sandbox *sandbox, const json *record)
{
    json *user = copy_of(record, "user");
    if (json_int(user, "id", 0) > 0)
        model_player_put(sandbox, user);
    else
        json_free(user);
}

static void apply_chat(struct sandbox *sandbox, const json *record)
{
    struct bot *bot = bot_of(sandbox, record);
    const json *members = json_get(record, "members");
    if (!bot || !json_int(json_get(record, "chat"), "id", 0) || json_type(members) != JSON_ARRAY)
        return;
    struct chat *chat = model_chat_put(bot, copy_of(record, "chat"), json_clone(members));
    if (!chat)
        return;
    chat->started = json_bool(record, "started", false);
    chat->blocked = json_bool(record, "blocked", false);
    chat->migrated_to = json_int(record, "migrated_to", 0);
    json_free(chat->keyboard);
    chat->keyboard = copy_of(record, "keyboard");
}

static void apply_message(struct sandbox *sandbox, const json *record)
{
    struct bot *bot = bot_of(sandbox, record);
    const json *body = json_get(record, "m");
    struct chat *chat = bot ? model_chat(bot, json_int(json_get(body, "chat"), "id", 0)) : NULL;
    if (!chat || json_int(body, "message_id", 0) <= 0)
        return;
    struct message *message = model_message_put(chat, json_clone(body));
    json_free(message->reaction);
    message->reaction = copy_of(record, "reaction");
    free(message->payload);
    message->payload = mem_strdup(json_str(record, "payload", NULL));
}

static void apply_delete(struct sandbox *sandbox, const json *record)
{
    struct bot *bot = bot_of(sandbox, record);
    struct chat *chat = bot ? model_chat(bot, json_int(record, "chat", 0)) : NULL;
    if (chat)
        model_message_drop(chat, json_int(record, "id", 0));
}

static void apply_update(struct sandbox *sandbox, const json *record)
{
    struct bot *bot = bot_of(sandbox, record);
    if (bot)
        updates_load(bot, json_get(record, "u"), json_int(record, "at", 0),
                     json_bool(record, "late", false));
}

static void apply_ack(struct sandbox *sandbox, const json *record)
{
    struct bot *bot = bot_of(sandbox, record);
    if (bot)
        updates_forget_below(bot, json_int(record, "below", 0));
}

static void apply_clock(struct sandbox *sandbox, const json *record)
{
    int64_t skipped = json_int(record, "skipped", 0);
    if (skipped > sandbox->skipped_s)
        sandbox->skipped_s = skipped;
}

static const struct {
    const char *about;
    apply_fn fn;
} kinds[] = {
    {"message", apply_message}, {"update", apply_update}, {"ack", apply_ack},
    {"delete", apply_delete},   {"chat", apply_chat},     {"player", apply_player},
    {"bot", apply_bot},         {"adopt", apply_adopt},   {"callback", callbacks_load},
    {"payment", payments_load}, {"file", files_load},     {"clock", apply_clock},
};

void records_apply(void *sandbox, const json *record)
{
    const char *about = json_str(record, "t", "");
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (str_equal(kinds[i].about, about))
            kinds[i].fn(sandbox, record);
}
