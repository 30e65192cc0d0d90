/* Inside sandbox/: the Bot API over HTTP: from a request to a call to its answer. */
#ifndef BYLINA_SANDBOX_API_H
#define BYLINA_SANDBOX_API_H

#include "sandbox/call.h"

/* Handlers of the routes /bot and /file/bot; the context is the sandbox. */
void api_on_call(void *sandbox, struct http_exchange *exchange);
void api_on_file(void *sandbox, struct http_exchange *exchange);

/* A call that came as {"method": ..., ...} in a webhook's answer: run, its result lost. */
void api_run_from_webhook(struct bot *bot, const json *object);

/* Checks and runs; the call has an answer then, or was taken. */
void api_run(struct call *call);
/* Notes the call, answers unless it was taken, and frees it. */
void api_finish(struct call *call);

/* The emulated methods: NULL: none of that name. */
call_fn methods_find(const char *name);

#endif
