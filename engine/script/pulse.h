/* Private to script/: a signal on the running thread when an entry into Lua has had PULSE_US. See
 * pulse.c.
 *
 * A pulse serves one thread at a time, the one that begins with it; whoever hands its generation to
 * another thread has ended all entries and calls pulse_done first. It is begun and ended around
 * each entry into Lua, which costs a system call once in PULSE_US at most. */
#ifndef BYLINA_SCRIPT_PULSE_H
#define BYLINA_SCRIPT_PULSE_H

#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define PULSE_US     1000
#define PULSE_SIGNAL SIGVTALRM

struct pulse {
    void (*on_beat)(void *ctx); /* in the signal handler, while something runs */
    void *ctx;
    timer_t timer;
    pthread_t thread;            /* that it signals */
    int state;                   /* 0: not yet made, 1: there, -1: the machine gives none */
    volatile sig_atomic_t armed; /* the timer is set */
    volatile sig_atomic_t runs;
    volatile int64_t since_us;
};

/* on_beat is called once for each begin that lasts PULSE_US or longer; only what a signal handler
 * may do is done there. */
void pulse_init(struct pulse *pulse, void (*on_beat)(void *ctx), void *ctx);
void pulse_done(struct pulse *pulse); /* on the pulse's thread; also one that never began */
/* From now on (clock_mono_us). False: no timer is there that he may rely on, so the caller counts
 * for himself. */
bool pulse_begin(struct pulse *pulse, int64_t now_us);
/* Of what runs: one more beat, after `us`. False: as above. */
bool pulse_again(struct pulse *pulse, int64_t us);
void pulse_end(struct pulse *pulse);

#endif
