/* Pushes that wait in the database alone, when more of them wait than memory should hold. Private
 * to turn/.
 *
 *     outs_add -> room?  yes: in memory (outbox.c)
 *                        no:  its id here; its body stays in its row
 *
 *     room again, or somebody waits for what is behind it -> read by id -> outs_entered */
#ifndef BYLINA_TURN_BACKLOG_H
#define BYLINA_TURN_BACKLOG_H

#include "turn/chat.h"

#define BACKLOG_WINDOW 1024 /* pushes in memory, */
#define BACKLOG_CHAT   8    /* and of them, of one chat */
#define BACKLOG_NONE   INT64_MAX

struct backlog;

struct backlog *backlog_new(struct turns *turns);
void backlog_free(struct backlog *backlog);  /* NULL is fine */
void backlog_start(struct backlog *backlog); /* everything was loaded: go */

/* A call that waits in the outbox, of this chat (NULL: not in memory): true if it waits here from
 * now on. */
bool backlog_takes(struct backlog *backlog, const struct chat *chat, const struct store_out *row);
/* A push has come into the chat's memory, or left it. */
void backlog_entered(struct chat *chat);
void backlog_left(struct chat *chat);

int64_t backlog_first(const struct backlog *backlog, int64_t chat); /* the oldest id */
size_t backlog_count(const struct backlog *backlog, int64_t chat);
/* Somebody waits for what is behind those of the chat: they are read now, then chat_step. */
void backlog_pull(struct backlog *backlog, int64_t chat);
/* The chat's oldest id waits here no more; BACKLOG_NONE: there is none. */
int64_t backlog_give_up(struct backlog *backlog, int64_t chat);

#endif
