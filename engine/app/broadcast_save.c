/* The row of the broadcast under way. Memory is ahead of the database, never behind: the row in
 * memory is what shall be saved, one save is under way at a time, and what changes meanwhile is
 * saved after it. A claim is carried out when the save that holds it stands; so after a crash the
 * database has claimed at least what was sent. Saves write absolute values under the state that
 * they replace: one whose outcome is not known is simply repeated. */
#include "app/broadcast_inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#include <stdlib.h>

void saving_free(struct saving *saving)
{
    if (!saving)
        return;
    free(saving->reached);
    free(saving->cursor);
    free(saving->who);
    free(saving);
}

void set_cursor(struct broadcast *broadcast, const char *id)
{
    char *copy = mem_strdup(id);
    free(broadcast->cursor);
    broadcast->cursor = copy;
    broadcast->row.cursor = copy;
    broadcast->dirty = true;
}

void save_reached(struct broadcast *broadcast, int64_t chat, int64_t message, bool blocked)
{
    struct store_reached reached = {chat, message, blocked};
    if (broadcast->reached_count == broadcast->reached_cap) {
        broadcast->reached_cap = broadcast->reached_cap ? broadcast->reached_cap * 2 : 64;
        broadcast->reached =
            mem_grow(broadcast->reached, broadcast->reached_cap, sizeof *broadcast->reached);
    }
    broadcast->reached[broadcast->reached_count++] = reached;
    broadcast->dirty = true;
    broadcast->config.reached(broadcast->config.ctx, &reached);
    if (broadcast->reached_count >= BROADCAST_REACHED_MAX)
        save_row(broadcast);
}

static void submit(struct broadcast *broadcast);

static void on_stood(struct broadcast *broadcast, struct saving *saving)
{
    broadcast->saving = NULL;
    broadcast->save_tries = 0;
    broadcast->saved = saving->now.state;
    bool acted = saving->who != NULL;
    saving_free(saving);
    if (broadcast->pending_saving) {
        broadcast->pending_saving = false;
        batch_begin(broadcast);
    }
    if (acted)
        act_end(broadcast, NULL);
    broadcast_look(broadcast);
}

/* It was never what we took it for: a draft that somebody else has sent or cancelled. */
static void on_refused(struct broadcast *broadcast, const struct err *err)
{
    log_warn("app", LOG_T("a broadcast ends: its row was changed by somebody else"),
             LOG_I("broadcast", broadcast->row.id), LOG_S("error", err->text));
    saving_free(broadcast->saving);
    broadcast->saving = NULL;
    broadcast_forget(broadcast);
    act_end(broadcast, err);
    broadcast_look(broadcast);
}

static void on_saved(void *ctx, const struct err *err)
{
    struct broadcast *broadcast = ctx;
    struct saving *saving = broadcast->saving;
    /* After an unknown save NOT_FOUND means that it stood, if it was to change the state. */
    bool stood = err && err->code == ERR_NOT_FOUND && broadcast->save_tries &&
                 saving->step.before != saving->now.state;
    if (!err || stood) {
        on_stood(broadcast, saving);
    } else if (err->code == ERR_NOT_FOUND || err->code == ERR_EXISTS) {
        on_refused(broadcast, err);
    } else {
        log_warn("app", LOG_T("a broadcast cannot be recorded"), LOG_S("error", err->text));
        broadcast->save_tries++;
        loop_timer_start(broadcast->save_later, BROADCAST_SAVE_MS);
    }
}

static void submit(struct broadcast *broadcast)
{
    store_broadcast_save(broadcast->config.store, &broadcast->saving->step, on_saved, broadcast);
}

static void on_later(void *ctx)
{
    struct broadcast *broadcast = ctx;
    if (broadcast->saving)
        submit(broadcast);
}

void save_row(struct broadcast *broadcast)
{
    if (broadcast->saving || !broadcast->row.id)
        return; /* `dirty` sees to it */
    struct saving *saving = mem_alloc(sizeof *saving);
    saving->cursor = mem_strdup(broadcast->cursor);
    saving->now = broadcast->row;
    saving->now.cursor = saving->cursor;
    saving->reached = broadcast->reached;
    saving->step = (struct store_broadcast_step){
        .now = &saving->now,
        .before = broadcast->saved,
        .reached = saving->reached,
        .reached_count = broadcast->reached_count,
    };
    broadcast->reached = NULL;
    broadcast->reached_count = broadcast->reached_cap = 0;
    if (broadcast->act.fn && !broadcast->act.attached) {
        saving->who = mem_strdup(broadcast->act.who);
        saving->step.who = saving->who;
        saving->step.what = broadcast->act.what;
        broadcast->act.attached = true;
    }
    broadcast->pending_saving = broadcast->pending.count > 0;
    broadcast->dirty = false;
    broadcast->unsaved = 0;
    broadcast->saved_ms = clock_mono_ms();
    broadcast->saving = saving;
    if (!broadcast->save_later)
        broadcast->save_later = loop_timer_new(broadcast->config.loop, on_later, broadcast);
    submit(broadcast);
}
