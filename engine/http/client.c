/* The client's engine room: one libcurl multi handle driven by the loop.
 *
 *     loop watch / timer ──▶ curl_multi_socket_action ──▶ info_read ──▶ http_call_report
 *     send ──▶ curl_multi_add_handle (libcurl only sets its timer)
 *     cancel, refused ──▶ `ended` list ──▶ a timer of 0 ms ──▶ http_call_report
 *
 * Invariants: a call is in `calls` from send until just before on_done; nothing completes within
 * send, because libcurl only works inside socket_action. libcurl forbids removing a handle from
 * within its callbacks (on_data), so a cancel only queues. on_done may send, cancel and even free
 * the client: `busy` and `dead` put the freeing off to the end of the callback that led here.
 *
 * libcurl takes its eyes off a connection after each request, and tells us so. A watch that came
 * and went with that would cost five system calls a request; so a connection's watch stays until
 * the connection is closed, and only stops when something happens while nobody looks. Other sockets
 * (libcurl has some of its own for looking up names) are watched as long as it says.
 *
 * Easy handles are reset and used again: making one costs more than a request over loopback.
 * What a request looks like to libcurl is call.c's. */
#include "http/client_internal.h"

#include "base/log.h"
#include "base/mem.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HTTP_SOCKETS_MAX 4096 /* connections at once; more requests wait inside libcurl */
#define HTTP_IDLE_MAX    512  /* connections kept open for the next request */

struct http_socket {
    struct http_client *client;
    struct loop_watch *watch;
    curl_socket_t fd;
    int events; /* that libcurl wanted last */
    bool idle;  /* libcurl does not look at it now */
};

static void call_end(struct http_call *call, CURLcode result)
{
    struct http_client *client = call->client;

    if (call->in_multi)
        curl_multi_remove_handle(client->multi, call->easy);
    list_remove(&call->ended);
    list_remove(&call->node);
    call->finished = true;
    http_call_report(call, result);

    CURL *easy = http_call_free(call);
    if (easy && client->spare_count < HTTP_SPARE_MAX)
        client->spare[client->spare_count++] = easy;
    else if (easy)
        curl_easy_cleanup(easy);
}

static void calls_cancel(struct http_client *client)
{
    struct http_call *call;
    while ((call = LIST_OF(list_first(&client->calls), struct http_call, node))) {
        call->cancelled = true;
        call_end(call, CURLE_OK);
    }
}

static void client_destroy(struct http_client *client)
{
    while (client->spare_count)
        curl_easy_cleanup(client->spare[--client->spare_count]);
    curl_multi_cleanup(client->multi);
    loop_timer_free(client->timer);
    loop_timer_free(client->ending);
    free(client->sockets);
    free(client);
    curl_global_cleanup();
}

static void client_leave(struct http_client *client)
{
    if (--client->busy == 0 && client->dead)
        client_destroy(client);
}

static void client_act(struct http_client *client, curl_socket_t fd, int mask)
{
    int running;
    CURLMsg *message;

    client->busy++;
    curl_multi_socket_action(client->multi, fd, mask, &running);
    while ((message = curl_multi_info_read(client->multi, &running))) {
        char *call = NULL;
        if (message->msg != CURLMSG_DONE)
            continue;
        CURLcode result = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &call);
        call_end((struct http_call *)(void *)call, result);
    }
    client_leave(client);
}

static void on_ready(void *ctx, int events)
{
    struct http_socket *sock = ctx; /* may be freed by what follows */
    int mask =
        (events & LOOP_READ ? CURL_CSELECT_IN : 0) | (events & LOOP_WRITE ? CURL_CSELECT_OUT : 0);
    if (sock->idle)
        loop_watch_set(sock->watch, 0); /* closed by the other end: libcurl will see */
    else
        client_act(sock->client, sock->fd, mask);
}

static void on_timer(void *ctx)
{
    client_act(ctx, CURL_SOCKET_TIMEOUT, 0);
}

static void on_ending(void *ctx)
{
    struct http_client *client = ctx;
    struct http_call *call;

    client->busy++;
    while ((call = LIST_OF(list_first(&client->ended), struct http_call, ended)))
        call_end(call, CURLE_OK);
    client_leave(client);
}

static struct http_socket *socket_new(struct http_client *client, curl_socket_t fd)
{
    struct http_socket *sock = mem_alloc(sizeof(*sock));
    sock->client = client;
    sock->fd = fd;
    sock->watch = loop_watch_new(client->loop, fd, on_ready, sock);
    return sock;
}

static void socket_free(struct http_socket *sock)
{
    loop_watch_free(sock->watch);
    free(sock);
}

static struct http_socket *connection_of(const struct http_client *client, curl_socket_t fd)
{
    size_t at = (size_t)fd;
    return at < client->socket_cap ? client->sockets[at] : NULL;
}

static void connection_put(struct http_client *client, curl_socket_t fd, struct http_socket *sock)
{
    size_t at = (size_t)fd;
    if (at >= client->socket_cap) {
        size_t cap = at + at / 2 + 64;
        client->sockets = mem_grow(client->sockets, cap, sizeof(struct http_socket *));
        memset(client->sockets + client->socket_cap, 0,
               (cap - client->socket_cap) * sizeof(struct http_socket *));
        client->socket_cap = cap;
    }
    client->sockets[at] = sock;
}

int http_client_close(void *ctx, curl_socket_t fd)
{
    struct http_client *client = ctx;
    struct http_socket *sock = connection_of(client, fd);
    if (sock) {
        client->sockets[fd] = NULL;
        socket_free(sock);
    }
    return close(fd);
}

/* Only the connection that has carried a request is surely closed by http_client_close. Of several
 * attempts to connect libcurl closes those that lost by itself. */
static bool has_carried(CURL *easy, curl_socket_t fd)
{
    curl_socket_t active = CURL_SOCKET_BAD;
    char *call = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &call);
    if (!call || !((struct http_call *)(void *)call)->tried)
        return false;
    curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &active);
    return active == fd;
}

static void unwatch(struct http_client *client, CURL *easy, struct http_socket *sock)
{
    if (connection_of(client, sock->fd) != sock) {
        if (!has_carried(easy, sock->fd)) {
            socket_free(sock);
            return;
        }
        connection_put(client, sock->fd, sock);
    }
    sock->idle = true;
    if (sock->events != LOOP_READ)
        loop_watch_set(sock->watch, 0);
}

/* libcurl names the sockets that it wants watched. */
static int on_socket(CURL *easy, curl_socket_t fd, int what, void *ctx, void *socket_ctx)
{
    struct http_client *client = ctx;
    struct http_socket *sock = connection_of(client, fd);

    if (!sock)
        sock = socket_ctx;
    if (what == CURL_POLL_REMOVE) {
        if (sock)
            unwatch(client, easy, sock);
        curl_multi_assign(client->multi, fd, NULL);
        return 0;
    }
    if (!sock) {
        sock = socket_new(client, fd);
        curl_multi_assign(client->multi, fd, sock);
    }
    sock->idle = false;
    sock->events = (what & CURL_POLL_IN ? LOOP_READ : 0) | (what & CURL_POLL_OUT ? LOOP_WRITE : 0);
    loop_watch_set(sock->watch, sock->events);
    return 0;
}

static int on_deadline(CURLM *multi, long delay_ms, void *ctx)
{
    struct http_client *client = ctx;
    (void)multi;
    if (delay_ms < 0)
        loop_timer_stop(client->timer);
    else
        loop_timer_start(client->timer, delay_ms);
    return 0;
}

struct http_client *http_client_new(struct loop *loop)
{
    curl_global_init(CURL_GLOBAL_DEFAULT); /* counted by libcurl */
    struct http_client *client = mem_alloc(sizeof(*client));
    client->loop = loop;
    client->timer = loop_timer_new(loop, on_timer, client);
    client->ending = loop_timer_new(loop, on_ending, client);
    list_init(&client->calls);
    list_init(&client->ended);
    client->multi = curl_multi_init();
    if (!client->multi) {
        log_error("http", LOG_T("libcurl cannot start"));
        abort(); /* out of memory is all that fails here */
    }
    curl_multi_setopt(client->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(client->multi, CURLMOPT_SOCKETDATA, client);
    curl_multi_setopt(client->multi, CURLMOPT_TIMERFUNCTION, on_deadline);
    curl_multi_setopt(client->multi, CURLMOPT_TIMERDATA, client);
    curl_multi_setopt(client->multi, CURLMOPT_MAXCONNECTS, (long)HTTP_IDLE_MAX);
    curl_multi_setopt(client->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)HTTP_SOCKETS_MAX);
    return client;
}

void http_client_free(struct http_client *client)
{
    if (!client)
        return;
    assert(!client->dead);
    client->busy++;
    calls_cancel(client);
    client->dead = true;
    client_leave(client);
}

struct http_call *http_client_send(struct http_client *client, const struct http_request *request)
{
    CURL *easy = client->spare_count ? client->spare[--client->spare_count] : curl_easy_init();
    struct http_call *call = http_call_new(client, easy, request);

    list_push(&client->calls, &call->node);
    if (!call->refused) {
        call->in_multi = curl_multi_add_handle(client->multi, call->easy) == CURLM_OK;
        if (!call->in_multi) {
            call->refused = ERR_SYSTEM;
            call->refused_why = "libcurl does not take the request";
        }
    }
    if (call->refused) {
        list_push(&client->ended, &call->ended);
        loop_timer_start(client->ending, 0);
    }
    return call;
}

void http_call_cancel(struct http_call *call)
{
    if (!call || call->finished || call->cancelled)
        return;
    call->cancelled = true;
    list_remove(&call->ended);
    list_push(&call->client->ended, &call->ended);
    loop_timer_start(call->client->ending, 0);
}
