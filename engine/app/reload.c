/* Reload.
 *
 * The new generation is built and checked while the old one stays in force; only when all of it is
 * good does one pointer change, between turns. If anything is wrong the old one stays, and the
 * admin reads file, line and reason. The outcome is an event in his lane with a name of its own, so
 * he is told once even if the process dies between the swap and the message. */
#include "app/reload.h"

#include "app/menu.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reload {
    struct store *store;
    struct turns *turns;
    struct game_source *source;
    struct telegram *telegram;
    struct generation *live; /* held */
};

struct reload *reload_new(struct store *store, struct turns *turns, struct game_source *source,
                          struct telegram *telegram, struct generation *first)
{
    struct reload *reload = mem_alloc(sizeof *reload);
    *reload = (struct reload){store, turns, source, telegram, generation_hold(first)};
    return reload;
}

void reload_free(struct reload *reload)
{
    if (!reload)
        return;
    generation_release(reload->live);
    free(reload);
}

/* What the store reads while it writes. */
struct record {
    struct generation *generation; /* held */
    char *player;
};

static void on_recorded(void *ctx, const struct err *err)
{
    struct record *record = ctx;
    if (err)
        log_warn("app", LOG_T("a reload could not be recorded"), LOG_S("error", err->text));
    generation_release(record->generation);
    free(record->player);
    free(record);
}

static void record_live(struct reload *reload, const char *player)
{
    struct record *record = mem_alloc(sizeof *record);
    *record = (struct record){generation_hold(reload->live), mem_strdup(player)};
    store_generation_add(reload->store, generation_number(record->generation), record->player,
                         generation_hash(record->generation), on_recorded, record);
}

/* Tells the admin: {"type": "effect", "player", "key", "args"}. */
static void tell(struct reload *reload, const char *player, const char *key, json *args)
{
    char lane[64];
    char name[64];
    json *event = json_object();

    json_add_str(event, "type", "effect");
    json_add_str(event, "player", player);
    json_add_str(event, "key", key);
    json_add(event, "args", args);
    char *text = json_print(event);
    snprintf(lane, sizeof lane, "player/%s", player);
    snprintf(name, sizeof name, "reload:%lld", (long long)store_id(reload->store));
    turns_event(reload->turns, lane, name, text);
    free(text);
    json_free(event);
}

static void go_live(struct reload *reload, struct generation *next, const char *player)
{
    generation_release(reload->live);
    reload->live = next;
    turns_swap(reload->turns, next);
    game_limit(next, reload->turns);
    menu_send(reload->telegram, next, reload->source->roles);
    record_live(reload, player);
    log_info("app", LOG_T("new scripts are live"), LOG_I("generation", generation_number(next)),
             LOG_S("hash", generation_hash(next)), LOG_S("by", player));
}

static void try_load(struct reload *reload, const char *player)
{
    struct generation *next = NULL;
    struct err err;
    json *args = json_object();
    int64_t number = generation_number(reload->live) + 1;
    int64_t began = clock_mono_ms();

    if (game_load(reload->source, number, &next, &err)) {
        log_warn("app", LOG_T("new scripts were refused"), LOG_S("error", err.text));
        json_add_str(args, "reason", err.text);
        tell(reload, player, "admin.reload.failed", args);
    } else if (str_equal(generation_hash(next), generation_hash(reload->live))) {
        json_add_int(args, "number", generation_number(reload->live));
        tell(reload, player, "admin.reload.same", args);
        generation_release(next);
    } else {
        json_add_int(args, "number", number);
        json_add_int(args, "ms", clock_mono_ms() - began);
        go_live(reload, next, player);
        tell(reload, player, "admin.reload.done", args);
    }
}

struct generation *reload_live(const struct reload *reload)
{
    return reload->live;
}

void reload_start(struct reload *reload, const char *request)
{
    json *asked = NULL;
    struct err err;

    if (json_parse(request, strlen(request), &asked, &err)) {
        log_error("app", LOG_T("a reload was asked for in broken words"), LOG_S("error", err.text));
        return;
    }
    try_load(reload, json_str(asked, "player", ""));
    json_free(asked);
}
