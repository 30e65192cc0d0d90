/* The admins' desk: what those with a role use, wired together: roles and their menus, broadcasts,
 * maintenance, questions and answers, and with the local Telegram the studio. Loop thread. */
#ifndef BYLINA_APP_DESK_H
#define BYLINA_APP_DESK_H

#include "app/admin.h"
#include "app/broadcast.h"
#include "app/game.h"
#include "app/local.h"
#include "app/reload.h"
#include "telegram/telegram.h"

struct desk_config {
    struct loop *loop;
    struct store *store;
    struct turns *turns;
    struct turn_port port;
    struct telegram *telegram;
    struct game_source *source; /* with its roles */
    struct reload *reload;
    struct till *till;
    struct local *local; /* NULL with BOT_TOKEN */
    struct lore *lore;   /* NULL: none runs */
    struct hot *hot;     /* NULL: no Redis */
    struct cache *cache;
    struct idqueue *queue; /* for broadcasts that wait */
};

struct desk;

struct desk *desk_new(const struct desk_config *config);
/* Before the store closes: nothing begins any more. NULL is fine. */
void desk_quiet(struct desk *desk);
void desk_free(struct desk *desk); /* after local_quiet and store_close */

/* Reads who has a role and whether the game is shut; fn once. After turns_start, before the first
 * update. */
void desk_load(struct desk *desk, store_done_fn fn, void *ctx);
/* Menus and broadcasts begin. */
void desk_start(struct desk *desk);
void desk_stop(struct desk *desk, loop_fn fn, void *ctx); /* see broadcast_stop */

/* An effect of a turn. */
void desk_effect(struct desk *desk, const char *name, const char *body);
void desk_aside(struct desk *desk, const struct turn_aside *aside);

#endif
