/* Failures by handler: the last few with time and lane, and whether that was too much.
 *
 *     fails of 1001 1001 1001 1001 1001   set aside for player/1001; others are not touched
 *     then one of 1002                    two lanes within the minute: set aside for everybody
 *
 * Asking is free as long as nothing is set aside, which is always but in trouble: unit_begin asks
 * before each function of the game. What is set aside is not run, so it cannot fail again; a
 * handler leaves this state by an admin's word or with its generation, never by itself: what is
 * broken stays broken until somebody mends it. */
#include "turn/aside.h"

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "turn/inner.h"

#include <stdlib.h>

struct fail {
    char *lane;
    int64_t at_ms;
};

struct handler {
    struct fail fails[ASIDE_FAILURES]; /* a ring */
    size_t count;                      /* ever */
    char *lanes[ASIDE_LANES_MAX];      /* for which it is set aside alone */
    size_t lane_count;
    bool everybody;
    int64_t number; /* 0: not set aside */
};

struct asides {
    struct map *handlers; /* by name */
    size_t held;          /* of them, set aside */
};

struct asides *asides_new(void)
{
    struct asides *asides = mem_alloc(sizeof(*asides));
    asides->handlers = map_new();
    return asides;
}

static void handler_free(void *value)
{
    struct handler *handler = value;
    for (size_t i = 0; i < ASIDE_FAILURES; i++)
        free(handler->fails[i].lane);
    for (size_t i = 0; i < handler->lane_count; i++)
        free(handler->lanes[i]);
    free(handler);
}

void asides_free(struct asides *asides)
{
    if (!asides)
        return;
    map_free_with(asides->handlers, handler_free);
    free(asides);
}

void asides_forget(struct asides *asides)
{
    map_free_with(asides->handlers, handler_free);
    asides->handlers = map_new();
    asides->held = 0;
}

static bool holds_lane(const struct handler *handler, const char *lane)
{
    for (size_t i = 0; i < handler->lane_count; i++)
        if (str_equal(handler->lanes[i], lane))
            return true;
    return false;
}

bool asides_hold(const struct asides *asides, const char *name, const char *lane)
{
    if (!asides || !asides->held)
        return false;
    const struct handler *handler = map_get(asides->handlers, name);
    return handler && (handler->everybody || holds_lane(handler, lane));
}

/* NULL: there is no room for another. */
static struct handler *handler_of(struct asides *asides, const char *name)
{
    struct handler *handler = map_get(asides->handlers, name);
    if (!handler && map_count(asides->handlers) < ASIDE_HANDLERS_MAX) {
        handler = mem_alloc(sizeof(*handler));
        map_put(asides->handlers, name, handler);
    }
    return handler;
}

/* The lanes of the last failures, each once. */
static void list_lanes(const struct handler *handler, struct turn_aside *aside)
{
    for (size_t i = 0; i < ASIDE_FAILURES; i++) {
        size_t at = 0;
        while (at < aside->lane_count && !str_equal(aside->lanes[at], handler->fails[i].lane))
            at++;
        if (at == aside->lane_count)
            aside->lanes[aside->lane_count++] = handler->fails[i].lane;
    }
}

static bool too_often(struct handler *handler, const char *lane, int64_t now_ms)
{
    struct fail *fail = &handler->fails[handler->count++ % ASIDE_FAILURES];
    free(fail->lane);
    *fail = (struct fail){mem_strdup(lane), now_ms};
    if (handler->count < ASIDE_FAILURES)
        return false;
    const struct fail *oldest = &handler->fails[handler->count % ASIDE_FAILURES];
    return now_ms - oldest->at_ms <= ASIDE_WITHIN_MS;
}

bool asides_failed(struct asides *asides, const char *name, const char *lane, int64_t now_ms,
                   int64_t number, struct turn_aside *ret_aside)
{
    struct handler *handler = handler_of(asides, name);
    if (!handler || !too_often(handler, lane, now_ms) || asides_hold(asides, name, lane))
        return false; /* what was under way when it was set aside may still fail */
    struct turn_aside aside = {.handler = name};
    list_lanes(handler, &aside);
    if (aside.lane_count > 1 || handler->lane_count == ASIDE_LANES_MAX) {
        handler->everybody = true;
    } else {
        handler->lanes[handler->lane_count++] = mem_strdup(lane);
        aside.lane = lane;
    }
    if (!handler->number) {
        handler->number = number;
        asides->held++;
    }
    aside.number = handler->number;
    *ret_aside = aside;
    return true;
}

bool asides_again(struct asides *asides, int64_t number)
{
    for (struct map_at at = {0}; map_next(asides->handlers, &at);) {
        struct handler *handler = at.value;
        if (number && handler->number == number) {
            map_take(asides->handlers, at.key);
            handler_free(handler);
            asides->held--;
            return true;
        }
    }
    return false;
}

bool turns_aside_again(struct turns *turns, int64_t number)
{
    return asides_again(turns->asides, number);
}

void turns_asides(const struct turns *turns, void (*fn)(void *ctx, const char *handler), void *ctx)
{
    for (struct map_at at = {0}; map_next(turns->asides->handlers, &at);) {
        const struct handler *handler = at.value;
        if (handler->everybody)
            fn(ctx, at.key);
    }
}
