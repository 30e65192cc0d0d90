/* The simulation's time and chance, linked in place of base/clock.c and base/secret.c. One of each
 * a process, because clock_mono_ms and rng_secret know no context. */
#ifndef BYLINA_TESTS_SIM_TIME_H
#define BYLINA_TESTS_SIM_TIME_H

#include "base/rng.h"

#include <stdint.h>

#define SIM_WALL_START_MS 1767600000000ll /* 5 January 2026, 08:00 UTC */

struct sim_time {
    int64_t mono_us;
    int64_t wall_ms; /* wall clock less the monotonic one */
    struct rng secret;
};

extern struct sim_time sim_time;

void sim_time_reset(uint64_t seed);

#endif
