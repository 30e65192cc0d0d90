/* Times are sorted into buckets whose bounds are the usual 1, 2.5, 5 of each power of ten: near
 * enough for a plot, and the same in every process, so that many of them add up. Nothing is
 * allocated and an addition looks at fourteen numbers at most. */
#include "base/histogram.h"

#define MS 1000ll

static const int64_t bounds_us[HISTOGRAM_BOUNDS] = {
    1 * MS,   5 * MS / 2, 5 * MS,    10 * MS,   25 * MS,   50 * MS,    100 * MS,
    250 * MS, 500 * MS,   1000 * MS, 2500 * MS, 5000 * MS, 10000 * MS,
};

int64_t histogram_bound_us(int i)
{
    return bounds_us[i];
}

void histogram_add(struct histogram *histogram, int64_t us)
{
    int i = 0;
    if (us < 0)
        us = 0;
    while (i < HISTOGRAM_BOUNDS && us > bounds_us[i])
        i++;
    histogram->counts[i]++;
    histogram->sum_us += us;
}
