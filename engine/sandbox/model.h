/* Inside sandbox/: what the emulator knows. Bots, players, chats and messages; each is found by id
 * without a scan, each kind has a named limit.
 *
 * A player belongs to everybody, a chat to one bot: two bots see two private chats with one player.
 * The bot with id 0 stands for "the first bot that will call" and becomes that one (model_adopt).
 * Every model_ function that changes something also writes it to the journal. Objects live until
 * the sandbox ends, except messages. */
#ifndef BYLINA_SANDBOX_MODEL_H
#define BYLINA_SANDBOX_MODEL_H

#include "sandbox/world.h"

#define MODEL_SUPERGROUPS INT64_C(-1000000000000) /* ids of supergroups are below it */

int64_t model_now_s(const struct sandbox *sandbox); /* the clock of this world */

struct bot *model_bot(struct sandbox *sandbox, int64_t id);                 /* NULL: none */
struct bot *model_bot_new(struct sandbox *sandbox, int64_t id, json *user); /* takes; NULL: full */
/* The bot that calls: found, made or adopted; it is `current` from now on. NULL: too many. */
struct bot *model_bot_called(struct sandbox *sandbox, int64_t id);
void model_bot_save(struct bot *bot);
void model_adopt(struct bot *nobody, int64_t id);

struct player *model_player(struct sandbox *sandbox, int64_t id);
struct player *model_player_put(struct sandbox *sandbox, json *user); /* takes a User with an id */

struct chat *model_chat(struct bot *bot, int64_t id);
struct chat *model_chat_put(struct bot *bot, json *info, json *members); /* takes both */
struct chat *model_private_chat(struct bot *bot, struct player *player); /* found or made */
void model_chat_save(struct chat *chat);
bool model_chat_has(const struct chat *chat, int64_t player);

struct message *model_message(const struct chat *chat, int64_t id);
/* Adds, or replaces the one of that id; takes body. */
struct message *model_message_put(struct chat *chat, json *body);
void model_message_save(struct chat *chat, const struct message *message);
void model_message_drop(struct chat *chat, int64_t id);

void model_init(struct sandbox *sandbox);
void model_done(struct sandbox *sandbox);

#endif
