/* A timer of the loop beats; a thread of its own counts its own steps without a beat. After
 * STEPS of them the loop has made no progress for the set time:
 *
 *     thread   on_trip (the supervisor is told) -> alarm -> signal to the loop's thread
 *     handler  on the loop's thread: the C stack, then the scripts' stack, into memory; stays there
 *     thread   writes both to the log -> abort
 *
 * Steps are counted, not the time between beats: when the machine sleeps, a debugger or SIGSTOP
 * holds the process, or nobody gets any processor, the thread's one late step counts once.
 *
 * What is shown: the C stack, as far as frames can be walked, with the names of functions. The
 * scripts' stack, if a turn is in the VM: file, line and name of each level (script_run_where says
 * what may be wrong in it: it comes last, and a fault in it only ends a process that ends). Not
 * shown: what scripts were loaded or checked outside a turn (a reload), and other threads.
 *
 * What the hung thread holds may be just what the log needs (its lock, the heap's). So the alarm
 * ends the process in any case: the default action of SIGALRM needs nobody's help. */
#include "app/watchdog.h"

#include "app/symbols.h"
#include "base/log.h"
#include "base/mem.h"

#include <execinfo.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define STEPS         10 /* without a beat */
#define FRAMES_MAX    64
#define WHERE_MAX     4096
#define SYMBOL_MAX    80
#define COLLECT_MS    1000 /* for the handler to come and go */
#define LAST_CHANCE_S 5    /* until the alarm */
#define DUMP_SIGNAL   SIGUSR2

struct watchdog {
    struct watchdog_config config;
    struct loop_timer *timer;
    atomic_uint beats;
    pthread_t hung; /* the loop's thread */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool ends; /* under the lock */
};

/* A signal handler can be given nothing: what it works on is here. */
static struct {
    struct watchdog *_Atomic watchdog;
    void *frames[FRAMES_MAX];
    atomic_int frame_count; /* -1: not there yet */
    char where[WHERE_MAX];
    atomic_bool where_done;
} dump;

static void on_dump(int number)
{
    struct watchdog *watchdog = atomic_load(&dump.watchdog);
    (void)number;
    if (!watchdog)
        return;
    atomic_store(&dump.frame_count, backtrace(dump.frames, FRAMES_MAX));
    watchdog->config.where(watchdog->config.ctx, dump.where, sizeof(dump.where));
    atomic_store(&dump.where_done, true);
    for (;;)
        pause(); /* nothing more may happen on this thread */
}

static void sleep_ms(long ms)
{
    struct timespec wait = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&wait, NULL);
}

static void collect(const struct watchdog *watchdog)
{
    pthread_kill(watchdog->hung, DUMP_SIGNAL);
    for (int waited = 0; waited < COLLECT_MS && !atomic_load(&dump.where_done); waited += 10)
        sleep_ms(10);
}

static void log_c_stack(void)
{
    int count = atomic_load(&dump.frame_count);
    if (count < 0) {
        log_error("app", LOG_T("watchdog: the hung thread tells no stack"));
        return;
    }
    char **places = backtrace_symbols(dump.frames, count);
    for (int i = 0; places && i < count; i++) {
        char name[SYMBOL_MAX];
        symbols_name(dump.frames[i], name, sizeof(name));
        log_error("app", LOG_T("watchdog: C stack"), LOG_I("level", i), LOG_S("in", name),
                  LOG_S("at", places[i]));
    }
    free(places);
}

static void log_script_stack(void)
{
    char *rest = dump.where;
    char *line;
    for (int i = 0; (line = strsep(&rest, "\n")) != NULL; i++)
        if (*line)
            log_error("app", LOG_T("watchdog: Lua stack"), LOG_I("level", i), LOG_S("at", line));
    if (!dump.where[0])
        log_error("app", LOG_T("watchdog: no script of a turn is running"));
}

/* Taken on this thread, so that it does not matter what the hung one blocks. */
static void start_alarm(void)
{
    sigset_t alarms;
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    signal(SIGALRM, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &alarms, NULL);
    alarm(LAST_CHANCE_S);
}

static void trip(struct watchdog *watchdog)
{
    watchdog->config.on_trip(watchdog->config.ctx);
    start_alarm();
    collect(watchdog);
    log_error("app", LOG_T("watchdog: the loop makes no progress: the process ends"),
              LOG_I("ms", watchdog->config.ms));
    watchdog->config.found(watchdog->config.ctx, atomic_load(&dump.where_done) ? dump.where : "");
    log_c_stack();
    log_script_stack();
    abort();
}

static void add_ms(struct timespec *at, int64_t ms)
{
    at->tv_sec += ms / 1000;
    at->tv_nsec += ms % 1000 * 1000000;
    if (at->tv_nsec >= 1000000000) {
        at->tv_nsec -= 1000000000;
        at->tv_sec++;
    }
}

/* One step; false: the watchdog is to end. */
static bool step(struct watchdog *watchdog)
{
    struct timespec until;
    int r = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    add_ms(&until, watchdog->config.ms / STEPS);
    pthread_mutex_lock(&watchdog->lock);
    while (!watchdog->ends && r == 0)
        r = pthread_cond_timedwait(&watchdog->wake, &watchdog->lock, &until);
    bool goes_on = !watchdog->ends;
    pthread_mutex_unlock(&watchdog->lock);
    return goes_on;
}

static void *watch(void *ctx)
{
    struct watchdog *watchdog = ctx;
    unsigned seen = atomic_load(&watchdog->beats);
    int missed = 0;
    while (step(watchdog)) {
        unsigned now = atomic_load(&watchdog->beats);
        missed = now == seen ? missed + 1 : 0;
        seen = now;
        if (missed == STEPS)
            trip(watchdog);
    }
    return NULL;
}

static void on_beat(void *ctx)
{
    struct watchdog *watchdog = ctx;
    atomic_fetch_add(&watchdog->beats, 1);
    loop_timer_start(watchdog->timer, watchdog->config.ms / STEPS / 2);
}

static void start_thread(struct watchdog *watchdog)
{
    pthread_condattr_t attributes;
    sigset_t all, before;
    pthread_mutex_init(&watchdog->lock, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watchdog->wake, &attributes);
    pthread_condattr_destroy(&attributes);
    sigfillset(&all); /* signals are for the loop's thread */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int r = pthread_create(&watchdog->thread, NULL, watch, watchdog);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (r == 0)
        return;
    log_error("app", LOG_T("cannot start the watchdog's thread"), LOG_I("code", r));
    abort();
}

struct watchdog *watchdog_new(struct loop *loop, const struct watchdog_config *config)
{
    struct watchdog *watchdog = mem_alloc(sizeof(*watchdog));
    struct sigaction action = {.sa_handler = on_dump, .sa_flags = SA_RESTART};
    watchdog->config = *config;
    watchdog->hung = pthread_self();
    backtrace(dump.frames, 1); /* the first call loads a library: not in the handler */
    atomic_store(&dump.frame_count, -1);
    atomic_store(&dump.where_done, false);
    dump.where[0] = '\0';
    atomic_store(&dump.watchdog, watchdog);
    sigemptyset(&action.sa_mask);
    sigaction(DUMP_SIGNAL, &action, NULL);
    watchdog->timer = loop_timer_new(loop, on_beat, watchdog);
    loop_timer_start(watchdog->timer, 0);
    start_thread(watchdog);
    return watchdog;
}

void watchdog_free(struct watchdog *watchdog)
{
    if (!watchdog)
        return;
    pthread_mutex_lock(&watchdog->lock);
    watchdog->ends = true;
    pthread_cond_signal(&watchdog->wake);
    pthread_mutex_unlock(&watchdog->lock);
    pthread_join(watchdog->thread, NULL);
    signal(DUMP_SIGNAL, SIG_DFL);
    atomic_store(&dump.watchdog, NULL);
    loop_timer_free(watchdog->timer);
    pthread_cond_destroy(&watchdog->wake);
    pthread_mutex_destroy(&watchdog->lock);
    free(watchdog);
}
