/* What happens to a durable call whose sending was cut off, by method. Private to turn/. */
#ifndef BYLINA_TURN_POLICY_H
#define BYLINA_TURN_POLICY_H

enum turn_policy {                  /* stored in the outbox: never renumber */
                   TURN_RESEND = 0, /* at least once */
                   TURN_DROP = 1,   /* at most once: a durable "sending" stands before the call */
};

enum turn_policy policy_of(const char *method);

#endif
