/* From a change to the screens:
 *
 *     commit -> who watches it and is stale? (SQL) -> queue of lanes -> "redraw" in each lane
 *                  ^ again after a pause                  ^ again after a pause
 *                  | if it has changed meanwhile          | if asked for meanwhile
 *
 * The first change is looked at at once, later ones of the same document a second later; a lane has
 * at most one redraw under way and rests for a second after it. So a document that changes a
 * hundred times a second costs each of its watchers one redraw a second, and since a redraw draws
 * what is there when it runs, the last one shows the last change.
 *
 * Nothing here is durable: what is stale stands in the database (store/live.h), and a start looks
 * for all of it. A redraw is an event like any other: its turn reads, draws, and commits the new
 * watches with the screen; where nothing looks different nothing is sent. */
#include "turn/live.h"

#include "base/str.h"
#include "store/live.h"
#include "turn/lane.h"
#include "json/json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct ask { /* a document that has changed, a lane that is to be looked at, or (kind NULL) the
                start */
    struct live *live;
    char *key;
    char *kind;
    char *id;
    char *lane;
    char *after; /* the last lane that was told */
    struct store_stale stale;
    bool again; /* it has changed since */
    struct later *pause;
};

struct screen {
    struct list_node node; /* in live->waiting */
    struct live *live;
    char *lane;
    bool flying; /* its event is in the lane */
    bool again;
    struct later *rest;
};

struct live {
    struct turns *turns;
    struct map *asks;    /* by "kind/id", "=lane" or "" */
    struct map *screens; /* by lane */
    struct list waiting; /* struct screen */
    size_t flying;
};

static bool is_over(const struct live *live)
{
    return live->turns->halted || live->turns->stopping;
}

/* --- screens --------------------------------------------------------------------------------- */

static void screen_free(void *value)
{
    struct screen *screen = value;
    list_remove(&screen->node);
    free(screen->lane);
    free(screen);
}

static void fly(struct live *live, struct screen *screen)
{
    struct turns *turns = live->turns;
    json *event = json_object();
    json_add_str(event, "type", "redraw");
    json_add_str(event, "lane", screen->lane);
    if (str_starts(screen->lane, "player/"))
        json_add_str(event, "player", screen->lane + strlen("player/"));
    char *text = json_print(event);
    char *name = mem_printf(LIVE_EVENT "%" PRId64, store_id(turns->config.store));
    screen->flying = true;
    live->flying++;
    turns_event(turns, screen->lane, name, text);
    free(name);
    free(text);
    json_free(event);
}

static void pump(struct live *live)
{
    struct list_node *node;
    while (!is_over(live) && live->flying < LIVE_FLIGHT_MAX && (node = list_pop(&live->waiting)))
        fly(live, LIST_OF(node, struct screen, node));
}

static void want(struct live *live, const char *lane)
{
    struct screen *screen = map_get(live->screens, lane);
    if (screen) {
        screen->again = screen->flying || screen->rest;
        return;
    }
    screen = mem_alloc(sizeof(*screen));
    screen->live = live;
    screen->lane = mem_strdup(lane);
    map_put(live->screens, lane, screen);
    list_push(&live->waiting, &screen->node);
}

static void on_rested(void *ctx)
{
    struct screen *screen = ctx;
    struct live *live = screen->live;
    screen->rest = NULL;
    if (screen->again) {
        screen->again = false;
        list_push(&live->waiting, &screen->node);
        pump(live);
        return;
    }
    map_take(live->screens, screen->lane);
    screen_free(screen);
}

void live_redrawn(struct live *live, const char *lane)
{
    struct screen *screen = map_get(live->screens, lane);
    if (!screen || !screen->flying)
        return;
    screen->flying = false;
    live->flying--;
    screen->rest = later_start(&live->turns->laters, LIVE_PAUSE_MS, on_rested, screen);
    pump(live);
}

/* --- who is stale ---------------------------------------------------------------------------- */

static void ask_free(void *value)
{
    struct ask *ask = value;
    free(ask->key);
    free(ask->kind);
    free(ask->id);
    free(ask->lane);
    free(ask->after);
    free(ask);
}

static void ask_page(struct ask *ask);

static void ask_now(struct ask *ask)
{
    ask->again = false;
    free(ask->after);
    ask->after = NULL;
    ask_page(ask);
}

static void on_paused(void *ctx)
{
    struct ask *ask = ctx;
    struct live *live = ask->live;
    ask->pause = NULL;
    if (ask->again && !is_over(live)) {
        ask_now(ask);
        return;
    }
    map_take(live->asks, ask->key);
    ask_free(ask);
}

static void ask_pause(struct ask *ask)
{
    ask->pause = later_start(&ask->live->turns->laters, LIVE_PAUSE_MS, on_paused, ask);
}

static void on_lanes(void *ctx, const char *const *lanes, size_t count, const struct err *err)
{
    struct ask *ask = ctx;
    struct live *live = ask->live;
    if (!op_end(live->turns) || live->turns->stopping)
        return;
    if (err) {
        log_warn("turn", LOG_T("who looks at a document cannot be read"),
                 LOG_S("error", err->text));
        ask->again = true;
        ask_pause(ask);
        return;
    }
    for (size_t i = 0; i < count; i++)
        want(live, lanes[i]);
    pump(live);
    if (count < LIVE_PAGE) {
        ask_pause(ask);
        return;
    }
    char *last = mem_strdup(lanes[count - 1]);
    free(ask->after);
    ask->after = last;
    ask_page(ask);
}

/* From the lane behind `after` on. */
static void ask_page(struct ask *ask)
{
    struct turns *turns = ask->live->turns;
    ask->stale = (struct store_stale){.kind = ask->kind,
                                      .id = ask->id,
                                      .lane = ask->lane,
                                      .after = ask->after ? ask->after : "",
                                      .limit = LIVE_PAGE};
    op_begin(turns);
    store_stale_load(turns->config.store, &ask->stale, on_lanes, ask);
}

static void ask_for(struct live *live, const char *key, const char *kind, const char *id,
                    const char *lane)
{
    struct ask *ask = map_get(live->asks, key);
    if (is_over(live))
        return;
    if (ask) {
        ask->again = true;
        return;
    }
    ask = mem_alloc(sizeof(*ask));
    *ask = (struct ask){.live = live,
                        .key = mem_strdup(key),
                        .kind = mem_strdup(kind),
                        .id = mem_strdup(id),
                        .lane = mem_strdup(lane)};
    map_put(live->asks, key, ask);
    ask_now(ask);
}

void live_changed(struct live *live, const char *kind, const char *id)
{
    char *key = mem_printf("%s/%s", kind, id);
    ask_for(live, key, kind, id, NULL);
    free(key);
}

void live_look(struct live *live, const char *lane)
{
    char *key = mem_printf("=%s", lane);
    ask_for(live, key, NULL, NULL, lane);
    free(key);
}

void live_start(struct live *live)
{
    ask_for(live, "", NULL, NULL, NULL);
}

/* --- life ------------------------------------------------------------------------------------ */

struct live *live_new(struct turns *turns)
{
    struct live *live = mem_alloc(sizeof(*live));
    live->turns = turns;
    live->asks = map_new();
    live->screens = map_new();
    list_init(&live->waiting);
    return live;
}

void live_free(struct live *live)
{
    if (!live)
        return;
    map_free_with(live->asks, ask_free);
    map_free_with(live->screens, screen_free);
    free(live);
}
