/* The life of the bot, in the order in which it happens:
 *
 *   open     database (migrated, locked) -> game (checked) -> local Telegram, if there is no token
 *   greet    getMe: is the token good, is the API there?
 *   start    clock, inbox, timers, outbox -> polling -> the command menu
 *   stop     no more updates -> turns end or go to the inbox -> the outbox is flushed -> close
 *
 * Each step calls the next; a step that fails keeps its error and stops the loop. Everything is
 * freed in the opposite order, also when only half of it was built. engine_data.c has the
 * database and what is kept near beside it, engine_stop.c the stop. */
#include "app/engine.h"

#include "app/clockroute.h"
#include "app/engine_inner.h"
#include "app/engine_watchdog.h"
#include "app/greeting.h"
#include "app/kept.h"
#include "app/roles.h"
#include "base/log.h"
#include "base/str.h"
#include "cache/hot.h"
#include "telegram/poll.h"
#include "turn/rehearsal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GREET_TRIES 6   /* so often getMe may fail in a way that passes */
#define GREET_MS    250 /* the first pause between them; each is twice as long */

static void fail(struct engine *engine, const struct err *err)
{
    if (!engine->err.code)
        engine->err = *err;
    loop_stop(engine->loop);
}

/* --- start ----------------------------------------------------------------------------------- */

static void on_polling_ended(void *ctx, const struct err *err)
{
    fail(ctx, err);
}

static void announce(const struct engine *engine)
{
    if (!engine->local)
        return;
    log_info("app", LOG_T("the game is open: the web chat is at"),
             LOG_S("address", local_address(engine->local)));
    if (engine->config->log_format == LOG_CONSOLE)
        fprintf(stderr, "\n    Play here:  %s\n\n", local_address(engine->local));
}

static void on_desk(void *ctx, const struct err *err)
{
    struct engine *engine = ctx;
    if (engine->stopping) /* an error is that of the store, which closes */
        return;
    if (err) {
        fail(engine, err);
        return;
    }
    engine->intake = intake_new(engine->loop, engine->telegram, engine->port, engine->turns,
                                on_polling_ended, engine);
    desk_start(engine->desk);
    till_refund(engine->till);
    scribe_start(engine->scribe);
    bell_start(engine->bell);
    notify_send("READY=1\nSTATUS=playing");
    monitor_ready(engine->monitor, true);
    announce(engine);
}

static void on_ready(void *ctx, const struct err *err)
{
    struct engine *engine = ctx;
    if (engine->stopping)
        return;
    if (err)
        fail(engine, err);
    else
        desk_load(engine->desk, on_desk, engine);
}

static void on_greeted(void *ctx, const struct telegram_result *result)
{
    struct engine *engine = ctx;
    struct err err;
    if (result->outcome == TELEGRAM_CANCELLED)
        return;
    if (greeting_may_pass(result) && ++engine->greetings < GREET_TRIES) {
        int64_t pause_ms = (int64_t)GREET_MS << (engine->greetings - 1);
        log_warn("app", LOG_T("Telegram does not answer yet"), LOG_S("error", result->description),
                 LOG_I("again_in_ms", pause_ms));
        loop_timer_start(engine->again, pause_ms);
        return;
    }
    if (result->outcome != TELEGRAM_OK) {
        greeting_explain(result,
                         engine->local ? local_address(engine->local) : engine->config->bot_api_url,
                         &err);
        fail(engine, &err);
        return;
    }
    log_info("app", LOG_T("connected to Telegram"),
             LOG_S("bot", json_str(result->result, "username", "")));
    turns_start(engine->turns, on_ready, engine);
}

static void greet(void *ctx)
{
    struct engine *engine = ctx;
    struct telegram_call call = {
        .method = "getMe", .params = json_object(), .timeout_ms = TELEGRAM_CALL_MS};
    telegram_send(engine->telegram, &call, on_greeted, engine);
}

/* --- open ------------------------------------------------------------------------------------ */

static int open_data(struct engine *engine)
{
    int code = engine_open_store(engine);
    if (code)
        return code;
    game_source_init(&engine->source, engine->config, config_everyone_owner(engine->config));
    engine->source.host.lore = scribe_mode(engine->loop, engine->store, engine->config);
    engine->source.host.pictures = engine->config->gemini_pictures;
    engine->source.host.lore_count = &engine->lore_count;
    engine->source.roles = roles_new(&engine->source.host);
    code = kept_start(engine->loop, engine->store, &engine->source, &engine->first, &engine->err);
    if (code)
        return err_prefix(&engine->err, "the game cannot be loaded");
    return engine_open_cache(engine);
}

static int open_telegram(struct engine *engine)
{
    struct telegram_config telegram = {
        .client = engine->client,
        .api_url = engine->config->bot_api_url,
        .token = engine->config->bot_token,
        .rate = (int)engine->config->bot_rate,
    };
    if (!*engine->config->bot_token) {
        char *title = game_title(engine->first);
        int code = local_new(engine->loop, engine->client, engine->config, title, &engine->local,
                             &engine->err);
        free(title);
        if (code)
            return code;
        telegram.api_url = local_address(engine->local);
        telegram.token = LOCAL_TOKEN;
        telegram.check = true;
    }
    engine->telegram = telegram_new(engine->loop, &telegram);
    return 0;
}

static void on_effect(void *ctx, const char *lane, const char *name, const char *body)
{
    const struct engine *engine = ctx;
    (void)lane;
    if (str_equal(name, "lore"))
        scribe_effect(engine->scribe, body);
    else
        desk_effect(engine->desk, name, body);
}

static void on_wanted(void *ctx, const char *lore)
{
    const struct engine *engine = ctx;
    scribe_wanted(engine->scribe, lore);
}

static void on_heard(void *ctx, int64_t user)
{
    const struct engine *engine = ctx;
    scribe_heard(engine->scribe, user);
}

static void on_foreign(void *ctx)
{
    const struct engine *engine = ctx;
    scribe_foreign(engine->scribe);
}

static void on_aside(void *ctx, const struct turn_aside *aside)
{
    const struct engine *engine = ctx;
    desk_aside(engine->desk, aside);
}

static void on_checkout(void *ctx, const char *query, const char *event, const char *lang)
{
    struct engine *engine = ctx;
    till_check(engine->till, query, event, lang);
}

static void on_query(void *ctx, const char *query, const char *event)
{
    struct engine *engine = ctx;
    till_query(engine->till, query, event);
}

/* Asked before each getUpdates: of the generation only when it is another one. */
static bool on_asked_inline(void *ctx)
{
    struct engine *engine = ctx;
    struct generation *live = reload_live(engine->reload);
    char *text = NULL;
    if (engine->asked == generation_number(live) + 1)
        return engine->asked_inline;
    engine->asked_inline = generation_call(live, "asked", "{}", &text, NULL) == 0 &&
                           str_equal(text, "{\"inline\":true}");
    engine->asked = generation_number(live) + 1;
    free(text);
    return engine->asked_inline;
}

static void open_desk(struct engine *engine)
{
    struct desk_config desk = {
        .loop = engine->loop,
        .lore = scribe_lore(engine->scribe),
        .store = engine->store,
        .turns = engine->turns,
        .port = port_turn(engine->port),
        .telegram = engine->telegram,
        .source = &engine->source,
        .reload = engine->reload,
        .till = engine->till,
        .local = engine->local,
        .hot = engine->hot,
        .cache = engine->cache,
        .queue = engine->broadcasts,
    };
    engine->desk = desk_new(&desk);
}

static bool is_staff(void *ctx, int64_t user)
{
    const struct engine *engine = ctx;
    return roles_everyone(engine->source.roles) || roles_of(engine->source.roles, user);
}

static int on_recording(void *ctx)
{
    const struct engine *engine = ctx;
    struct err err = {0};
    int fd = turns_recording(engine->turns, &err);
    if (err.code)
        log_warn("app", LOG_T("a reload is not rehearsed"), LOG_S("error", err.text));
    return fd;
}

static void on_reloaded(void *ctx, const char *who, const char *show, const json *answer)
{
    const struct engine *engine = ctx;
    if (*who)
        bell_told(engine->bell, show, answer);
    else
        watch_told(engine->watch, show, answer);
}

static int open_watch(struct engine *engine)
{
    struct watch_config watch = {
        .loop = engine->loop,
        .reload = engine->reload,
        .local = engine->local,
        .scripts_dir = engine->config->scripts_dir,
        .content_dir = engine->config->content_dir,
    };
    return engine->config->watch ? watch_new(&watch, &engine->watch, &engine->err) : 0;
}

static void open_turns(struct engine *engine)
{
    engine->album = album_new(engine->store, engine->telegram);
    struct port_config port = {
        .telegram = engine->telegram,
        .album = engine->album,
        .content_dir = engine->config->content_dir,
        .is_staff = is_staff,
        .effect = on_effect,
        .wanted = on_wanted,
        .foreign = on_foreign,
        .heard = on_heard,
        .aside = on_aside,
        .checkout = on_checkout,
        .query = on_query,
        .asked_inline = on_asked_inline,
        .ctx = engine,
    };
    engine->port = port_new(&port);
    struct turns_config turns = {
        .loop = engine->loop,
        .store = engine->store,
        .cache = engine->cache,
        .queue = engine->pushes,
        .throttle = engine->throttle,
        .port = port_turn(engine->port),
        .guard = poison_guard(engine->frame->poison),
        .generation = engine->first,
        .recorded = (size_t)engine->config->rehearse_turns,
        .movable_clock = engine->local != NULL,
    };
    engine->turns = turns_new(&turns);
    struct till_config till = {.loop = engine->loop,
                               .store = engine->store,
                               .turns = engine->turns,
                               .telegram = engine->telegram};
    engine->till = till_new(&till);
    game_limit(engine->first, engine->turns);
    struct reload_config reload = {
        .loop = engine->loop,
        .store = engine->store,
        .turns = engine->turns,
        .telegram = engine->telegram,
        .source = &engine->source,
        .program = "/proc/self/exe",
        .candidate_ms = engine->config->candidate_ms,
        .recording = on_recording,
        .told = on_reloaded,
        .ctx = engine,
    };
    engine->reload = reload_new(&reload, engine->first);
    engine->bell = bell_new(engine->news, engine->reload);
    if (engine->local)
        clockroute_add(local_server(engine->local), engine->turns);
}

static int open_monitor(struct engine *engine)
{
    struct monitor_config monitor = {
        .loop = engine->loop,
        .server = engine->local ? local_server(engine->local) : NULL,
        .listen = engine->config->http_listen,
        .store = engine->store,
        .cache = engine->cache,
        .hot = engine->hot,
        .news = engine->news,
        .turns = engine->turns,
        .telegram = engine->telegram,
        .reload = engine->reload,
        .scribe = engine->scribe,
    };
    if (!engine->local && str_equal(engine->config->http_listen, "none"))
        return 0;
    return monitor_new(&monitor, &engine->monitor, &engine->err);
}

static int open_scribe(struct engine *engine)
{
    struct scribe_config scribe = {
        .loop = engine->loop,
        .store = engine->store,
        .client = engine->client,
        .config = engine->config,
        .turns = engine->turns,
        .telegram = engine->telegram,
        .reload = engine->reload,
        .counts = &engine->lore_count,
        .news = engine->news,
    };
    return scribe_new(&scribe, &engine->scribe, &engine->err);
}

static int open_all(struct engine *engine)
{
    engine_listen(engine);
    engine->notify = notify_new(engine->loop);
    int code = open_data(engine);
    if (code)
        return code;
    engine->client = http_client_new(engine->loop);
    code = open_telegram(engine);
    if (code)
        return code;
    engine->again = loop_timer_new(engine->loop, greet, engine);
    open_turns(engine);
    code = open_scribe(engine);
    if (code)
        return code;
    open_desk(engine);
    code = open_monitor(engine);
    return code ? code : open_watch(engine);
}

static void close_all(struct engine *engine)
{
    if (engine->turns)
        turns_halt(engine->turns);
    watch_free(engine->watch);
    loop_timer_free(engine->again);
    intake_free(engine->intake);
    local_quiet(engine->local);
    monitor_free(engine->monitor);
    till_stop(engine->till);
    album_quiet(engine->album);
    telegram_free(engine->telegram);
    scribe_quiet(engine->scribe);
    desk_quiet(engine->desk);
    store_close(engine->store); /* completes what turns and reload have asked for */
    hot_close(engine->hot);
    if (engine->cache)
        cache_cancel(engine->cache);
    till_free(engine->till);
    desk_free(engine->desk);
    scribe_free(engine->scribe);
    album_free(engine->album);
    reload_free(engine->reload);
    bell_free(engine->bell);
    turns_free(engine->turns);
    port_free(engine->port);
    local_free(engine->local);
    http_client_free(engine->client);
    engine_close_cache(engine);
    generation_release(engine->first);
    roles_free(engine->source.roles);
    notify_free(engine->notify);
    engine_listen_no_more(engine);
}

int engine_run(const struct config *config, const struct engine_frame *frame, struct err *err)
{
    struct engine engine = {.config = config, .frame = frame, .loop = loop_new()};

    if (open_all(&engine) == 0 && !engine.stopping) {
        greet(&engine);
        engine.watchdog = engine_watchdog(engine.loop, &engine.frame, config->watchdog_ms);
        loop_run(engine.loop);
        watchdog_free(engine.watchdog);
    }
    close_all(&engine);
    loop_free(engine.loop);
    if (!engine.err.code)
        log_info("app", LOG_T("stopped"));
    return engine.err.code ? err_set(err, engine.err.code, "%s", engine.err.text) : 0;
}
