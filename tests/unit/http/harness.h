/* A server and a client on one loop, for the tests of http/. rig_until runs the loop until a
 * condition holds, and fails the test when it does not within RIG_PATIENCE_MS. */
#ifndef BYLINA_TESTS_HTTP_HARNESS_H
#define BYLINA_TESTS_HTTP_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "http/client.h"
#include "http/server.h"
#include "loop/loop.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define RIG_PATIENCE_MS 60000
#define RIG_BODY_LIMIT  (1u << 20)
#define MAYBE           __attribute__((unused)) static

struct rig {
    struct loop *loop;
    struct http_server *server;
    struct http_client *client;
    struct loop_timer *patience;
    struct loop_prepare *check;
    const int *count; /* rig_until waits for *count >= goal */
    int goal;
    bool late;
};

/* The outcome of one call, kept. */
struct outcome {
    int done; /* how often on_done was called */
    int status;
    int code; /* of the error, 0 for a response */
    char text[ERR_TEXT_LIMIT];
    char *body;
    size_t len;
    char type[128];
    int64_t retry_after;
};

static void rig_check(void *ctx)
{
    struct rig *rig = ctx;
    if (rig->count && *rig->count >= rig->goal)
        loop_stop(rig->loop);
}

static void rig_late(void *ctx)
{
    struct rig *rig = ctx;
    rig->late = true;
    loop_stop(rig->loop);
}

MAYBE void rig_until(struct rig *rig, const int *count, int goal)
{
    rig->count = count;
    rig->goal = goal;
    rig->late = false;
    loop_timer_start(rig->patience, RIG_PATIENCE_MS);
    if (*count < goal)
        loop_run(rig->loop);
    loop_timer_stop(rig->patience);
    rig->count = NULL;
    assert_false(rig->late);
    assert_true(*count >= goal);
}

MAYBE int rig_setup(void **state)
{
    struct rig *rig = mem_alloc(sizeof(*rig));
    struct http_server_config config = {"127.0.0.1:0", RIG_BODY_LIMIT};
    struct err err;

    rig->loop = loop_new();
    rig->patience = loop_timer_new(rig->loop, rig_late, rig);
    rig->check = loop_prepare_new(rig->loop, rig_check, rig);
    rig->client = http_client_new(rig->loop);
    if (http_server_new(rig->loop, &config, &rig->server, &err) != 0) {
        print_error("%s\n", err.text);
        return -1;
    }
    *state = rig;
    return 0;
}

MAYBE int rig_teardown(void **state)
{
    struct rig *rig = *state;
    http_client_free(rig->client);
    http_server_free(rig->server);
    loop_timer_free(rig->patience);
    loop_prepare_free(rig->check);
    loop_free(rig->loop);
    free(rig);
    return 0;
}

MAYBE void rig_url(const struct rig *rig, const char *path, char url[256])
{
    snprintf(url, 256, "http://127.0.0.1:%d%s", http_server_port(rig->server), path);
}

MAYBE void outcome_keep(void *ctx, const struct http_response *res, const struct err *err)
{
    struct outcome *out = ctx;
    out->done++;
    assert_true((res == NULL) != (err == NULL));
    if (err) {
        out->code = err->code;
        str_copy(out->text, sizeof(out->text), err->text);
        return;
    }
    free(out->body);
    out->status = res->status;
    out->body = mem_dup(res->body, res->len);
    out->len = res->len;
    out->retry_after = res->retry_after_s;
    str_copy(out->type, sizeof(out->type), res->content_type);
}

MAYBE void outcome_done(struct outcome *out)
{
    free(out->body);
    memset(out, 0, sizeof(*out));
}

/* Fills what the test left open, sends. */
MAYBE struct http_call *rig_send(struct rig *rig, const char *path, struct http_request request,
                                 struct outcome *out)
{
    char url[256];
    rig_url(rig, path, url);
    request.url = url;
    request.on_done = outcome_keep;
    request.ctx = out;
    struct http_call *call = http_client_send(rig->client, &request);
    assert_int_equal(out->done, 0); /* never from within send */
    return call;
}

/* A GET to its end. */
MAYBE void rig_get(struct rig *rig, const char *path, struct outcome *out)
{
    rig_send(rig, path, (struct http_request){0}, out);
    rig_until(rig, &out->done, 1);
}

MAYBE int raw_connect(int port)
{
    struct sockaddr_in name = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&name, sizeof(name)), 0);
    return fd;
}

/* What the server answers to these bytes, up to its closing the connection. */
struct raw {
    int fd;
    char text[4096];
    size_t len;
    int closed;
};

static void raw_on_ready(void *ctx, int events)
{
    struct raw *raw = ctx;
    (void)events;
    ssize_t got = recv(raw->fd, raw->text + raw->len, sizeof(raw->text) - 1 - raw->len, 0);
    if (got <= 0)
        raw->closed = 1;
    else
        raw->len += (size_t)got;
    raw->text[raw->len] = '\0';
}

MAYBE void raw_talk(struct rig *rig, const char *bytes, struct raw *raw)
{
    memset(raw, 0, sizeof(*raw));
    raw->fd = raw_connect(http_server_port(rig->server));
    assert_int_equal(send(raw->fd, bytes, strlen(bytes), 0), strlen(bytes));
    struct loop_watch *watch = loop_watch_new(rig->loop, raw->fd, raw_on_ready, raw);
    loop_watch_set(watch, LOOP_READ);
    rig_until(rig, &raw->closed, 1);
    loop_watch_free(watch);
    close(raw->fd);
}

#endif
