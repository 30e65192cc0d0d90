/* Buckets as wide as their values are high: exact below LATENESS_STEPS, then LATENESS_STEPS to each
 * doubling, so that a fixed array tells 5 ms from 6 and an hour from an hour and a quarter. */
#include "turn/lateness.h"

#include <stddef.h>

static size_t bucket_of(int64_t ms)
{
    size_t doublings = 0;
    while (ms >> doublings >= 2 * LATENESS_STEPS)
        doublings++;
    size_t bucket = doublings * LATENESS_STEPS + (size_t)(ms >> doublings);
    return bucket < LATENESS_BUCKETS ? bucket : LATENESS_BUCKETS - 1;
}

/* The highest value of the bucket. */
static int64_t top_of(size_t bucket)
{
    if (bucket < 2 * LATENESS_STEPS)
        return (int64_t)bucket;
    size_t doublings = bucket / LATENESS_STEPS - 1;
    return ((int64_t)(LATENESS_STEPS + bucket % LATENESS_STEPS + 1) << doublings) - 1;
}

void lateness_add(struct lateness *lateness, int64_t ms)
{
    if (ms < 0)
        ms = 0;
    lateness->counts[bucket_of(ms)]++;
    lateness->count++;
    if (ms > lateness->max)
        lateness->max = ms;
}

int64_t lateness_quantile(const struct lateness *lateness, int percent)
{
    int64_t left = (lateness->count * percent + 99) / 100;
    for (size_t bucket = 0; bucket < LATENESS_BUCKETS && left > 0; bucket++) {
        left -= lateness->counts[bucket];
        if (left <= 0)
            return top_of(bucket) < lateness->max ? top_of(bucket) : lateness->max;
    }
    return 0;
}
