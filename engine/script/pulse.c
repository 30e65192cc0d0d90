/* The pulse: what makes a count hook unnecessary in a turn that ends soon.
 *
 * While a Lua thread has a count hook, the VM looks at the hook before each single instruction: a
 * seventh of an ordinary turn. Nearly all turns end within a fraction of a millisecond. So a turn
 * begins without a hook, and a timer of the machine, told to signal this very thread, sets the hook
 * (lua_sethook is made for that: "it can be called during a signal") when a turn has had PULSE_US.
 * From there on the budget is counted as ever.
 *
 * The timer is one-shot and is not stopped at the end of a turn. It fires into whatever runs then:
 * a younger turn gets the rest of its time, no turn lets the timer lie until the next begins. So
 * the usual turn makes no system call here.
 *
 * What time alone bounds (loading, checks) has no count to keep: each beat sets the hook for one
 * look, which asks for the next beat (pulse_again).
 *
 * ThreadSanitizer keeps a signal back until the thread calls something that it watches; Lua's own
 * loop calls nothing of the kind. So there the pulse beats, late, and nobody is told to rely on it.
 *
 * The handler finds its pulse in the signal's value, and touches nothing but the pulse and what
 * on_beat touches. Threads other than the pulse's own are never signalled. */
#include "script/pulse.h"

#include "base/clock.h"
#include "base/sanitize.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Said before it is done: on a busy machine the signal may be there, and answered, before
 * timer_settime has returned. */
static void arm(struct pulse *pulse, int64_t us)
{
    struct itimerspec when = {.it_value = {.tv_nsec = us * 1000}};
    pulse->armed = 1;
    if (timer_settime(pulse->timer, 0, &when, NULL) != 0)
        pulse->armed = 0;
}

static void on_signal(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    struct pulse *pulse = info->si_code == SI_TIMER ? info->si_value.sival_ptr : NULL;
    int saved = errno;
    if (pulse) {
        pulse->armed = 0;
        int64_t left = pulse->runs ? pulse->since_us + PULSE_US - clock_mono_us() : 0;
        if (left > 0)
            arm(pulse, left);
        else if (pulse->runs)
            pulse->on_beat(pulse->ctx);
    }
    errno = saved;
}

static bool make(struct pulse *pulse)
{
    struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART};
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = PULSE_SIGNAL};
    event.sigev_value.sival_ptr = pulse;
    event._sigev_un._tid = (pid_t)syscall(SYS_gettid);
    pulse->thread = pthread_self();
    sigemptyset(&action.sa_mask);
    return sigaction(PULSE_SIGNAL, &action, NULL) == 0 &&
           timer_create(CLOCK_MONOTONIC, &event, &pulse->timer) == 0;
}

void pulse_init(struct pulse *pulse, void (*on_beat)(void *ctx), void *ctx)
{
    memset(pulse, 0, sizeof(*pulse));
    pulse->on_beat = on_beat;
    pulse->ctx = ctx;
}

void pulse_done(struct pulse *pulse)
{
    if (pulse->state > 0)
        timer_delete(pulse->timer);
    pulse->state = 0;
    pulse->armed = 0;
}

bool pulse_again(struct pulse *pulse, int64_t us)
{
    if (pulse->state <= 0)
        return false;
    pulse->since_us = clock_mono_us() + us - PULSE_US;
    if (!pulse->armed)
        arm(pulse, us);
    return pulse->armed && !SANITIZE_THREAD;
}

bool pulse_begin(struct pulse *pulse, int64_t now_us)
{
    if (pulse->state > 0 && !pthread_equal(pulse->thread, pthread_self()))
        pulse_done(pulse);
    if (pulse->state == 0)
        pulse->state = make(pulse) ? 1 : -1;
    if (pulse->state < 0)
        return false;
    pulse->since_us = now_us;
    pulse->runs = 1;
    if (!pulse->armed)
        arm(pulse, PULSE_US);
    return pulse->armed && !SANITIZE_THREAD;
}

void pulse_end(struct pulse *pulse)
{
    pulse->runs = 0;
}
