/* The door, the page's files, and the ways from a request to the admins' own code: what is said or
 * pressed becomes an event of the lane "studio/main", whose turn runs the same command as the
 * chat's (engine/lua/admin.lua), with the same audit. */
#include "app/studio_inner.h"

#include "base/embedded.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/sandbox.h"

#include <stdlib.h>
#include <string.h>

extern const struct embedded studio_files[];

static const char JSON_TYPE[] = "application/json";

static void on_gone(void *ctx)
{
    struct waiting *waiting = ctx;
    waiting->exchange = NULL;
    if (waiting->ticket) { /* nobody else holds it */
        admin_unsay(waiting->studio->config.admin, waiting->ticket);
        free(waiting);
    }
}

struct waiting *waiting_new(struct studio *studio, struct http_exchange *exchange)
{
    struct waiting *waiting = mem_alloc(sizeof *waiting);
    waiting->exchange = exchange;
    waiting->studio = studio;
    http_exchange_on_gone(exchange, on_gone, waiting);
    return waiting;
}

void waiting_reply(struct waiting *waiting, int status, const char *type, const char *text)
{
    if (waiting->exchange)
        http_reply(waiting->exchange, status, type, text, strlen(text));
    free(waiting);
}

/* --- what is said ---------------------------------------------------------------------------- */

static void on_said(void *ctx, const char *answer)
{
    struct waiting *waiting = ctx;
    waiting_reply(waiting, 200, JSON_TYPE, answer);
}

static void say(struct studio *studio, struct http_exchange *exchange)
{
    json *request = NULL;
    struct err err;
    size_t len;
    const char *body = http_exchange_body(exchange, &len);

    if (strcmp(http_exchange_method(exchange), "POST") != 0) {
        http_reply_text(exchange, 405, "POST {\"say\": \"/status\"}\n");
        return;
    }
    if (json_parse(body, len, &request, &err) || json_type(request) != JSON_OBJECT) {
        http_reply_text(exchange, 400, "an object in JSON is expected\n");
        json_free(request);
        return;
    }
    struct waiting *waiting = waiting_new(studio, exchange);
    waiting->ticket = admin_say(studio->config.admin, request, on_said, waiting);
    json_free(request);
}

static void on_live(void *ctx, const char *answer)
{
    waiting_reply(ctx, 200, JSON_TYPE, answer);
}

static void live(struct studio *studio, struct http_exchange *exchange)
{
    int64_t after = 0;
    const char *text = http_exchange_query(exchange, "after");
    if (text)
        str_to_i64(text, 0, INT64_MAX, &after);
    admin_live(studio->config.admin, after, on_live, waiting_new(studio, exchange));
}

/* --- the door and the page ------------------------------------------------------------------- */

static const struct {
    const char *name;
    void (*run)(struct studio *studio, struct http_exchange *exchange);
} CALLS[] = {
    {"say", say},
    {"live", live},
    {"map", studio_map},
    {"map.svg", studio_svg},
    {"scene", studio_scene},
};

static void on_call(void *ctx, struct http_exchange *exchange)
{
    struct studio *studio = ctx;
    const char *name = http_exchange_path(exchange) + strlen(STUDIO_CALLS);
    if (!sandbox_admits(local_sandbox(studio->config.local), exchange))
        return;
    for (size_t i = 0; i < sizeof CALLS / sizeof CALLS[0]; i++) {
        if (str_equal(CALLS[i].name, name)) {
            CALLS[i].run(studio, exchange);
            return;
        }
    }
    http_reply_text(exchange, 404, "the studio has no such call\n");
}

static const char *type_of(const char *path)
{
    return str_ends(path, ".css")  ? "text/css; charset=utf-8"
           : str_ends(path, ".js") ? "text/javascript; charset=utf-8"
                                   : "text/html; charset=utf-8";
}

static void on_page(void *ctx, struct http_exchange *exchange)
{
    static const char *const headers[] = {"Cache-Control: no-cache",
                                          "X-Content-Type-Options: nosniff", NULL};
    struct studio *studio = ctx;
    const char *path = http_exchange_path(exchange) + strlen(STUDIO_PATH);
    if (!sandbox_admits(local_sandbox(studio->config.local), exchange))
        return;
    if (!*path)
        path = "index.html";
    for (const struct embedded *file = studio_files; file->path; file++) {
        if (str_equal(file->path, path)) {
            http_reply_with(exchange, 200, type_of(path), file->data, file->size, headers);
            return;
        }
    }
    http_reply_text(exchange, 404, "the studio has no such file\n");
}

/* --- life ------------------------------------------------------------------------------------ */

struct studio *studio_new(const struct studio_config *config)
{
    struct studio *studio = mem_alloc(sizeof *studio);
    struct http_server *server = local_server(config->local);
    studio->config = *config;
    http_server_route(server, STUDIO_PATH, on_page, studio);
    http_server_route(server, STUDIO_CALLS, on_call, studio);
    return studio;
}

void studio_free(struct studio *studio)
{
    if (!studio)
        return;
    loop_child_free(studio->dot);
    for (size_t i = 0; i < studio->drawn_count; i++)
        free(studio->drawn[i]);
    free(studio->svg);
    free(studio->svg_hash);
    free(studio);
}
