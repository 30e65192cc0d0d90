/* Inside sandbox/: what the emulator knows. Bots, players, chats and messages; each is found by id
 * without a scan, each kind has a named limit.
 *
 * A player belongs to everybody, a chat to one bot: two bots see two private chats with one player.
 * The bot with id 0 stands for "the first bot that will call" and becomes that one (model_adopt).
 * Every model_ function that changes something also writes it to the journal. Objects live until
 * the sandbox ends, except messages. */
#ifndef BYLINA_SANDBOX_MODEL_H
#define BYLINA_SANDBOX_MODEL_H

#include "base/list.h"
#include "base/map.h"
#include "base/rng.h"
#include "http/client.h"
#include "http/server.h"
#include "loop/loop.h"
#include "json/json.h"

#include <stdbool.h>
#include <stdint.h>

#define BOTS_MAX          100
#define PLAYERS_MAX       20000
#define CHATS_MAX         40000 /* of one bot */
#define CHAT_MESSAGES_MAX 1000
#define CHAT_MEMBERS_MAX  200
#define TYPING_MS         5000

struct journal;
struct skip;

struct sandbox {
    struct loop *loop;
    struct http_client *client;
    char *password;
    char *clock_hook;
    struct journal *journal; /* NULL: nothing is kept, or it is just being replayed */
    char *folder;            /* of the files' bytes; NULL: in memory */
    struct loop_prepare *flush;
    struct loop_timer *kick; /* serves the bots in `ready` */
    struct list ready;
    struct rng rng;
    int64_t skipped_s; /* the clock is so far ahead of the machine's */

    struct map *bots;
    struct list bot_list;
    struct bot *current; /* called last; NULL: none yet */
    struct map *players;
    struct list player_list;
    int64_t last_player_id;
    int64_t last_group_id;

    struct map *callbacks;
    struct list callback_list; /* oldest first, as the next two */
    struct map *payments;      /* by the id of the query and by the id of the charge */
    struct list payment_list;
    struct map *files;
    struct list file_list;
    size_t file_bytes;

    struct list faults;
    int64_t last_fault;
    struct list delayed; /* calls that a fault holds back */
    struct list readers; /* of /control/events */
    struct list waiters; /* control calls that wait */
    struct skip *skip;   /* the clock is being moved */
};

struct player {
    struct list_node node;
    int64_t id;
    json *user; /* User */
};

struct message {
    int64_t id;
    bool by_bot;
    json *body;     /* Message; reply_markup is inline here */
    json *reaction; /* the bot's, ReactionType[]; NULL: none */
    char *payload;  /* of an invoice: the bot's secret, in no Message; NULL: none */
};

struct chat {
    struct list_node node;
    struct bot *bot;
    int64_t id;
    json *info;    /* Chat */
    json *members; /* ids of players */
    bool started;  /* the player has written: the bot may */
    bool blocked;
    json *keyboard; /* ReplyKeyboardMarkup that is shown, or NULL */
    json *draft;    /* {draft_id, text, entities}, until the bot's next message */
    char action[32];
    int64_t action_until_ms; /* monotonic */
    int64_t seq;             /* rises with every change that can be seen */
    struct message **messages;
    size_t count;
    size_t cap;
};

struct update {
    struct list_node node;
    int64_t id;
    int64_t until_ms; /* wall clock: forgotten then */
    int64_t at_ms;
    int64_t key; /* webhooks deliver updates of one key one after another */
    int64_t retry_at_ms;
    int tries;
    bool in_flight;
    char *text; /* the Update as JSON */
    size_t len;
};

struct poll;
struct call_log;
struct webhook;

struct bot {
    struct list_node node;
    struct list_node ready; /* in sandbox->ready */
    struct sandbox *sandbox;
    int64_t id;
    json *user; /* User, as getMe gives it */
    struct map *chats;
    struct list chat_list;
    int64_t last_message_id;
    int64_t next_update_id;
    struct list updates;
    size_t update_count;
    json *allowed;  /* update kinds; NULL: the default ones */
    json *commands; /* {"scope|language": BotCommand[]} */
    struct poll *poll;
    struct webhook *webhook;
    struct call_log *log;
};

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
