/* Inside sandbox/: one call of a bot, from its parameters to its answer. A method is a function of
 * a struct call that ends with exactly one of call_ok, call_ok_message, call_fail..., or, for
 * getUpdates alone, with call_take_exchange. */
#ifndef BYLINA_SANDBOX_CALL_H
#define BYLINA_SANDBOX_CALL_H

#include "sandbox/model.h"
#include "sandbox/params.h"

#define CALL_TEXT_LIMIT 1280

struct call {
    struct sandbox *sandbox;
    struct bot *bot;
    const struct botapi_method *method;
    struct params params;
    struct http_exchange *exchange; /* NULL: the call came in a webhook's answer, or was taken */
    int64_t started_us;
    int code;            /* 200, or the error's */
    int64_t retry_after; /* of a 429 */
    int64_t migrate_to;  /* of a group that was upgraded */
    json *fault;         /* that befell it, for the log; NULL: none */
    char description[CALL_TEXT_LIMIT];
    json *result;             /* ours */
    const json *result_of_db; /* a message's body, borrowed, instead of `result` */
    bool taken;
};

typedef void (*call_fn)(struct call *call);

void call_ok(struct call *call, json *result); /* takes; NULL: true */
void call_ok_message(struct call *call, const struct message *message);
/* "Bad Request: " and the text. */
void call_fail(struct call *call, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The whole text: "Forbidden: ...". */
void call_fail_with(struct call *call, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool call_failed(const struct call *call);
struct http_exchange *call_take_exchange(struct call *call);

const char *call_str(const struct call *call, const char *name, const char *otherwise);
int64_t call_int(const struct call *call, const char *name, int64_t otherwise);
bool call_bool(const struct call *call, const char *name);
const json *call_value(const struct call *call, const char *name); /* NULL: absent */

/* The answer as JSON text: {"ok":true,"result":...}. */
void call_write(const struct call *call, struct buf *out);

/* The chat of chat_id, if the bot may write there; else NULL and the call has failed. */
struct chat *call_chat(struct call *call);         /* exists */
struct chat *call_chat_to_send(struct call *call); /* and lets the bot write */

#endif
