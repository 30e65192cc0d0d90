/* The unit of work: everything but documents. Effects are gathered as the rows that the commit will
 * write; ids are given there, because a run that is discarded must not use any up. */
#include "turn/unit_inner.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "turn/aside.h"
#include "turn/policy.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *unit_event(const struct unit *unit)
{
    return unit->event;
}

const char *unit_report(const struct unit *unit)
{
    return unit->report;
}

int64_t unit_now(const struct unit *unit)
{
    return unit->now;
}

bool unit_begin(struct unit *unit, const char *handler)
{
    char name[UNIT_HANDLER_MAX + 1];
    str_copy(name, sizeof(name), handler);
    if (asides_hold(unit->asides, name, unit->lane)) {
        unit->met_aside = true;
        return false;
    }
    memcpy(unit->handler, name, sizeof(name));
    if (!*unit->led)
        memcpy(unit->led, name, sizeof(name));
    return true;
}

/* Whether two texts may be kept here. */
static bool has_room(struct unit *unit, const char *a, const char *b)
{
    size_t len = strlen(a) + (b ? strlen(b) : 0);
    unit->over = UNIT_LIMITS;
    return len <= UNIT_DOC_MAX && unit->arena.bytes + len <= UNIT_BYTES_MAX;
}

/* One more of these, where there are `count`. */
static int one_more(struct unit *unit, enum unit_limit limit, size_t count)
{
    return (int64_t)count < unit->limits.at[limit] ? 0 : unit_refuse(unit, limit);
}

static int sized(struct unit *unit, const char *body)
{
    return (int64_t)strlen(body) <= unit->limits.at[UNIT_MESSAGE] ? 0
                                                                  : unit_refuse(unit, UNIT_MESSAGE);
}

/* Makes room for one more in a UNIT_LIST: the new array, or NULL when it is full. */
static void *grown(void *at, size_t count, size_t *cap, size_t size)
{
    if (count < *cap)
        return at;
    *cap = *cap ? *cap * 2 : 4;
    return mem_grow(at, *cap, size);
}

#define ADD(list, ...)                                                                             \
    do {                                                                                           \
        (list)->at = grown((list)->at, (list)->count, &(list)->cap, sizeof(*(list)->at));          \
        (list)->at[(list)->count++] = __VA_ARGS__;                                                 \
    } while (0)

/* --- timers ---------------------------------------------------------------------------------- */

static int put_timer(struct unit *unit, const struct store_timer *timer)
{
    for (size_t i = 0; i < unit->timers.count; i++) {
        struct store_timer *old = &unit->timers.at[i];
        if (str_equal(old->name, timer->name) && str_equal(old->id, timer->id) &&
            str_equal(old->kind, timer->kind)) {
            old->uid = timer->uid;
            old->deadline = timer->deadline;
            return 0;
        }
    }
    if (!has_room(unit, timer->id, timer->name) || one_more(unit, UNIT_TIMERS, unit->timers.count))
        return ERR_LIMIT;
    struct store_timer copy = *timer;
    copy.kind = arena_text(&unit->arena, timer->kind);
    copy.id = arena_text(&unit->arena, timer->id);
    copy.name = arena_text(&unit->arena, timer->name);
    ADD(&unit->timers, copy);
    return 0;
}

int unit_timer(struct unit *unit, const char *kind, const char *id, const char *name,
               int64_t deadline)
{
    struct store_timer timer = {kind, id, name, 1, deadline};
    return put_timer(unit, &timer);
}

int unit_timer_cancel(struct unit *unit, const char *kind, const char *id, const char *name)
{
    struct store_timer timer = {kind, id, name, 0, 0};
    return put_timer(unit, &timer);
}

/* --- going out ------------------------------------------------------------------------------- */

int unit_screen(struct unit *unit, int64_t chat, const char *slot, const char *desired)
{
    if (!has_room(unit, desired, slot) || sized(unit, desired))
        return ERR_LIMIT;
    for (size_t i = 0; i < unit->slots.count; i++) {
        struct store_slot *old = &unit->slots.at[i];
        if (old->chat == chat && str_equal(old->slot, slot)) {
            old->desired = arena_text(&unit->arena, desired);
            return 0;
        }
    }
    if (one_more(unit, UNIT_PUSHES, unit->slots.count))
        return ERR_LIMIT;
    struct store_slot copy = {.chat = chat,
                              .slot = arena_text(&unit->arena, slot),
                              .desired = arena_text(&unit->arena, desired)};
    ADD(&unit->slots, copy);
    return 0;
}

/* The parts make up the body. */
static int put_out(struct unit *unit, const struct store_out *like, const char *const *parts,
                   size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += strlen(parts[i]);
    if (len > UNIT_DOC_MAX || unit->arena.bytes + len > UNIT_BYTES_MAX)
        return ERR_LIMIT;
    char *body = arena_alloc(&unit->arena, len + 1);
    char *at = body;
    for (size_t i = 0; i < count; i++) {
        size_t part = strlen(parts[i]);
        memcpy(at, parts[i], part);
        at += part;
    }
    struct store_out out = *like;
    out.body = body;
    ADD(&unit->outs, out);
    return 0;
}

static size_t count_outs(const struct unit *unit, int priority)
{
    size_t count = 0;
    for (size_t i = 0; i < unit->outs.count; i++)
        count += unit->outs.at[i].priority == priority;
    return count;
}

int unit_push(struct unit *unit, int64_t chat, const char *body)
{
    unit->over = UNIT_LIMITS;
    if (sized(unit, body) || one_more(unit, UNIT_PUSHES, count_outs(unit, TURN_PRIORITY_PUSH)))
        return ERR_LIMIT;
    struct store_out out = {.chat = chat, .priority = TURN_PRIORITY_PUSH, .policy = TURN_RESEND};
    const char *parts[3] = {UNIT_POST_OPEN, body, UNIT_POST_CLOSE};
    return put_out(unit, &out, parts, 3);
}

int unit_call(struct unit *unit, int64_t chat, const char *method, const char *params)
{
    unit->over = UNIT_LIMITS;
    if (sized(unit, params) || one_more(unit, UNIT_CALLS, count_outs(unit, TURN_PRIORITY_CALL)))
        return ERR_LIMIT;
    for (const char *c = method; *c; c++)
        if (!isalnum((unsigned char)*c))
            return ERR_INVALID; /* no method of any API, and it goes into JSON as it stands */
    struct store_out out = {
        .chat = chat, .priority = TURN_PRIORITY_CALL, .policy = (int)policy_of(method)};
    const char *parts[5] = {"{\"method\":\"", method, "\",\"params\":", params, "}"};
    return put_out(unit, &out, parts, 5);
}

void unit_on_screen(struct unit *unit, const char *slot)
{
    if (has_room(unit, slot, NULL))
        unit->on_screen = arena_text(&unit->arena, slot);
}

int unit_answer(struct unit *unit, const char *text, bool alert)
{
    if (unit->answered || !has_room(unit, text, NULL))
        return ERR_LIMIT;
    unit->answered = true;
    unit->answer = arena_text(&unit->arena, text);
    unit->alert = alert;
    return 0;
}

int unit_pay(struct unit *unit, const char *from, const char *to, int64_t amount, const char *why)
{
    if (!has_room(unit, from, to) || !has_room(unit, why, NULL) ||
        one_more(unit, UNIT_PAYS, unit->pays.count))
        return ERR_LIMIT;
    struct store_pay pay = {arena_text(&unit->arena, from), arena_text(&unit->arena, to), amount,
                            arena_text(&unit->arena, why)};
    ADD(&unit->pays, pay);
    return 0;
}

int unit_paid(struct unit *unit, const char *charge, int mark, const char *why)
{
    if (unit->paid.charge || !has_room(unit, charge, why))
        return ERR_LIMIT;
    unit->paid = (struct store_paid_done){.charge = arena_text(&unit->arena, charge),
                                          .mark = (enum store_paid_mark)mark,
                                          .why = why ? arena_text(&unit->arena, why) : NULL};
    return 0;
}

int unit_send(struct unit *unit, const char *lane, const char *event)
{
    if (!has_room(unit, lane, event) || sized(unit, event) ||
        one_more(unit, UNIT_EMITS, unit->letters.count))
        return ERR_LIMIT;
    struct store_letter letter = {.lane = arena_text(&unit->arena, lane),
                                  .body = arena_text(&unit->arena, event)};
    ADD(&unit->letters, letter);
    return 0;
}

static const char *text_or_null(struct unit *unit, const char *text)
{
    return text ? arena_text(&unit->arena, text) : NULL;
}

int unit_audit(struct unit *unit, const struct unit_audit *line)
{
    if (unit->audits.count >= UNIT_EFFECTS_MAX || !has_room(unit, line->who, line->what) ||
        !has_room(unit, line->detail ? line->detail : "", line->subject) ||
        !has_room(unit, line->was ? line->was : "", line->became))
        return ERR_LIMIT;
    struct store_audit copy = {.who = arena_text(&unit->arena, line->who),
                               .what = arena_text(&unit->arena, line->what),
                               .detail = text_or_null(unit, line->detail),
                               .subject = text_or_null(unit, line->subject),
                               .was = text_or_null(unit, line->was),
                               .became = text_or_null(unit, line->became),
                               .refused = line->refused};
    ADD(&unit->audits, copy);
    return 0;
}

int unit_erase(struct unit *unit, const char *player)
{
    if (unit->erase || !has_room(unit, player, NULL))
        return ERR_LIMIT;
    unit->erase = arena_text(&unit->arena, player);
    return 0;
}

int unit_effect(struct unit *unit, const char *name, const char *body)
{
    if (!has_room(unit, name, body) || unit->effects.count >= UNIT_EFFECTS_MAX)
        return ERR_LIMIT;
    struct unit_effect effect = {arena_text(&unit->arena, name), arena_text(&unit->arena, body)};
    ADD(&unit->effects, effect);
    return 0;
}

/* --- chance ---------------------------------------------------------------------------------- */

int64_t unit_roll(struct unit *unit, int64_t sides)
{
    return (int64_t)rng_below(&unit->rng, (uint64_t)sides) + 1;
}

void unit_word(struct unit *unit, char *out, size_t len)
{
    rng_word(&unit->rng, out, len);
}

void unit_seal(const struct unit *unit, const char *text, char out[UNIT_SEAL + 1])
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    out[0] = '\0';
    if (!unit->key)
        return;
    char *whole = mem_printf("seal %s", text);
    uint64_t hash = hash_keyed(unit->key, whole, strlen(whole));
    for (size_t i = 0; i < UNIT_SEAL; i++, hash >>= 6)
        out[i] = letters[hash & 63];
    out[UNIT_SEAL] = '\0';
    free(whole);
}
