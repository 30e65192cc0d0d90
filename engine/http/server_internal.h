/* What the server's files share: server.c (the daemon and its routes), listen.c (the socket),
 * exchange.c (one request), stream.c (one reader of events). Private to http/. */
#ifndef BYLINA_HTTP_SERVER_INTERNAL_H
#define BYLINA_HTTP_SERVER_INTERNAL_H

#include "base/buf.h"
#include "base/list.h"
#include "http/server.h"

#include <microhttpd.h>
#include <stdint.h>

#define HTTP_ROUTES_MAX      64
#define HTTP_CONNECTIONS_MAX 20000 /* at once; the descriptors of the process may be fewer */
#define HTTP_IDLE_S          120   /* a connection that neither sends nor takes a byte is closed */
#define HTTP_BACKLOG         4096  /* connections that wait to be accepted */
#define HTTP_HEAD_MAX        32768 /* request line and headers; MHD answers 414 or 431 beyond */
#define HTTP_EXCESS_MAX      (64u << 20) /* bytes over body_limit that are read for a clean 413 */

struct http_route {
    char *prefix;
    size_t len;
    http_handler_fn handler;
    void *ctx;
};

struct http_server {
    struct loop *loop;
    struct MHD_Daemon *daemon;
    struct loop_watch *watch; /* of MHD's epoll descriptor */
    struct loop_prepare *prepare;
    struct loop_timer *timer; /* MHD's next time-out */
    struct loop_timer *heartbeat;
    struct http_route routes[HTTP_ROUTES_MAX]; /* the longest prefix first */
    size_t route_count;
    struct list exchanges;
    struct list streams;
    size_t body_limit;
    int64_t wake_at; /* when `timer` fires, if it is active */
    int port;
    bool stale;   /* resumed or closed something: MHD must run before the loop sleeps */
    bool running; /* within MHD_run */
    bool dead;    /* freed */
};

enum exchange_state {
    EXCHANGE_READING,  /* the body is coming */
    EXCHANGE_HANDLING, /* within the handler */
    EXCHANGE_WAITING,  /* suspended until the reply */
    EXCHANGE_ANSWERED, /* the reply is made; MHD sends it */
    EXCHANGE_GONE,     /* the server was freed first */
};

struct http_exchange {
    struct list_node node; /* in server->exchanges */
    struct http_server *server;
    struct MHD_Connection *connection;
    const char *method;
    const char *path;
    struct buf body;
    size_t excess; /* bytes that came beyond body_limit */
    enum exchange_state state;
    bool cut;
    struct MHD_Response *response; /* made, not yet given to MHD */
    unsigned int status;
    loop_fn on_gone;
    void *gone_ctx;
    struct http_stream *stream;
};

int http_listen(const char *address, int *ret_fd, int *ret_port, struct err *err);

const struct http_route *http_route_find(const struct http_server *server, const char *path);

/* MHD's callbacks: a request comes in pieces; it is over, however it ended. */
enum MHD_Result http_on_request(void *cls, struct MHD_Connection *connection, const char *url,
                                const char *method, const char *version, const char *upload,
                                size_t *upload_size, void **slot);
void http_on_completed(void *cls, struct MHD_Connection *connection, void **slot,
                       enum MHD_RequestTerminationCode why);
/* Tells whoever waits (on_gone, on_closed) and lets the connection go; for the server's end. */
void http_exchange_abandon(struct http_exchange *exchange);
/* Gives MHD the reply, at once or when the connection has been resumed. Takes `response`. */
void http_exchange_answer(struct http_exchange *exchange, unsigned int status,
                          struct MHD_Response *response);

void http_stream_abandon(struct http_stream *stream); /* on_closed, and awake for the end */
void http_stream_gone(struct http_stream *stream);    /* on_closed if still due; frees */
void http_streams_beat(void *server);                 /* the heartbeat's timer */

#endif
