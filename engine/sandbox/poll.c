/* getUpdates: at once when updates wait, else later: from poll_serve when one comes, from the timer
 * when none does, with 409 when somebody else wants to wait. A client that went away is noticed
 * only by its successor, which is as harmless as with the real server: updates stay until
 * confirmed. */
#include "sandbox/poll.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "sandbox/flood.h"
#include "sandbox/updates.h"
#include "sandbox/webhook.h"

#include <stdlib.h>
#include <string.h>

#define ANSWER_LIMIT (UPDATES_BYTES_LIMIT + UPDATE_LIMIT + 64)
#define JSON_TYPE    "application/json"

struct poll {
    struct bot *bot;
    struct http_exchange *exchange;
    struct loop_timer *timer;
    int limit;
};

static void answer_updates(struct bot *bot, struct http_exchange *exchange, int limit)
{
    struct buf text;
    buf_init(&text, ANSWER_LIMIT);
    buf_adds(&text, "{\"ok\":true,\"result\":[");
    updates_write(bot, limit, &text);
    buf_adds(&text, "]}");
    http_reply(exchange, 200, JSON_TYPE, text.data, text.len);
    buf_done(&text);
}

static struct http_exchange *poll_leave(struct poll *poll)
{
    struct http_exchange *exchange = poll->exchange;
    poll->bot->poll = NULL;
    loop_timer_free(poll->timer);
    free(poll);
    return exchange;
}

static void on_gone(void *ctx)
{
    poll_leave(ctx);
}

static void on_timeout(void *ctx)
{
    struct poll *poll = ctx;
    struct bot *bot = poll->bot;
    int limit = poll->limit;
    answer_updates(bot, poll_leave(poll), limit);
}

void poll_serve(struct poll *poll)
{
    updates_forget_old(poll->bot);
    if (!list_empty(&poll->bot->updates))
        on_timeout(poll);
}

void poll_end(struct poll *poll, int code, const char *description)
{
    struct buf text;
    if (!poll)
        return;
    struct call answer = {.code = code};
    memcpy(answer.description, description, strlen(description) + 1);
    buf_init(&text, 4096);
    call_write(&answer, &text);
    http_reply(poll_leave(poll), code, JSON_TYPE, text.data, text.len);
    buf_done(&text);
}

void poll_free(struct poll *poll)
{
    poll_end(poll, 500, "Internal Server Error: restart");
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

static void take_allowed(struct bot *bot, const json *allowed)
{
    if (!allowed || json_same(allowed, bot->allowed))
        return;
    json_free(bot->allowed);
    bot->allowed = json_clone(allowed);
    model_bot_save(bot);
}

/* With flood control on, who asks for the same again too soon gets it one by one, and waits. */
static void slow_down(struct bot *bot, int64_t offset, int *limit, int64_t *timeout)
{
    int64_t now = clock_mono_ms();
    int64_t since = now - bot->asked_ms;
    bool same = bot->asked_ms && offset == bot->asked_offset;
    bot->asked_ms = now;
    if (!bot->sandbox->flood.on || !same)
        return;
    if (since < FLOOD_AGAIN_MS)
        *limit = 1;
    if (since < FLOOD_WAIT_MS && *timeout < FLOOD_WAIT_MS / 1000)
        *timeout = FLOOD_WAIT_MS / 1000;
}

void poll_get_updates(struct call *call)
{
    struct bot *bot = call->bot;
    int64_t offset = call_int(call, "offset", 0);
    int64_t timeout = clamp(call_int(call, "timeout", 0), 0, POLL_TIMEOUT_MAX_S);
    int limit = (int)clamp(call_int(call, "limit", POLL_LIMIT_MAX), 1, POLL_LIMIT_MAX);
    if (bot->webhook) {
        call_fail_with(call, 409,
                       "Conflict: can't use getUpdates method while webhook is active; use "
                       "deleteWebhook to delete the webhook first");
        return;
    }
    take_allowed(bot, call_value(call, "allowed_updates"));
    slow_down(bot, offset, &limit, &timeout);
    updates_offset(bot, offset);
    updates_forget_old(bot);
    if (!call->exchange) { /* a fault lets the offset count, and keeps the answer */
        call_ok(call, NULL);
        return;
    }
    if (!list_empty(&bot->updates) || timeout == 0) {
        answer_updates(bot, call_take_exchange(call), limit);
        return;
    }
    poll_end(bot->poll, 409,
             "Conflict: terminated by other getUpdates request; make sure that only one bot "
             "instance is running");
    struct poll *poll = mem_alloc(sizeof(*poll));
    poll->bot = bot;
    poll->limit = limit;
    poll->exchange = call_take_exchange(call);
    poll->timer = loop_timer_new(call->sandbox->loop, on_timeout, poll);
    loop_timer_start(poll->timer, timeout * 1000);
    http_exchange_on_gone(poll->exchange, on_gone, poll);
    bot->poll = poll;
}
