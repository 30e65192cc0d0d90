/* The Bot API over HTTP.
 *
 *     path: token and method ─▶ parameters ─▶ faults ─▶ api_run ─▶ api_finish
 *                │ 401, 404         │ 400, 413    │ delayed, refused or cut
 *
 * api_run refuses in the API's own words what has such words (refuse.c), then by the table of Bot
 * API 10.3, then the method has it. */
#include "sandbox/api.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/calls.h"
#include "sandbox/faults.h"
#include "sandbox/files.h"
#include "sandbox/refuse.h"
#include "sandbox/web.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANSWER_LIMIT  (8u << 20)
#define METHOD_MAX    64
#define SECRET_MIN    30
#define SECRET_MAX    64
#define BOT_ID_DIGITS 15

struct address {
    int64_t bot;
    const char *rest; /* behind the token and its slash */
};

static void answer_error(struct http_exchange *exchange, int code, const char *description)
{
    struct buf text;
    struct call answer = {.code = code};
    str_copy(answer.description, sizeof(answer.description), description);
    buf_init(&text, 4096);
    call_write(&answer, &text);
    http_reply(exchange, code, "application/json", text.data, text.len);
    buf_done(&text);
}

/* "<digits>:<secret>/rest". */
static bool parse_token(const char *text, struct address *ret_address)
{
    size_t digits = strspn(text, "0123456789");
    char id[BOT_ID_DIGITS + 1];
    if (!digits || digits > BOT_ID_DIGITS || text[digits] != ':')
        return false;
    memcpy(id, text, digits);
    id[digits] = 0;
    const char *secret = text + digits + 1;
    size_t len = 0;
    while (isalnum((unsigned char)secret[len]) || secret[len] == '_' || secret[len] == '-')
        len++;
    if (len < SECRET_MIN || len > SECRET_MAX || secret[len] != '/' ||
        str_to_i64(id, 1, INT64_MAX, &ret_address->bot) < 0)
        return false;
    ret_address->rest = secret + len + 1;
    return true;
}

static struct bot *bot_at(struct sandbox *sandbox, struct http_exchange *exchange,
                          const char *prefix, struct address *ret_address)
{
    const char *token = http_exchange_path(exchange) + strlen(prefix);
    if (!strchr(token, '/')) {
        answer_error(exchange, 404, "Not Found");
        return NULL;
    }
    if (!parse_token(token, ret_address)) {
        answer_error(exchange, 401, "Unauthorized: invalid token specified");
        return NULL;
    }
    struct bot *bot = model_bot_called(sandbox, ret_address->bot);
    if (!bot)
        answer_error(exchange, 401, "Unauthorized");
    return bot;
}

struct query {
    struct params *params;
    struct err *err;
    int code;
};

static void on_query(void *ctx, const char *name, const char *value)
{
    struct query *query = ctx;
    if (query->code == 0)
        query->code = params_add(query->params, name, value, query->err);
}

static int read_params(struct call *call, struct err *err)
{
    struct query query = {&call->params, err, 0};
    size_t len;
    const char *body = http_exchange_body(call->exchange, &len);
    const char *type = http_exchange_header(call->exchange, "Content-Type");
    http_exchange_each_query(call->exchange, on_query, &query);
    if (query.code < 0)
        return query.code;
    return params_add_body(&call->params, type, body, len, err);
}

static struct call *call_new(struct bot *bot, const struct botapi_method *method,
                             struct http_exchange *exchange)
{
    struct call *call = mem_alloc(sizeof(*call));
    call->sandbox = bot->sandbox;
    call->bot = bot;
    call->method = method;
    call->exchange = exchange;
    call->started_us = clock_mono_us();
    params_init(&call->params, method);
    return call;
}

static void call_free(struct call *call)
{
    params_done(&call->params);
    json_free(call->result);
    json_free(call->fault);
    free(call);
}

void api_on_call(void *ctx, struct http_exchange *exchange)
{
    struct address address;
    struct err err;
    if (str_starts(http_exchange_path(exchange), "/bot") &&
        !strchr(http_exchange_path(exchange) + 1, '/')) {
        web_on_request(ctx, exchange); /* a file of the chat whose name begins so */
        return;
    }
    struct bot *bot = bot_at(ctx, exchange, "/bot", &address);
    if (!bot)
        return;
    const struct botapi_method *method = botapi_method_find(address.rest);
    if (!method) {
        answer_error(exchange, 404, "Not Found: method not found");
        return;
    }
    struct call *call = call_new(bot, method, exchange);
    int code = read_params(call, &err);
    if (code == ERR_LIMIT)
        call_fail_with(call, 413, "%s", err.text);
    else if (code < 0)
        call_fail(call, "%s", err.text);
    if (call_failed(call)) {
        api_finish(call);
    } else if (!faults_apply(call)) {
        api_run(call);
        api_finish(call);
    }
}

static void check_by_table(struct call *call)
{
    struct err err;
    if (refuse_known(call) || botapi_check(call->method, call->params.values, &err) == 0)
        return;
    call_fail(call, "%s", err.text);
}

void api_run(struct call *call)
{
    call_fn method = methods_find(call->method->name);
    check_by_table(call);
    if (call_failed(call))
        return;
    if (method)
        method(call);
    else
        call_fail(call, "%s is not emulated by the local Telegram", call->method->name);
}

static void reply(struct call *call)
{
    struct buf text;
    char retry[48];
    const char *headers[] = {NULL, NULL};
    if (call->retry_after > 0) {
        snprintf(retry, sizeof(retry), "Retry-After: %" PRId64, call->retry_after);
        headers[0] = retry;
    }
    buf_init(&text, ANSWER_LIMIT);
    call_write(call, &text);
    http_reply_with(call->exchange, call->code, "application/json", text.data, text.len, headers);
    buf_done(&text);
}

void api_finish(struct call *call)
{
    calls_note(call);
    if (call->exchange)
        reply(call);
    call_free(call);
}

void api_run_from_webhook(struct bot *bot, const json *object)
{
    static const char *const never[] = {"setWebhook", "deleteWebhook", "close", "logOut"};
    const struct botapi_method *method = botapi_method_find(json_str(object, "method", NULL));
    struct err err;
    if (!method || str_starts(method->name, "get"))
        return;
    for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
        if (str_equal(never[i], method->name))
            return;
    struct call *call = call_new(bot, method, NULL);
    json *params = json_clone(object);
    json_remove(params, "method");
    if (params_add_object(&call->params, params, &err) < 0)
        call_fail(call, "%s", err.text);
    else
        api_run(call);
    json_free(params);
    api_finish(call);
}

void api_on_file(void *ctx, struct http_exchange *exchange)
{
    struct address address;
    if (!bot_at(ctx, exchange, "/file/bot", &address))
        return;
    struct file *file = files_by_path(ctx, address.rest);
    if (!file)
        answer_error(exchange, 404, "Not Found");
    else
        files_reply(ctx, file, exchange);
}
