/* A scripted Bot API for the tests of telegram/: a server on 127.0.0.1 that records every call and
 * answers as the test says, and a client that talks to it. The log is kept, and the token must not
 * be in it, nor in any description. */
#ifndef TESTS_TELEGRAM_FAKE_H
#define TESTS_TELEGRAM_FAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "http/form.h"
#include "http/server.h"
#include "telegram/post.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define FAKE_SECRET   "AAFakeSecretOfTheBotThatNobodySees00"
#define FAKE_TOKEN    "123456789:" FAKE_SECRET
#define FAKE_CALLS    512
#define FAKE_PATIENCE 60000 /* ms until a test that waits gives up */
#define FAKE_OK       "{\"ok\":true,\"result\":{\"message_id\":77}}"
#define FAKE_TRUE     "{\"ok\":true,\"result\":true}"

struct fake_call {
    char method[64];
    json *params; /* of multipart: texts, and files as "file:NAME:TYPE:BYTES" */
    bool multipart;
    int64_t at_ms;
    struct http_exchange *exchange;
};

struct fake;
typedef void (*fake_fn)(struct fake *fake, struct fake_call *call);

struct fake {
    struct loop *loop;
    struct http_server *server;
    struct http_client *client;
    struct telegram *telegram;
    struct loop_timer *patience;
    struct loop_prepare *prepare;
    fake_fn answer; /* NULL: FAKE_OK */
    struct fake_call calls[FAKE_CALLS];
    int call_count;
    int done;
    int outcomes[TELEGRAM_CANCELLED + 1];
    enum telegram_outcome last;
    int code;
    char words[1024];
    int64_t migrate_to;
    int64_t message;
    int stage; /* for the test's own answer function */
    const int *counter;
    int target;
    char url[64];
    char *log;
    size_t log_len;
    FILE *log_file;
};

static inline void fake_reply(struct fake_call *call, int status, const char *body)
{
    http_reply(call->exchange, status, "application/json", body, strlen(body));
}

static inline void fake_error(struct fake_call *call, int code, const char *description)
{
    char *body =
        mem_printf("{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"}", code, description);
    fake_reply(call, code, body);
    free(body);
}

static inline void fake_too_many(struct fake_call *call, int seconds)
{
    char *body = mem_printf("{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: "
                            "retry after %d\",\"parameters\":{\"retry_after\":%d}}",
                            seconds, seconds);
    fake_reply(call, 429, body);
    free(body);
}

static inline void fake_on_field(void *ctx, const struct http_field *field)
{
    struct fake_call *call = ctx;
    if (!field->filename) {
        json_add_str(call->params, field->name, field->data);
        return;
    }
    char *text = mem_printf("file:%s:%s:%zu", field->filename, field->content_type, field->len);
    json_add_str(call->params, field->name, text);
    free(text);
}

static inline void fake_on_request(void *ctx, struct http_exchange *exchange)
{
    struct fake *fake = ctx;
    const char *path = http_exchange_path(exchange);
    const char *type = http_exchange_header(exchange, "Content-Type");
    size_t len;
    const char *body = http_exchange_body(exchange, &len);

    assert_true(fake->call_count < FAKE_CALLS);
    struct fake_call *call = &fake->calls[fake->call_count++];
    assert_true(str_starts(path, "/bot" FAKE_TOKEN "/"));
    str_copy(call->method, sizeof(call->method), path + strlen("/bot" FAKE_TOKEN "/"));
    call->exchange = exchange;
    call->at_ms = clock_mono_ms();
    call->multipart = type && str_starts(type, "multipart/form-data");
    if (call->multipart) {
        call->params = json_object();
        assert_int_equal(http_form_parse(type, body, len, fake_on_field, call, NULL), 0);
    } else {
        assert_string_equal(type, "application/json");
        assert_int_equal(json_parse(body, len, &call->params, NULL), 0);
    }
    if (fake->answer)
        fake->answer(fake, call);
    else
        fake_reply(call, 200, FAKE_OK);
}

static inline void fake_on_done(void *ctx, const struct telegram_result *result)
{
    struct fake *fake = ctx;
    assert_non_null(result->description);
    assert_null(strstr(result->description, FAKE_SECRET));
    fake->done++;
    fake->outcomes[result->outcome]++;
    fake->last = result->outcome;
    fake->code = result->code;
    fake->migrate_to = result->migrate_to;
    fake->message = telegram_post_message(result);
    str_copy(fake->words, sizeof(fake->words), result->description);
}

static inline void fake_out_of_patience(void *ctx)
{
    (void)ctx;
    fail_msg("waited for %d ms in vain", FAKE_PATIENCE);
}

static inline void fake_on_prepare(void *ctx)
{
    struct fake *fake = ctx;
    if (fake->counter && *fake->counter >= fake->target)
        loop_stop(fake->loop);
}

/* Runs the loop until the counter has reached the target. */
static inline void fake_wait(struct fake *fake, const int *counter, int target)
{
    fake->counter = counter;
    fake->target = target;
    loop_timer_start(fake->patience, FAKE_PATIENCE);
    while (*counter < target)
        loop_run(fake->loop);
    loop_timer_stop(fake->patience);
    fake->counter = NULL;
}

static inline void fake_wait_done(struct fake *fake, int target)
{
    fake_wait(fake, &fake->done, target);
}

static inline struct fake *fake_new(int rate, bool check)
{
    struct fake *fake = mem_alloc(sizeof(*fake));
    struct http_server_config server = {.listen = "127.0.0.1:0", .body_limit = 8u << 20};
    struct err err;

    fake->log_file = open_memstream(&fake->log, &fake->log_len);
    log_setup(LOG_JSON, LOG_DEBUG);
    log_to(fake->log_file);
    fake->loop = loop_new();
    assert_int_equal(http_server_new(fake->loop, &server, &fake->server, &err), 0);
    http_server_route(fake->server, "/", fake_on_request, fake);
    snprintf(fake->url, sizeof(fake->url), "http://127.0.0.1:%d", http_server_port(fake->server));
    fake->client = http_client_new(fake->loop);
    fake->telegram = telegram_new(fake->loop, &(struct telegram_config){.client = fake->client,
                                                                        .api_url = fake->url,
                                                                        .token = FAKE_TOKEN,
                                                                        .rate = rate,
                                                                        .check = check});
    fake->patience = loop_timer_new(fake->loop, fake_out_of_patience, fake);
    fake->prepare = loop_prepare_new(fake->loop, fake_on_prepare, fake);
    return fake;
}

static inline void fake_free(struct fake *fake)
{
    telegram_free(fake->telegram);
    http_client_free(fake->client);
    http_server_free(fake->server);
    loop_timer_free(fake->patience);
    loop_prepare_free(fake->prepare);
    loop_free(fake->loop);
    for (int i = 0; i < fake->call_count; i++)
        json_free(fake->calls[i].params);
    log_to(NULL);
    fclose(fake->log_file);
    assert_null(strstr(fake->log, FAKE_SECRET));
    free(fake->log);
    free(fake);
    log_forget_secrets();
}

static inline bool fake_logged(struct fake *fake, const char *text)
{
    fflush(fake->log_file);
    return strstr(fake->log, text) != NULL;
}

static inline void fake_send(struct fake *fake, const char *method, json *params)
{
    struct telegram_call call = {.method = method, .params = params};
    telegram_send(fake->telegram, &call, fake_on_done, fake);
}

static inline json *fake_params(int64_t chat, const char *text)
{
    json *params = json_object();
    json_add_int(params, "chat_id", chat);
    json_add_str(params, "text", text);
    return params;
}

static inline void fake_message(struct fake *fake, int64_t chat, const char *text)
{
    fake_send(fake, "sendMessage", fake_params(chat, text));
}

static inline const char *fake_text(const struct fake *fake, int call)
{
    assert_true(call < fake->call_count);
    return json_str(fake->calls[call].params, "text", "");
}

#endif
