/* The engine's side of "skip 8 h". */
#include "app/clockroute.h"

#include "base/mem.h"
#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SKIP_MAX (400ll * 86400)

struct skip {
    struct turns *turns;
    struct http_exchange *exchange; /* NULL once the server is gone */
};

static void on_gone(void *ctx)
{
    struct skip *skip = ctx;
    skip->exchange = NULL;
}

static void on_skipped(void *ctx, const struct err *err)
{
    struct skip *skip = ctx;
    char body[64];
    if (skip->exchange && err) {
        http_reply_text(skip->exchange, 500, err->text);
    } else if (skip->exchange) {
        int len = snprintf(body, sizeof body, "{\"ok\":true,\"now\":%lld}",
                           (long long)turns_now(skip->turns));
        http_reply(skip->exchange, 200, "application/json", body, (size_t)len);
    }
    free(skip);
}

static void on_clock(void *ctx, struct http_exchange *exchange)
{
    json *request = NULL;
    int64_t seconds = 0;
    size_t len;
    struct err err;

    const char *body = http_exchange_body(exchange, &len);
    if (strcmp(http_exchange_method(exchange), "POST") != 0) {
        http_reply_text(exchange, 405, "POST {\"skip\": seconds}");
        return;
    }
    int code = json_parse(body, len, &request, &err);
    if (code == 0)
        code = json_need_int(request, "skip", &seconds, &err);
    if (code == 0 && (seconds < 0 || seconds > SKIP_MAX))
        code = err_set(&err, ERR_INVALID, "skip: 0 to %lld seconds", SKIP_MAX);
    json_free(request);
    if (code) {
        http_reply_text(exchange, 400, err.text);
        return;
    }
    struct skip *skip = mem_alloc(sizeof *skip);
    skip->turns = ctx;
    skip->exchange = exchange;
    http_exchange_on_gone(exchange, on_gone, skip);
    turns_skip(skip->turns, seconds, on_skipped, skip);
}

void clockroute_add(struct http_server *server, struct turns *turns)
{
    http_server_route(server, CLOCKROUTE_PATH, on_clock, turns);
}
