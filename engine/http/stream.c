/* One reader of server-sent events (text/event-stream, as the HTML standard has it).
 *
 *     http_stream_send ─▶ queue ─▶ stream_read, when the socket takes bytes ─▶ the reader
 *
 * libmicrohttpd pulls: it calls stream_read whenever it could write. With an empty queue the
 * connection is suspended ("asleep") and costs nothing; the next event wakes it. A suspended
 * connection does not notice that its client has left, so every HTTP_HEARTBEAT_MS each reader gets
 * a comment line, and one whose socket says "closed" is let go at once.
 *
 * A reader that does not keep up is dropped when HTTP_STREAM_QUEUE_MAX bytes wait for it: its
 * socket is shut down, which MHD sees as any other lost connection. The web page connects again.
 *
 * Invariants: on_closed comes exactly once, from MHD's completion or from the server's end. The
 * stream belongs to its exchange. */
#include "http/server_internal.h"

#include "base/log.h"
#include "base/mem.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define STREAM_BLOCK     8192  /* bytes of one chunk */
#define STREAM_KEEP      65536 /* a bigger empty queue gives its memory back */
#define STREAM_COMMENT   ":\n\n"
#define STREAM_QUEUE_CAP ((size_t)2 * HTTP_STREAM_QUEUE_MAX) /* sent bytes are moved out lazily */

struct http_stream {
    struct list_node node; /* in server->streams */
    struct http_exchange *exchange;
    struct buf queue;
    size_t sent; /* of the queue's bytes */
    bool asleep; /* suspended: the queue is empty */
    bool closing;
    bool dropped;
    loop_fn on_closed;
    void *ctx;
};

static size_t stream_waiting(const struct http_stream *stream)
{
    return stream->queue.len - stream->sent;
}

static int stream_socket(const struct http_stream *stream)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(stream->exchange->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

static void stream_wake(struct http_stream *stream)
{
    if (!stream->asleep)
        return;
    stream->asleep = false;
    MHD_resume_connection(stream->exchange->connection);
    stream->exchange->server->stale = true;
}

static void stream_drop(struct http_stream *stream)
{
    stream->dropped = true;
    stream->sent = 0;
    buf_done(&stream->queue);
    buf_init(&stream->queue, STREAM_QUEUE_CAP);
    shutdown(stream_socket(stream), SHUT_RDWR);
    stream_wake(stream);
}

static void stream_emptied(struct http_stream *stream)
{
    stream->sent = 0;
    if (stream->queue.cap <= STREAM_KEEP) {
        buf_reset(&stream->queue);
        return;
    }
    buf_done(&stream->queue);
    buf_init(&stream->queue, STREAM_QUEUE_CAP);
}

/* MHD asks for bytes. */
static ssize_t stream_read(void *ctx, uint64_t at, char *to, size_t max)
{
    struct http_stream *stream = ctx;
    size_t len = stream_waiting(stream);
    (void)at;

    if (stream->dropped)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (len == 0 && stream->closing)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (len == 0) {
        stream->asleep = true;
        MHD_suspend_connection(stream->exchange->connection);
        return 0;
    }
    if (len > max)
        len = max;
    memcpy(to, stream->queue.data + stream->sent, len);
    stream->sent += len;
    if (stream_waiting(stream) == 0)
        stream_emptied(stream);
    return (ssize_t)len;
}

/* Moves the waiting bytes to the front once they are fewer than the sent ones. */
static void stream_compact(struct http_stream *stream)
{
    size_t waiting = stream_waiting(stream);
    if (stream->sent == 0 || waiting > stream->sent)
        return;
    memmove(stream->queue.data, stream->queue.data + stream->sent, waiting);
    stream->queue.len = waiting;
    stream->queue.data[waiting] = '\0';
    stream->sent = 0;
}

static void stream_queued(struct http_stream *stream)
{
    if (!stream->queue.full && stream_waiting(stream) <= HTTP_STREAM_QUEUE_MAX) {
        stream_wake(stream);
        return;
    }
    log_warn("http", LOG_T("a reader of events does not keep up and is dropped"),
             LOG_I("bytes", stream_waiting(stream)));
    stream_drop(stream);
}

/* One "data:" line for each line of the text; CR, LF and CRLF all end one. */
static void frame_write(struct buf *out, const char *event, const char *data)
{
    if (event) {
        buf_adds(out, "event: ");
        buf_add(out, event, strcspn(event, "\r\n"));
        buf_addc(out, '\n');
    }
    for (const char *line = data;;) {
        size_t len = strcspn(line, "\r\n");
        buf_adds(out, "data: ");
        buf_add(out, line, len);
        buf_addc(out, '\n');
        line += len;
        if (*line == '\0')
            break;
        line += line[0] == '\r' && line[1] == '\n' ? 2 : 1;
    }
    buf_addc(out, '\n');
}

struct http_stream *http_stream_open(struct http_exchange *exchange, loop_fn on_closed, void *ctx)
{
    struct http_server *server = exchange->server;
    struct http_stream *stream = mem_alloc(sizeof(*stream));
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, STREAM_BLOCK, stream_read, stream, NULL);

    stream->exchange = exchange;
    stream->on_closed = on_closed;
    stream->ctx = ctx;
    buf_init(&stream->queue, STREAM_QUEUE_CAP);
    buf_adds(&stream->queue, STREAM_COMMENT); /* something to send: the reader sees it is open */
    exchange->stream = stream;
    list_push(&server->streams, &stream->node);
    if (!loop_timer_active(server->heartbeat))
        loop_timer_start(server->heartbeat, HTTP_HEARTBEAT_MS);

    MHD_add_response_header(response, "Content-Type", "text/event-stream");
    MHD_add_response_header(response, "Cache-Control", "no-cache");
    MHD_add_response_header(response, "X-Accel-Buffering", "no"); /* nginx must not hold it back */
    http_exchange_answer(exchange, MHD_HTTP_OK, response);
    return stream;
}

void http_stream_send(struct http_stream *stream, const char *event, const char *data)
{
    if (stream->closing || stream->dropped)
        return;
    stream_compact(stream);
    frame_write(&stream->queue, event, data);
    stream_queued(stream);
}

void http_stream_close(struct http_stream *stream)
{
    stream->closing = true;
    stream_wake(stream);
}

void http_streams_beat(void *ctx)
{
    struct http_server *server = ctx;
    char byte;

    for (struct list_node *node = list_first(&server->streams); node;
         node = list_next(&server->streams, node)) {
        struct http_stream *stream = LIST_OF(node, struct http_stream, node);
        if (stream->closing || stream->dropped)
            continue;
        ssize_t got = recv(stream_socket(stream), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            stream_drop(stream);
            continue;
        }
        stream_compact(stream);
        buf_adds(&stream->queue, STREAM_COMMENT);
        stream_queued(stream);
    }
    if (!list_empty(&server->streams))
        loop_timer_start(server->heartbeat, HTTP_HEARTBEAT_MS);
}

static void tell_closed(struct http_stream *stream)
{
    loop_fn fn = stream->on_closed;
    stream->on_closed = NULL;
    if (fn)
        fn(stream->ctx);
}

void http_stream_abandon(struct http_stream *stream)
{
    stream->closing = true;
    stream_wake(stream);
    tell_closed(stream);
}

void http_stream_gone(struct http_stream *stream)
{
    list_remove(&stream->node);
    tell_closed(stream);
    buf_done(&stream->queue);
    free(stream);
}
