/* Inside sandbox/: flood control as the real server's, off until it is switched on: too many calls
 * that write (send..., edit..., copy..., forward...) of a bot, to a chat or to a group answer 429
 * with retry_after, and so do all that come before that time is over. Callback answers and the rest
 * are free. Real time, not the game's. */
#ifndef BYLINA_SANDBOX_FLOOD_H
#define BYLINA_SANDBOX_FLOOD_H

#include "sandbox/call.h"

#define FLOOD_ALL      30 /* a second, over all chats of a bot */
#define FLOOD_CHAT     1  /* a second, to one chat */
#define FLOOD_BURST    3  /* to one chat at once, after a while of silence */
#define FLOOD_GROUP    20 /* a minute, to one group */
#define FLOOD_PAID     1000
#define FLOOD_MOST     100000
#define FLOOD_AGAIN_MS 500  /* the same offset again within this: one update only */
#define FLOOD_WAIT_MS  3000 /* and within this: the call waits so long at least */

/* {"all": 30, "chat": 1, "burst": 3, "group": 20}, each may be absent; true, false or null. */
int flood_read(const json *from, struct flood_limits *ret_limits, struct err *err);
void flood_set(struct sandbox *sandbox, const struct flood_limits *limits);
json *flood_view(const struct sandbox *sandbox); /* a null when it is off */

/* True: the call has failed with 429. */
bool flood_refuses(struct call *call);

#endif
