/* Inside sandbox/: what happens, told as it happens: to the readers of /control/events, and to
 * control calls that wait for a chat to change. */
#ifndef BYLINA_SANDBOX_EVENTS_H
#define BYLINA_SANDBOX_EVENTS_H

#include "sandbox/model.h"

#define EVENTS_READERS_MAX 64
#define EVENT_LIMIT        (2u << 20)

/* Turns the exchange into a stream; 503 when there are too many. */
void events_open(struct sandbox *sandbox, struct http_exchange *exchange);
void events_close_all(struct sandbox *sandbox);

void events_publish(struct sandbox *sandbox, const char *event, const json *data);

/* Something in the chat changed: its seq rises, who waits for it is told, and the event goes out as
 * {bot, chat_id, seq, what: value}; takes value (NULL: left out). */
void events_chat(struct chat *chat, const char *event, const char *what, json *value);
void events_message(struct chat *chat, const char *event, const struct message *message);

#endif
