/* The supervisor over children that do as they are told. Each test forks: the supervisor is a
 * process of its own as well, whose exit code is looked at. */
#include "app/supervisor.h"
#include "app/command.h"
#include "base/log.h"
#include "store/commit.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000 };

struct scene { /* shared by all three generations */
    atomic_int lives;
    atomic_int child; /* process id of the child that waits */
    int ends;         /* seen by the last child, of the event */
};

typedef int (*life_fn)(struct scene *scene, int line, int life);

struct play {
    struct scene *scene;
    struct turn_guard guard;
    life_fn life;
};

static struct scene *scene;
static const struct store_event event = {.kind = STORE_UPDATE, .bot = 77, .number = 12};
static struct turn_guard guard;

static int live(void *ctx, int line)
{
    struct play *play = ctx;
    const char *where;
    play->scene->ends = play->guard.ends(play->guard.self, &event, &where);
    return play->life(play->scene, line, atomic_fetch_add(&play->scene->lives, 1) + 1);
}

/* The supervisor's process id. */
static pid_t start(life_fn life)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid > 0)
        return pid;
    log_to(fopen("/dev/null", "w"));
    struct poison *poison = poison_new();
    guard = poison_guard(poison);
    struct play play = {scene, guard, life};
    _exit(supervise(live, &play, poison));
}

static int end_of(pid_t pid)
{
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static int setup(void **state)
{
    (void)state;
    scene = mmap(NULL, sizeof(*scene), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return scene == MAP_FAILED;
}

static int teardown(void **state)
{
    (void)state;
    return munmap(scene, sizeof(*scene));
}

static void wait_child(void)
{
    for (int ms = 0; !atomic_load(&scene->child); ms++) {
        assert_true(ms < PATIENCE_MS);
        poll(NULL, 0, 1);
    }
}

/* --- lives ----------------------------------------------------------------------------------- */

static int exits_with_2(struct scene *of, int line, int life)
{
    (void)of;
    (void)line;
    (void)life;
    return EXIT_USAGE;
}

static void enter(void)
{
    guard.enter(guard.self, &event, "player/1001", NULL);
}

/* Two ends in the VM, one of each kind; then well. */
static int aborts_in_the_vm(struct scene *of, int line, int life)
{
    (void)of;
    if (life > 2)
        return EXIT_GOOD;
    enter();
    if (life == 2) { /* the watchdog's alarm */
        const char byte = SUPERVISOR_TRIPPED;
        send(line, &byte, 1, 0);
        signal(SIGALRM, SIG_DFL);
        raise(SIGALRM);
    }
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT);
    return EXIT_BAD;
}

static int is_killed_in_the_vm(struct scene *of, int line, int life)
{
    (void)of;
    (void)line;
    if (life > 2)
        return EXIT_GOOD;
    enter();
    raise(SIGKILL);
    return EXIT_BAD;
}

static int is_terminated(struct scene *of, int line, int life)
{
    (void)of;
    (void)line;
    (void)life;
    raise(SIGTERM);
    return EXIT_BAD;
}

static int stops_when_asked(struct scene *of, int line, int life)
{
    char byte = 0;
    (void)life;
    atomic_store(&of->child, getpid());
    while (recv(line, &byte, 1, 0) < 0 && errno == EINTR)
        continue;
    return byte == SUPERVISOR_STOP ? EXIT_GOOD : EXIT_BAD;
}

static int crashes_when_asked(struct scene *of, int line, int life)
{
    stops_when_asked(of, line, life);
    raise(SIGABRT);
    return EXIT_BAD;
}

static int aborts(struct scene *of, int line, int life)
{
    (void)of;
    (void)line;
    (void)life;
    signal(SIGABRT, SIG_DFL);
    raise(SIGABRT);
    return EXIT_BAD;
}

/* The rests between lives: they take no time here. */
static int stop_in_rest; /* the number of the rest in which SIGTERM comes; 0: none */

int __wrap_sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *wait);
int __wrap_sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *wait)
{
    static int64_t last_ms;
    int64_t ms = wait->tv_sec * 1000 + wait->tv_nsec / 1000000;
    (void)info;
    if (ms < last_ms || ms > SUPERVISOR_LONGEST_MS || !sigismember(set, SIGTERM))
        _exit(99);
    last_ms = ms;
    if (stop_in_rest && --stop_in_rest == 0)
        return SIGTERM;
    errno = EAGAIN;
    return -1;
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_exit_codes_pass(void **state)
{
    (void)state;
    assert_int_equal(end_of(start(exits_with_2)), EXIT_USAGE);
    assert_int_equal(atomic_load(&scene->lives), 1);
}

static void test_guilty_ends_make_a_suspect(void **state)
{
    (void)state;
    assert_int_equal(end_of(start(aborts_in_the_vm)), EXIT_GOOD);
    assert_int_equal(atomic_load(&scene->lives), 3);
    assert_int_equal(scene->ends, 2);
}

static void test_kill_9_makes_none(void **state)
{
    (void)state;
    assert_int_equal(end_of(start(is_killed_in_the_vm)), EXIT_GOOD);
    assert_int_equal(atomic_load(&scene->lives), 3);
    assert_int_equal(scene->ends, 0);
}

static void test_another_signal_was_meant(void **state)
{
    (void)state;
    assert_int_equal(end_of(start(is_terminated)), 128 + SIGTERM);
    assert_int_equal(atomic_load(&scene->lives), 1);
}

static void test_a_stop_is_handed_on(void **state)
{
    (void)state;
    pid_t pid = start(stops_when_asked);
    wait_child();
    kill(pid, SIGINT);
    assert_int_equal(end_of(pid), EXIT_GOOD);
    assert_int_equal(atomic_load(&scene->lives), 1);
}

static void test_a_crash_while_stopping_is_the_end(void **state)
{
    (void)state;
    pid_t pid = start(crashes_when_asked);
    wait_child();
    kill(pid, SIGTERM);
    assert_int_equal(end_of(pid), EXIT_BAD);
    assert_int_equal(atomic_load(&scene->lives), 1);
}

static void test_the_child_dies_with_its_parent(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = start(stops_when_asked);
    close(ends[1]); /* now the two processes alone hold it */
    wait_child();
    kill(pid, SIGKILL);
    assert_int_equal(end_of(pid), -SIGKILL);
    struct pollfd gone = {.fd = ends[0], .events = POLLIN};
    assert_int_equal(poll(&gone, 1, PATIENCE_MS), 1);
    assert_int_equal(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

static void test_too_many_short_lives(void **state)
{
    (void)state;
    assert_int_equal(end_of(start(aborts)), EXIT_BAD);
    assert_int_equal(atomic_load(&scene->lives), SUPERVISOR_ENDS_MAX);
}

static void test_a_stop_between_lives(void **state)
{
    (void)state;
    stop_in_rest = 3;
    assert_int_equal(end_of(start(aborts)), EXIT_GOOD);
    assert_int_equal(atomic_load(&scene->lives), 3);
    stop_in_rest = 0;
}

static void test_waits_grow_and_end(void **state)
{
    (void)state;
    assert_int_equal(supervisor_wait_ms(1), 0);
    assert_int_equal(supervisor_wait_ms(2), SUPERVISOR_WAIT_MS);
    assert_int_equal(supervisor_wait_ms(4), 4 * SUPERVISOR_WAIT_MS);
    assert_int_equal(supervisor_wait_ms(SUPERVISOR_ENDS_MAX - 1), SUPERVISOR_LONGEST_MS);
    assert_int_equal(supervisor_wait_ms(SUPERVISOR_ENDS_MAX), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_exit_codes_pass, setup, teardown),
        cmocka_unit_test_setup_teardown(test_guilty_ends_make_a_suspect, setup, teardown),
        cmocka_unit_test_setup_teardown(test_kill_9_makes_none, setup, teardown),
        cmocka_unit_test_setup_teardown(test_another_signal_was_meant, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_stop_is_handed_on, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_crash_while_stopping_is_the_end, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_child_dies_with_its_parent, setup, teardown),
        cmocka_unit_test_setup_teardown(test_too_many_short_lives, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_stop_between_lives, setup, teardown),
        cmocka_unit_test_setup_teardown(test_waits_grow_and_end, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
