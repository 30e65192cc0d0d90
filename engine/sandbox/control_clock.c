/* The clock of this world: the machine's, ahead by what was skipped. Who has the game's clock is
 * told first, by the hook; only when it agrees does time move here, so that the two never differ.
 * One skip at a time. */
#include "base/mem.h"
#include "sandbox/control.h"
#include "sandbox/events.h"
#include "sandbox/records.h"
#include "sandbox/reply.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define SKIP_MAX_S      INT64_C(315360000) /* ten years */
#define HOOK_TIMEOUT_MS 15000
#define HOOK_BODY_MAX   65536

struct skip {
    struct sandbox *sandbox;        /* NULL: it has ended */
    struct http_exchange *exchange; /* NULL: it has gone */
    struct http_call *call;
    int64_t seconds;
};

static json *view_clock(const struct sandbox *sandbox)
{
    json *view = reply_new();
    json_add_int(view, "now", model_now_s(sandbox));
    json_add_int(view, "skipped", sandbox->skipped_s);
    return view;
}

void control_get_clock(struct ask *ask)
{
    reply_json(ask->exchange, 200, view_clock(ask->sandbox));
}

static void move(struct sandbox *sandbox, struct http_exchange *exchange, int64_t seconds)
{
    sandbox->skipped_s += seconds;
    records_clock(sandbox);
    json *view = view_clock(sandbox);
    events_publish(sandbox, "clock", view);
    if (exchange)
        reply_json(exchange, 200, view);
    else
        json_free(view);
}

static void on_hook(void *ctx, const struct http_response *res, const struct err *err)
{
    struct skip *skip = ctx;
    struct sandbox *sandbox = skip->sandbox;
    struct http_exchange *exchange = skip->exchange;
    int64_t seconds = skip->seconds;
    free(skip);
    if (!sandbox)
        return;
    sandbox->skip = NULL;
    if (exchange)
        http_exchange_on_gone(exchange, NULL, NULL);
    if (res && res->status >= 200 && res->status < 300)
        move(sandbox, exchange, seconds);
    else if (exchange && res)
        reply_error(exchange, 502, "the clock hook answered %d: %.500s", res->status, res->body);
    else if (exchange)
        reply_error(exchange, 502, "the clock hook failed: %s", err->text);
}

static void on_gone(void *ctx)
{
    ((struct skip *)ctx)->exchange = NULL;
}

static void ask_hook(struct ask *ask, int64_t seconds)
{
    char body[64];
    int len = snprintf(body, sizeof(body), "{\"skip\":%" PRId64 "}", seconds);
    struct skip *skip = mem_alloc(sizeof(*skip));
    const struct http_request request = {
        .url = ask->sandbox->clock_hook,
        .body = body,
        .body_len = (size_t)len,
        .timeout_ms = HOOK_TIMEOUT_MS,
        .body_limit = HOOK_BODY_MAX,
        .on_done = on_hook,
        .ctx = skip,
    };
    skip->sandbox = ask->sandbox;
    skip->exchange = ask->exchange;
    skip->seconds = seconds;
    ask->sandbox->skip = skip;
    http_exchange_on_gone(ask->exchange, on_gone, skip);
    skip->call = http_client_send(ask->sandbox->client, &request);
}

void control_skip(struct ask *ask)
{
    int64_t seconds = json_int(ask->body, "skip", -1);
    if (seconds < 0 || seconds > SKIP_MAX_S)
        reply_error(ask->exchange, 400, "skip: 0 to %" PRId64 " seconds", SKIP_MAX_S);
    else if (ask->sandbox->skip)
        reply_error(ask->exchange, 409, "the clock is being moved already");
    else if (ask->sandbox->clock_hook)
        ask_hook(ask, seconds);
    else
        move(ask->sandbox, ask->exchange, seconds);
}

void control_skip_end(struct sandbox *sandbox)
{
    struct skip *skip = sandbox->skip;
    if (!skip)
        return;
    if (skip->exchange) {
        http_exchange_on_gone(skip->exchange, NULL, NULL);
        reply_error(skip->exchange, 503, "the local Telegram stops");
    }
    skip->sandbox = NULL;
    skip->exchange = NULL;
    http_call_cancel(skip->call);
}
