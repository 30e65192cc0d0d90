/* A local Telegram behind a real HTTP server, and a client, on one loop, for the tests of sandbox/.
 * rig_call sends one request and runs the loop until it is answered; rig_start and rig_finish are
 * its halves, for calls that wait for others. A test fails when nothing comes for RIG_PATIENCE_MS.
 */
#ifndef BYLINA_TESTS_SANDBOX_RIG_H
#define BYLINA_TESTS_SANDBOX_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "sandbox/sandbox.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RIG_PATIENCE_MS 60000
#define RIG_TOKEN       "1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define MAYBE           __attribute__((unused)) static

struct rig {
    struct loop *loop;
    struct http_server *server;
    struct http_client *client;
    struct sandbox *sandbox;
    struct loop_timer *patience;
    int port;
    bool late;
};

struct reply {
    struct rig *rig;
    bool done;
    int status; /* 0: the connection was cut */
    int64_t retry_after;
    json *body;
    char *text;
};

static void rig_late(void *ctx)
{
    struct rig *rig = ctx;
    rig->late = true;
    loop_stop(rig->loop);
}

MAYBE void rig_open(struct rig *rig, const char *journal, const char *password)
{
    struct err err = {0};
    const struct http_server_config server = {"127.0.0.1:0", 64u << 20};
    *rig = (struct rig){.loop = loop_new()};
    assert_int_equal(http_server_new(rig->loop, &server, &rig->server, &err), 0);
    rig->client = http_client_new(rig->loop);
    rig->port = http_server_port(rig->server);
    rig->patience = loop_timer_new(rig->loop, rig_late, rig);
    const struct sandbox_config config = {
        .server = rig->server, .client = rig->client, .journal = journal, .password = password};
    if (sandbox_new(rig->loop, &config, &rig->sandbox, &err) < 0)
        fail_msg("%s", err.text);
}

MAYBE void rig_close(struct rig *rig)
{
    http_server_free(rig->server);
    sandbox_free(rig->sandbox);
    http_client_free(rig->client);
    loop_timer_free(rig->patience);
    loop_free(rig->loop);
}

static void rig_on_done(void *ctx, const struct http_response *res, const struct err *err)
{
    struct reply *reply = ctx;
    (void)err;
    reply->done = true;
    reply->status = res ? res->status : 0;
    reply->retry_after = res ? res->retry_after_s : -1;
    reply->text = mem_strdup(res ? res->body : "");
    if (res)
        json_parse(res->body, res->len, &reply->body, NULL);
    loop_stop(reply->rig->loop);
}

/* The body is JSON, or NULL. */
static void rig_start(struct rig *rig, struct reply *reply, const char *method, const char *path,
                      const char *body)
{
    char *url = mem_printf("http://127.0.0.1:%d%s", rig->port, path);
    const struct http_request request = {
        .method = method,
        .url = url,
        .body = body,
        .body_len = body ? strlen(body) : 0,
        .on_done = rig_on_done,
        .ctx = reply,
    };
    *reply = (struct reply){.rig = rig};
    http_client_send(rig->client, &request);
    free(url);
}

static void rig_finish(struct rig *rig, struct reply *reply)
{
    rig->late = false;
    loop_timer_start(rig->patience, RIG_PATIENCE_MS);
    while (!reply->done && !rig->late)
        loop_run(rig->loop);
    loop_timer_stop(rig->patience);
    assert_false(rig->late);
}

MAYBE void reply_done(struct reply *reply)
{
    json_free(reply->body);
    free(reply->text);
    *reply = (struct reply){0};
}

static json *rig_take(struct rig *rig, struct reply *reply, int status)
{
    rig_finish(rig, reply);
    if (reply->status != status)
        fail_msg("status %d, not %d: %s", reply->status, status, reply->text);
    json *body = reply->body;
    free(reply->text);
    return body;
}

#endif
