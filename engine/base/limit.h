/* A rate limit: one call each `interval_us` on the average, up to `burst` at once after a pause.
 *
 * It is the generic cell rate algorithm: a token bucket in one number, the theoretical arrival time
 * of the next call. A zeroed struct is a full bucket. Times are monotonic microseconds. With an
 * interval of 0 or less only limit_block limits; a burst below 1 counts as 1. Rate and burst are
 * given with each call, so that they may change at any time. Not thread-safe. */
#ifndef BYLINA_BASE_LIMIT_H
#define BYLINA_BASE_LIMIT_H

#include <stdint.h>

struct limit {
    int64_t tat_us;
};

/* How long until a call is allowed: 0 for now. Changes nothing. */
int64_t limit_wait_us(const struct limit *limit, int64_t now_us, int64_t interval_us,
                      int64_t burst);

/* Takes one call if it is allowed now and returns 0; else the wait, and nothing was taken. */
int64_t limit_take(struct limit *limit, int64_t now_us, int64_t interval_us, int64_t burst);

/* No call before until_us (the other side said so), then one each interval again. */
void limit_block(struct limit *limit, int64_t until_us, int64_t interval_us, int64_t burst);

#endif
