/* What the players do: type numbers in order, tap what they see (often twice, often what is old
 * by now), delete messages, block the bot for a while. And what happens around them: somebody else
 * writes a document, the wall clock jumps, the game's clock is moved. */
#include "tg.h"

#include "base/mem.h"
#include "base/str.h"
#include "cache/idqueue.h"
#include "check.h"
#include "time.h"
#include "turn/turn.h"
#include "world.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { OLD_TAPS = 8, VIEW = 6, HOUR_MS = 3600 * 1000 };

struct old_tap {
    int64_t message;
    char *data;
};

struct player {
    struct sim *sim;
    struct loop_timer *timer;
    int64_t id;
    int64_t typed;
    bool here; /* has said /start */
    struct old_tap taps[OLD_TAPS];
    size_t tap_count;
};

struct players {
    struct player at[SIM_PLAYERS_MOST];
};

static struct tg_chat *chat_of(struct player *player)
{
    return tg_chat(player->sim->tg, player->id);
}

/* --- tapping --------------------------------------------------------------------------------- */

static void remember(struct player *player, int64_t message, const char *data)
{
    struct old_tap *at = &player->taps[player->tap_count++ % OLD_TAPS];
    free(at->data);
    at->message = message;
    at->data = mem_strdup(data);
}

/* One of the newest messages that have buttons. */
static struct tg_message *look(struct player *player)
{
    struct tg_message *found = NULL;
    struct tg_chat *chat = chat_of(player);
    size_t seen = 0;
    for (struct list_node *at = chat->messages.head.prev; at != &chat->messages.head && seen < VIEW;
         at = at->prev) {
        struct tg_message *message = LIST_OF(at, struct tg_message, node);
        seen++;
        if (message->keyboard && (!found || sim_happens(player->sim, 300)))
            found = message;
    }
    return found;
}

/* The button with this text on the newest keyboard, or NULL. */
static const char *button_named(const struct tg_message *message, const char *text)
{
    for (const json *row = json_first(message->keyboard); row; row = json_next(row))
        for (const json *key = json_first(row); key; key = json_next(key))
            if (str_equal(json_str(key, "text", ""), text))
                return json_str(key, "callback_data", NULL);
    return NULL;
}

static const char *button(struct player *player, const struct tg_message *message)
{
    int64_t count = 0;
    const char *data = NULL;
    for (const json *row = json_first(message->keyboard); row; row = json_next(row))
        for (const json *key = json_first(row); key; key = json_next(key))
            if (sim_between(player->sim, 0, count++) == 0)
                data = json_str(key, "callback_data", NULL);
    return data;
}

static void taps(struct player *player)
{
    struct tg_message *message = look(player);
    const char *data = message ? button(player, message) : NULL;
    if (!data)
        return;
    remember(player, message->id, data);
    tg_taps(player->sim->tg, player->id, message->id, data);
    if (sim_happens(player->sim, 150)) /* an impatient finger: a new id, the same button */
        tg_taps(player->sim->tg, player->id, message->id, data);
}

static void taps_old(struct player *player)
{
    size_t known = player->tap_count < OLD_TAPS ? player->tap_count : OLD_TAPS;
    if (!known)
        return;
    const struct old_tap *tap = &player->taps[sim_between(player->sim, 0, (int64_t)known - 1)];
    tg_taps(player->sim->tg, player->id, tap->message, tap->data);
}

/* All who can take the post want it at the same moment. */
static void rush(struct player *player)
{
    struct players *players = player->sim->players;
    for (int i = 0; i < player->sim->player_count; i++) {
        struct player *one = &players->at[i];
        struct tg_message *message = look(one);
        const char *data =
            message ? button_named(message, one->id % 2 ? "Встать на стражу" : "Stand guard")
                    : NULL;
        if (data)
            tg_taps(one->sim->tg, one->id, message->id, data);
    }
}

/* --- other acts ------------------------------------------------------------------------------ */

static void types(struct player *player)
{
    char text[24];
    snprintf(text, sizeof(text), "%" PRId64, ++player->typed);
    tg_says(player->sim->tg, player->id, text);
}

static void deletes(struct player *player)
{
    struct tg_message *message = look(player);
    if (message)
        tg_deletes(player->sim->tg, player->id, message->id);
}

static void blocks(struct player *player)
{
    struct tg_chat *chat = chat_of(player);
    tg_blocks(player->sim->tg, player->id, !chat->blocked);
}

static void acts(struct player *player)
{
    struct sim *sim = player->sim;
    int64_t die = sim_between(sim, 0, 999);
    if (!player->here) {
        player->here = true;
        tg_says(sim->tg, player->id, "/start");
    } else if (chat_of(player)->blocked || die < 15) {
        blocks(player);
    } else if (die < 300) {
        types(player);
    } else if (die < 360) {
        taps_old(player);
    } else if (die < 390) {
        deletes(player);
    } else if (die < 430) {
        rush(player);
    } else if (die < 450) {
        tg_says(sim->tg, player->id, die % 2 ? "/start" : "hello");
    } else {
        taps(player);
    }
}

/* --- around them ----------------------------------------------------------------------------- */

static void jump(struct sim *sim)
{
    int64_t by = sim_happens(sim, 500) ? sim_between(sim, -HOUR_MS, HOUR_MS)
                                       : sim_between(sim, -90000, 90000);
    sim_time.wall_ms += by;
    sim_note(sim, "the wall clock jumps by %" PRId64 " ms", by);
}

static void on_skipped(void *ctx, const struct err *err)
{
    (void)ctx;
    (void)err;
}

static void around(struct player *player)
{
    struct sim *sim = player->sim;
    if (sim_happens(sim, sim->rates.jump))
        jump(sim);
    if (sim->started && sim_happens(sim, sim->rates.jump)) {
        int64_t by = sim_between(sim, 1, 200);
        sim_note(sim, "the game's clock is moved by %" PRId64 " s", by);
        turns_skip(sim->turns, by, on_skipped, NULL);
    }
    if (sim->started && sim_happens(sim, sim->rates.foreign))
        check_foreign(sim->check, player->id);
    if (sim->queue && sim_happens(sim, sim->rates.flush)) {
        sim_note(sim, "the hints of the backlog are lost");
        idqueue_clear(sim->queue);
    }
}

static int64_t pause_ms(struct sim *sim)
{
    int64_t die = sim_between(sim, 0, 99);
    return sim_between(sim, 0, die < 60 ? 60 : die < 90 ? 3000 : 70000);
}

static void on_time(void *ctx)
{
    struct player *player = ctx;
    struct sim *sim = player->sim;
    if (sim->acts_left <= 0)
        return;
    sim->acts_left--;
    acts(player);
    around(player);
    sim->world->acted(sim);
    loop_timer_start(player->timer, pause_ms(sim));
}

struct players *players_new(struct sim *sim)
{
    struct players *players = mem_alloc(sizeof(*players));
    for (int i = 0; i < sim->player_count; i++) {
        struct player *player = &players->at[i];
        player->sim = sim;
        player->id = SIM_FIRST_PLAYER + i;
        player->timer = loop_timer_new(sim->loop, on_time, player);
        loop_timer_start(player->timer, pause_ms(sim));
    }
    return players;
}

void players_free(struct players *players)
{
    if (!players)
        return;
    for (int i = 0; i < SIM_PLAYERS_MOST; i++) {
        loop_timer_free(players->at[i].timer);
        for (size_t k = 0; k < OLD_TAPS; k++)
            free(players->at[i].taps[k].data);
    }
    free(players);
}
