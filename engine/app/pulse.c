/* The timer is on only while something is measured: at rest it costs nothing. */
#include "app/pulse.h"

#include "base/clock.h"
#include "base/mem.h"

#include <stdlib.h>

#define BEAT_MS 2

struct pulse {
    struct loop_timer *timer;
    int64_t due_ms;
    int64_t worst_ms;
};

static void look(struct pulse *pulse)
{
    int64_t late = clock_mono_ms() - pulse->due_ms;
    if (late > pulse->worst_ms)
        pulse->worst_ms = late;
}

static void beat(struct pulse *pulse)
{
    pulse->due_ms = clock_mono_ms() + BEAT_MS;
    loop_timer_start(pulse->timer, BEAT_MS);
}

static void on_timer(void *ctx)
{
    struct pulse *pulse = ctx;
    look(pulse);
    beat(pulse);
}

struct pulse *pulse_new(struct loop *loop)
{
    struct pulse *pulse = mem_alloc(sizeof *pulse);
    pulse->timer = loop_timer_new(loop, on_timer, pulse);
    return pulse;
}

void pulse_free(struct pulse *pulse)
{
    if (!pulse)
        return;
    loop_timer_free(pulse->timer);
    free(pulse);
}

void pulse_start(struct pulse *pulse)
{
    pulse->worst_ms = 0;
    beat(pulse);
}

int64_t pulse_stop(struct pulse *pulse)
{
    if (loop_timer_active(pulse->timer))
        look(pulse);
    loop_timer_stop(pulse->timer);
    return pulse->worst_ms;
}
