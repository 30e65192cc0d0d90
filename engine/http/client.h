/* The HTTP client: many requests at once on one loop, over libcurl's multi_socket interface.
 *
 * Connections are kept and reused; HTTP/2 where TLS offers it; gzip is accepted. A request is
 * copied when it is sent. It completes exactly once, from the loop and never from within
 * http_client_send: with a response (any status, 5xx included) or with an error (ERR_UNSENT
 * when not one byte of it was put on the wire, else ERR_TIMEOUT, ERR_NETWORK, ERR_CANCELLED,
 * ERR_LIMIT when the body passes body_limit). Redirects are not followed. A URL may hold a secret:
 * errors and logs name the host only. What is not GET or HEAD is put on the wire at most once: a
 * kept connection that dies before an answer is ERR_NETWORK. Loop thread only. */
#ifndef BYLINA_HTTP_CLIENT_H
#define BYLINA_HTTP_CLIENT_H

#include "base/error.h"
#include "loop/loop.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTTP_BODY_LIMIT  (32u << 20) /* bytes of a response, unless the request names less */
#define HTTP_TIMEOUT_MS  30000
#define HTTP_CONNECT_MS  10000
#define HTTP_HEADERS_MAX 16

struct http_client;
struct http_call;

/* One part of a multipart/form-data body: a field, or a file when filename is set. */
struct http_part {
    const char *name;
    const char *filename;     /* NULL: a plain field */
    const char *content_type; /* NULL: application/octet-stream for files */
    const void *data;
    size_t len;
};

struct http_response {
    int status;
    const char *body; /* followed by a 0 byte */
    size_t len;
    const char *content_type; /* "" if none */
    int64_t retry_after_s;    /* of the Retry-After header; -1 if none */
};

/* Exactly one of res and err is not NULL; both live only during the call. */
typedef void (*http_done_fn)(void *ctx, const struct http_response *res, const struct err *err);
/* A piece of a body of status 2xx as it comes; return false to give up (ends as ERR_CANCELLED). */
typedef bool (*http_data_fn)(void *ctx, const char *data, size_t len);

struct http_request {
    const char *method; /* NULL: GET, or POST with a body or parts */
    const char *url;
    const char *content_type;   /* of body; NULL: application/json */
    const char *const *headers; /* "Name: value", ended by NULL; may be NULL */
    const void *body;
    size_t body_len;
    const struct http_part *parts; /* instead of body */
    size_t part_count;
    int64_t timeout_ms;   /* the whole call; 0: HTTP_TIMEOUT_MS */
    int64_t connect_ms;   /* 0: HTTP_CONNECT_MS */
    size_t body_limit;    /* 0: HTTP_BODY_LIMIT, and none for what goes to on_data */
    http_data_fn on_data; /* NULL: the body is collected in res->body */
    http_done_fn on_done;
    void *ctx;
};

struct http_client *http_client_new(struct loop *loop);
/* Cancels what is under way (each completes with ERR_CANCELLED, from here) and frees. Not from
 * within on_data; from within on_done it may be called, but nothing may be sent any more. */
void http_client_free(struct http_client *client);

/* Never fails at once: a bad URL completes with an error like everything else. The handle is valid
 * until on_done is called. */
struct http_call *http_client_send(struct http_client *client, const struct http_request *request);
/* Completes with ERR_CANCELLED soon, from the loop. */
void http_call_cancel(struct http_call *call);

#endif
