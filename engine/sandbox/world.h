/* Inside sandbox/: the structs of the emulator's world: who owns what. model.h has what can be done
 * with them.
 *
 *     sandbox ── bots ── chats ── messages
 *        │         └──── updates that wait
 *        └── players, callbacks, payments, files: for all bots */
#ifndef BYLINA_SANDBOX_WORLD_H
#define BYLINA_SANDBOX_WORLD_H

#include "base/list.h"
#include "base/map.h"
#include "base/rng.h"
#include "http/client.h"
#include "http/server.h"
#include "loop/loop.h"
#include "sandbox/bucket.h"
#include "json/json.h"

#include <stdbool.h>
#include <stdint.h>

#define BOTS_MAX          100
#define PLAYERS_MAX       200000
#define CHATS_MAX         400000 /* of one bot */
#define CHAT_MESSAGES_MAX 1000
#define CHAT_MEMBERS_MAX  200
#define TYPING_MS         5000

struct journal;
struct skip;
struct crowd;
struct member;
struct scenario;
struct hit_log;
struct update;

struct sandbox {
    struct loop *loop;
    struct http_client *client;
    char *password;
    char *clock_hook;
    char *bot_name;
    char *studio;            /* NULL: none */
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
    struct list inline_list; /* oldest first */
    size_t inline_count;
    struct map *files;
    struct list file_list;
    size_t file_bytes;

    struct list faults; /* ordered ones */
    int64_t last_fault;
    struct scenario *scenario; /* NULL: none */
    struct flood_limits flood;
    struct hit_log *hits;
    struct list delayed; /* calls that a fault holds back */
    struct list readers; /* of /control/events */
    struct list waiters; /* control calls that wait */
    struct skip *skip;   /* the clock is being moved */
    struct crowd *crowd; /* plays by itself; NULL: none */
    json *notice;        /* over the web chat; NULL: none */
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
    json *info;            /* Chat */
    json *members;         /* ids of players */
    struct member *member; /* of the crowd; NULL: none */
    bool started;          /* the player has written: the bot may */
    bool blocked;
    int64_t migrated_to; /* the supergroup that this group has become; 0: it is one still */
    struct bucket flood;
    json *keyboard; /* ReplyKeyboardMarkup that is shown, or NULL */
    json *draft;    /* {draft_id, text, entities}, until the bot's next message */
    char action[32];
    int64_t action_until_ms; /* monotonic */
    int64_t seq;             /* rises with every change that can be seen */
    struct message **messages;
    size_t count;
    size_t cap;
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
    size_t stubborn_count;
    struct list held; /* updates that come later: hold.h */
    size_t held_count;
    int64_t asked_offset; /* of the last getUpdates */
    int64_t asked_ms;     /* monotonic */
    struct bucket flood;
    json *allowed;  /* update kinds; NULL: the default ones */
    json *commands; /* {"scope|language": BotCommand[]} */
    struct poll *poll;
    struct webhook *webhook;
    struct call_log *log;
};

#endif
