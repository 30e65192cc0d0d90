/* How late things were: a histogram of milliseconds. Private to turn/. */
#ifndef BYLINA_TURN_LATENESS_H
#define BYLINA_TURN_LATENESS_H

#include <stdint.h>

#define LATENESS_STEPS   8 /* of a doubling: a quantile is at most an eighth too high */
#define LATENESS_BUCKETS (LATENESS_STEPS * 40)

struct lateness { /* zeroed: empty */
    int64_t counts[LATENESS_BUCKETS];
    int64_t count;
    int64_t max;
};

void lateness_add(struct lateness *lateness, int64_t ms);
/* No more than `percent` of a hundred were later than this; 0 while empty. */
int64_t lateness_quantile(const struct lateness *lateness, int percent);

#endif
