/* The inside of the engine: what it owns while the bot lives. Private to engine*.c. */
#ifndef BYLINA_APP_ENGINE_INNER_H
#define BYLINA_APP_ENGINE_INNER_H

#include "app/album.h"
#include "app/bell.h"
#include "app/desk.h"
#include "app/engine.h"
#include "app/game.h"
#include "app/intake.h"
#include "app/local.h"
#include "app/monitor.h"
#include "app/notify.h"
#include "app/port.h"
#include "app/reload.h"
#include "app/scribe.h"
#include "app/till.h"
#include "app/watch.h"
#include "app/watchdog.h"
#include "cache/hot.h"
#include "cache/idqueue.h"
#include "http/client.h"
#include "loop/loop.h"
#include "store/store.h"
#include "telegram/telegram.h"

struct engine {
    const struct config *config;
    struct err err; /* why the engine ends; code 0: asked to */
    bool stopping;
    struct loop *loop;
    struct store *store;
    struct hot *hot; /* NULL: no REDIS_URL */
    struct throttle *throttle;
    struct news *news;
    struct cache *cache;
    struct idqueue *pushes;     /* that wait in the database: their order; */
    struct idqueue *broadcasts; /* likewise */
    struct game_source source;
    struct generation *first;
    struct http_client *client;
    struct local *local; /* NULL with BOT_TOKEN */
    struct telegram *telegram;
    struct loop_timer *again; /* the next getMe */
    int greetings;
    struct album *album;
    struct port *port;
    struct turns *turns;
    struct till *till;
    int64_t asked; /* the number of the generation that has said so, and one */
    bool asked_inline;
    struct reload *reload;
    struct bell *bell;
    struct scribe *scribe;
    struct bind_lore_count lore_count;
    struct desk *desk;
    struct intake *intake;
    struct loop_signal *signals[2];
    struct watchdog *watchdog;
    struct watch *watch; /* of the game's files; NULL: they are not watched */
    struct notify *notify;
    struct monitor *monitor; /* NULL: HTTP_LISTEN=none */
    const struct engine_frame *frame;
    struct loop_watch *line; /* to the supervisor */
    int asked_by_signal;     /* to stop */
    int asked_by_line;
};

/* engine_data.c. On failure engine->err is set and its code returned. */
int engine_open_store(struct engine *engine); /* waits for a server that is being restarted */
int engine_open_cache(struct engine *engine); /* after it */
void engine_close_cache(struct engine *engine);

/* engine_stop.c: listens for those who ask the engine to stop. */
void engine_listen(struct engine *engine);
void engine_listen_no_more(struct engine *engine);

#endif
