/* How long the loop stood still at most while something else was done: a timer that should come
 * every few milliseconds, and how late it came. Loop thread. */
#ifndef BYLINA_APP_PULSE_H
#define BYLINA_APP_PULSE_H

#include "loop/loop.h"

#include <stdint.h>

struct pulse;

struct pulse *pulse_new(struct loop *loop);
void pulse_free(struct pulse *pulse); /* NULL is fine */
void pulse_start(struct pulse *pulse);
int64_t pulse_stop(struct pulse *pulse); /* the longest stall since pulse_start, ms */

#endif
