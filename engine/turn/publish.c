/* After the commit: what it made true is told to the memory of this process and to the outside. The
 * order is: cached documents and timers; the answer to the tap; calls, then screens; letters into
 * their lanes; what the turn asked of the engine.
 *
 * A commit that was unknown and then SEEN has surely stood, but perhaps as the work of an earlier
 * process that ran this event, and with other rows than ours. So nothing in memory is believed: the
 * documents leave the cache, timers, screens and letters are read again, and of the calls only
 * those leave that the outbox still holds. */
#include "base/str.h"
#include "turn/answer.h"
#include "turn/chat.h"
#include "turn/live.h"
#include "turn/lookup.h"
#include "turn/notice.h"
#include "turn/run.h"
#include "turn/timers.h"

/* --- a commit that is known ------------------------------------------------------------------ */

static void publish_docs(const struct turn *turn)
{
    char key[CACHE_KEY_MAX + 1];
    const struct unit *unit = turn->unit;
    for (size_t i = 0; i < unit->docs.count; i++) {
        const struct unit_doc *doc = &unit->docs.at[i];
        if (!doc->written)
            continue;
        if (unit_cache_key(key, doc->kind, doc->id))
            cache_put(turn->turns->config.cache, key, doc->version, doc->body, doc->len);
        if (!doc->body || doc->remade)
            timers_drop(turn->turns->timers, doc->kind, doc->id);
    }
}

/* The store does not set a timer on a document that the same turn drops. */
static bool is_dropped(const struct unit *unit, const struct store_timer *timer)
{
    for (size_t i = 0; i < unit->docs.count; i++) {
        const struct unit_doc *doc = &unit->docs.at[i];
        if (doc->written && !doc->body && str_equal(doc->id, timer->id) &&
            str_equal(doc->kind, timer->kind))
            return true;
    }
    return false;
}

static void publish_timers(const struct turn *turn)
{
    const struct unit *unit = turn->unit;
    for (size_t i = 0; i < unit->timers.count; i++)
        if (!is_dropped(unit, &unit->timers.at[i]))
            timers_apply(turn->turns->timers, &unit->timers.at[i]);
}

static void publish_answer(const struct turn *turn)
{
    if (turn->unit->answered)
        answers_give(turn->turns->answers, turn->event, turn->unit->answer, turn->unit->alert);
}

/* Where no script ran (the event is condemned, or cannot be read) none has replied, either. */
static void publish_regret(const struct turn *turn)
{
    struct turns *turns = turn->turns;
    struct event *event = turn->event;
    if (!turn->failure || turn->first)
        return;
    if (event->callback)
        answers_give(turns->answers, event,
                     notices_plain(turns->notices, "common.failed", event->lang), false);
    else if (event->alone)
        chats_notice(turns->chats, event->chat,
                     notices_html(turns->notices, "common.failed", event->lang));
}

static void publish_told(const struct turn *turn)
{
    if (turn->event->chat)
        chats_told(turn->turns->chats, turn->event, turn->unit->on_screen);
}

static bool acted_in(const struct turn *turn, int64_t chat)
{
    return turn->event->kind == STORE_UPDATE && turn->event->chat == chat;
}

static void publish_effects(const struct turn *turn)
{
    const struct turn_port *port = &turn->turns->config.port;
    for (size_t i = 0; i < turn->unit->effects.count; i++) {
        const struct unit_effect *effect = &turn->unit->effects.at[i];
        port->effect(port->self, turn->event->lane, effect->name, effect->body);
    }
}

static void publish_wants(const struct turn *turn)
{
    const struct turn_port *port = &turn->turns->config.port;
    for (size_t i = 0; port->wanted && i < turn->unit->wants.count; i++)
        port->wanted(port->self, turn->unit->wants.at[i].id);
}

/* Whose screens are to be drawn again; and has this one missed anything? */
static void publish_live(const struct turn *turn)
{
    const struct unit *unit = turn->unit;
    struct live *live = turn->turns->live;
    for (size_t i = 0; i < unit->docs.count; i++)
        if (unit->docs.at[i].written && unit->docs.at[i].live)
            live_changed(live, unit->docs.at[i].kind, unit->docs.at[i].id);
    for (size_t i = 0; i < unit->watchings.count; i++)
        for (size_t k = 0; k < unit->watchings.at[i].count; k++)
            if (!*unit->watchings.at[i].at[k].id)
                live_look(live, unit->watchings.at[i].lane);
}

void publish_committed(struct turn *turn)
{
    struct unit *unit = turn->unit;
    publish_docs(turn);
    publish_timers(turn);
    publish_answer(turn);
    publish_regret(turn);
    publish_told(turn);
    for (size_t i = 0; i < unit->outs.count; i++)
        outs_add(turn->turns->chats, &unit->outs.at[i], STORE_WAITING);
    for (size_t i = 0; i < unit->slots.count; i++)
        slots_want(turn->turns->chats, &unit->slots.at[i], acted_in(turn, unit->slots.at[i].chat));
    for (size_t i = 0; i < unit->letters.count; i++)
        accept_letter(turn->turns, &unit->letters.at[i], turn->now);
    publish_live(turn);
    publish_wants(turn);
    publish_effects(turn);
}

/* --- a commit that was settled --------------------------------------------------------------- */

void publish_settled(struct turn *turn, loop_fn fn)
{
    const struct unit *unit = turn->unit;
    char key[CACHE_KEY_MAX + 1];
    for (size_t i = 0; i < unit->docs.count; i++)
        if (unit_cache_key(key, unit->docs.at[i].kind, unit->docs.at[i].id))
            cache_drop(turn->turns->config.cache, key);
    timers_reload(turn->turns->timers);
    publish_answer(turn);
    publish_told(turn);
    publish_live(turn);
    publish_wants(turn);
    publish_effects(turn);
    look_up(turn, fn);
}
