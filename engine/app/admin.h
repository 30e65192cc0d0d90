/* What admins ask of the engine in the chat: failed scripts and calls listed, tried again, dropped;
 * timers; the state of the engine; broadcasts. The engine's Lua half reads the words and draws the
 * answers (engine/lua/admin.lua); here is what they are about. Loop thread. */
#ifndef BYLINA_APP_ADMIN_H
#define BYLINA_APP_ADMIN_H

#include "app/broadcast.h"
#include "app/config.h"
#include "app/maintenance.h"
#include "app/till.h"
#include "cache/idqueue.h"
#include "script/script.h"
#include "turn/aside.h"
#include "turn/turn.h"

struct lore;

struct admin_config {
    struct loop *loop;
    struct store *store;
    struct turns *turns;
    struct till *till;
    struct broadcast *broadcast;
    struct idqueue *queue; /* for broadcasts that wait */
    struct maintenance *maintenance;
    const struct config *config;
    struct lore *lore; /* NULL: none runs */
    struct hot *hot;   /* NULL: no Redis */
    struct cache *cache;
    const char *database;                  /* "sqlite:PATH", or a server's */
    struct generation *(*live)(void *ctx); /* the one in force */
    void *ctx;
};

struct admin;

struct admin *admin_new(const struct admin_config *config);
/* After broadcast_start: what was planned for a time waits for it. */
void admin_start(struct admin *admin);
/* Before the store closes: nothing begins by itself any more. */
void admin_quiet(struct admin *admin);
void admin_free(struct admin *admin); /* after store_close: it completes what was asked */

/* request: {"player": "5", "do": "failures", ...}, from a player who is an admin. The answer is an
 * event in his lane: {"type": "admin", "player", "show", ...}. */
void admin_ask(struct admin *admin, const char *request);

/* Tells those who can mend it that a handler was set aside. */
void admin_aside(struct admin *admin, const struct turn_aside *aside);

/* The studio's side of it: what its owner types ("say") or presses ("press", "id"), in the language
 * "lang". fn comes once, with the answer in JSON, unless admin_unsay was called with the ticket. */
#define ADMIN_STUDIO_LANE "studio/main"
typedef void (*admin_said_fn)(void *ctx, const char *answer);
int64_t admin_say(struct admin *admin, const json *request, admin_said_fn fn, void *ctx);
void admin_unsay(struct admin *admin, int64_t ticket);
/* The figures of the status, and "news" behind the number `after` with the newest "seq". */
void admin_live(struct admin *admin, int64_t after, admin_said_fn fn, void *ctx);

/* The progress of a broadcast in the words of this generation: a body for turn_post, for free();
 * NULL: they cannot be had, which is logged. */
struct generation;
char *progress_draw(struct generation *generation, const struct store_broadcast *row, int64_t pace);

#endif
