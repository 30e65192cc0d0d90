/* What admins and the engine ask of a broadcast, and its progress.
 *
 *     draft --send--> running <--resume/pause--> paused
 *                        |                          |
 *                        +--> done (all written to) +--end--> stopped
 *
 * broadcast_look is called after everything that happens and does whatever may be done now: save,
 * send, end, tell. A broadcast that has ended stays in memory until its last calls have come back
 * and the admin has seen the totals. */
#include "app/broadcast_inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define TICK_MS     1000
#define TELL_TRIES  5
#define FIRST_BATCH 20

static int64_t handled(const struct store_broadcast *row)
{
    return row->sent + row->failed + row->blocked + row->missed;
}

void broadcast_forget(struct broadcast *broadcast)
{
    send_forget(broadcast);
    free(broadcast->who);
    free(broadcast->lang);
    free(broadcast->cursor);
    free(broadcast->reached);
    broadcast->who = broadcast->lang = broadcast->cursor = NULL;
    broadcast->reached = NULL;
    broadcast->reached_count = broadcast->reached_cap = 0;
    broadcast->row = (struct store_broadcast){0};
    broadcast->dirty = false;
    loop_timer_stop(broadcast->tick);
}

/* --- acts ------------------------------------------------------------------------------------ */

void act_end(struct broadcast *broadcast, const struct err *err)
{
    struct act act = broadcast->act;
    broadcast->act = (struct act){0};
    if (act.fn)
        act.fn(act.ctx, err);
    free(act.who);
}

/* --- progress -------------------------------------------------------------------------------- */

static void on_told(void *ctx, enum turn_delivery delivery, int64_t message, const char *words)
{
    struct broadcast *broadcast = ctx;
    bool ended = broadcast->row.ended_ms != 0;
    broadcast->telling = false;
    if (!broadcast->row.id)
        return;
    if (delivery == TURN_DELIVERED && message && message != broadcast->row.progress) {
        broadcast->row.progress = message;
        save_reached(broadcast, strtoll(broadcast->who, NULL, 10), message, false);
    }
    if (delivery == TURN_LOST)
        broadcast->row.progress = 0;
    if (delivery != TURN_DELIVERED)
        log_debug("app", LOG_T("the progress of a broadcast could not be shown"),
                  LOG_S("error", words));
    broadcast->tell_tries = delivery == TURN_DELIVERED ? 0 : broadcast->tell_tries + 1;
    bool last = broadcast->told == handled(&broadcast->row);
    broadcast->ended_told =
        ended && ((delivery == TURN_DELIVERED && last) || broadcast->tell_tries >= TELL_TRIES);
    broadcast_look(broadcast);
}

int64_t broadcast_pace(const struct broadcast *broadcast)
{
    size_t known = broadcast->paced < BROADCAST_PACES ? broadcast->paced : BROADCAST_PACES;
    if (known < 2)
        return 0;
    int64_t newest = broadcast->paces[(broadcast->paced - 1) % BROADCAST_PACES];
    int64_t oldest = broadcast->paces[(broadcast->paced - known) % BROADCAST_PACES];
    return (newest - oldest) * 1000 / ((int64_t)(known - 1) * TICK_MS);
}

static void tell(struct broadcast *broadcast)
{
    struct turn_port *port = &broadcast->config.port;
    int64_t chat = strtoll(broadcast->who, NULL, 10);
    char *body = chat == 0 ? NULL : /* the studio's: it looks by itself */
                     broadcast->config.draw(broadcast->config.ctx, &broadcast->row,
                                            broadcast_pace(broadcast));
    broadcast->told_ms = clock_mono_ms();
    broadcast->told = handled(&broadcast->row);
    if (!body) {
        broadcast->ended_told = broadcast->row.ended_ms != 0;
        return;
    }
    struct turn_post post = {
        .chat = chat,
        .body = body,
        .message = broadcast->row.progress,
        .awaited = true,
    };
    broadcast->telling = true;
    port->post(port->self, &post, on_told, broadcast);
    free(body);
}

/* --- steps ----------------------------------------------------------------------------------- */

static void stop_end(struct broadcast *broadcast)
{
    loop_fn fn = broadcast->stop_fn;
    void *ctx = broadcast->stop_ctx;
    broadcast->stop_fn = NULL;
    if (fn)
        fn(ctx);
}

static void stop_look(struct broadcast *broadcast)
{
    if (broadcast->flying || broadcast->saving || broadcast->telling || broadcast->loading)
        return;
    if (broadcast->row.id && broadcast->dirty)
        save_row(broadcast);
    else
        stop_end(broadcast);
}

static void end(struct broadcast *broadcast, enum store_broadcast_state state)
{
    broadcast->row.state = state;
    broadcast->row.ended_ms = clock_wall_ms();
    broadcast->row.missed += (int64_t)broadcast->again_count;
    broadcast->told = -1; /* what is on its way does not say so */
    while (broadcast->again_count) {
        struct target *target = LIST_OF(list_pop(&broadcast->again), struct target, node);
        broadcast->again_count--;
        free(target->id);
        free(target);
    }
    broadcast->dirty = true;
    save_row(broadcast);
}

static void look_at_end(struct broadcast *broadcast)
{
    bool quiet = !broadcast->flying && !broadcast->saving && !broadcast->telling;
    if (!quiet)
        return;
    if (broadcast->dirty)
        save_row(broadcast);
    else if (!broadcast->ended_told && !broadcast->tell_tries)
        tell(broadcast);
    else if (broadcast->ended_told) {
        log_info("app", LOG_T("a broadcast is over"), LOG_I("broadcast", broadcast->row.id),
                 LOG_I("sent", broadcast->row.sent), LOG_I("failed", broadcast->row.failed),
                 LOG_I("blocked", broadcast->row.blocked), LOG_I("missed", broadcast->row.missed));
        broadcast_forget(broadcast);
    }
}

void broadcast_look(struct broadcast *broadcast)
{
    if (broadcast->stopping) {
        stop_look(broadcast);
        return;
    }
    if (!broadcast->row.id || broadcast->saved == STORE_BROADCAST_DRAFT)
        return;
    bool claims = broadcast->pending.count && !broadcast->pending_saving;
    bool acted = broadcast->act.fn && !broadcast->act.attached;
    if (claims || acted) /* came while another save was under way */
        save_row(broadcast);
    if (broadcast->row.ended_ms) {
        look_at_end(broadcast);
        return;
    }
    if (broadcast->row.state == STORE_BROADCAST_RUNNING)
        send_more(broadcast);
    if (broadcast->row.state == STORE_BROADCAST_RUNNING && send_is_over(broadcast))
        end(broadcast, STORE_BROADCAST_DONE);
}

static void on_rested(void *ctx)
{
    struct broadcast *broadcast = ctx;
    if (broadcast->unread && !broadcast->stopping)
        broadcast_start(broadcast);
    broadcast_look(broadcast);
}

static void on_tick(void *ctx)
{
    struct broadcast *broadcast = ctx;
    loop_timer_start(broadcast->tick, TICK_MS);
    broadcast->paces[broadcast->paced++ % BROADCAST_PACES] = handled(&broadcast->row);
    if (broadcast->dirty)
        save_row(broadcast);
    bool due = clock_mono_ms() - broadcast->told_ms >= BROADCAST_TELL_MS;
    bool news = broadcast->told != handled(&broadcast->row);
    if (due && !broadcast->telling && !broadcast->stopping && !broadcast->ended_told &&
        (news || broadcast->tell_tries))
        tell(broadcast);
    broadcast_look(broadcast);
}

/* --- beginning ------------------------------------------------------------------------------- */

/* Takes a row of the database over; false: it cannot be read. */
static bool take_row(struct broadcast *broadcast, const struct store_broadcast *row)
{
    broadcast->row = *row;
    broadcast->saved = row->state;
    broadcast->who = mem_strdup(row->who);
    broadcast->lang = mem_strdup(row->lang);
    broadcast->row.who = broadcast->who;
    broadcast->row.lang = broadcast->lang;
    set_cursor(broadcast, row->cursor);
    broadcast->dirty = false;
    if (words_read(broadcast, row->texts)) {
        log_error("app", LOG_T("a broadcast's texts cannot be read"), LOG_I("broadcast", row->id));
        broadcast_forget(broadcast);
        return false;
    }
    broadcast->row.texts = NULL;
    broadcast->batch_size = FIRST_BATCH;
    broadcast->paced = 0;
    broadcast->told = -1;
    broadcast->told_ms = clock_mono_ms() - BROADCAST_TELL_MS;
    broadcast->ended_told = false;
    broadcast->tell_tries = 0;
    loop_timer_start(broadcast->tick, TICK_MS);
    return true;
}

/* What was claimed and not counted when the last process ended may have been sent or not. */
static void on_open(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct broadcast *broadcast = ctx;
    if (err) {
        log_warn("app", LOG_T("the broadcast under way cannot be read"), LOG_S("error", err->text));
        loop_timer_start(broadcast->rest, BROADCAST_REST_MS);
    }
    if (!row)
        broadcast->unread = err != NULL;
    if (!row || broadcast->stopping || !take_row(broadcast, row))
        return;
    int64_t doubt = broadcast->row.claimed - handled(&broadcast->row);
    broadcast->row.missed += doubt;
    broadcast->dirty = doubt != 0;
    log_info("app", LOG_T("a broadcast goes on"), LOG_I("broadcast", row->id),
             LOG_I("sent", row->sent), LOG_I("missed", broadcast->row.missed));
    if (broadcast->dirty)
        save_row(broadcast);
    broadcast_look(broadcast);
}

void broadcast_start(struct broadcast *broadcast)
{
    broadcast->unread = true;
    store_broadcast_get(broadcast->config.store, 0, on_open, broadcast);
}

static void on_draft(void *ctx, const struct store_broadcast *row, const struct err *err)
{
    struct broadcast *broadcast = ctx;
    struct err none;
    if (row) {
        if (row->state == STORE_BROADCAST_DRAFT && !broadcast->row.id && !broadcast->stopping)
            take_row(broadcast, row);
        return;
    }
    if (!err && !broadcast->row.id) {
        err_set(&none, ERR_NOT_FOUND, "there is no such draft (any more)");
        err = &none;
    }
    if (err) {
        act_end(broadcast, err);
        return;
    }
    broadcast->row.state = STORE_BROADCAST_RUNNING;
    broadcast->row.started_ms = clock_wall_ms();
    save_row(broadcast);
}

static void cancel_draft(struct broadcast *broadcast, int64_t id);

/* --- asked for ------------------------------------------------------------------------------- */

struct refusal {
    store_done_fn fn;
    void *ctx;
    struct err err;
};

static void on_refusal(void *ctx)
{
    struct refusal *refusal = ctx;
    refusal->fn(refusal->ctx, &refusal->err);
    free(refusal);
}

static void refuse(struct broadcast *broadcast, int code, const char *why, store_done_fn fn,
                   void *ctx)
{
    struct refusal *refusal = mem_alloc(sizeof *refusal);
    refusal->fn = fn;
    refusal->ctx = ctx;
    err_set(&refusal->err, code, "%s", why);
    loop_defer(broadcast->config.loop, on_refusal, refusal);
}

/* What each act needs, and what it leads to. */
static const struct {
    const char *what;
    unsigned from; /* a bit for each state that the row may have now; 0: it is about a draft */
    enum store_broadcast_state to;
} acts[] = {
    [BROADCAST_SEND] = {"broadcast.send", 0, STORE_BROADCAST_RUNNING},
    [BROADCAST_CANCEL] = {"broadcast.cancel", 0, STORE_BROADCAST_STOPPED},
    [BROADCAST_PAUSE] = {"broadcast.pause", 1u << STORE_BROADCAST_RUNNING, STORE_BROADCAST_PAUSED},
    [BROADCAST_RESUME] = {"broadcast.resume", 1u << STORE_BROADCAST_PAUSED,
                          STORE_BROADCAST_RUNNING},
    [BROADCAST_END] = {"broadcast.stop",
                       1u << STORE_BROADCAST_RUNNING | 1u << STORE_BROADCAST_PAUSED,
                       STORE_BROADCAST_STOPPED},
};

static void change(struct broadcast *broadcast, enum store_broadcast_state to)
{
    send_give_back(broadcast);
    if (to == STORE_BROADCAST_STOPPED) {
        end(broadcast, to);
    } else {
        broadcast->row.state = to;
        broadcast->dirty = true;
        save_row(broadcast);
    }
    broadcast->told = -1; /* to be seen soon */
    broadcast_look(broadcast);
}

void broadcast_act(struct broadcast *broadcast, enum broadcast_act act, int64_t id, const char *who,
                   store_done_fn fn, void *ctx)
{
    unsigned from = acts[act].from;
    if (broadcast->act.fn || broadcast->stopping || broadcast->unread) {
        refuse(broadcast, ERR_LIMIT, "one thing at a time: try again in a moment", fn, ctx);
        return;
    }
    if (act == BROADCAST_SEND && broadcast->row.id) {
        refuse(broadcast, ERR_EXISTS, "another broadcast is under way", fn, ctx);
        return;
    }
    if (from && (!broadcast->row.id || !(from & 1u << broadcast->row.state))) {
        refuse(broadcast, ERR_NOT_FOUND, "there is no such broadcast", fn, ctx);
        return;
    }
    broadcast->act = (struct act){fn, ctx, mem_strdup(who), acts[act].what, false};
    if (act == BROADCAST_SEND)
        store_broadcast_get(broadcast->config.store, id, on_draft, broadcast);
    else if (act == BROADCAST_CANCEL)
        cancel_draft(broadcast, id);
    else
        change(broadcast, acts[act].to);
}

struct cancelling {
    struct broadcast *broadcast;
    struct store_broadcast now;
    struct store_broadcast_step step;
};

static void on_cancelled(void *ctx, const struct err *err)
{
    struct cancelling *cancelling = ctx;
    struct broadcast *broadcast = cancelling->broadcast;
    free(cancelling);
    act_end(broadcast, err);
}

static void cancel_draft(struct broadcast *broadcast, int64_t id)
{
    struct cancelling *cancelling = mem_alloc(sizeof *cancelling);
    cancelling->broadcast = broadcast;
    cancelling->now = (struct store_broadcast){
        .id = id, .state = STORE_BROADCAST_STOPPED, .cursor = "", .ended_ms = clock_wall_ms()};
    cancelling->step = (struct store_broadcast_step){.now = &cancelling->now,
                                                     .before = STORE_BROADCAST_DRAFT,
                                                     .who = broadcast->act.who,
                                                     .what = broadcast->act.what};
    broadcast->act.attached = true; /* to nothing that save_row writes */
    store_broadcast_save(broadcast->config.store, &cancelling->step, on_cancelled, cancelling);
}

const struct store_broadcast *broadcast_now(const struct broadcast *broadcast)
{
    return broadcast->row.id && broadcast->saved != STORE_BROADCAST_DRAFT ? &broadcast->row : NULL;
}

/* --- life ------------------------------------------------------------------------------------ */

static void on_stop_limit(void *ctx)
{
    stop_end(ctx);
}

void broadcast_stop(struct broadcast *broadcast, loop_fn fn, void *ctx)
{
    broadcast->stopping = true;
    broadcast->stop_fn = fn;
    broadcast->stop_ctx = ctx;
    if (broadcast->row.id && broadcast->row.state == STORE_BROADCAST_RUNNING)
        send_give_back(broadcast);
    loop_timer_start(broadcast->stop_limit, BROADCAST_FLUSH_MS);
    loop_timer_start(broadcast->rest, 0); /* looks, from the loop */
}

struct broadcast *broadcast_new(const struct broadcast_config *config)
{
    struct broadcast *broadcast = mem_alloc(sizeof *broadcast);
    broadcast->config = *config;
    list_init(&broadcast->flights);
    list_init(&broadcast->again);
    broadcast->tick = loop_timer_new(config->loop, on_tick, broadcast);
    broadcast->rest = loop_timer_new(config->loop, on_rested, broadcast);
    broadcast->stop_limit = loop_timer_new(config->loop, on_stop_limit, broadcast);
    return broadcast;
}

void broadcast_free(struct broadcast *broadcast)
{
    struct err err;
    if (!broadcast)
        return;
    err_set(&err, ERR_CANCELLED, "the engine stops");
    act_end(broadcast, &err);
    broadcast_forget(broadcast);
    saving_free(broadcast->saving); /* it was in doubt */
    free(broadcast->load_after);
    loop_timer_free(broadcast->tick);
    loop_timer_free(broadcast->rest);
    loop_timer_free(broadcast->stop_limit);
    loop_timer_free(broadcast->save_later);
    free(broadcast);
}
