/* A histogram of times with fixed bounds, a millisecond to ten seconds, as Prometheus counts them.
 * Zeroed: empty. Not thread-safe. */
#ifndef BYLINA_BASE_HISTOGRAM_H
#define BYLINA_BASE_HISTOGRAM_H

#include <stdint.h>

#define HISTOGRAM_BOUNDS 13

struct histogram {
    int64_t counts[HISTOGRAM_BOUNDS + 1]; /* up to each bound, and above the last */
    int64_t sum_us;
};

/* Microseconds, rising; `i` below HISTOGRAM_BOUNDS. */
int64_t histogram_bound_us(int i);
void histogram_add(struct histogram *histogram, int64_t us); /* below 0 counts as 0 */

#endif
