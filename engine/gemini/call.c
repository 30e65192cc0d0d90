/* One call on its way:
 *
 *     start ─▶ try ─▶ HTTP ─▶ judge ─▶ settle ─┬─▶ tell on_done
 *               ▲                              │
 *               └── pause, or at once for ◀────┘
 *                   what goes on
 *
 * A try goes out if its doors let it through, and ends with a verdict. What it cost is added up
 * first, whatever comes next. Another try is made while there are tries, time for its pause before
 * the deadline, and room among those that may be billed; else the last verdict is the answer.
 *
 * The deadline and gemini_cancel both stop a call: one that waits ends with the next turn of the
 * loop, one that is on the wire when the HTTP client has given up on it. A call whose gemini is
 * freed has been told; it stays, without its gemini, until the HTTP client lets go of it. */
#include "base/mem.h"
#include "base/str.h"
#include "gemini/ask.h"
#include "gemini/inner.h"
#include "gemini/refusal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LATE_MS 5000 /* behind our own deadline the HTTP client's */

static void call_free(struct gemini_call *call)
{
    loop_timer_free(call->deadline);
    loop_timer_free(call->pause);
    reading_done(&call->reading);
    sse_done(&call->sse);
    json_free(call->body);
    free(call->token);
    free(call->model);
    free(call);
}

static void tell(struct gemini_call *call)
{
    const struct reading *reading = &call->reading;
    const struct verdict *verdict = &call->verdict;
    struct gemini_answer answer = {
        .end = verdict->end,
        .words = verdict->words,
        .reason = *reading->blocked ? reading->blocked : reading->reason,
        .text = reading->text.data,
        .len = reading->text.len,
        .model = call->model,
        .model_version = reading->model_version,
        .status = verdict->status,
        .retry_after_ms = verdict->retry_after_ms,
        .per_day = verdict->per_day,
        .usage = call->usage,
        .tries = call->tries,
        .billed = call->billed,
        .unknown = call->unknown,
        .image = reading->image_len ? reading->image : NULL,
        .image_len = reading->image_len,
        .image_type = reading->image_type,
    };
    call->on_done(call->ctx, &answer);
}

static void leave_list(struct gemini_call *call)
{
    list_remove(&call->node);
    call->gemini->count--;
}

static void finish(struct gemini_call *call)
{
    doors_leave(call->gemini->doors, &call->passage);
    leave_list(call);
    tell(call);
    call_free(call);
}

static void stopped(struct gemini_call *call)
{
    bool late = call->stop == STOP_LATE;
    int status = call->verdict.status;
    call->verdict =
        (struct verdict){.end = late ? GEMINI_DOWN : GEMINI_CANCELLED, .status = status};
    str_copy(call->verdict.words, sizeof(call->verdict.words),
             late ? "no answer within the deadline" : "cancelled");
    finish(call);
}

static void call_try(struct gemini_call *call);

static void on_pause(void *ctx)
{
    struct gemini_call *call = ctx;
    if (call->stop != STOP_NONE && !call->over)
        stopped(call);
    else if (call->over)
        finish(call);
    else
        call_try(call);
}

static void wait_for(struct gemini_call *call, int64_t ms)
{
    if (!call->pause)
        call->pause = loop_timer_new(call->gemini->loop, on_pause, call);
    loop_timer_start(call->pause, ms);
}

void call_end_soon(struct gemini_call *call, const struct verdict *verdict)
{
    call->verdict = *verdict;
    call->over = true;
    wait_for(call, 0);
}

/* The pause before try number tries + 1: doubled each time, and half of it by chance, so that many
 * calls that failed together do not come back together. */
static int64_t pause_of(struct gemini_call *call)
{
    int64_t ms = call->gemini->retry_ms;
    for (int i = 1; i < call->tries && ms < GEMINI_RETRY_MAX_MS; i++)
        ms *= 2;
    if (ms > GEMINI_RETRY_MAX_MS)
        ms = GEMINI_RETRY_MAX_MS;
    int64_t half = ms / 2;
    ms = half + (int64_t)rng_below(&call->gemini->rng, (uint64_t)(half + 1));
    return call->verdict.retry_after_ms > 0 ? call->verdict.retry_after_ms + ms : ms;
}

static void add_usage(struct gemini_usage *sum, const struct gemini_usage *more)
{
    sum->prompt += more->prompt;
    sum->cached += more->cached;
    sum->candidates += more->candidates;
    sum->thoughts += more->thoughts;
    sum->images += more->images;
    sum->total += more->total;
}

static void add_bill(struct gemini_call *call)
{
    if (call->verdict.bill != BILL_NO)
        call->billed++;
    if (call->verdict.bill == BILL_UNKNOWN)
        call->unknown++;
    if (call->verdict.bill == BILL_KNOWN)
        add_usage(&call->usage, &call->reading.usage);
}

/* The try is over, and call->verdict says how. */
static void settle(struct gemini_call *call)
{
    int64_t now = loop_now(call->gemini->loop);
    int64_t pause_ms = pause_of(call);

    add_bill(call);
    bool room = call->tries < GEMINI_TRIES && call->billed < call->billed_max;
    doors_tell(call->gemini->doors, &call->passage, now, &call->verdict);
    if (call->stop != STOP_NONE) {
        stopped(call);
    } else if (call->verdict.goes_on && room) {
        free(call->token);
        call->token = mem_strdup(call->reading.token);
        reading_begin(&call->reading, true);
        call_try(call);
    } else if (call->verdict.again && room && now + pause_ms < call->until) {
        wait_for(call, pause_ms);
    } else {
        finish(call);
    }
}

static bool on_event(void *ctx, const char *data, size_t len)
{
    struct gemini_call *call = ctx;
    size_t had = call->reading.text.len;
    bool more = reading_take(&call->reading, data, len, call->gemini->key);
    if (call->reading.text.len > had)
        call->on_text(call->ctx, call->reading.text.data, call->reading.text.len);
    return more;
}

static bool on_data(void *ctx, const char *data, size_t len)
{
    struct gemini_call *call = ctx;
    if (!call->gemini)
        return false;
    call->sse_code = sse_feed(&call->sse, data, len, on_event, call);
    return call->sse_code == 0;
}

/* A status of 2xx, or a stream that was given up by ourselves for what it said. */
static void judge_content(struct gemini_call *call, const struct http_response *res)
{
    struct reading *reading = &call->reading;

    if (!call->streams)
        reading_take(reading, res->body, res->len, call->gemini->key);
    else if (call->sse_code == 0)
        call->sse_code = sse_end(&call->sse, on_event, call);
    if (call->sse_code == ERR_LIMIT)
        reading->too_long = true;
    reading_judge(reading, call->image, call->token, &call->verdict);
}

static void on_http(void *ctx, const struct http_response *res, const struct err *err)
{
    struct gemini_call *call = ctx;

    call->http = NULL;
    if (!call->gemini) {
        call_free(call);
        return;
    }
    if (call->sse_code != 0 || (res && res->status >= 200 && res->status < 300))
        judge_content(call, res);
    else if (res)
        refusal_read(res->status, res->body, res->len, call->gemini->key, &call->verdict);
    else
        refusal_none(err, call->gemini->key, &call->verdict);
    settle(call);
}

static void post(struct gemini_call *call, const char *body, size_t len)
{
    struct gemini *gemini = call->gemini;
    const char *const headers[] = {gemini->header, NULL};
    char *url = mem_printf("%s%s:%s", gemini->base, call->model,
                           call->streams ? "streamGenerateContent?alt=sse" : "generateContent");
    struct http_request request = {
        .url = url,
        .headers = headers,
        .body = body,
        .body_len = len,
        .timeout_ms = call->until - loop_now(gemini->loop) + LATE_MS,
        .body_limit = call->image ? GEMINI_IMAGE_MAX : GEMINI_ANSWER_MAX,
        .on_data = call->streams ? on_data : NULL,
        .on_done = on_http,
        .ctx = call,
    };
    call->tries++;
    call->http = http_client_send(gemini->client, &request);
    free(url);
}

static void call_try(struct gemini_call *call)
{
    struct gemini *gemini = call->gemini;
    struct err err;
    char *body = NULL;
    size_t len = 0;

    reading_begin(&call->reading, false);
    sse_reset(&call->sse);
    call->sse_code = 0;
    if (!doors_pass(gemini->doors, &call->passage, loop_now(gemini->loop), &call->verdict)) {
        call_end_soon(call, &call->verdict);
        return;
    }
    if (ask_print(call->body, call->token, &body, &len, &err) != 0) {
        struct verdict verdict = {.end = GEMINI_WRONG};
        str_copy(verdict.words, sizeof(verdict.words), err.text);
        call_end_soon(call, &verdict);
        return;
    }
    post(call, body, len);
    free(body);
}

void call_stop(struct gemini_call *call, enum call_stop stop)
{
    if (call->stop != STOP_NONE)
        return;
    call->stop = stop;
    if (call->http)
        http_call_cancel(call->http);
    else
        wait_for(call, 0);
}

static void on_deadline(void *ctx)
{
    call_stop(ctx, STOP_LATE);
}

void call_start(struct gemini_call *call)
{
    struct gemini *gemini = call->gemini;
    call->deadline = loop_timer_new(gemini->loop, on_deadline, call);
    loop_timer_start(call->deadline, call->until - loop_now(gemini->loop));
    call_try(call);
}

void call_abandon(struct gemini_call *call)
{
    struct http_call *http = call->http;

    call->verdict = (struct verdict){.end = GEMINI_CANCELLED, .status = call->verdict.status};
    str_copy(call->verdict.words, sizeof(call->verdict.words), "cancelled: the client ends");
    call->billed += http != NULL;
    call->unknown += http != NULL;
    doors_leave(call->gemini->doors, &call->passage);
    leave_list(call);
    tell(call);
    call->gemini = NULL;
    loop_timer_free(call->deadline);
    loop_timer_free(call->pause);
    call->deadline = call->pause = NULL;
    if (http)
        http_call_cancel(http);
    else
        call_free(call);
}
