/* A scripted Gemini API for the tests of gemini/: a server on 127.0.0.1 that keeps every request
 * and answers as the test says, a client that asks it, and the answer it got. The log is kept; the
 * key must not be in it, nor in any words. */
#ifndef TESTS_GEMINI_RIG_H
#define TESTS_GEMINI_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "gemini/gemini.h"
#include "http/client.h"
#include "http/server.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RIG_KEY      "AIzaSecretOfTheTestsThatNobodySees"
#define RIG_PATIENCE 60000 /* ms until a test that waits gives up */
#define RIG_CALLS    64
#define RIG_USAGE                                                                                  \
    "\"usageMetadata\":{\"promptTokenCount\":10,\"candidatesTokenCount\":5,"                       \
    "\"thoughtsTokenCount\":2,\"totalTokenCount\":17}"
#define RIG_ANSWER(text, reason)                                                                   \
    "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" text                                  \
    "\"}]},\"finishReason\":\"" reason "\"}],\"modelVersion\":\"small-1\"," RIG_USAGE "}"
#define RIG_PIECE(text)                                                                            \
    "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"" text "\"}]}}]}\r\n\r\n"
#define RIG_LAST(text) "data: " RIG_ANSWER(text, "STOP") "\r\n\r\n"
#define RIG_ERROR(code, status, details)                                                           \
    "{\"error\":{\"code\":" code ",\"message\":\"It says " RIG_KEY "\",\"status\":\"" status       \
    "\",\"details\":[" details "]}}"
#define RIG_RETRY(delay)                                                                           \
    "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"" delay "\"}"

struct rig;
/* What the server does with a request: the number of it, from 1. */
typedef void (*rig_fn)(struct rig *rig, struct http_exchange *exchange, int number);
typedef bool (*rig_fits_fn)(const struct rig *rig);

struct rig {
    struct loop *loop;
    struct http_server *server;
    struct http_client *client;
    struct gemini *gemini;
    struct loop_timer *patience;
    struct loop_prepare *prepare;
    rig_fn answer;
    int calls;
    json *bodies[RIG_CALLS];
    char path[256]; /* of the last request, */
    bool sse;       /* and whether it asked for a stream */
    int done;
    enum gemini_end end; /* of the last answer, with what else it said */
    struct gemini_answer last;
    char words[512];
    char reason[64];
    char version[64];
    char *text;
    int texts;          /* calls of on_text */
    int cancel_at_text; /* cancels when so many have come */
    struct gemini_call *call;
    const int *counter; /* what rig_wait waits for */
    int target;
    rig_fits_fn fits; /* what rig_until waits for */
    char *log;
    size_t log_len;
    FILE *log_file;
};

static inline void rig_reply(struct http_exchange *exchange, int status, const char *body)
{
    http_reply(exchange, status, "application/json", body, strlen(body));
}

static inline void rig_stream(struct http_exchange *exchange, const char *body)
{
    http_reply(exchange, 200, "text/event-stream", body, strlen(body));
}

static inline void rig_on_request(void *ctx, struct http_exchange *exchange)
{
    struct rig *rig = ctx;
    const char *alt = http_exchange_query(exchange, "alt");
    size_t len;
    const char *body = http_exchange_body(exchange, &len);

    assert_true(rig->calls < RIG_CALLS);
    assert_string_equal(http_exchange_method(exchange), "POST");
    assert_string_equal(http_exchange_header(exchange, "x-goog-api-key"), RIG_KEY);
    assert_string_equal(http_exchange_header(exchange, "Content-Type"), "application/json");
    assert_int_equal(json_parse(body, len, &rig->bodies[rig->calls], NULL), 0);
    str_copy(rig->path, sizeof(rig->path), http_exchange_path(exchange));
    rig->sse = alt && str_equal(alt, "sse");
    rig->calls++;
    rig->answer(rig, exchange, rig->calls);
}

static inline void rig_on_done(void *ctx, const struct gemini_answer *answer)
{
    struct rig *rig = ctx;
    assert_non_null(answer->words);
    assert_null(strstr(answer->words, RIG_KEY));
    assert_int_equal(strlen(answer->text), answer->len);
    free(rig->text);
    rig->text = mem_strdup(answer->text);
    str_copy(rig->words, sizeof(rig->words), answer->words);
    str_copy(rig->reason, sizeof(rig->reason), answer->reason);
    str_copy(rig->version, sizeof(rig->version), answer->model_version);
    rig->end = answer->end;
    rig->last = *answer;
    rig->call = NULL;
    rig->done++;
}

static inline void rig_on_text(void *ctx, const char *text, size_t len)
{
    struct rig *rig = ctx;
    assert_int_equal(strlen(text), len);
    rig->texts++;
    if (rig->texts == rig->cancel_at_text)
        gemini_cancel(rig->call);
}

static inline void rig_out_of_patience(void *ctx)
{
    (void)ctx;
    fail_msg("waited for %d ms in vain", RIG_PATIENCE);
}

static inline void rig_on_prepare(void *ctx)
{
    struct rig *rig = ctx;
    if ((rig->counter && *rig->counter >= rig->target) || (rig->fits && rig->fits(rig)))
        loop_stop(rig->loop);
}

static inline void rig_wait(struct rig *rig, const int *counter, int target)
{
    rig->counter = counter;
    rig->target = target;
    loop_timer_start(rig->patience, RIG_PATIENCE);
    while (*counter < target)
        loop_run(rig->loop);
    loop_timer_stop(rig->patience);
    rig->counter = NULL;
}

static inline void rig_until(struct rig *rig, rig_fits_fn fits)
{
    rig->fits = fits;
    loop_timer_start(rig->patience, RIG_PATIENCE);
    while (!fits(rig))
        loop_run(rig->loop);
    loop_timer_stop(rig->patience);
    rig->fits = NULL;
}

/* `suffix` of the server's address; retry_ms and shut_ms as in struct gemini_config. */
static inline struct rig *rig_new(rig_fn answer, const char *suffix, int64_t retry_ms,
                                  int64_t shut_ms)
{
    struct rig *rig = mem_alloc(sizeof(*rig));
    struct http_server_config server = {.listen = "127.0.0.1:0", .body_limit = 8u << 20};
    struct err err;

    rig->log_file = open_memstream(&rig->log, &rig->log_len);
    log_setup(LOG_JSON, LOG_DEBUG);
    log_to(rig->log_file);
    rig->answer = answer;
    rig->loop = loop_new();
    assert_int_equal(http_server_new(rig->loop, &server, &rig->server, &err), 0);
    http_server_route(rig->server, "/", rig_on_request, rig);
    rig->client = http_client_new(rig->loop);
    char *url = mem_printf("http://127.0.0.1:%d%s", http_server_port(rig->server), suffix);
    rig->gemini = gemini_new(&(struct gemini_config){.loop = rig->loop,
                                                     .client = rig->client,
                                                     .url = url,
                                                     .version = "v1beta",
                                                     .key = RIG_KEY,
                                                     .model = "small-latest",
                                                     .retry_ms = retry_ms,
                                                     .shut_ms = shut_ms});
    free(url);
    rig->patience = loop_timer_new(rig->loop, rig_out_of_patience, rig);
    rig->prepare = loop_prepare_new(rig->loop, rig_on_prepare, rig);
    return rig;
}

static inline void rig_free(struct rig *rig)
{
    gemini_free(rig->gemini);
    http_client_free(rig->client);
    http_server_free(rig->server);
    loop_timer_free(rig->patience);
    loop_prepare_free(rig->prepare);
    loop_free(rig->loop);
    for (int i = 0; i < rig->calls; i++)
        json_free(rig->bodies[i]);
    log_to(NULL);
    fclose(rig->log_file);
    assert_null(strstr(rig->log, RIG_KEY));
    free(rig->log);
    free(rig->text);
    free(rig);
}

static inline void rig_send(struct rig *rig, struct gemini_ask ask)
{
    static const char *const parts[] = {"Tell of a sword."};
    int done = rig->done;
    if (!ask.parts) {
        ask.parts = parts;
        ask.part_count = 1;
    }
    ask.on_done = rig_on_done;
    ask.ctx = rig;
    rig->call = gemini_send(rig->gemini, &ask);
    assert_int_equal(rig->done, done); /* never from within */
}

/* Sends and waits for the end. */
static inline void rig_ask(struct rig *rig, struct gemini_ask ask)
{
    int done = rig->done;
    rig_send(rig, ask);
    rig_wait(rig, &rig->done, done + 1);
    assert_int_equal(rig->done, done + 1);
}

/* Asks until so many requests have come to the server: asks at a shut door end at once. */
static inline void rig_ask_until(struct rig *rig, int calls)
{
    int64_t until = loop_now(rig->loop) + RIG_PATIENCE;
    while (rig->calls < calls) {
        rig_ask(rig, (struct gemini_ask){0});
        assert_true(loop_now(rig->loop) < until);
    }
    assert_int_equal(rig->calls, calls);
}

static inline int rig_logged(struct rig *rig, const char *text)
{
    int count = 0;
    fflush(rig->log_file);
    for (const char *at = rig->log; (at = strstr(at, text)) != NULL; at++)
        count++;
    return count;
}

#endif
