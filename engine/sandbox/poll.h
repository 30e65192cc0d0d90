/* Inside sandbox/: getUpdates. One call may wait for a bot; another that must wait, too, ends it
 * with 409. */
#ifndef BYLINA_SANDBOX_POLL_H
#define BYLINA_SANDBOX_POLL_H

#include "sandbox/call.h"

#define POLL_TIMEOUT_MAX_S 50
#define POLL_LIMIT_MAX     100

struct poll;

void poll_get_updates(struct call *call);
void poll_serve(struct poll *poll); /* answers it if updates are there */
void poll_end(struct poll *poll, int code, const char *description); /* frees it; NULL is fine */
void poll_free(struct poll *poll); /* ends it as a server that stops */

#endif
