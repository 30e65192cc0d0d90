/* One request and its answer.
 *
 *     READING ──body complete──▶ HANDLING ──handler returned──▶ WAITING (suspended)
 *        │ 400, 413, 404            │ http_reply in the handler     │ http_reply later: resume
 *        └──────────────────────────┴───────▶ ANSWERED ◀────────────┘
 *
 * libmicrohttpd calls http_on_request once for the head, once for each piece of the body and once
 * at its end; after a resume it calls again, and the reply made meanwhile is queued then.
 *
 * Refused here, since libmicrohttpd 0.9.75 takes them: Content-Length twice, and Content-Length
 * together with Transfer-Encoding (two servers in a row could disagree where the request ends); and
 * any Transfer-Encoding but "chunked". A body over the limit is read and thrown away up to
 * HTTP_EXCESS_MAX, so that the client, which writes before it reads, gets to see the 413. */
#include "http/server_internal.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char *const close_header[] = {"Connection: close", NULL};

struct framing {
    int lengths;
    int encodings;
    bool odd; /* an encoding that is not chunked */
    int64_t length;
};

static enum MHD_Result on_header(void *ctx, enum MHD_ValueKind kind, const char *name,
                                 const char *value)
{
    struct framing *framing = ctx;
    (void)kind;
    if (strcasecmp(name, "Content-Length") == 0) {
        framing->lengths++;
        str_to_i64(value ? value : "", 0, INT64_MAX, &framing->length);
    } else if (strcasecmp(name, "Transfer-Encoding") == 0) {
        framing->encodings++;
        framing->odd = framing->odd || !value || strcasecmp(value, "chunked") != 0;
    }
    return MHD_YES;
}

static void refuse(struct http_exchange *exchange, int status, const char *text)
{
    http_reply_with(exchange, status, "text/plain; charset=utf-8", text, strlen(text),
                    close_header);
}

static enum MHD_Result exchange_queue(struct http_exchange *exchange)
{
    enum MHD_Result result =
        MHD_queue_response(exchange->connection, exchange->status, exchange->response);
    MHD_destroy_response(exchange->response);
    exchange->response = NULL;
    return result;
}

/* The head has come. */
static enum MHD_Result exchange_begin(struct http_exchange *exchange)
{
    struct framing framing = {0};

    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, on_header, &framing);
    if (framing.lengths + framing.encodings > 1 || framing.odd)
        refuse(exchange, 400, "Bad request: the length of the body is ambiguous\n");
    else if (framing.length > HTTP_EXCESS_MAX &&
             (uint64_t)framing.length - HTTP_EXCESS_MAX > exchange->server->body_limit)
        refuse(exchange, 413, "Request entity too large\n");
    return exchange->state == EXCHANGE_ANSWERED ? exchange_queue(exchange) : MHD_YES;
}

static enum MHD_Result exchange_collect(struct http_exchange *exchange, const char *data,
                                        size_t len)
{
    if (exchange->excess == 0 && buf_add(&exchange->body, data, len) == 0)
        return MHD_YES;
    buf_done(&exchange->body);
    buf_init(&exchange->body, exchange->server->body_limit);
    exchange->excess += len;
    return exchange->excess > HTTP_EXCESS_MAX ? MHD_NO : MHD_YES;
}

/* The body has come. */
static void exchange_dispatch(struct http_exchange *exchange)
{
    const struct http_route *route = http_route_find(exchange->server, exchange->path);

    exchange->state = EXCHANGE_HANDLING;
    if (exchange->excess > 0)
        refuse(exchange, 413, "Request entity too large\n");
    else if (!route)
        http_reply_text(exchange, 404, "Not found\n");
    else
        route->handler(route->ctx, exchange);
}

enum MHD_Result http_on_request(void *cls, struct MHD_Connection *connection, const char *url,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **slot)
{
    struct http_server *server = cls;
    struct http_exchange *exchange = *slot;
    (void)version;

    if (server->dead && (!exchange || exchange->state != EXCHANGE_ANSWERED))
        return MHD_NO;
    if (!exchange) {
        exchange = mem_alloc(sizeof(*exchange));
        exchange->server = server;
        exchange->connection = connection;
        exchange->method = method;
        exchange->path = url;
        buf_init(&exchange->body, server->body_limit);
        list_push(&server->exchanges, &exchange->node);
        *slot = exchange;
        return exchange_begin(exchange);
    }
    if (*upload_size > 0) {
        size_t len = *upload_size;
        *upload_size = 0;
        return exchange_collect(exchange, upload, len);
    }
    if (exchange->state == EXCHANGE_READING)
        exchange_dispatch(exchange);
    if (exchange->cut || exchange->state == EXCHANGE_GONE)
        return MHD_NO;
    if (exchange->state == EXCHANGE_ANSWERED)
        return exchange_queue(exchange);
    exchange->state = EXCHANGE_WAITING;
    MHD_suspend_connection(connection);
    return MHD_YES;
}

static void tell_gone(struct http_exchange *exchange)
{
    loop_fn fn = exchange->on_gone;
    exchange->on_gone = NULL;
    if (fn)
        fn(exchange->gone_ctx);
}

void http_on_completed(void *cls, struct MHD_Connection *connection, void **slot,
                       enum MHD_RequestTerminationCode why)
{
    struct http_exchange *exchange = *slot;
    (void)cls, (void)connection, (void)why;

    if (!exchange)
        return;
    *slot = NULL;
    if (exchange->stream)
        http_stream_gone(exchange->stream);
    if (exchange->state == EXCHANGE_HANDLING || exchange->state == EXCHANGE_WAITING)
        tell_gone(exchange);
    if (exchange->response)
        MHD_destroy_response(exchange->response);
    list_remove(&exchange->node);
    buf_done(&exchange->body);
    free(exchange);
}

void http_exchange_abandon(struct http_exchange *exchange)
{
    enum exchange_state state = exchange->state;

    if (exchange->stream)
        http_stream_abandon(exchange->stream);
    if (state != EXCHANGE_HANDLING && state != EXCHANGE_WAITING)
        return;
    exchange->state = EXCHANGE_GONE;
    if (state == EXCHANGE_WAITING)
        MHD_resume_connection(exchange->connection);
    tell_gone(exchange);
}

void http_exchange_answer(struct http_exchange *exchange, unsigned int status,
                          struct MHD_Response *response)
{
    bool suspended = exchange->state == EXCHANGE_WAITING;

    if (exchange->state == EXCHANGE_GONE) { /* the handler freed the server, then replied */
        MHD_destroy_response(response);
        return;
    }
    assert(exchange->state < EXCHANGE_ANSWERED);
    exchange->state = EXCHANGE_ANSWERED;
    exchange->status = status;
    exchange->response = response;
    exchange->on_gone = NULL;
    if (suspended) {
        MHD_resume_connection(exchange->connection);
        exchange->server->stale = true;
    }
}

const char *http_exchange_method(const struct http_exchange *exchange)
{
    return exchange->method;
}

const char *http_exchange_path(const struct http_exchange *exchange)
{
    return exchange->path;
}

const char *http_exchange_query(const struct http_exchange *exchange, const char *name)
{
    const char *value = NULL;
    if (MHD_lookup_connection_value_n(exchange->connection, MHD_GET_ARGUMENT_KIND, name,
                                      strlen(name), &value, NULL) != MHD_YES)
        return NULL;
    return value ? value : "";
}

const char *http_exchange_header(const struct http_exchange *exchange, const char *name)
{
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

const char *http_exchange_body(const struct http_exchange *exchange, size_t *ret_len)
{
    if (ret_len)
        *ret_len = exchange->body.len;
    return exchange->body.data;
}

struct each {
    void (*fn)(void *ctx, const char *name, const char *value);
    void *ctx;
};

static enum MHD_Result on_query(void *ctx, enum MHD_ValueKind kind, const char *name,
                                const char *value)
{
    struct each *each = ctx;
    (void)kind;
    each->fn(each->ctx, name, value ? value : "");
    return MHD_YES;
}

void http_exchange_each_query(const struct http_exchange *exchange,
                              void (*fn)(void *ctx, const char *name, const char *value), void *ctx)
{
    struct each each = {fn, ctx};
    MHD_get_connection_values(exchange->connection, MHD_GET_ARGUMENT_KIND, on_query, &each);
}

void http_exchange_on_gone(struct http_exchange *exchange, loop_fn fn, void *ctx)
{
    exchange->on_gone = fn;
    exchange->gone_ctx = ctx;
}

void http_reply(struct http_exchange *exchange, int status, const char *content_type,
                const void *body, size_t len)
{
    http_reply_with(exchange, status, content_type, body, len, NULL);
}

static void header_add(struct MHD_Response *response, const char *line)
{
    const char *colon = strchr(line, ':');
    if (!colon)
        return;
    char *name = mem_strndup(line, (size_t)(colon - line));
    if (MHD_add_response_header(response, name, colon + 1 + strspn(colon + 1, " ")) != MHD_YES)
        log_warn("http", LOG_T("a header of a reply is left out"), LOG_S("name", name));
    free(name);
}

void http_reply_with(struct http_exchange *exchange, int status, const char *content_type,
                     const void *body, size_t len, const char *const *headers)
{
    /* MHD takes the body as not const, but copies it. */
    union {
        const void *from;
        void *to;
    } data = {.from = len ? body : ""};
    struct MHD_Response *response =
        MHD_create_response_from_buffer(len, data.to, MHD_RESPMEM_MUST_COPY);

    if (!response) { /* out of memory only */
        http_reply_cut(exchange);
        return;
    }
    if (content_type)
        MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, content_type);
    for (size_t i = 0; headers && headers[i]; i++)
        header_add(response, headers[i]);
    http_exchange_answer(exchange, (unsigned int)status, response);
}

void http_reply_text(struct http_exchange *exchange, int status, const char *text)
{
    http_reply_with(exchange, status, "text/plain; charset=utf-8", text, strlen(text), NULL);
}

void http_reply_cut(struct http_exchange *exchange)
{
    exchange->cut = true; /* http_on_request sees it and has MHD close the connection */
    http_exchange_answer(exchange, 0, NULL);
}
