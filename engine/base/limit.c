/* GCRA in integers. The arrival time runs ahead of the clock by one interval a call; a call is
 * allowed while it is ahead by no more than the burst's slack, (burst - 1) intervals:
 *
 *     now          tat            allowed while tat - now <= slack
 *      |------------|----|        a call moves tat by one interval
 *                   interval
 *
 * An idle limit is never behind the clock, so that no more than the burst gathers. */
#include "base/limit.h"

/* Over a century: nothing waits so long, and sums with a clock cannot overflow. */
#define LIMIT_SPAN_MAX_US ((int64_t)1 << 52)

static int64_t limit_slack(int64_t interval_us, int64_t burst)
{
    int64_t slack;
    if (interval_us <= 0 || burst <= 1)
        return 0;
    if (__builtin_mul_overflow(interval_us, burst - 1, &slack) || slack > LIMIT_SPAN_MAX_US)
        return LIMIT_SPAN_MAX_US;
    return slack;
}

int64_t limit_wait_us(const struct limit *limit, int64_t now_us, int64_t interval_us, int64_t burst)
{
    int64_t wait = limit->tat_us - now_us - limit_slack(interval_us, burst);
    return wait > 0 ? wait : 0;
}

int64_t limit_take(struct limit *limit, int64_t now_us, int64_t interval_us, int64_t burst)
{
    int64_t wait = limit_wait_us(limit, now_us, interval_us, burst);
    if (wait > 0 || interval_us <= 0)
        return wait;
    if (interval_us > LIMIT_SPAN_MAX_US)
        interval_us = LIMIT_SPAN_MAX_US;
    limit->tat_us = (limit->tat_us > now_us ? limit->tat_us : now_us) + interval_us;
    return 0;
}

void limit_block(struct limit *limit, int64_t until_us, int64_t interval_us, int64_t burst)
{
    int64_t tat = until_us + limit_slack(interval_us, burst);
    if (tat > limit->tat_us)
        limit->tat_us = tat;
}
