/* The life of a call.
 *
 *     telegram_send -- refused by the table, too many --------------> ended (soon, from a timer)
 *          |                                                              |
 *          |-- no chat_id: goes at once --+                               |
 *          `-- flood control (flood.c) ---+--> call.c --> answered --> finish: fn, once
 *                     ^                                       |
 *                     `------------- 429: wait, again --------'
 *
 * Every job is in `jobs` until it is finished or dropped. fn is always the last thing that a
 * callback of ours does, so that it may send, drop, and even free the whole client. */
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "botapi/botapi.h"
#include "telegram/inner.h"
#include "telegram/picture.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TOKEN_ID_DIGITS_MAX 16
#define TOKEN_SECRET_MIN    16
#define TOKEN_SECRET_MAX    128
#define CHAT_KEY_MAX        128
#define ENDED_AT_ONCE       100

static const char *const letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

int telegram_token_check(const char *token, struct err *err)
{
    size_t digits = token ? strspn(token, "0123456789") : 0;
    bool fits = digits >= 1 && digits <= TOKEN_ID_DIGITS_MAX && token[digits] == ':';
    size_t secret = fits ? strspn(token + digits + 1, letters) : 0;

    fits = fits && secret >= TOKEN_SECRET_MIN && secret <= TOKEN_SECRET_MAX &&
           token[digits + 1 + secret] == '\0';
    if (fits)
        return 0;
    return err_set(err, ERR_INVALID,
                   "not a bot token: it looks like 123456789:AAE-35-letters-and-digits; copy it "
                   "whole from @BotFather, without quotes or spaces");
}

static void pump(struct telegram *telegram)
{
    int64_t wait_us;
    struct flood_item *item;
    while ((item = telegram_flood_next(telegram->flood, clock_mono_us(), &wait_us)))
        telegram_job_go((struct telegram_job *)item);
    if (wait_us >= 0)
        loop_timer_start(telegram->pump, wait_us / 1000 + 1);
    else
        loop_timer_stop(telegram->pump);
}

static void on_pump(void *ctx)
{
    pump(ctx);
}

/* Takes the job from all lists but flood control's. */
static void job_leave(struct telegram_job *job)
{
    list_remove(&job->node);
    list_remove(&job->ended);
    job->telegram->count--;
}

static void finish(struct telegram_job *job, const struct telegram_result *result)
{
    telegram_done_fn fn = job->fn;
    void *ctx = job->ctx;
    job_leave(job);
    telegram_job_abandon(job);
    if (fn)
        fn(ctx, result);
}

static void end_later(struct telegram_job *job, enum telegram_outcome outcome, int code,
                      const char *words)
{
    struct telegram *telegram = job->telegram;
    job->outcome = outcome;
    job->code = code;
    job->words = mem_strdup(words);
    list_push(&telegram->ended, &job->ended);
    if (!loop_timer_active(telegram->ender))
        loop_timer_start(telegram->ender, 0);
}

static void finish_ended(struct telegram_job *job, enum telegram_outcome outcome)
{
    char *words = job->words;
    job->words = NULL;
    finish(job, &(struct telegram_result){
                    .outcome = outcome, .code = job->code, .description = words ? words : ""});
    free(words);
}

static void destroy(struct telegram *telegram)
{
    loop_timer_free(telegram->pump);
    loop_timer_free(telegram->ender);
    telegram_flood_free(telegram->flood);
    map_free_with(telegram->pictures, telegram_picture_free);
    tally_free(telegram->answered);
    explicit_bzero(telegram->base, strlen(telegram->base));
    explicit_bzero(telegram->secret, strlen(telegram->secret));
    free(telegram->base);
    free(telegram->secret);
    free(telegram);
}

/* fn may free the client, and may send calls that end here again: so many a turn of the loop. */
static void on_ender(void *ctx)
{
    struct telegram *telegram = ctx;
    struct list_node *node;

    telegram->ending = true;
    for (int i = 0; i < ENDED_AT_ONCE && (node = list_first(&telegram->ended)); i++) {
        struct telegram_job *job = LIST_OF(node, struct telegram_job, ended);
        finish_ended(job, job->outcome);
    }
    telegram->ending = false;
    if (telegram->dead)
        destroy(telegram);
    else if (!list_empty(&telegram->ended))
        loop_timer_start(telegram->ender, 0);
}

struct telegram *telegram_new(struct loop *loop, const struct telegram_config *config)
{
    struct telegram *telegram = mem_alloc(sizeof(*telegram));
    const char *colon = strchr(config->token, ':');
    size_t base = strlen(config->api_url);

    while (base > 0 && config->api_url[base - 1] == '/')
        base--;
    telegram->loop = loop;
    telegram->client = config->client;
    telegram->flood = telegram_flood_new(config->rate);
    telegram->pump = loop_timer_new(loop, on_pump, telegram);
    telegram->ender = loop_timer_new(loop, on_ender, telegram);
    list_init(&telegram->jobs);
    list_init(&telegram->ended);
    list_init(&telegram->downloads);
    telegram->api_len = base;
    telegram->base = mem_printf("%.*s/bot%s/", (int)base, config->api_url, config->token);
    telegram->secret = mem_strdup(colon ? colon + 1 : config->token);
    telegram->bot_id = strtoll(config->token, NULL, 10);
    telegram->check = config->check;
    telegram->pictures = map_new();
    telegram->answered = tally_new();
    log_hide(telegram->secret);
    return telegram;
}

void telegram_free(struct telegram *telegram)
{
    struct list_node *node;
    if (!telegram)
        return;
    while ((node = list_first(&telegram->jobs))) {
        struct telegram_job *job = LIST_OF(node, struct telegram_job, node);
        free(job->words);
        job->words = mem_strdup("cancelled");
        if (job->item.chat)
            telegram_flood_done(telegram->flood, &job->item, clock_mono_us());
        finish_ended(job, TELEGRAM_CANCELLED);
    }
    telegram_downloads_end(telegram);
    if (telegram->ending)
        telegram->dead = true;
    else
        destroy(telegram);
}

const struct tally *telegram_tally(const struct telegram *telegram)
{
    return telegram->answered;
}

int64_t telegram_bot_id(const struct telegram *telegram)
{
    return telegram->bot_id;
}

/* The chat's key, or "" where the call has none and waits for nobody. */
static void chat_key(const struct telegram_job *job, char key[CHAT_KEY_MAX], bool *ret_group)
{
    const json *chat = json_get(job->params, "chat_id");
    const char *text = json_text(chat, NULL);
    int64_t id = json_number(chat, 0);

    key[0] = '\0';
    if (!chat || strncasecmp(job->method, "get", 3) == 0)
        return;
    if (text)
        str_copy(key, CHAT_KEY_MAX, text);
    else
        snprintf(key, CHAT_KEY_MAX, "%" PRId64, id);
    *ret_group = text ? !isdigit((unsigned char)text[0]) : id < 0;
}

static enum flood_class class_of(const struct telegram_call *call)
{
    if (json_bool(call->params, "allow_paid_broadcast", false))
        return FLOOD_PAID;
    if (call->broadcast)
        return FLOOD_BROADCAST;
    if (call->push)
        return FLOOD_PUSH;
    if (strncasecmp(call->method, "edit", 4) == 0 || strncasecmp(call->method, "delete", 6) == 0)
        return FLOOD_EDIT;
    return FLOOD_REPLY;
}

static int table_check(const struct telegram_job *job, struct err *err)
{
    const struct botapi_method *method = botapi_method_find(job->method);
    if (!method)
        return err_set(err, ERR_INVALID, "%s: the Bot API has no such method", job->method);
    return botapi_check(method, job->params, err);
}

static struct telegram_job *job_new(struct telegram *telegram, const struct telegram_call *call,
                                    telegram_done_fn fn, void *ctx)
{
    struct telegram_job *job = mem_alloc(sizeof(*job));
    job->telegram = telegram;
    job->item.rank = class_of(call);
    job->method = mem_strndup(call->method, strnlen(call->method, TELEGRAM_METHOD_MAX));
    job->params = call->params ? call->params : json_object();
    job->brief = call->brief;
    job->timeout_ms = call->timeout_ms ? call->timeout_ms : TELEGRAM_CALL_MS;
    job->fn = fn;
    job->ctx = ctx;
    if (call->file_count)
        telegram_job_files(job, call);
    list_push(&telegram->jobs, &job->node);
    telegram->count++;
    return job;
}

/* Each kind has room that those before it cannot fill: money is last to be turned away. */
static size_t most_calls(const struct telegram_job *job, const char *chat)
{
    if (*chat)
        return TELEGRAM_CALLS_MAX;
    if (strcasecmp(job->method, "answerPreCheckoutQuery") != 0)
        return TELEGRAM_CALLS_MAX + TELEGRAM_SPARE_MAX;
    return TELEGRAM_CALLS_MAX + TELEGRAM_SPARE_MAX + TELEGRAM_MONEY_MAX;
}

struct telegram_job *telegram_start(struct telegram *telegram, const struct telegram_call *call,
                                    telegram_done_fn fn, void *ctx)
{
    struct telegram_job *job = job_new(telegram, call, fn, ctx);
    char key[CHAT_KEY_MAX];
    bool group = false;
    struct err err;

    chat_key(job, key, &group);
    if (job->method[strspn(job->method, letters)] || !job->method[0]) {
        end_later(job, TELEGRAM_REFUSED, 0, "not a method's name");
    } else if (telegram->check && table_check(job, &err) != 0) {
        end_later(job, TELEGRAM_REFUSED, 0, err.text);
    } else if (telegram->count > most_calls(job, key)) {
        end_later(job, TELEGRAM_UNSENT, 0, "too many calls wait (TELEGRAM_CALLS_MAX)");
    } else if (key[0]) {
        telegram_flood_add(telegram->flood, &job->item, key, group, clock_mono_us());
        pump(telegram);
    } else {
        telegram_job_go(job);
    }
    return job;
}

void telegram_hurry(struct telegram *telegram, int64_t chat)
{
    char key[CHAT_KEY_MAX];
    snprintf(key, sizeof key, "%lld", (long long)chat);
    telegram_flood_hurry(telegram->flood, key, clock_mono_us());
    pump(telegram);
}

void telegram_send(struct telegram *telegram, const struct telegram_call *call, telegram_done_fn fn,
                   void *ctx)
{
    telegram_start(telegram, call, fn, ctx);
}

void telegram_job_drop(struct telegram_job *job)
{
    job_leave(job);
    telegram_job_abandon(job);
}

void telegram_end_soon(struct telegram *telegram, enum telegram_outcome outcome, const char *words,
                       telegram_done_fn fn, void *ctx)
{
    struct telegram_job *job = job_new(telegram, &(struct telegram_call){.method = ""}, fn, ctx);
    end_later(job, outcome, 0, words);
}

static void on_again(void *ctx)
{
    telegram_job_go(ctx);
}

static void go_again(struct telegram_job *job, int64_t wait_s)
{
    struct telegram *telegram = job->telegram;
    log_warn("telegram", LOG_T("told to wait"), LOG_S("method", job->method),
             LOG_I("chat", json_int(job->params, "chat_id", 0)), LOG_I("seconds", wait_s),
             LOG_I("times", job->tries));
    if (job->item.chat) {
        telegram_flood_again(telegram->flood, &job->item, clock_mono_us(), wait_s * 1000000);
        pump(telegram);
        return;
    }
    if (!job->timer)
        job->timer = loop_timer_new(telegram->loop, on_again, job);
    loop_timer_start(job->timer, wait_s * 1000);
}

/* 403: what waits for this chat would fare no better. */
static void end_chat(struct telegram_job *job, const struct telegram_result *result)
{
    struct flood_item *item;
    while ((item = telegram_flood_take_behind(job->telegram->flood, &job->item, clock_mono_us())))
        end_later((struct telegram_job *)item, TELEGRAM_BLOCKED, result->code, result->description);
}

static void leave_chat(struct telegram_job *job)
{
    if (!job->item.chat)
        return;
    telegram_flood_done(job->telegram->flood, &job->item, clock_mono_us());
    pump(job->telegram);
}

void telegram_job_answered(struct telegram_job *job, const struct http_response *res,
                           const struct err *err)
{
    struct telegram_answer answer;
    char code[16];
    snprintf(code, sizeof code, "%d", res ? res->status : 0);
    tally_add(job->telegram->answered, job->method, code);
    telegram_answer_read(&answer, res, err, job->telegram->secret, job->brief);
    if (answer.retry_s > 0 && ++job->tries < TELEGRAM_TRIES_MAX) {
        go_again(job, answer.retry_s);
    } else {
        if (answer.result.outcome == TELEGRAM_BLOCKED && job->item.chat)
            end_chat(job, &answer.result);
        leave_chat(job);
        finish(job, &answer.result);
    }
    telegram_answer_done(&answer);
}

void telegram_job_refused(struct telegram_job *job, const char *words)
{
    if (job->item.chat)
        telegram_flood_done(job->telegram->flood, &job->item, clock_mono_us());
    end_later(job, TELEGRAM_REFUSED, 0, words);
    loop_timer_start(job->telegram->pump, 0);
}
