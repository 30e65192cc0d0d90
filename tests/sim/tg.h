/* Telegram in memory: chats with their messages, updates until they are confirmed, and the Bot API
 * calls that the engine makes (telegram_send and polling are linked in place of engine/telegram's).
 * It lives on while processes die. */
#ifndef BYLINA_TESTS_SIM_TG_H
#define BYLINA_TESTS_SIM_TG_H

#include "sim.h"

#include "base/list.h"
#include "telegram/telegram.h"
#include "json/json.h"

struct tg_message {
    struct list_node node;
    int64_t id;
    char *text;
    json *keyboard; /* NULL: none */
};

struct tg_chat {
    struct list_node node;
    int64_t id;
    int64_t last_message;
    bool blocked; /* the player takes no messages from the bot */
    struct list messages;
};

enum tg_kind { TG_TEXT, TG_TAP, TG_MEMBER };

struct tg_update {
    struct list_node node;
    int64_t id;
    enum tg_kind kind;
    int64_t player;
    char *text; /* or callback data */
    char *body; /* JSON */
    bool delivered;
    bool confirmed;
    int64_t held_until_us; /* late */
};

struct tg {
    struct sim *sim;
    struct list chats;
    struct list updates;
    int64_t next_update;
    int64_t next_callback;
    struct list flights; /* calls under way */
    size_t unconfirmed;
    struct map *done; /* "chat text" -> how often such a message was sent, as a number */
};

struct tg *tg_new(struct sim *sim);
void tg_free(struct tg *tg);
struct tg_chat *tg_chat(struct tg *tg, int64_t id); /* made when it is new */
const struct tg_update *tg_find(const struct tg *tg, int64_t update);
struct tg_message *tg_message(const struct tg_chat *chat, int64_t id);

/* What players do. */
void tg_says(struct tg *tg, int64_t player, const char *text);
void tg_taps(struct tg *tg, int64_t player, int64_t message, const char *data);
void tg_blocks(struct tg *tg, int64_t player, bool blocked);
void tg_deletes(struct tg *tg, int64_t player, int64_t message);

/* The engine's side, for one process: what telegram_send and polling are given. */
struct telegram {
    struct tg *tg;
};
/* Of engine/telegram/inner.h, whose struct telegram is another. */
void telegram_end_soon(struct telegram *telegram, enum telegram_outcome outcome, const char *words,
                       telegram_done_fn fn, void *ctx);
struct telegram *tg_connect(struct tg *tg);
void tg_hang_up(struct telegram *telegram); /* calls under way are cut: carried out or not */

int64_t tg_sent(const struct tg *tg, int64_t chat, const char *text); /* messages with this text */

#endif
