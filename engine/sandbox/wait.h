/* Inside sandbox/: control calls that wait: for a chat to change, for the answer to a tap, for the
 * end of a payment. Each ends once: its thing happened, its time is over, or the server stops. */
#ifndef BYLINA_SANDBOX_WAIT_H
#define BYLINA_SANDBOX_WAIT_H

#include "sandbox/model.h"

#define WAITERS_MAX        1000
#define WAIT_TIMEOUT_MAX_S 60

struct waiter;

/* What the answer will be, asked when it is due; `happened` false: the time is over. */
typedef json *(*wait_answer_fn)(void *subject, const struct waiter *waiter, bool happened);

/* 503 when there are too many. `subject` lives as long as the sandbox, or wait_forget is called. */
void wait_start(struct sandbox *sandbox, struct http_exchange *exchange, const void *subject,
                int64_t timeout_ms, wait_answer_fn answer);
void wait_start_chat(struct chat *chat, struct http_exchange *exchange, int64_t seq, int64_t player,
                     int64_t timeout_ms, wait_answer_fn answer);
void wait_happened(struct sandbox *sandbox, const void *subject);
void wait_chat_changed(struct chat *chat); /* ends those whose seq is passed */
int64_t wait_player(const struct waiter *waiter);
void wait_end_all(struct sandbox *sandbox);

#endif
