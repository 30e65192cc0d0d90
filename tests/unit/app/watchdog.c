/* The watchdog, in a process of its own that hangs. */
#include "app/watchdog.h"
#include "base/log.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define SHORT_MS 1000
#define ROUNDS   15 /* of a tenth of it */

enum act { HANG, HANG_IN_LOG, STOPPED, SLOW };

struct child {
    struct loop *loop;
    struct loop_timer *timer;
    enum act act;
    int round;
};

static char said[65536];

static void nap(long ms)
{
    struct timespec left = {ms / 1000, ms % 1000 * 1000000};
    while (nanosleep(&left, &left) < 0 && errno == EINTR)
        ;
}

/* Sleeping, because ThreadSanitizer lets no signal through to one who works; the name is looked for
 * in the dump. */
static void hang(void)
{
    for (;;)
        nap(SHORT_MS);
}

static void on_timer(void *ctx)
{
    struct child *child = ctx;
    switch (child->act) {
    case HANG:
        hang();
        break;
    case HANG_IN_LOG: /* with the lock of the log in hand */
        flockfile(stderr);
        hang();
        break;
    case STOPPED: /* the parent lets it go on after a while */
        raise(SIGSTOP);
        loop_stop(child->loop);
        break;
    case SLOW: /* but there is progress */
        nap(SHORT_MS / 10);
        if (++child->round == ROUNDS)
            loop_stop(child->loop);
        else
            loop_timer_start(child->timer, 0);
        break;
    }
}

static void on_trip(void *ctx)
{
    (void)ctx;
    dprintf(2, "tripped\n");
}

static void tell_where(void *ctx, char *out, size_t size)
{
    (void)ctx;
    snprintf(out, size, "scripts/a.lua:1 in fight\nscripts/b.lua:2\n");
}

static void on_found(void *ctx, const char *where)
{
    (void)ctx;
    dprintf(2, "found %.15s\n", where);
}

static void run_child(enum act act)
{
    struct watchdog_config config = {
        .ms = SHORT_MS, .on_trip = on_trip, .where = tell_where, .found = on_found};
    struct child child = {.loop = loop_new(), .act = act};
    child.timer = loop_timer_new(child.loop, on_timer, &child);
    loop_timer_start(child.timer, 30);
    struct watchdog *watchdog = watchdog_new(child.loop, &config);
    loop_run(child.loop);
    watchdog_free(watchdog);
    loop_timer_free(child.timer);
    loop_free(child.loop);
}

static void wait_stopped(pid_t pid)
{
    int status = 0;
    assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
    assert_true(WIFSTOPPED(status));
    nap(3 * SHORT_MS);
    kill(pid, SIGCONT);
}

/* Its wait status; what it said is in `said`. */
static int play(enum act act)
{
    int ends[2], status = 0;
    size_t len = 0;
    ssize_t got;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], 2);
        close(ends[0]);
        close(ends[1]);
        run_child(act);
        _exit(0);
    }
    close(ends[1]);
    if (act == STOPPED)
        wait_stopped(pid);
    while ((got = read(ends[0], said + len, sizeof(said) - 1 - len)) > 0)
        len += (size_t)got;
    said[len] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

static void test_a_hang_ends_the_process(void **state)
{
    (void)state;
    int status = play(HANG);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
    static const char *const parts[] = {
        "tripped\n",
        "the loop makes no progress",
        "found scripts/a.lua:1\n",
        "watchdog: C stack  level=0",
        "in=hang+0x",
        "uv_run",
        "watchdog: Lua stack  level=0 at=\"scripts/a.lua:1 in fight\"",
        "watchdog: Lua stack  level=1 at=scripts/b.lua:2"};
    const char *at = said;
    for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
        at = strstr(at, parts[i]);
        if (!at)
            fail_msg("no %s in its place:\n%s", parts[i], said);
    }
}

static void test_a_log_that_hangs_too(void **state)
{
    (void)state;
    int status = play(HANG_IN_LOG);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGALRM);
    assert_string_equal(said, "tripped\n");
}

static void test_a_stopped_process_does_not_hang(void **state)
{
    (void)state;
    int status = play(STOPPED);
    assert_true(WIFEXITED(status));
    assert_string_equal(said, "");
}

static void test_slow_is_no_hang(void **state)
{
    (void)state;
    int status = play(SLOW);
    assert_true(WIFEXITED(status));
    assert_string_equal(said, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_hang_ends_the_process),
        cmocka_unit_test(test_a_log_that_hangs_too),
        cmocka_unit_test(test_a_stopped_process_does_not_hang),
        cmocka_unit_test(test_slow_is_no_hang),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
