/* The server: one libmicrohttpd daemon without threads, driven by the loop.
 *
 *     MHD's epoll descriptor ─▶ loop_watch ─┐
 *     MHD's time-outs ────────▶ loop_timer ─┼─▶ MHD_run ─▶ http_on_request, http_on_completed
 *     a reply made elsewhere ─▶ loop_prepare┘
 *
 * A reply resumes its connection and marks the server stale; all that were resumed in one turn of
 * the loop share one MHD_run just before it sleeps (MHD walks all suspended connections for that,
 * so once a turn matters). MHD_get_timeout is asked in the same place.
 *
 * Invariants: MHD_run is never nested. A server that is freed from within a handler tells everybody
 * at once and is taken down when MHD_run has returned. No connection is suspended when the daemon
 * stops: libmicrohttpd would panic.
 *
 * exchange.c has the life of a request, stream.c that of an event stream. */
#include "http/server_internal.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MHD_LINE_LIMIT 256

/* What clients did wrong, mostly: nothing that an admin must act on. */
static void on_mhd_log(void *ctx, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
static void on_mhd_log(void *ctx, const char *format, va_list args)
{
    char line[MHD_LINE_LIMIT];
    const char *says = line;
    (void)ctx;
    vsnprintf(line, sizeof(line), format, args);
    line[strcspn(line, "\n")] = '\0';
    log_debug("http", LOG_T("libmicrohttpd"), LOG_S("says", says));
}

static void server_destroy(struct http_server *server)
{
    loop_watch_free(server->watch);
    loop_prepare_free(server->prepare);
    loop_timer_free(server->timer);
    loop_timer_free(server->heartbeat);
    if (server->daemon)
        MHD_stop_daemon(server->daemon); /* closes the socket, completes every exchange */
    for (size_t i = 0; i < server->route_count; i++)
        free(server->routes[i].prefix);
    free(server);
}

/* false: the server was freed by what ran. */
static bool server_run(struct http_server *server)
{
    assert(!server->running);
    server->running = true;
    server->stale = false;
    MHD_run(server->daemon);
    server->running = false;
    if (server->dead) {
        server_destroy(server);
        return false;
    }
    return true;
}

static void on_ready(void *ctx, int events)
{
    (void)events;
    server_run(ctx);
}

static void on_timer(void *ctx)
{
    server_run(ctx);
}

static void on_prepare(void *ctx)
{
    struct http_server *server = ctx;
    MHD_UNSIGNED_LONG_LONG delay;

    if (server->stale && !server_run(server))
        return;
    if (server->stale)
        delay = 0;
    else if (MHD_get_timeout(server->daemon, &delay) != MHD_YES)
        return;
    int64_t at = loop_now(server->loop) + (int64_t)delay;
    if (!loop_timer_active(server->timer) || at < server->wake_at) {
        server->wake_at = at;
        loop_timer_start(server->timer, (int64_t)delay);
    }
}

/* When descriptors run out, MHD stops to watch its listening socket; it starts again in a run after
 * one in which a connection was closed, but asks nobody for that run. */
static void on_connection(void *ctx, struct MHD_Connection *connection, void **slot,
                          enum MHD_ConnectionNotificationCode what)
{
    struct http_server *server = ctx;
    (void)connection, (void)slot;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED)
        server->stale = true;
}

static struct MHD_Daemon *daemon_start(struct http_server *server, int fd)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL,
        http_on_request, server, MHD_OPTION_EXTERNAL_LOGGER, on_mhd_log, server,
        MHD_OPTION_LISTEN_SOCKET, (MHD_socket)fd, MHD_OPTION_NOTIFY_COMPLETED, http_on_completed,
        server, MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned int)HTTP_CONNECTIONS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HTTP_HEAD_MAX, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int)HTTP_IDLE_S,
        MHD_OPTION_END);
}

int http_server_new(struct loop *loop, const struct http_server_config *config,
                    struct http_server **ret_server, struct err *err)
{
    int fd, port;
    int code = http_listen(config->listen, &fd, &port, err);
    if (code != 0)
        return code;

    struct http_server *server = mem_alloc(sizeof(*server));
    server->loop = loop;
    server->port = port;
    server->body_limit = config->body_limit;
    list_init(&server->exchanges);
    list_init(&server->streams);
    server->daemon = daemon_start(server, fd);
    const union MHD_DaemonInfo *info =
        server->daemon ? MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
    if (!info) { /* MHD may or may not have closed fd by now: it is left alone */
        server_destroy(server);
        return err_set(err, ERR_SYSTEM, "cannot listen on %s: libmicrohttpd does not start",
                       config->listen);
    }
    server->watch = loop_watch_new(loop, info->epoll_fd, on_ready, server);
    loop_watch_set(server->watch, LOOP_READ);
    server->prepare = loop_prepare_new(loop, on_prepare, server);
    server->timer = loop_timer_new(loop, on_timer, server);
    server->heartbeat = loop_timer_new(loop, http_streams_beat, server);
    *ret_server = server;
    return 0;
}

void http_server_free(struct http_server *server)
{
    if (!server)
        return;
    assert(!server->dead);
    server->dead = true;
    for (struct list_node *node = list_first(&server->exchanges); node;
         node = list_next(&server->exchanges, node))
        http_exchange_abandon(LIST_OF(node, struct http_exchange, node));
    if (server->running)
        return;              /* server_run ends it */
    MHD_run(server->daemon); /* the last replies leave */
    server_destroy(server);
}

int http_server_port(const struct http_server *server)
{
    return server->port;
}

void http_server_route(struct http_server *server, const char *prefix, http_handler_fn handler,
                       void *ctx)
{
    size_t len = strlen(prefix);
    size_t at = 0;

    assert(server->route_count < HTTP_ROUTES_MAX);
    while (at < server->route_count && server->routes[at].len >= len)
        at++;
    memmove(&server->routes[at + 1], &server->routes[at],
            (server->route_count - at) * sizeof(server->routes[0]));
    server->routes[at] = (struct http_route){mem_strdup(prefix), len, handler, ctx};
    server->route_count++;
}

const struct http_route *http_route_find(const struct http_server *server, const char *path)
{
    for (size_t i = 0; i < server->route_count; i++) {
        if (strncmp(path, server->routes[i].prefix, server->routes[i].len) == 0)
            return &server->routes[i];
    }
    return NULL;
}
