/* The HTTP server: libmicrohttpd driven by the loop. Small, for loopback and for a reverse proxy in
 * front: no TLS.
 *
 * A handler gets a whole request (body collected, at most body_limit; over it the server answers
 * 413 itself) and answers now or later with exactly one http_reply..., or turns the exchange into a
 * stream of server-sent events. Until then the connection is suspended and costs no polling. If the
 * server is freed first, the exchange is gone: on_gone tells whoever asked to be told. Requests
 * with Content-Length twice or together with Transfer-Encoding are refused with 400. A client that
 * left is noticed at the next write only: streams send a heartbeat every HTTP_HEARTBEAT_MS. Loop
 * thread only. */
#ifndef BYLINA_HTTP_SERVER_H
#define BYLINA_HTTP_SERVER_H

#include "base/error.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>

#define HTTP_HEARTBEAT_MS     15000
#define HTTP_STREAM_QUEUE_MAX (4u << 20) /* bytes; a slower reader is closed */

struct http_server;
struct http_exchange; /* one request and its answer */
struct http_stream;   /* one reader of server-sent events */

struct http_server_config {
    const char *listen; /* "127.0.0.1:8090", "[::1]:8090"; port 0: any free one */
    size_t body_limit;  /* bytes of a request's body */
};

typedef void (*http_handler_fn)(void *ctx, struct http_exchange *exchange);

/* A port in use or a bad address: ERR_SYSTEM or ERR_INVALID with a text that names it. */
int http_server_new(struct loop *loop, const struct http_server_config *config,
                    struct http_server **ret_server, struct err *err);
/* From within a handler too: on_gone and on_closed are called before it returns. */
void http_server_free(struct http_server *server);
int http_server_port(const struct http_server *server);

/* Paths that begin with `prefix` go to the handler; the longest prefix wins; no match: 404. */
void http_server_route(struct http_server *server, const char *prefix, http_handler_fn handler,
                       void *ctx);

/* What was asked; all valid until the reply. Paths and query values are URL-decoded. */
const char *http_exchange_method(const struct http_exchange *exchange); /* "GET", "POST", ... */
const char *http_exchange_path(const struct http_exchange *exchange);   /* without the query */
const char *http_exchange_query(const struct http_exchange *exchange,
                                const char *name); /* or NULL */
const char *http_exchange_header(const struct http_exchange *exchange, const char *name);
const char *http_exchange_body(const struct http_exchange *exchange, size_t *ret_len);
/* fn for every query argument. */
void http_exchange_each_query(const struct http_exchange *exchange,
                              void (*fn)(void *ctx, const char *name, const char *value),
                              void *ctx);
/* fn is called once if the exchange ends without a reply of ours (server freed). */
void http_exchange_on_gone(struct http_exchange *exchange, loop_fn fn, void *ctx);

/* Each ends the exchange. Header: extra "Name: value" lines ended by NULL, or NULL. */
void http_reply(struct http_exchange *exchange, int status, const char *content_type,
                const void *body, size_t len);
void http_reply_with(struct http_exchange *exchange, int status, const char *content_type,
                     const void *body, size_t len, const char *const *headers);
void http_reply_text(struct http_exchange *exchange, int status, const char *text);
/* Closes the connection without an answer (the local Telegram's "cut connection" fault). */
void http_reply_cut(struct http_exchange *exchange);

/* Turns the exchange into an event stream; on_closed comes once, when the reader has left or was
 * closed by the server, and the stream is gone after it (never from within http_stream_send). */
struct http_stream *http_stream_open(struct http_exchange *exchange, loop_fn on_closed, void *ctx);
void http_stream_send(struct http_stream *stream, const char *event, const char *data);
void http_stream_close(struct http_stream *stream);

#endif
