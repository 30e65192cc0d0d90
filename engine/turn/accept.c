/* Where events come in: updates from the port, updates and letters from the inbox, and the engine's
 * own.
 *
 * The game's time of an event is that of its receipt, read once here. A letter arrives when it gets
 * here, not when it was sent: its lane may have gone on since. An update or letter that is waiting
 * in a lane already (it came by the inbox, or Telegram sent it again) is dropped; one that was
 * committed is caught by the commit itself. */
#include "base/str.h"
#include "turn/answer.h"
#include "turn/chat.h"
#include "turn/lane.h"
#include "turn/limits.h"
#include "turn/live.h"
#include "turn/outage.h"
#include "turn/settle.h"
#include "turn/timers.h"
#include "turn/told.h"

#include <inttypes.h>
#include <stdlib.h>

enum { UPDATE_KEY = 2 * STR_I64 };

static void update_key(char out[UPDATE_KEY], int64_t bot, int64_t update)
{
    size_t len = str_put_i64(out, bot);
    out[len] = '/';
    str_put_i64(out + len + 1, update);
}

static bool is_pending(const struct turns *turns, int64_t bot, int64_t update)
{
    char key[UPDATE_KEY];
    update_key(key, bot, update);
    return map_get(turns->pending, key);
}

static struct event event_of(struct turns *turns, const struct turn_input *input)
{
    return (struct event){
        .kind = STORE_UPDATE,
        .bot = input->bot,
        .number = input->update,
        .lane = input->lane,
        .json = input->event,
        .raw = input->raw,
        .lang = input->lang,
        .callback = input->callback,
        .chat = input->chat,
        .message = input->message,
        .tapped = input->tapped,
        .payment = input->payment ? *input->payment : (struct store_payment){.charge = NULL},
        .gone = input->gone,
        .alone = input->alone,
        .received = game_clock_now(turns->clock),
        .taken_ms = game_clock_mono_ms(turns->clock),
        .seq = ++turns->last_event,
    };
}

static struct event *take_in(struct turns *turns, const struct event *like)
{
    struct event *event = event_new(like);
    char key[UPDATE_KEY];
    update_key(key, event->bot, event->number);
    map_put(turns->pending, key, event);
    answers_expect(turns->answers, event);
    return event;
}

int turns_accept(struct turns *turns, const struct turn_input *input)
{
    if (turns->stopping || turns->halted)
        return ERR_REFUSED;
    if (is_pending(turns, input->bot, input->update))
        return 0;
    if (turns->shut && !input->staff && !input->exempt) {
        limits_refuse_shut(turns->limits, input);
        return ERR_LIMIT;
    }
    if (!limits_admit(turns->limits, input))
        return ERR_LIMIT;
    turns->status.accepted++;
    struct event like = event_of(turns, input);
    struct event *event = take_in(turns, &like);
    settle_track(turns->settle, event);
    if (event->chat)
        chats_heard(turns->chats, event);
    outage_greet(turns->outage, event);
    lane_push(turns, event);
    return 0;
}

void accept_stored(struct turns *turns, const struct store_inbox *row)
{
    const struct turn_port *port = &turns->config.port;
    struct turn_input input = {0};
    struct err err = {0};
    int64_t last_now = store_last_now(turns->config.store);
    if (row->bot == STORE_OWN) {
        struct store_letter letter = {row->id, row->lane, row->body};
        accept_letter(turns, &letter, row->received);
        return;
    }
    int r = port->read(port->self, row->body, &input, &err);
    struct event like = {.chat = 0};
    if (!r)
        like = event_of(turns, &input);
    else
        like.broken = err.text;
    like.kind = STORE_UPDATE;
    like.bot = row->bot;
    like.number = row->update;
    like.lane = row->lane;
    like.raw = NULL; /* it is stored */
    like.json = r ? row->body : like.json;
    like.received = row->received > last_now ? row->received : last_now;
    like.taken_ms = game_clock_mono_ms(turns->clock);
    like.inbox = row->id;
    game_clock_raise(turns->clock, row->received * 1000);
    if (!is_pending(turns, row->bot, row->update))
        lane_push(turns, take_in(turns, &like));
}

void accept_letter(struct turns *turns, const struct store_letter *letter, int64_t received)
{
    if (is_pending(turns, STORE_OWN, letter->id))
        return;
    char *name = mem_printf("sent/%" PRId64, letter->id);
    struct event like = {
        .kind = STORE_OTHER,
        .bot = STORE_OWN,
        .number = letter->id,
        .name = name,
        .lane = letter->lane,
        .json = letter->body,
        .taken_ms = game_clock_mono_ms(turns->clock),
        .inbox = letter->id,
    };
    game_clock_raise(turns->clock, received * 1000);
    like.received = game_clock_now(turns->clock);
    lane_push(turns, take_in(turns, &like));
    free(name);
}

void turns_letter(struct turns *turns, const struct store_letter *letter, int64_t received)
{
    if (!turns->stopping && !turns->halted) /* else it is found at the next start */
        accept_letter(turns, letter, received);
}

void turns_event(struct turns *turns, const char *lane, const char *name, const char *event)
{
    if (turns->stopping || turns->halted)
        return;
    struct event like = {
        .kind = STORE_OTHER,
        .name = name,
        .lane = lane,
        .json = event,
        .received = game_clock_now(turns->clock),
        .taken_ms = game_clock_mono_ms(turns->clock),
    };
    lane_push(turns, event_new(&like));
}

void event_end(struct turns *turns, struct event *event)
{
    answers_give(turns->answers, event, "", false);
    if (event->kind == STORE_TIMER) {
        timers_ended(turns->timers);
    } else if (event->number) {
        char key[UPDATE_KEY];
        update_key(key, event->bot, event->number);
        map_take(turns->pending, key);
        settle_safe(turns->settle, event);
    } else if (event->name && str_starts(event->name, LIVE_EVENT)) {
        live_redrawn(turns->live, event->lane);
    }
    event_release(event);
}
