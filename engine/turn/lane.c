/* Lanes live in a map by the key of their document, and only while there is something in them:
 *
 *     event -> [lane: waiting events] -> ready list -> pump -> turn -> release -> gone
 *                                            ^                            |
 *                                            +------- more is waiting ----+
 *
 * Which event is next: the head of the queue, which is in the order of receipt; but before it,
 * oldest first, every timer of the lane's document that was due when the head was received. That is
 * why a timer that is due is never put into the queue: it only wakes the lane, and is asked for
 * here.
 *
 * The pump takes lanes in turn and stops after a slice of time, so that a flood of taps never keeps
 * the loop from its sockets. It waits while the timers up to now are not yet in memory (after a
 * skip or a sleep of the machine): an event must not overtake one that is still being loaded. */
#include "turn/lane.h"

#include "base/plant.h"

#include "turn/run.h"
#include "turn/timers.h"

#include <stdlib.h>
#include <string.h>

/* --- lanes ----------------------------------------------------------------------------------- */

static struct lane *lane_make(struct turns *turns, const char *key)
{
    struct lane *lane = map_get(turns->lanes, key);
    if (lane)
        return lane;
    size_t size = strlen(key) + 1;
    lane = mem_alloc(sizeof(*lane) + size);
    lane->turns = turns;
    list_init(&lane->events);
    memcpy(lane->key, key, size);
    map_put(turns->lanes, key, lane);
    return lane;
}

static void lane_free(struct lane *lane)
{
    struct list_node *node;
    list_remove(&lane->ready);
    later_cancel(lane->rest);
    while ((node = list_pop(&lane->events)))
        event_release(LIST_OF(node, struct event, node));
    free(lane);
}

static void lane_ready(struct lane *lane)
{
    if (lane->turn || lane->rest)
        return;
    if (!lane->ready.next) {
        list_push(&lane->turns->ready, &lane->ready);
        lane->ready_ms = game_clock_mono_ms(lane->turns->clock);
    }
    lanes_pump(lane->turns);
}

size_t lane_waiting(const struct turns *turns, const char *key)
{
    const struct lane *lane = map_get(turns->lanes, key);
    return lane ? lane->waiting : 0;
}

void lane_push(struct turns *turns, struct event *event)
{
    struct lane *lane = lane_make(turns, event->lane);
    list_push(&lane->events, &event->node);
    lane->waiting++;
    turns->status.waiting++;
    lane_ready(lane);
}

void lane_wake(struct turns *turns, const char *key)
{
    lane_ready(lane_make(turns, key));
}

void lane_release(struct lane *lane, int64_t now)
{
    lane->turn = NULL;
    if (now > lane->last_now)
        lane->last_now = now;
    lane_ready(lane); /* which frees it when there is nothing */
}

static void on_rested(void *ctx)
{
    struct lane *lane = ctx;
    lane->rest = NULL;
    lane_ready(lane);
}

void lane_put_back(struct lane *lane, struct event *event, int64_t rest_ms)
{
    lane->turn = NULL;
    list_push_front(&lane->events, &event->node);
    lane->waiting++;
    lane->turns->status.waiting++;
    lane->rest = later_start(&lane->turns->laters, rest_ms, on_rested, lane);
}

/* --- what is next ---------------------------------------------------------------------------- */

static struct event *lane_next(struct lane *lane)
{
    struct turns *turns = lane->turns;
    struct event *head = LIST_OF(list_first(&lane->events), struct event, node);
    int64_t due_by = head ? head->received : game_clock_now(turns->clock);
    if (due_by < lane->last_now)
        due_by = lane->last_now;
    struct event *due = NULL;
    if (!head || !PLANTED(live_first))
        due = timers_take(turns->timers, lane->key, due_by);
    if (due || !head)
        return due;
    list_remove(&head->node);
    lane->waiting--;
    turns->status.waiting--;
    return head;
}

static void lane_step(struct lane *lane, int64_t now_ms)
{
    struct event *event = lane_next(lane);
    if (event) {
        struct turns *turns = lane->turns;
        if (now_ms - lane->ready_ms > turns->waited_ms)
            turns->waited_ms = now_ms - lane->ready_ms;
        turn_begin(lane, event);
        return;
    }
    map_take(lane->turns->lanes, lane->key);
    lane_free(lane);
}

/* --- the pump -------------------------------------------------------------------------------- */

static bool may_run(struct turns *turns)
{
    return turns->started && !turns->stopping && !turns->halted && !turns->alone &&
           !list_empty(&turns->ready) && turns->flights < TURN_FLIGHT_MAX &&
           timers_cover(turns->timers, game_clock_now(turns->clock));
}

static void on_pump(void *ctx)
{
    struct turns *turns = ctx;
    int64_t now = game_clock_mono_ms(turns->clock), end = now + TURN_SLICE_MS;
    while (may_run(turns)) {
        struct list_node *node = list_pop(&turns->ready);
        lane_step(LIST_OF(node, struct lane, ready), now);
        now = game_clock_mono_ms(turns->clock);
        if (now >= end) {
            lanes_pump(turns);
            return;
        }
    }
}

void lanes_pump(struct turns *turns)
{
    if (!turns->halted && !loop_timer_active(turns->pump))
        loop_timer_start(turns->pump, 0);
}

void lanes_init(struct turns *turns)
{
    turns->lanes = map_new();
    list_init(&turns->ready);
    turns->pump = loop_timer_new(turns->config.loop, on_pump, turns);
}

static void free_lane(void *value)
{
    lane_free(value);
}

void lanes_done(struct turns *turns)
{
    map_free_with(turns->lanes, free_lane);
    loop_timer_free(turns->pump);
}
