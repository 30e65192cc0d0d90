/* Long polling: getUpdates with timeout 50 s and limit 100, one at a time.
 *
 * A batch is handed over and nothing is asked for again until telegram_poll_next: asking confirms
 * the batch to Telegram (offset = newest id + 1). An empty batch asks again by itself. Faults:
 * network and 5xx back off from 0.5 s to 30 s with jitter; 429 waits as told; 409 (another poller)
 * warns once and tries again every 5 s; 409 because of a webhook deletes the webhook and goes on;
 * 401 ends the polling with on_end. An update that is no object is logged and passed over. Loop
 * thread only. */
#ifndef BYLINA_TELEGRAM_POLL_H
#define BYLINA_TELEGRAM_POLL_H

#include "telegram/telegram.h"

struct telegram_poll;

struct telegram_poll_config {
    void (*on_batch)(void *ctx, const json *updates); /* a non-empty array, alive in the call */
    void (*on_end)(void *ctx, const struct err *err); /* the token was refused */
    bool (*asked_inline)(void *ctx); /* inline queries, too? Asked before each call. NULL: no */
    void *ctx;
};

struct telegram_poll *telegram_poll_new(struct loop *loop, struct telegram *telegram,
                                        const struct telegram_poll_config *config);
/* Telegram has answered a call from this offset: it has forgotten all below. 0: none yet. */
int64_t telegram_poll_confirmed(const struct telegram_poll *poll);
void telegram_poll_start(struct telegram_poll *poll);
void telegram_poll_next(struct telegram_poll *poll); /* the last batch is safe: go on */
/* The last batch is not safe yet, but the owner wants to see what else has come: asks again without
 * confirming. The next batch begins with the same updates. */
void telegram_poll_again(struct telegram_poll *poll);
/* Asks for no more. With `confirm`, one last call with timeout 0 tells Telegram that the last batch
 * is safe; fn when done. */
void telegram_poll_stop(struct telegram_poll *poll, bool confirm, loop_fn fn, void *ctx);
void telegram_poll_free(struct telegram_poll *poll);

#endif
