/* What systemd is told (sd_notify(3)) through the socket that it names in NOTIFY_SOCKET; without
 * one, nothing. Never blocks and never fails: a lost word is no reason to end. */
#ifndef BYLINA_APP_NOTIFY_H
#define BYLINA_APP_NOTIFY_H

#include "loop/loop.h"

/* One datagram: "READY=1\nSTATUS=plays". Any process, no loop needed. */
void notify_send(const char *words);

/* WATCHDOG=1 at half of WATCHDOG_USEC, from the loop: so the beats stop when it hangs. */
struct notify;
struct notify *notify_new(struct loop *loop);
void notify_free(struct notify *notify);

#endif
