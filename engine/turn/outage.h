/* Outage: the database gives no good answer for a while, and those who wait are told. Private to
 * turn/. */
#ifndef BYLINA_TURN_OUTAGE_H
#define BYLINA_TURN_OUTAGE_H

#include "turn/event.h"
#include "turn/inner.h"

#define OUTAGE_LOOK_MS   200
#define OUTAGE_CHATS_MAX 10000 /* chats that get a message in one outage */

struct outage;

struct outage *outage_new(struct turns *turns);
void outage_free(struct outage *outage);

void outage_doubt(struct outage *outage); /* a commit was asked for, or the database has failed */
void outage_over(struct outage *outage);  /* a commit has a verdict */
bool outage_lasts(const struct outage *outage); /* and was told */
/* The event has come in: its sender is told at once if there is an outage. */
void outage_greet(struct outage *outage, struct event *event);

#endif
