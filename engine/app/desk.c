/* Wiring, as engine.c does it for the rest: each part gets what it needs and knows no other. */
#include "app/desk.h"

#include "app/maintenance.h"
#include "app/menu.h"
#include "app/studio.h"
#include "base/mem.h"
#include "turn/told.h"

#include <stdlib.h>
#include <string.h>

struct desk {
    struct desk_config config;
    struct broadcast *broadcast;
    struct maintenance *maintenance;
    struct admin *admin;
    struct studio *studio; /* NULL with BOT_TOKEN */
    store_done_fn loaded;
    void *loaded_ctx;
};

/* --- what the parts ask ---------------------------------------------------------------------- */

static void on_reached(void *ctx, const struct store_reached *reached)
{
    struct desk *desk = ctx;
    turns_reached(desk->config.turns, reached->chat, reached->blocked ? 0 : reached->bottom);
}

static char *on_draw(void *ctx, const struct store_broadcast *row, int64_t pace)
{
    struct desk *desk = ctx;
    return progress_draw(reload_live(desk->config.reload), row, pace);
}

static struct generation *on_live(void *ctx)
{
    const struct desk *desk = ctx;
    return reload_live(desk->config.reload);
}

/* --- life ------------------------------------------------------------------------------------ */

static struct admin *make_admin(struct desk *desk)
{
    struct admin_config admin = {
        .loop = desk->config.loop,
        .store = desk->config.store,
        .turns = desk->config.turns,
        .till = desk->config.till,
        .broadcast = desk->broadcast,
        .queue = desk->config.queue,
        .maintenance = desk->maintenance,
        .config = desk->config.source->config,
        .lore = desk->config.lore,
        .hot = desk->config.hot,
        .cache = desk->config.cache,
        .database = desk->config.source->config->database_url,
        .live = on_live,
        .ctx = desk,
    };
    return admin_new(&admin);
}

static struct studio *make_studio(struct desk *desk)
{
    struct studio_config studio = {
        .loop = desk->config.loop,
        .local = desk->config.local,
        .admin = desk->admin,
        .store = desk->config.store,
        .live = on_live,
        .ctx = desk,
    };
    return studio_new(&studio);
}

struct desk *desk_new(const struct desk_config *config)
{
    struct desk *desk = mem_alloc(sizeof *desk);
    desk->config = *config;
    struct broadcast_config broadcast = {
        .loop = config->loop,
        .store = config->store,
        .port = config->port,
        .draw = on_draw,
        .reached = on_reached,
        .ctx = desk,
    };
    desk->broadcast = broadcast_new(&broadcast);
    desk->maintenance = maintenance_new(config->store, config->turns);
    desk->admin = make_admin(desk);
    desk->studio = config->local ? make_studio(desk) : NULL;
    return desk;
}

void desk_quiet(struct desk *desk)
{
    if (desk)
        admin_quiet(desk->admin);
}

void desk_free(struct desk *desk)
{
    if (!desk)
        return;
    studio_free(desk->studio);
    broadcast_free(desk->broadcast); /* before those who have asked it for something */
    admin_free(desk->admin);
    maintenance_free(desk->maintenance);
    free(desk);
}

static void on_roles(void *ctx, const struct err *err)
{
    struct desk *desk = ctx;
    if (err)
        desk->loaded(desk->loaded_ctx, err);
    else
        maintenance_load(desk->maintenance, desk->loaded, desk->loaded_ctx);
}

void desk_load(struct desk *desk, store_done_fn fn, void *ctx)
{
    desk->loaded = fn;
    desk->loaded_ctx = ctx;
    roles_load(desk->config.source->roles, desk->config.store, on_roles, desk);
}

void desk_start(struct desk *desk)
{
    menu_send(desk->config.telegram, reload_live(desk->config.reload), desk->config.source->roles);
    broadcast_start(desk->broadcast);
    admin_start(desk->admin);
}

void desk_stop(struct desk *desk, loop_fn fn, void *ctx)
{
    broadcast_stop(desk->broadcast, fn, ctx);
}

/* --- effects --------------------------------------------------------------------------------- */

/* {"id": 1001, "role": "admin"}; without a role: he has none any more. */
static void role_changed(struct desk *desk, const char *body)
{
    struct roles *roles = desk->config.source->roles;
    json *told = NULL;
    if (json_parse(body, strlen(body), &told, NULL))
        return;
    int64_t id = json_int(told, "id", 0);
    roles_set(roles, id, json_str(told, "role", NULL));
    menu_renew(desk->config.telegram, reload_live(desk->config.reload), roles, id);
    json_free(told);
}

void desk_effect(struct desk *desk, const char *name, const char *body)
{
    if (strcmp(name, "reload") == 0)
        reload_ask(desk->config.reload, body);
    else if (strcmp(name, "admin") == 0)
        admin_ask(desk->admin, body);
    else if (strcmp(name, "role") == 0)
        role_changed(desk, body);
}

void desk_aside(struct desk *desk, const struct turn_aside *aside)
{
    admin_aside(desk->admin, aside);
}
