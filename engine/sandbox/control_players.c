/* Players and groups: making and changing them. */
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/control.h"
#include "sandbox/events.h"
#include "sandbox/post.h"
#include "sandbox/reply.h"

#include <string.h>

#define NAME_CHARS_MAX  64
#define TITLE_CHARS_MAX 128
#define ID_MAX          (INT64_C(1) << 52)

static const char *const fields[] = {"first_name", "last_name", "username", "language_code"};

#define FIELDS (sizeof(fields) / sizeof(fields[0]))

static const char *fault_of(const struct ask *ask, bool fresh)
{
    const char *name = json_str(ask->body, "first_name", NULL);
    int64_t id = json_int(ask->body, "id", 1);
    if (fresh && (!name || !*name))
        return "first_name is required";
    if (id < 1 || id > ID_MAX)
        return "id: a positive number";
    for (size_t i = 0; i < FIELDS; i++) {
        const json *value = json_get(ask->body, fields[i]);
        const char *text = json_text(value, "");
        enum json_type type = json_type(value);
        if (type != JSON_NONE && type != JSON_NULL && type != JSON_STRING)
            return "names and the language are texts";
        if (utf8_count(text, strlen(text)) > NAME_CHARS_MAX)
            return "a name is at most 64 characters";
    }
    return name && !*name ? "first_name must not be empty" : NULL;
}

/* A new User from the old one (NULL: none) and what the body says; null takes a field away. */
static json *user_of(const struct ask *ask, const struct player *old)
{
    json *user = old ? json_clone(old->user) : json_object();
    if (!old) {
        json_add_int(user, "id", json_int(ask->body, "id", ask->sandbox->last_player_id + 1));
        json_add_bool(user, "is_bot", false);
    }
    for (size_t i = 0; i < FIELDS; i++) {
        const json *value = json_get(ask->body, fields[i]);
        if (json_type(value) == JSON_NULL || str_equal(json_text(value, NULL), ""))
            json_remove(user, fields[i]);
        else if (value)
            json_add(user, fields[i], json_clone(value));
    }
    return user;
}

/* His name in his private chats with all bots. */
static void rename_chats(struct sandbox *sandbox, const struct player *player)
{
    const struct list *bots = &sandbox->bot_list;
    for (struct list_node *n = list_first(bots); n; n = list_next(bots, n)) {
        struct chat *chat = model_chat(LIST_OF(n, struct bot, node), player->id);
        for (size_t i = 0; chat && i < 3; i++) {
            json_remove(chat->info, fields[i]);
            if (json_str(player->user, fields[i], NULL))
                json_add_str(chat->info, fields[i], json_str(player->user, fields[i], NULL));
        }
        if (chat)
            model_chat_save(chat);
    }
}

void control_players(struct ask *ask)
{
    struct player *old = model_player(ask->sandbox, json_int(ask->body, "id", 0));
    const char *fault = fault_of(ask, !old);
    if (fault) {
        reply_error(ask->exchange, 400, "%s", fault);
        return;
    }
    struct player *player = model_player_put(ask->sandbox, user_of(ask, old));
    struct chat *chat = player ? model_private_chat(ask->bot, player) : NULL;
    if (!chat) {
        reply_error(ask->exchange, 400, "there are too many players");
        return;
    }
    if (old)
        rename_chats(ask->sandbox, player);
    json *data = json_object();
    json_add(data, "player", json_clone(player->user));
    events_publish(ask->sandbox, "player", data);
    json_free(data);
    json *answer = reply_new();
    json_add(answer, "player", json_clone(player->user));
    json_add(answer, "chat", json_clone(chat->info));
    reply_json(ask->exchange, 200, answer);
}

static json *members_of(struct ask *ask)
{
    const json *given = json_get(ask->body, "members");
    json *members = json_array();
    if (!json_count(given) || json_count(given) > CHAT_MEMBERS_MAX) {
        reply_error(ask->exchange, 400, "members: 1 to %d ids of players", CHAT_MEMBERS_MAX);
        json_free(members);
        return NULL;
    }
    for (const json *id = json_first(given); id; id = json_next(id)) {
        if (!model_player(ask->sandbox, json_number(id, 0))) {
            reply_error(ask->exchange, 404, "members: there is a player who does not exist");
            json_free(members);
            return NULL;
        }
        json_push(members, json_new_int(json_number(id, 0)));
    }
    return members;
}

static void group_put(struct ask *ask, int64_t id, const char *title, json *members)
{
    struct sandbox *sandbox = ask->sandbox;
    const struct chat *old = model_chat(ask->bot, id);
    bool fresh = !old;
    json *info = json_object();
    json_add_int(info, "id", id);
    json_add_str(info, "title", title);
    json_add_str(info, "type", old ? json_str(old->info, "type", "group") : "group");
    struct chat *chat = model_chat_put(ask->bot, info, members);
    if (!chat) {
        reply_error(ask->exchange, 400, "there are too many chats");
        return;
    }
    chat->started = true;
    model_chat_save(chat);
    const struct player *first = model_player(sandbox, json_number(json_at(members, 0), 0));
    if (fresh)
        post_membership(chat, first->user, "left", "member");
    events_chat(chat, "chat", "chat", json_clone(chat->info));
    json *answer = reply_new();
    json_add(answer, "chat", json_clone(chat->info));
    reply_json(ask->exchange, 200, answer);
}

void control_groups(struct ask *ask)
{
    int64_t id = json_int(ask->body, "id", ask->sandbox->last_group_id - 1);
    const struct chat *old = model_chat(ask->bot, id);
    const char *title = json_str(ask->body, "title", old ? json_str(old->info, "title", "") : "");
    if (!*title || utf8_count(title, strlen(title)) > TITLE_CHARS_MAX) {
        reply_error(ask->exchange, 400, "title: 1 to %d characters", TITLE_CHARS_MAX);
        return;
    }
    if (id >= 0 || id < -ID_MAX) {
        reply_error(ask->exchange, 400, "id: a negative number");
        return;
    }
    json *members = members_of(ask);
    if (members)
        group_put(ask, id, title, members);
}

void control_block(struct ask *ask)
{
    const struct player *player = ask_player(ask);
    struct chat *chat = player ? ask_chat(ask, player) : NULL;
    bool blocked = json_bool(ask->body, "blocked", true);
    if (!chat)
        return;
    if (chat->id < 0) {
        reply_error(ask->exchange, 400, "only a private chat can be blocked");
        return;
    }
    if (chat->blocked != blocked) {
        chat->blocked = blocked;
        model_chat_save(chat);
        post_membership(chat, player->user, blocked ? "member" : "kicked",
                        blocked ? "kicked" : "member");
        events_chat(chat, "chat", "chat", json_clone(chat->info));
    }
    reply_json(ask->exchange, 200, reply_new());
}
