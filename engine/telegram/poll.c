/* Polling as a small machine; `job` and `timer` are never both busy.
 *
 *            .---------- empty ----------.
 *            v                           |
 *   start -> asking -- batch --> held (the owner works; telegram_poll_next goes on, and
 *            ^   |                     telegram_poll_again asks from the same offset)
 *            ^   |
 *            |   |-- fault --> pause (timer) --> asking
 *            |   |-- 409 webhook --> deleting --> asking or pause
 *            |   `-- 401 --> over: on_end
 *
 * `offset` is what the next call asks from: it confirms everything below. It is the newest id of
 * the last batch + 1 and not the newest ever, since ids start at random numbers again after an idle
 * week. Stopping drops the call that is under way: an answer that nobody read was not confirmed, so
 * its updates come again. 429 is waited out by the client itself.
 *
 * on_batch and on_end are the last thing a step does: the owner may free the poll in them. */
#include "telegram/poll.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/rng.h"
#include "telegram/inner.h"

#include <stdlib.h>
#include <string.h>

#define POLL_WAIT_S      50 /* Telegram's maximum */
#define POLL_LIMIT       100
#define POLL_CALL_MS     65000
#define POLL_BACKOFF_MS  500
#define POLL_BACKOFF_MAX 30000
#define POLL_CONFLICT_MS 5000
#define POLL_CONFIRM_MS  5000 /* the last call at a stop, 429 included */
#define POLL_EMPTY_MS    500  /* asking the same again sooner makes Telegram give one at a time */

/* What update.c reads; without the list an older choice of another program would stay in force. */
static const char *const allowed[] = {"message", "callback_query", "pre_checkout_query",
                                      "my_chat_member"};
static const char *const allowed_inline[] = {"inline_query", "chosen_inline_result"};

struct telegram_poll {
    struct loop *loop;
    struct telegram *telegram;
    struct telegram_poll_config config;
    struct telegram_job *job;
    struct loop_timer *timer;
    struct rng rng;
    int64_t offset;    /* 0: none yet */
    int64_t held;      /* the offset that confirms the batch the owner has; 0: it has none */
    int64_t oldest;    /* id of that batch */
    int64_t confirmed; /* an answered call asked from here */
    int64_t asked_ms;
    int64_t deleted_ms; /* a webhook; 0: never */
    int64_t backoff_ms; /* of the last fault; 0: all is well */
    bool warned;        /* of another poller */
    bool over;
    bool stopping;
    loop_fn on_stopped;
    void *stopped_ctx;
};

static void ask(struct telegram_poll *poll);

static json *ask_params(const struct telegram_poll *poll, int wait_s, int limit)
{
    json *params = json_object();
    json *list = json_array();
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
        json_push(list, json_new_str(allowed[i]));
    bool too = poll->config.asked_inline && poll->config.asked_inline(poll->config.ctx);
    for (size_t i = 0; too && i < sizeof(allowed_inline) / sizeof(allowed_inline[0]); i++)
        json_push(list, json_new_str(allowed_inline[i]));
    if (poll->offset)
        json_add_int(params, "offset", poll->offset);
    json_add_int(params, "limit", limit);
    json_add_int(params, "timeout", wait_s);
    json_add(params, "allowed_updates", list);
    return params;
}

static void pause_for(struct telegram_poll *poll, int64_t delay_ms)
{
    loop_timer_start(poll->timer, delay_ms);
}

static void back_off(struct telegram_poll *poll, const struct telegram_result *result,
                     const char *what)
{
    int64_t base = poll->backoff_ms ? poll->backoff_ms * 2 : POLL_BACKOFF_MS;
    poll->backoff_ms = base < POLL_BACKOFF_MAX ? base : POLL_BACKOFF_MAX;
    int64_t delay = poll->backoff_ms + (int64_t)rng_below(&poll->rng, (uint64_t)base / 4 + 1);
    if (delay > POLL_BACKOFF_MAX)
        delay = POLL_BACKOFF_MAX - (int64_t)rng_below(&poll->rng, POLL_BACKOFF_MAX / 4);
    log_warn("telegram", LOG_T("polling failed"), LOG_S("method", "getUpdates"),
             LOG_S("error", what), LOG_I("code", result->code), LOG_I("again_in_ms", delay));
    pause_for(poll, delay);
}

/* 0: it is no update. */
static int64_t id_of(const json *update)
{
    int64_t id = json_int(update, "update_id", 0);
    return id > 0 ? id : 0;
}

/* Those that can be read, where some cannot. */
static json *sift(const json *updates)
{
    json *good = json_array();
    for (const json *update = json_first(updates); update; update = json_next(update)) {
        if (id_of(update))
            json_push(good, json_clone(update));
        else
            log_warn("telegram", LOG_T("passed over what is no update"),
                     LOG_I("update_id", json_int(update, "update_id", 0)));
    }
    return good;
}

static void take_batch(struct telegram_poll *poll, const struct telegram_result *result)
{
    int64_t newest = 0, oldest = INT64_MAX;
    bool all = true;
    for (const json *update = json_first(result->result); update; update = json_next(update)) {
        int64_t id = id_of(update);
        newest = id > newest ? id : newest;
        oldest = id && id < oldest ? id : oldest;
        all = all && id;
    }
    json *good = all ? NULL : sift(result->result);
    if (!newest) {
        json_free(good);
        back_off(poll, result, "an answer with nothing that is an update");
        return;
    }
    poll->backoff_ms = 0;
    poll->held = newest + 1;
    poll->oldest = oldest;
    poll->config.on_batch(poll->config.ctx, good ? good : result->result);
    json_free(good);
}

static void take_empty(struct telegram_poll *poll)
{
    int64_t age = loop_now(poll->loop) - poll->asked_ms;
    poll->backoff_ms = 0;
    if (age < POLL_EMPTY_MS)
        pause_for(poll, POLL_EMPTY_MS - age);
    else
        ask(poll);
}

static void on_deleted(void *ctx, const struct telegram_result *result)
{
    struct telegram_poll *poll = ctx;
    poll->job = NULL;
    if (result->outcome == TELEGRAM_CANCELLED)
        return;
    if (result->outcome == TELEGRAM_OK)
        ask(poll);
    else
        back_off(poll, result, result->description);
}

static void delete_webhook(struct telegram_poll *poll, const struct telegram_result *result)
{
    int64_t now = loop_now(poll->loop);
    log_warn("telegram", LOG_T("a webhook is set for this bot: deleting it to poll"),
             LOG_S("error", result->description));
    if (poll->deleted_ms && now - poll->deleted_ms < POLL_CONFLICT_MS) {
        poll->deleted_ms = 0; /* somebody sets it again and again: not so fast */
        pause_for(poll, POLL_CONFLICT_MS);
        return;
    }
    poll->deleted_ms = now;
    struct telegram_call call = {.method = "deleteWebhook"};
    poll->job = telegram_start(poll->telegram, &call, on_deleted, poll);
}

static void conflict(struct telegram_poll *poll, const struct telegram_result *result)
{
    if (strstr(result->description, "ebhook")) {
        delete_webhook(poll, result);
        return;
    }
    if (!poll->warned)
        log_warn("telegram", LOG_T("another program polls with this token: stop it"),
                 LOG_I("code", result->code), LOG_S("error", result->description));
    poll->warned = true;
    pause_for(poll, POLL_CONFLICT_MS);
}

static void end_denied(struct telegram_poll *poll, const struct telegram_result *result)
{
    struct err err;
    err_set(&err, ERR_REFUSED, "Telegram refuses the bot token: %s", result->description);
    poll->over = true;
    poll->config.on_end(poll->config.ctx, &err);
}

static void on_updates(void *ctx, const struct telegram_result *result)
{
    struct telegram_poll *poll = ctx;
    poll->job = NULL;
    if (result->outcome == TELEGRAM_CANCELLED)
        return;
    if (result->outcome == TELEGRAM_DENIED) {
        end_denied(poll, result);
    } else if (result->code == 409) {
        conflict(poll, result);
    } else if (result->outcome != TELEGRAM_OK) {
        back_off(poll, result, result->description);
    } else if (json_type(result->result) != JSON_ARRAY) {
        back_off(poll, result, "an answer that is no array");
    } else {
        poll->confirmed = poll->offset;
        if (json_count(result->result) == 0)
            take_empty(poll);
        else
            take_batch(poll, result);
    }
}

static void ask(struct telegram_poll *poll)
{
    struct telegram_call call = {.method = "getUpdates",
                                 .params = ask_params(poll, POLL_WAIT_S, POLL_LIMIT),
                                 .timeout_ms = POLL_CALL_MS};
    poll->asked_ms = loop_now(poll->loop);
    poll->job = telegram_start(poll->telegram, &call, on_updates, poll);
}

static void on_timer(void *ctx)
{
    struct telegram_poll *poll = ctx;
    if (!poll->stopping) {
        ask(poll);
        return;
    }
    if (poll->job) {
        log_warn("telegram", LOG_T("the last batch could not be confirmed: it comes again"),
                 LOG_S("error", "no answer in time"));
        telegram_job_drop(poll->job);
    }
    poll->job = NULL;
    if (poll->on_stopped)
        poll->on_stopped(poll->stopped_ctx);
}

static void on_confirmed(void *ctx, const struct telegram_result *result)
{
    struct telegram_poll *poll = ctx;
    poll->job = NULL;
    if (result->outcome != TELEGRAM_OK)
        log_warn("telegram", LOG_T("the last batch could not be confirmed: it comes again"),
                 LOG_S("error", result->description));
    loop_timer_start(poll->timer, 0);
}

struct telegram_poll *telegram_poll_new(struct loop *loop, struct telegram *telegram,
                                        const struct telegram_poll_config *config)
{
    struct telegram_poll *poll = mem_alloc(sizeof(*poll));
    uint64_t seed;
    rng_secret(&seed, sizeof(seed));
    rng_seed(&poll->rng, seed);
    poll->loop = loop;
    poll->telegram = telegram;
    poll->config = *config;
    poll->timer = loop_timer_new(loop, on_timer, poll);
    return poll;
}

int64_t telegram_poll_confirmed(const struct telegram_poll *poll)
{
    return poll->confirmed;
}

void telegram_poll_start(struct telegram_poll *poll)
{
    if (!poll->job && !poll->held && !poll->over && !poll->stopping)
        ask(poll);
}

void telegram_poll_next(struct telegram_poll *poll)
{
    if (!poll->held || poll->stopping)
        return;
    poll->offset = poll->held;
    poll->held = 0;
    ask(poll);
}

void telegram_poll_again(struct telegram_poll *poll)
{
    if (!poll->held || poll->stopping)
        return;
    poll->held = 0;
    if (poll->oldest < poll->offset) /* it came late: the old offset would confirm it */
        poll->offset = poll->oldest;
    ask(poll);
}

void telegram_poll_stop(struct telegram_poll *poll, bool confirm, loop_fn fn, void *ctx)
{
    loop_timer_stop(poll->timer);
    if (poll->job)
        telegram_job_drop(poll->job);
    poll->job = NULL;
    poll->stopping = true;
    poll->on_stopped = fn;
    poll->stopped_ctx = ctx;
    if (confirm && poll->held)
        poll->offset = poll->held;
    poll->held = 0;
    if (!confirm || poll->over || poll->offset == poll->confirmed) {
        loop_timer_start(poll->timer, 0);
        return;
    }
    struct telegram_call call = {
        .method = "getUpdates", .params = ask_params(poll, 0, 1), .timeout_ms = POLL_CONFIRM_MS};
    poll->job = telegram_start(poll->telegram, &call, on_confirmed, poll);
    loop_timer_start(poll->timer, POLL_CONFIRM_MS);
}

void telegram_poll_free(struct telegram_poll *poll)
{
    if (!poll)
        return;
    if (poll->job)
        telegram_job_drop(poll->job);
    loop_timer_free(poll->timer);
    free(poll);
}
