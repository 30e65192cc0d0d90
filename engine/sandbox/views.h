/* Inside sandbox/: how the control API shows things. */
#ifndef BYLINA_SANDBOX_VIEWS_H
#define BYLINA_SANDBOX_VIEWS_H

#include "sandbox/model.h"

#define VIEW_MESSAGES_MAX 200

json *view_message(const struct message *message); /* Message, with `reactions` where there are */
json *view_chat(struct chat *chat, const struct player *player); /* the answer of /control/chat */
json *view_state(struct sandbox *sandbox, struct bot *bot);

#endif
