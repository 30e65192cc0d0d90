/* What happens to a durable call whose sending was cut off, by method; and what goes first. Private
 * to turn/. */
#ifndef BYLINA_TURN_POLICY_H
#define BYLINA_TURN_POLICY_H

#include <stdbool.h>

enum turn_policy {                  /* stored in the outbox: never renumber */
                   TURN_RESEND = 0, /* at least once: it is sent again */
                   TURN_DROP = 1,   /* at most once: a durable "sending" stands before the call */
};

/* Stored with a call: what a script waits for most leaves first; pushes may wait (backlog.h). */
enum turn_priority { TURN_PRIORITY_CALL = 1, TURN_PRIORITY_PUSH = 2 };

/* Of a method of the Bot API, whatever its case; TURN_DROP for one that is not in the table. */
enum turn_policy policy_of(const char *method);
/* It means nothing a moment later: after CALL_MOMENT_MS in the queue it has expired. */
bool policy_of_the_moment(const char *method);
bool policy_is_listed(const char *method); /* for the test that holds the table against the API */

#endif
