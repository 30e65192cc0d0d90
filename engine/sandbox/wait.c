/* Waiters are few (a browser, a test), so one list that is walked is enough; the walk is skipped
 * when it is empty, which it is in a bench. */
#include "sandbox/wait.h"

#include "base/mem.h"
#include "sandbox/reply.h"

#include <stdlib.h>

struct waiter {
    struct list_node node;
    struct sandbox *sandbox;
    struct http_exchange *exchange;
    struct loop_timer *timer;
    const void *subject;
    wait_answer_fn answer;
    int64_t seq; /* of a chat: above it */
    int64_t player;
};

static void waiter_free(struct waiter *waiter)
{
    list_remove(&waiter->node);
    loop_timer_free(waiter->timer);
    free(waiter);
}

static void waiter_end(struct waiter *waiter, bool happened)
{
    union {
        const void *from;
        void *to;
    } subject = {.from = waiter->subject};
    reply_json(waiter->exchange, 200, waiter->answer(subject.to, waiter, happened));
    waiter_free(waiter);
}

static void on_timeout(void *ctx)
{
    waiter_end(ctx, false);
}

static void on_gone(void *ctx)
{
    waiter_free(ctx);
}

static struct waiter *waiter_new(struct sandbox *sandbox, struct http_exchange *exchange,
                                 const void *subject, int64_t timeout_ms, wait_answer_fn answer)
{
    struct waiter *waiter = mem_alloc(sizeof(*waiter));
    waiter->sandbox = sandbox;
    waiter->exchange = exchange;
    waiter->subject = subject;
    waiter->answer = answer;
    waiter->timer = loop_timer_new(sandbox->loop, on_timeout, waiter);
    loop_timer_start(waiter->timer, timeout_ms);
    http_exchange_on_gone(exchange, on_gone, waiter);
    list_push(&sandbox->waiters, &waiter->node);
    return waiter;
}

static bool too_many(struct sandbox *sandbox, struct http_exchange *exchange)
{
    size_t count = 0;
    const struct list *waiters = &sandbox->waiters;
    for (struct list_node *n = list_first(waiters); n; n = list_next(waiters, n))
        count++;
    if (count < WAITERS_MAX)
        return false;
    reply_error(exchange, 503, "too many calls wait already");
    return true;
}

void wait_start(struct sandbox *sandbox, struct http_exchange *exchange, const void *subject,
                int64_t timeout_ms, wait_answer_fn answer)
{
    if (!too_many(sandbox, exchange))
        waiter_new(sandbox, exchange, subject, timeout_ms, answer);
}

void wait_start_chat(struct chat *chat, struct http_exchange *exchange, int64_t seq, int64_t player,
                     int64_t timeout_ms, wait_answer_fn answer)
{
    if (too_many(chat->bot->sandbox, exchange))
        return;
    struct waiter *waiter = waiter_new(chat->bot->sandbox, exchange, chat, timeout_ms, answer);
    waiter->seq = seq;
    waiter->player = player;
}

static void end_those(struct sandbox *sandbox, const void *subject, int64_t seq)
{
    const struct list *waiters = &sandbox->waiters;
    struct list_node *next;
    for (struct list_node *node = list_first(waiters); node; node = next) {
        struct waiter *waiter = LIST_OF(node, struct waiter, node);
        next = list_next(waiters, node);
        if (waiter->subject == subject && waiter->seq < seq)
            waiter_end(waiter, true);
    }
}

void wait_happened(struct sandbox *sandbox, const void *subject)
{
    end_those(sandbox, subject, INT64_MAX);
}

void wait_chat_changed(struct chat *chat)
{
    if (!list_empty(&chat->bot->sandbox->waiters))
        end_those(chat->bot->sandbox, chat, chat->seq);
}

int64_t wait_player(const struct waiter *waiter)
{
    return waiter->player;
}

void wait_end_all(struct sandbox *sandbox)
{
    struct list_node *node;
    while ((node = list_first(&sandbox->waiters)))
        waiter_end(LIST_OF(node, struct waiter, node), false);
}
