/* The engine's calls: linked in place of engine/telegram/telegram.c and picture.c, under the real
 * post.c. Each call has a fate, drawn when it leaves:
 *
 *     sent                 carried out -> told
 *     slow (429)           waits, then the same
 *     cut afterwards       carried out -> told as in doubt
 *     cut before           told as in doubt
 *     no connection        told as unsent
 *     refused              told so
 *
 * and the state of the chat decides the rest: blocked, gone, not modified. */
#include "tg.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "telegram/picture.h"

#include <inttypes.h>
#include <stdlib.h>

enum fate { SENT, CUT_AFTER, CUT_BEFORE, UNSENT, REFUSED };

struct flight {
    struct list_node node;
    struct tg *tg;
    struct loop_timer *timer;
    char *method;
    json *params;
    telegram_done_fn fn;
    void *ctx;
    enum fate fate;
    bool carried;
    enum telegram_outcome outcome;
    int64_t message;
    bool soon; /* no call at all: only an end */
};

/* --- what a call does ------------------------------------------------------------------------ */

static void count_sent(struct tg *tg, int64_t chat, const char *text)
{
    char *key = mem_printf("%" PRId64 " %s", chat, text);
    int64_t *times = map_get(tg->done, key);
    if (!times) {
        times = mem_alloc(sizeof(*times));
        map_put(tg->done, key, times);
    }
    ++*times;
    free(key);
}

static enum telegram_outcome post(struct flight *flight, struct tg_chat *chat, const char *text)
{
    struct tg_message *message = mem_alloc(sizeof(*message));
    const json *keyboard = json_get(json_get(flight->params, "reply_markup"), "inline_keyboard");
    message->id = ++chat->last_message;
    message->text = mem_strdup(text);
    message->keyboard = json_count(keyboard) ? json_clone(keyboard) : NULL;
    list_push(&chat->messages, &message->node);
    flight->message = message->id;
    count_sent(flight->tg, chat->id, text);
    return TELEGRAM_OK;
}

static enum telegram_outcome edit(struct flight *flight, struct tg_chat *chat)
{
    const char *text = json_str(flight->params, "text", NULL);
    const json *keyboard = json_get(json_get(flight->params, "reply_markup"), "inline_keyboard");
    struct tg_message *message = tg_message(chat, json_int(flight->params, "message_id", 0));
    if (!message)
        return TELEGRAM_LOST;
    flight->message = message->id;
    json *fresh = json_count(keyboard) ? json_clone(keyboard) : NULL;
    bool same = (!text || str_equal(text, message->text)) &&
                ((!fresh && !message->keyboard) || json_same(fresh, message->keyboard));
    json_free(message->keyboard);
    message->keyboard = fresh;
    if (text) {
        free(message->text);
        message->text = mem_strdup(text);
    }
    return same ? TELEGRAM_SAME : TELEGRAM_OK;
}

static void carry_out(struct flight *flight)
{
    struct tg_chat *chat = tg_chat(flight->tg, json_int(flight->params, "chat_id", 0));
    flight->carried = true;
    if (str_equal(flight->method, "answerCallbackQuery")) {
        flight->outcome = TELEGRAM_OK;
        return;
    }
    if (chat->blocked)
        flight->outcome = TELEGRAM_BLOCKED;
    else if (str_equal(flight->method, "sendMessage"))
        flight->outcome = post(flight, chat, json_str(flight->params, "text", ""));
    else if (str_equal(flight->method, "sendDice"))
        flight->outcome = post(flight, chat, "(dice)");
    else
        flight->outcome = edit(flight, chat);
    sim_note(flight->tg->sim, "telegram: %s to %" PRId64 ": %s, message %" PRId64, flight->method,
             chat->id, telegram_outcome_name(flight->outcome), flight->message);
}

/* --- the way of a call ----------------------------------------------------------------------- */

static void tell(struct flight *flight, enum telegram_outcome outcome)
{
    json *result = json_object();
    json_add_int(result, "message_id", flight->message);
    struct telegram_result told = {
        .outcome = outcome, .result = result, .description = telegram_outcome_name(outcome)};
    list_remove(&flight->node);
    loop_timer_free(flight->timer);
    flight->fn(flight->ctx, &told);
    json_free(result);
    json_free(flight->params);
    free(flight->method);
    free(flight);
}

static void on_time(void *ctx)
{
    struct flight *flight = ctx;
    if (flight->soon) {
        tell(flight, flight->outcome);
    } else if (flight->carried) {
        tell(flight, flight->fate == CUT_AFTER ? TELEGRAM_DOUBT : flight->outcome);
    } else if (flight->fate == SENT || flight->fate == CUT_AFTER) {
        carry_out(flight);
        loop_timer_start(flight->timer,
                         sim_between(flight->tg->sim, 0, flight->tg->sim->rates.delay_ms));
    } else {
        tell(flight, flight->fate == CUT_BEFORE ? TELEGRAM_DOUBT
                     : flight->fate == UNSENT   ? TELEGRAM_UNSENT
                                                : TELEGRAM_REFUSED);
    }
}

static enum fate draw(struct sim *sim)
{
    if (sim_happens(sim, sim->rates.unsent))
        return UNSENT;
    if (sim_happens(sim, sim->rates.doubt_before))
        return CUT_BEFORE;
    if (sim_happens(sim, sim->rates.doubt_after))
        return CUT_AFTER;
    return sim_happens(sim, sim->rates.refused) ? REFUSED : SENT;
}

static struct flight *flight_new(struct tg *tg, const char *method, json *params,
                                 telegram_done_fn fn, void *ctx)
{
    struct flight *flight = mem_alloc(sizeof(*flight));
    flight->tg = tg;
    flight->method = mem_strdup(method);
    flight->params = params;
    flight->fn = fn;
    flight->ctx = ctx;
    flight->timer = loop_timer_new(tg->sim->loop, on_time, flight);
    list_push(&tg->flights, &flight->node);
    return flight;
}

void telegram_send(struct telegram *telegram, const struct telegram_call *call, telegram_done_fn fn,
                   void *ctx)
{
    struct sim *sim = telegram->tg->sim;
    struct flight *flight = flight_new(telegram->tg, call->method, call->params, fn, ctx);
    int64_t delay = sim_between(sim, 0, sim->rates.delay_ms);
    flight->fate = draw(sim);
    if (sim_happens(sim, sim->rates.slow))
        delay += sim_between(sim, 1000, 8000);
    loop_timer_start(flight->timer, delay);
}

void telegram_end_soon(struct telegram *telegram, enum telegram_outcome outcome, const char *words,
                       telegram_done_fn fn, void *ctx)
{
    struct flight *flight = flight_new(telegram->tg, words, NULL, fn, ctx);
    flight->soon = true;
    flight->outcome = outcome;
    loop_timer_start(flight->timer, 0);
}

int64_t telegram_bot_id(const struct telegram *telegram)
{
    (void)telegram;
    return SIM_BOT;
}

/* --- pictures: the fair has none ------------------------------------------------------------- */

const char *telegram_picture_find(const struct telegram *telegram, const char *path)
{
    (void)telegram;
    (void)path;
    return NULL;
}

void telegram_picture_learn(struct telegram *telegram, const char *path, const json *message)
{
    (void)telegram;
    (void)path;
    (void)message;
}

void telegram_picture_forget(struct telegram *telegram, const char *path)
{
    (void)telegram;
    (void)path;
}

/* --- life ------------------------------------------------------------------------------------ */

struct telegram *tg_connect(struct tg *tg)
{
    struct telegram *telegram = mem_alloc(sizeof(*telegram));
    telegram->tg = tg;
    return telegram;
}

void tg_hang_up(struct telegram *telegram)
{
    struct list_node *node;
    if (!telegram)
        return;
    while ((node = list_first(&telegram->tg->flights))) {
        struct flight *flight = LIST_OF(node, struct flight, node);
        bool leaves = !flight->carried && !flight->soon &&
                      (flight->fate == SENT || flight->fate == CUT_AFTER);
        if (leaves && sim_happens(telegram->tg->sim, 500))
            carry_out(flight);
        tell(flight, TELEGRAM_CANCELLED);
    }
    free(telegram);
}

/* Nothing waits here for a pace: each call leaves when it is given. */
void telegram_hurry(struct telegram *telegram, int64_t chat)
{
    (void)telegram;
    (void)chat;
}
