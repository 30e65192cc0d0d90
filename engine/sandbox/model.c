/* Bots, players and chats: finding, making, saving and the end of it all. Messages are in
 * messages.c; what is saved looks as journal.h says. */
#include "sandbox/model.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/calls.h"
#include "sandbox/hold.h"
#include "sandbox/journal.h"
#include "sandbox/poll.h"
#include "sandbox/records.h"
#include "sandbox/updates.h"
#include "sandbox/webhook.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_PLAYER_ID INT64_C(7000000001) /* over 32 bits, as real ones */
#define FIRST_GROUP_ID  INT64_C(-4000000001)
#define FIRST_UPDATES   900000000 /* the first update_id is random below */

struct key {
    char text[24];
};

static struct key key_of(int64_t id)
{
    struct key key;
    snprintf(key.text, sizeof(key.text), "%" PRId64, id);
    return key;
}

int64_t model_now_s(const struct sandbox *sandbox)
{
    return clock_wall_ms() / 1000 + sandbox->skipped_s;
}

struct bot *model_bot(struct sandbox *sandbox, int64_t id)
{
    return map_get(sandbox->bots, key_of(id).text);
}

static json *bot_user(const struct sandbox *sandbox, int64_t id)
{
    char username[40];
    snprintf(username, sizeof(username), "local_%" PRId64 "_bot", id);
    json *user = json_object();
    json_add_int(user, "id", id);
    json_add_bool(user, "is_bot", true);
    json_add_str(user, "first_name", sandbox->bot_name);
    json_add_str(user, "username", username);
    return user;
}

struct bot *model_bot_new(struct sandbox *sandbox, int64_t id, json *user)
{
    if (map_count(sandbox->bots) >= BOTS_MAX) {
        json_free(user);
        return NULL;
    }
    struct bot *bot = mem_alloc(sizeof(*bot));
    bot->sandbox = sandbox;
    bot->id = id;
    bot->user = user ? user : bot_user(sandbox, id);
    bot->chats = map_new();
    bot->commands = json_object();
    bot->next_update_id = (int64_t)rng_below(&sandbox->rng, FIRST_UPDATES) + 1;
    list_init(&bot->chat_list);
    list_init(&bot->updates);
    list_init(&bot->held);
    bot->log = calls_new();
    map_put(sandbox->bots, key_of(id).text, bot);
    list_push(&sandbox->bot_list, &bot->node);
    return bot;
}

void model_adopt(struct bot *nobody, int64_t id)
{
    struct sandbox *sandbox = nobody->sandbox;
    map_take(sandbox->bots, key_of(nobody->id).text);
    map_put(sandbox->bots, key_of(id).text, nobody);
    json_free(nobody->user);
    nobody->user = bot_user(sandbox, id);
    updates_rename_bot(nobody, id);
    nobody->id = id;
    records_adopt(nobody);
}

struct bot *model_bot_called(struct sandbox *sandbox, int64_t id)
{
    struct bot *bot = model_bot(sandbox, id);
    struct bot *nobody = bot ? NULL : model_bot(sandbox, 0);
    if (!bot && nobody) {
        model_adopt(nobody, id);
        bot = nobody;
    }
    if (!bot)
        bot = model_bot_new(sandbox, id, NULL);
    if (bot && bot != sandbox->current) {
        sandbox->current = bot;
        model_bot_save(bot);
    }
    return bot;
}

void model_bot_save(struct bot *bot)
{
    records_bot(bot);
}

struct player *model_player(struct sandbox *sandbox, int64_t id)
{
    return map_get(sandbox->players, key_of(id).text);
}

struct player *model_player_put(struct sandbox *sandbox, json *user)
{
    int64_t id = json_int(user, "id", 0);
    struct player *player = model_player(sandbox, id);
    if (!player && map_count(sandbox->players) >= PLAYERS_MAX) {
        json_free(user);
        return NULL;
    }
    if (!player) {
        player = mem_alloc(sizeof(*player));
        player->id = id;
        map_put(sandbox->players, key_of(id).text, player);
        list_push(&sandbox->player_list, &player->node);
    }
    if (id > sandbox->last_player_id)
        sandbox->last_player_id = id;
    json_free(player->user);
    player->user = user;
    records_player(sandbox, player);
    return player;
}

struct chat *model_chat(struct bot *bot, int64_t id)
{
    return map_get(bot->chats, key_of(id).text);
}

struct chat *model_chat_put(struct bot *bot, json *info, json *members)
{
    int64_t id = json_int(info, "id", 0);
    struct chat *chat = model_chat(bot, id);
    if (!chat && map_count(bot->chats) >= CHATS_MAX) {
        json_free(info);
        json_free(members);
        return NULL;
    }
    if (!chat) {
        chat = mem_alloc(sizeof(*chat));
        chat->bot = bot;
        chat->id = id;
        chat->seq = clock_wall_ms(); /* above what it was before a restart */
        map_put(bot->chats, key_of(id).text, chat);
        list_push(&bot->chat_list, &chat->node);
    }
    if (id < bot->sandbox->last_group_id && id > MODEL_SUPERGROUPS)
        bot->sandbox->last_group_id = id;
    json_free(chat->info);
    json_free(chat->members);
    chat->info = info;
    chat->members = members;
    return chat;
}

void model_chat_save(struct chat *chat)
{
    records_chat(chat);
}

struct chat *model_private_chat(struct bot *bot, struct player *player)
{
    static const char *const shared[] = {"first_name", "last_name", "username"};
    struct chat *chat = model_chat(bot, player->id);
    if (chat)
        return chat;
    json *info = json_object();
    json_add_int(info, "id", player->id);
    for (size_t i = 0; i < sizeof(shared) / sizeof(shared[0]); i++)
        if (json_str(player->user, shared[i], NULL))
            json_add_str(info, shared[i], json_str(player->user, shared[i], NULL));
    json_add_str(info, "type", "private");
    json *members = json_array();
    json_push(members, json_new_int(player->id));
    chat = model_chat_put(bot, info, members);
    if (chat)
        model_chat_save(chat);
    return chat;
}

bool model_chat_has(const struct chat *chat, int64_t player)
{
    for (const json *id = json_first(chat->members); id; id = json_next(id))
        if (json_number(id, 0) == player)
            return true;
    return false;
}

void model_init(struct sandbox *sandbox)
{
    uint64_t seed;
    rng_secret(&seed, sizeof(seed));
    rng_seed(&sandbox->rng, seed);
    sandbox->bots = map_new();
    sandbox->players = map_new();
    list_init(&sandbox->bot_list);
    list_init(&sandbox->player_list);
    list_init(&sandbox->ready);
    sandbox->last_player_id = FIRST_PLAYER_ID - 1;
    sandbox->last_group_id = FIRST_GROUP_ID + 1;
}

static void free_message(struct message *message)
{
    json_free(message->body);
    json_free(message->reaction);
    free(message->payload);
    free(message);
}

static void free_chat(void *value)
{
    struct chat *chat = value;
    for (size_t i = 0; i < chat->count; i++)
        free_message(chat->messages[i]);
    free(chat->messages);
    json_free(chat->info);
    json_free(chat->members);
    json_free(chat->keyboard);
    json_free(chat->draft);
    free(chat);
}

static void free_bot(void *value)
{
    struct bot *bot = value;
    poll_free(bot->poll);
    webhook_free(bot->webhook);
    hold_free_all(bot);
    updates_clear(bot);
    calls_free(bot->log);
    map_free_with(bot->chats, free_chat);
    json_free(bot->user);
    json_free(bot->allowed);
    json_free(bot->commands);
    free(bot);
}

static void free_player(void *value)
{
    struct player *player = value;
    json_free(player->user);
    free(player);
}

void model_done(struct sandbox *sandbox)
{
    if (!sandbox->bots)
        return;
    map_free_with(sandbox->bots, free_bot);
    map_free_with(sandbox->players, free_player);
}
