/* loop: every handle, freed in its own callback too, and what a loop does with what is left. A test
 * that waits for something that never comes ends by ctest's time limit. */
#include "loop/loop.h"

#include "base/clock.h"
#include "base/mem.h"
#include "check.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

struct test {
    struct loop *loop;
    struct loop_timer *timer;
    struct loop_watch *watch;
    struct loop_wake *wake;
    struct loop_signal *signal;
    struct loop_prepare *prepare;
    int fds[2];
    int count;
    int events;
    int64_t at;
    pthread_t thread;
    atomic_int ran;
    char order[16];
};

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof(*test));
    test->loop = loop_new();
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    loop_free(test->loop);
    free(test);
    return 0;
}

static void note(struct test *test, char what)
{
    size_t len = strlen(test->order);
    if (len + 1 < sizeof(test->order))
        test->order[len] = what;
}

static void nothing_to_wait_for_returns(void **state)
{
    struct test *test = *state;
    loop_run(test->loop);
    loop_run(test->loop);
    loop_free(NULL);
}

static void on_timer_count(void *ctx)
{
    struct test *test = ctx;
    test->at = loop_now(test->loop);
    test->count++;
}

static void timer_fires_once_not_early(void **state)
{
    struct test *test = *state;
    test->timer = loop_timer_new(test->loop, on_timer_count, test);
    assert_false(loop_timer_active(test->timer));
    int64_t start = clock_mono_ms();
    loop_timer_start(test->timer, 1000000);
    loop_timer_start(test->timer, 30); /* moves it */
    assert_true(loop_timer_active(test->timer));
    loop_run(test->loop);
    assert_int_equal(test->count, 1);
    assert_false(loop_timer_active(test->timer));
    /* the cached clock may be coarse: some ms behind */
    assert_in_range(test->at - start, 25, 30000);
    loop_timer_start(test->timer, 1);
    loop_timer_stop(test->timer);
    assert_false(loop_timer_active(test->timer));
    loop_run(test->loop);
    assert_int_equal(test->count, 1);
    loop_timer_free(test->timer);
    loop_timer_free(NULL);
}

static void on_timer_stop(void *ctx)
{
    loop_stop(((struct test *)ctx)->loop);
}

static void on_timer_again(void *ctx)
{
    struct test *test = ctx;
    if (test->count++ < 1000000)
        loop_timer_start(test->timer, 0);
}

static void timer_of_0_starves_nobody(void **state)
{
    struct test *test = *state;
    test->timer = loop_timer_new(test->loop, on_timer_again, test);
    struct loop_timer *end = loop_timer_new(test->loop, on_timer_stop, test);
    loop_timer_start(test->timer, -5);
    loop_timer_start(end, 20);
    loop_run(test->loop);
    assert_in_range(test->count, 1, 1000);
    loop_timer_free(end);
    loop_timer_free(test->timer);
}

static void on_timer_free_itself(void *ctx)
{
    struct test *test = ctx;
    loop_timer_free(test->timer);
    test->timer = NULL;
    test->count++;
}

static void timer_frees_itself(void **state)
{
    struct test *test = *state;
    test->timer = loop_timer_new(test->loop, on_timer_free_itself, test);
    loop_timer_start(test->timer, 0);
    loop_run(test->loop);
    assert_int_equal(test->count, 1);
}

static void stops_and_runs_again(void **state)
{
    struct test *test = *state;
    test->timer = loop_timer_new(test->loop, on_timer_stop, test);
    struct loop_timer *never = loop_timer_new(test->loop, on_timer_count, test);
    loop_timer_start(never, 1000000);
    for (int i = 0; i < 3; i++) {
        loop_timer_start(test->timer, 1);
        loop_run(test->loop);
    }
    assert_int_equal(test->count, 0);
    loop_timer_free(test->timer);
    loop_timer_free(never);
}

static void on_defer_last(void *ctx)
{
    note(ctx, 'c');
}

static void on_defer_again(void *ctx)
{
    struct test *test = ctx;
    note(test, test->count++ ? 'b' : 'a');
    if (test->count < 3)
        loop_defer(test->loop, on_defer_again, test);
    else
        loop_defer(test->loop, on_defer_last, test);
    note(test, '.');
}

static void defers_in_order_and_never_at_once(void **state)
{
    struct test *test = *state;
    loop_defer(test->loop, on_defer_again, test);
    assert_string_equal(test->order, "");
    loop_run(test->loop);
    assert_string_equal(test->order, "a.b.b.c");
}

static void on_defer_count(void *ctx)
{
    ((struct test *)ctx)->count++;
}

static void on_timer_defer_many(void *ctx)
{
    struct test *test = ctx;
    for (int i = 0; i < 1000; i++)
        loop_defer(test->loop, on_defer_count, test);
}

static void defers_many_without_waiting(void **state)
{
    struct test *test = *state;
    test->timer = loop_timer_new(test->loop, on_timer_defer_many, test);
    loop_timer_start(test->timer, 0);
    loop_run(test->loop);
    assert_int_equal(test->count, 1000);
    loop_timer_free(test->timer);
}

static void on_defer_for_ever(void *ctx)
{
    struct test *test = ctx;
    if (test->count)
        loop_stop(test->loop);
    else
        loop_defer(test->loop, on_defer_for_ever, test);
}

static void deferring_for_ever_starves_no_timer(void **state)
{
    struct test *test = *state;
    test->timer = loop_timer_new(test->loop, on_timer_count, test);
    loop_timer_start(test->timer, 5);
    loop_defer(test->loop, on_defer_for_ever, test);
    loop_run(test->loop);
    assert_int_equal(test->count, 1);
    loop_timer_free(test->timer);
}

static void on_watch(void *ctx, int events)
{
    struct test *test = ctx;
    test->events = events;
    test->count++;
    loop_watch_set(test->watch, 0);
}

static void watch_reports_what_was_asked(void **state)
{
    struct test *test = *state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, test->fds), 0);
    test->watch = loop_watch_new(test->loop, test->fds[0], on_watch, test);
    loop_watch_set(test->watch, LOOP_READ | LOOP_WRITE);
    loop_run(test->loop);
    assert_int_equal(test->events, LOOP_WRITE);
    assert_int_equal(write(test->fds[1], "x", 1), 1);
    loop_watch_set(test->watch, LOOP_READ | LOOP_WRITE);
    loop_run(test->loop);
    assert_int_equal(test->events, LOOP_READ | LOOP_WRITE);
    loop_watch_set(test->watch, LOOP_READ);
    loop_run(test->loop);
    assert_int_equal(test->events, LOOP_READ);
    assert_int_equal(test->count, 3);
    loop_watch_set(test->watch, LOOP_READ);
    assert_null(loop_watch_new(test->loop, test->fds[0], on_watch, test)); /* watched already */
    loop_watch_free(test->watch);
    loop_watch_free(NULL);
    close(test->fds[0]);
    close(test->fds[1]);
}

static void on_watch_error(void *ctx, int events)
{
    struct test *test = ctx;
    test->events = events;
    if (++test->count == 3) {
        loop_watch_free(test->watch);
        close(test->fds[1]);
    }
}

/* The writing end of a pipe without a reader has an error for ever. */
static void watch_reports_errors_until_freed(void **state)
{
    struct test *test = *state;
    assert_int_equal(pipe(test->fds), 0);
    test->watch = loop_watch_new(test->loop, test->fds[1], on_watch_error, test);
    loop_watch_set(test->watch, LOOP_READ | LOOP_WRITE);
    close(test->fds[0]);
    loop_run(test->loop);
    assert_int_equal(test->count, 3);
    assert_true(test->events & LOOP_WRITE);
}

static void watch_of_a_file_is_refused(void **state)
{
    struct test *test = *state;
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_null(loop_watch_new(test->loop, fileno(file), on_watch, test));
    fclose(file);
}

static void descriptor_is_watched_again_after_free(void **state)
{
    struct test *test = *state;
    assert_int_equal(pipe(test->fds), 0);
    test->watch = loop_watch_new(test->loop, test->fds[1], on_watch, test);
    loop_watch_set(test->watch, LOOP_WRITE);
    loop_watch_free(test->watch);
    test->watch = loop_watch_new(test->loop, test->fds[1], on_watch, test);
    assert_non_null(test->watch);
    loop_watch_set(test->watch, LOOP_WRITE);
    loop_run(test->loop);
    assert_int_equal(test->count, 1);
    loop_watch_free(test->watch);
    close(test->fds[0]);
    close(test->fds[1]);
}

static void work_run(void *ctx)
{
    struct test *test = ctx;
    test->thread = pthread_self();
    atomic_fetch_add(&test->ran, 1);
}

static void work_done(void *ctx)
{
    struct test *test = ctx;
    assert_int_equal(atomic_load(&test->ran), 1);
    assert_false(pthread_equal(test->thread, pthread_self()));
    test->count++;
}

static void work_runs_on_a_thread(void **state)
{
    struct test *test = *state;
    loop_work(test->loop, work_run, work_done, test);
    loop_run(test->loop);
    assert_int_equal(test->count, 1);
}

static void work_left_is_done_by_free(void **state)
{
    struct test *test = *state;
    loop_work(test->loop, work_run, work_done, test);
    loop_defer(test->loop, on_defer_count, test);
    loop_free(test->loop);
    assert_int_equal(test->count, 2);
    test->loop = loop_new();
}

static void *send_wakes(void *ctx)
{
    struct test *test = ctx;
    for (int i = 0; i < 100; i++)
        loop_wake_send(test->wake);
    atomic_store(&test->ran, 1);
    loop_wake_send(test->wake);
    return NULL;
}

static void on_wake(void *ctx)
{
    struct test *test = ctx;
    test->count++;
    if (atomic_load(&test->ran))
        loop_stop(test->loop);
}

static void wakes_from_a_thread(void **state)
{
    struct test *test = *state;
    test->wake = loop_wake_new(test->loop, on_wake, test);
    pthread_create(&test->thread, NULL, send_wakes, test);
    loop_run(test->loop);
    pthread_join(test->thread, NULL);
    assert_in_range(test->count, 1, 101);
    loop_wake_free(test->wake);
    loop_wake_free(NULL);
}

static void on_signal_free_itself(void *ctx)
{
    struct test *test = ctx;
    test->count++;
    loop_signal_free(test->signal);
}

static void catches_a_signal(void **state)
{
    struct test *test = *state;
    test->signal = loop_signal_new(test->loop, SIGUSR1, on_signal_free_itself, test);
    raise(SIGUSR1);
    loop_run(test->loop);
    assert_int_equal(test->count, 1);
    assert_null(loop_signal_new(test->loop, SIGKILL, on_signal_free_itself, test));
    loop_signal_free(NULL);
}

static void on_prepare(void *ctx)
{
    struct test *test = ctx;
    note(test, 'p');
    if (++test->count == 3)
        loop_prepare_free(test->prepare);
}

static void prepares_each_turn_and_holds_nothing_up(void **state)
{
    struct test *test = *state;
    test->prepare = loop_prepare_new(test->loop, on_prepare, test);
    test->timer = loop_timer_new(test->loop, on_timer_stop, test);
    for (int i = 0; i < 5; i++) {
        loop_timer_start(test->timer, 0);
        loop_run(test->loop);
    }
    assert_int_equal(test->count, 3);
    test->prepare = loop_prepare_new(test->loop, on_prepare, test);
    loop_run(test->loop); /* returns */
    loop_prepare_free(test->prepare);
    loop_timer_free(test->timer);
}

static void free_closes_what_is_left(void **state)
{
    struct test *test = *state;
    assert_int_equal(pipe(test->fds), 0);
    test->timer = loop_timer_new(test->loop, on_timer_count, test);
    loop_timer_start(test->timer, 0);
    test->watch = loop_watch_new(test->loop, test->fds[1], on_watch, test);
    loop_watch_set(test->watch, LOOP_WRITE);
    loop_wake_new(test->loop, on_timer_count, test);
    loop_signal_new(test->loop, SIGUSR2, on_timer_count, test);
    loop_prepare_new(test->loop, on_timer_count, test);
    loop_free(test->loop); /* the sanitizer tells what was lost */
    assert_int_equal(test->count, 0);
    close(test->fds[0]);
    close(test->fds[1]);
    test->loop = loop_new();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_to_wait_for_returns),
        TEST(timer_fires_once_not_early),
        TEST(timer_of_0_starves_nobody),
        TEST(timer_frees_itself),
        TEST(stops_and_runs_again),
        TEST(defers_in_order_and_never_at_once),
        TEST(defers_many_without_waiting),
        TEST(deferring_for_ever_starves_no_timer),
        TEST(watch_reports_what_was_asked),
        TEST(watch_reports_errors_until_freed),
        TEST(watch_of_a_file_is_refused),
        TEST(descriptor_is_watched_again_after_free),
        TEST(work_runs_on_a_thread),
        TEST(work_left_is_done_by_free),
        TEST(wakes_from_a_thread),
        TEST(catches_a_signal),
        TEST(prepares_each_turn_and_holds_nothing_up),
        TEST(free_closes_what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
