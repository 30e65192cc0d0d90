/* Inside sandbox/: a crowd of players that play by themselves, so that a bot can be put under load
 * without a second program. At most one crowd at a time. */
#ifndef BYLINA_SANDBOX_CROWD_H
#define BYLINA_SANDBOX_CROWD_H

#include "sandbox/callbacks.h"
#include "sandbox/control.h"

#define CROWD_SAYS_MAX 100     /* texts of one player */
#define CROWD_TAPS_MAX 5000000 /* of all together */

/* The bot has sent or changed a message of the chat. */
void crowd_saw(const struct chat *chat, const struct message *message);
/* The bot has answered a tap. */
void crowd_heard(struct sandbox *sandbox, const struct callback *callback);
void crowd_free(struct sandbox *sandbox); /* without a crowd no effect */

void control_crowd(struct ask *ask);
void control_get_crowd(struct ask *ask);
void control_end_crowd(struct ask *ask);

#endif
