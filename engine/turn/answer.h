/* Answers to taps: once each, after the commit, or blank when that takes too long. Private to
 * turn/. */
#ifndef BYLINA_TURN_ANSWER_H
#define BYLINA_TURN_ANSWER_H

#include "turn/event.h"
#include "turn/inner.h"

struct answers;

struct answers *answers_new(struct turns *turns);
void answers_free(struct answers *answers);
/* The tap waits: it is answered blank TURN_ANSWER_MS after event->taken_ms at the latest. */
void answers_expect(struct answers *answers, struct event *event);
/* No effect on an event that was answered or has no tap. */
void answers_give(struct answers *answers, struct event *event, const char *text, bool alert);

#endif
