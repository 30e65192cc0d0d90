/* Inside sandbox/: putting messages into chats, whoever writes them. */
#ifndef BYLINA_SANDBOX_POST_H
#define BYLINA_SANDBOX_POST_H

#include "sandbox/call.h"
#include "sandbox/text.h"

/* The head of the chat's next message: id, from, chat, date; for post_message or json_free. */
json *post_head(struct chat *chat, const json *from);
/* A Message as the reply_to_message of another: without its own. */
json *post_quote(const struct message *message);
/* Keeps the message (takes it) and tells who watches the chat. */
struct message *post_message(struct chat *chat, json *body);
/* The same and the bot gets it as an update; *ret_update: its id, 0: not wanted. */
struct message *post_to_bot(struct chat *chat, json *body, int64_t *ret_update);
/* my_chat_member: what the bot is in the chat changed. */
int64_t post_membership(struct chat *chat, const json *by, const char *before, const char *after);
void post_edited(struct chat *chat, struct message *message);

/* A bot's message. send_begin: its head with the reply, or NULL and the call has failed; then the
 * method adds the content; send_end adds the markup and finishes the call. */
json *send_begin(struct call *call);
void send_end(struct call *call, json *body);
/* The call's text or caption, with the parameters' names; false: the call has failed. */
bool send_text(struct call *call, const json *from, const char *name, struct text *ret_text);
/* Adds the text and its entities under `name`; empties `text`. */
void send_add_text(json *body, const char *name, struct text *text);

#endif
