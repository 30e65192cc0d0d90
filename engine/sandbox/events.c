/* The readers of /control/events. Nothing is rendered when nobody reads. A reader outlives the
 * sandbox for as long as the server keeps its connection: `sandbox` is NULL then. */
#include "sandbox/events.h"

#include "base/mem.h"
#include "sandbox/crowd.h"
#include "sandbox/views.h"
#include "sandbox/wait.h"

#include <stdlib.h>

struct reader {
    struct list_node node;
    struct sandbox *sandbox;
    struct http_stream *stream;
};

static void on_closed(void *ctx)
{
    struct reader *reader = ctx;
    list_remove(&reader->node);
    free(reader);
}

static size_t count_readers(const struct sandbox *sandbox)
{
    size_t count = 0;
    const struct list *readers = &sandbox->readers;
    for (struct list_node *n = list_first(readers); n; n = list_next(readers, n))
        count++;
    return count;
}

void events_open(struct sandbox *sandbox, struct http_exchange *exchange)
{
    if (count_readers(sandbox) >= EVENTS_READERS_MAX) {
        http_reply_text(exchange, 503, "Too many readers of events\n");
        return;
    }
    struct reader *reader = mem_alloc(sizeof(*reader));
    reader->sandbox = sandbox;
    list_push(&sandbox->readers, &reader->node);
    reader->stream = http_stream_open(exchange, on_closed, reader);
    http_stream_send(reader->stream, "hello", "{}");
}

void events_close_all(struct sandbox *sandbox)
{
    struct list_node *node;
    while ((node = list_pop(&sandbox->readers)))
        http_stream_close(LIST_OF(node, struct reader, node)->stream);
}

void events_publish(struct sandbox *sandbox, const char *event, const json *data)
{
    struct buf text;
    const struct list *readers = &sandbox->readers;
    if (list_empty(readers))
        return;
    buf_init(&text, EVENT_LIMIT);
    if (json_write(data, &text) == 0)
        for (struct list_node *n = list_first(readers); n; n = list_next(readers, n))
            http_stream_send(LIST_OF(n, struct reader, node)->stream, event, text.data);
    buf_done(&text);
}

static void publish_chat(struct chat *chat, const char *event, const char *what, json *value)
{
    json *data = json_object();
    json_add_int(data, "bot", chat->bot->id);
    json_add_int(data, "chat_id", chat->id);
    json_add_int(data, "seq", chat->seq);
    if (value)
        json_add(data, what, value);
    events_publish(chat->bot->sandbox, event, data);
    json_free(data);
}

void events_chat(struct chat *chat, const char *event, const char *what, json *value)
{
    chat->seq++;
    wait_chat_changed(chat);
    if (list_empty(&chat->bot->sandbox->readers))
        json_free(value);
    else
        publish_chat(chat, event, what, value);
}

void events_message(struct chat *chat, const char *event, const struct message *message)
{
    bool read = !list_empty(&chat->bot->sandbox->readers);
    events_chat(chat, event, "message", read ? view_message(message) : NULL);
    crowd_saw(chat, message);
}
