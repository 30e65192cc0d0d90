/* What was put into the database without a turn (by an admin's act, by a broadcast), told to the
 * memory of turn/. Everything is copied; when the engine stops it is left to the next start. */
#ifndef BYLINA_TURN_TOLD_H
#define BYLINA_TURN_TOLD_H

#include "store/commit.h"
#include "turn/turn.h"

/* A letter in the inbox, received at these game seconds; a call in the outbox. */
void turns_letter(struct turns *turns, const struct store_letter *letter, int64_t received);
void turns_call(struct turns *turns, const struct store_out *out);
/* Whether they are there is not known: the database is asked. */
void turns_look_letter(struct turns *turns, int64_t id);
void turns_look_call(struct turns *turns, int64_t id);
/* A message that no turn has sent stands in the chat (what is shown next goes below it); or, with
 * message 0, the chat refuses messages. */
void turns_reached(struct turns *turns, int64_t chat, int64_t message);

#endif
