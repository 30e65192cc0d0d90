/* Time stands still while anything is ready to run, and jumps to what is due next (loop.c); so a
 * script's limit of wall time never ends it, and a run does not depend on the machine. */
#include "time.h"

#include "base/clock.h"

#include <string.h>

struct sim_time sim_time;

void sim_time_reset(uint64_t seed)
{
    sim_time.mono_us = 1000000;
    sim_time.wall_ms = SIM_WALL_START_MS;
    rng_seed(&sim_time.secret, seed);
}

int64_t clock_mono_ms(void)
{
    return sim_time.mono_us / 1000;
}

int64_t clock_mono_us(void)
{
    return sim_time.mono_us;
}

int64_t clock_cpu_us(void)
{
    return sim_time.mono_us;
}

int64_t clock_wall_ms(void)
{
    return sim_time.mono_us / 1000 + sim_time.wall_ms;
}

void rng_secret(void *out, size_t len)
{
    char *at = out;
    while (len) {
        uint64_t chance = rng_next(&sim_time.secret);
        size_t some = len < sizeof(chance) ? len : sizeof(chance);
        memcpy(at, &chance, some);
        at += some;
        len -= some;
    }
}
