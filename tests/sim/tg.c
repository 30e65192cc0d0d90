/* Chats, messages and updates, and what players do with them. Message ids rise in each chat by
 * itself, as in private chats; update ids rise with gaps. */
#include "tg.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "check.h"
#include "time.h"

#include <inttypes.h>
#include <stdlib.h>

enum { GAP_MOST = 3, LATE_MS = 3000 };

struct tg *tg_new(struct sim *sim)
{
    struct tg *tg = mem_alloc(sizeof(*tg));
    tg->sim = sim;
    list_init(&tg->chats);
    list_init(&tg->updates);
    list_init(&tg->flights);
    tg->next_update = sim_between(sim, 1, 1000000);
    tg->done = map_new();
    return tg;
}

static void message_free(struct tg_message *message)
{
    list_remove(&message->node);
    free(message->text);
    json_free(message->keyboard);
    free(message);
}

static void chat_free(struct tg_chat *chat)
{
    struct list_node *node;
    while ((node = list_first(&chat->messages)))
        message_free(LIST_OF(node, struct tg_message, node));
    list_remove(&chat->node);
    free(chat);
}

void tg_free(struct tg *tg)
{
    struct list_node *node;
    if (!tg)
        return;
    while ((node = list_first(&tg->chats)))
        chat_free(LIST_OF(node, struct tg_chat, node));
    while ((node = list_pop(&tg->updates))) {
        struct tg_update *update = LIST_OF(node, struct tg_update, node);
        free(update->text);
        free(update->body);
        free(update);
    }
    map_free_with(tg->done, free);
    free(tg);
}

struct tg_chat *tg_chat(struct tg *tg, int64_t id)
{
    for (struct list_node *at = list_first(&tg->chats); at; at = list_next(&tg->chats, at))
        if (LIST_OF(at, struct tg_chat, node)->id == id)
            return LIST_OF(at, struct tg_chat, node);
    struct tg_chat *chat = mem_alloc(sizeof(*chat));
    chat->id = id;
    list_init(&chat->messages);
    list_push(&tg->chats, &chat->node);
    return chat;
}

const struct tg_update *tg_find(const struct tg *tg, int64_t update)
{
    for (struct list_node *at = list_first(&tg->updates); at; at = list_next(&tg->updates, at))
        if (LIST_OF(at, struct tg_update, node)->id == update)
            return LIST_OF(at, struct tg_update, node);
    return NULL;
}

struct tg_message *tg_message(const struct tg_chat *chat, int64_t id)
{
    for (struct list_node *at = list_first(&chat->messages); at;
         at = list_next(&chat->messages, at))
        if (LIST_OF(at, struct tg_message, node)->id == id)
            return LIST_OF(at, struct tg_message, node);
    return NULL;
}

int64_t tg_sent(const struct tg *tg, int64_t chat, const char *text)
{
    char *key = mem_printf("%" PRId64 " %s", chat, text);
    const int64_t *times = map_get(tg->done, key);
    free(key);
    return times ? *times : 0;
}

/* --- updates --------------------------------------------------------------------------------- */

static json *user_of(int64_t player)
{
    json *user = json_object();
    json_add_int(user, "id", player);
    json_add_bool(user, "is_bot", false);
    json_add_str(user, "first_name", "P");
    json_add_str(user, "language_code", player % 2 ? "ru" : "en");
    return user;
}

static json *chat_of(int64_t player)
{
    json *chat = json_object();
    json_add_int(chat, "id", player);
    json_add_str(chat, "type", "private");
    json_add_str(chat, "first_name", "P");
    return chat;
}

static json *message_of(int64_t player, int64_t message)
{
    json *made = json_object();
    json_add_int(made, "message_id", message);
    json_add_int(made, "date", (SIM_WALL_START_MS + sim_time.mono_us / 1000) / 1000);
    json_add(made, "chat", chat_of(player));
    return made;
}

static void add_update(struct tg *tg, enum tg_kind kind, int64_t player, const char *text,
                       const char *field, json *what)
{
    struct sim *sim = tg->sim;
    struct tg_update *update = mem_alloc(sizeof(*update));
    json *body = json_object();
    tg->next_update += sim_between(sim, 1, GAP_MOST);
    update->id = tg->next_update;
    update->kind = kind;
    update->player = player;
    update->text = mem_strdup(text);
    json_add_int(body, "update_id", update->id);
    json_add(body, field, what);
    update->body = json_print(body);
    json_free(body);
    if (sim_happens(sim, sim->rates.late))
        update->held_until_us = sim_time.mono_us + sim_between(sim, 1, LATE_MS) * 1000;
    list_push(&tg->updates, &update->node);
    tg->unconfirmed++;
    sim_note(sim, "update %" PRId64 " of %" PRId64 ": %s%s", update->id, player, text,
             update->held_until_us ? " (late)" : "");
}

void tg_says(struct tg *tg, int64_t player, const char *text)
{
    json *message = message_of(player, ++tg_chat(tg, player)->last_message);
    json_add(message, "from", user_of(player));
    json_add_str(message, "text", text);
    add_update(tg, TG_TEXT, player, text, "message", message);
}

void tg_taps(struct tg *tg, int64_t player, int64_t message, const char *data)
{
    json *query = json_object();
    char *id = mem_printf("cb%" PRId64, ++tg->next_callback);
    json_add_str(query, "id", id);
    json_add(query, "from", user_of(player));
    json_add(query, "message", message_of(player, message));
    json_add_str(query, "chat_instance", "1");
    json_add_str(query, "data", data);
    add_update(tg, TG_TAP, player, data, "callback_query", query);
    free(id);
}

static json *member_of(const char *status)
{
    json *member = json_object();
    json *bot = json_object();
    json_add_int(bot, "id", SIM_BOT);
    json_add_bool(bot, "is_bot", true);
    json_add_str(bot, "first_name", "B");
    json_add(member, "user", bot);
    json_add_str(member, "status", status);
    return member;
}

void tg_blocks(struct tg *tg, int64_t player, bool blocked)
{
    json *change = json_object();
    tg_chat(tg, player)->blocked = blocked;
    json_add(change, "chat", chat_of(player));
    json_add(change, "from", user_of(player));
    json_add_int(change, "date", SIM_WALL_START_MS / 1000);
    json_add(change, "old_chat_member", member_of(blocked ? "member" : "kicked"));
    json_add(change, "new_chat_member", member_of(blocked ? "kicked" : "member"));
    add_update(tg, TG_MEMBER, player, blocked ? "(blocks)" : "(unblocks)", "my_chat_member",
               change);
}

void tg_deletes(struct tg *tg, int64_t player, int64_t id)
{
    struct tg_message *message = tg_message(tg_chat(tg, player), id);
    if (!message)
        return;
    sim_note(tg->sim, "%" PRId64 " deletes message %" PRId64, player, id);
    message_free(message);
}
