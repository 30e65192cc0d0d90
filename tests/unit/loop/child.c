/* loop/child.h: output and ends of real programs, the two limits, and descriptors that are handed
 * on. */
#include "loop/child.h"

#include "base/clock.h"
#include "base/mem.h"
#include "check.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

struct seen {
    struct loop *loop;
    int times;
    enum loop_child_end end;
    int code;
    char output[256];
};

static void on_end(void *ctx, const struct loop_child_result *result)
{
    struct seen *seen = ctx;
    seen->times++;
    seen->end = result->end;
    seen->code = result->code;
    snprintf(seen->output, sizeof(seen->output), "%s", result->output);
    assert_int_equal(result->len, strlen(result->output));
    loop_stop(seen->loop);
}

static struct seen run(const char *script, struct loop_child_config config)
{
    const char *argv[] = {"/bin/sh", "-c", script, NULL};
    struct seen seen = {.loop = loop_new()};
    struct loop_child *child = NULL;
    struct err err = {0};
    config.argv = argv;
    if (!config.deadline_ms)
        config.deadline_ms = 60000;
    if (!config.output_max)
        config.output_max = 200;
    if (loop_child_start(seen.loop, &config, on_end, &seen, &child, &err))
        fail_msg("%s", err.text);
    assert_int_equal(seen.times, 0);
    loop_run(seen.loop);
    assert_int_equal(seen.times, 1);
    loop_free(seen.loop);
    return seen;
}

static void its_output_and_code_come_back(void **state)
{
    (void)state;
    struct seen seen =
        run("printf one; sleep 0.05; printf two; exit 3", (struct loop_child_config){0});
    assert_int_equal(seen.end, LOOP_CHILD_EXIT);
    assert_int_equal(seen.code, 3);
    assert_string_equal(seen.output, "onetwo");
}

static void a_signal_is_told(void **state)
{
    (void)state;
    struct seen seen = run("kill -SEGV $$", (struct loop_child_config){0});
    assert_int_equal(seen.end, LOOP_CHILD_SIGNAL);
    assert_int_equal(seen.code, SIGSEGV);
}

static void one_that_hangs_is_killed(void **state)
{
    (void)state;
    int64_t began = clock_mono_ms();
    struct seen seen = run("exec sleep 60", (struct loop_child_config){.deadline_ms = 50});
    assert_int_equal(seen.end, LOOP_CHILD_LATE);
    /* likewise one that has closed its output */
    seen = run("exec sleep 60 >&-", (struct loop_child_config){.deadline_ms = 50});
    assert_int_equal(seen.end, LOOP_CHILD_LATE);
    assert_in_range(clock_mono_ms() - began, 100, 30000);
}

static void one_that_says_too_much_is_killed(void **state)
{
    (void)state;
    struct seen seen = run("exec yes", (struct loop_child_config){0});
    assert_int_equal(seen.end, LOOP_CHILD_LOUD);
    assert_int_equal(seen.code, SIGKILL);
}

static void descriptors_are_handed_on_and_no_others(void **state)
{
    (void)state;
    int other = open("/dev/null", O_RDONLY); /* without O_CLOEXEC */
    int first = memfd_create("first", MFD_CLOEXEC), second = memfd_create("second", MFD_CLOEXEC);
    assert_true(other >= 0 && first >= 0 && second >= 0);
    assert_int_equal(write(first, "F", 1), 1);
    assert_int_equal(write(second, "S", 1), 1);
    struct seen seen = run("cat /proc/self/fd/4 /proc/self/fd/3; for n in 5 6 7 8 9; do "
                           "[ -e /proc/self/fd/$n ] && echo $n; done; cat; exit 0",
                           (struct loop_child_config){.fds = {first, second}, .fd_count = 2});
    assert_int_equal(seen.code, 0);
    assert_string_equal(seen.output, "SF");
    close(other);
    close(first);
    close(second);
}

static void a_program_that_is_not_there(void **state)
{
    (void)state;
    const char *argv[] = {"/nowhere/program", NULL};
    struct loop *loop = loop_new();
    struct loop_child *child = NULL;
    struct err err = {0};
    struct loop_child_config config = {.argv = argv, .deadline_ms = 1000, .output_max = 10};
    assert_int_equal(loop_child_start(loop, &config, on_end, NULL, &child, &err), ERR_SYSTEM);
    assert_non_null(strstr(err.text, "/nowhere/program"));
    loop_free(loop);
}

static void one_that_is_given_up_is_killed(void **state)
{
    (void)state;
    const char *argv[] = {"/bin/sh", "-c", "exec sleep 60", NULL};
    struct seen seen = {.loop = loop_new()};
    struct loop_child *child = NULL;
    struct loop_child_config config = {.argv = argv, .deadline_ms = 60000, .output_max = 10};
    assert_int_equal(loop_child_start(seen.loop, &config, on_end, &seen, &child, NULL), 0);
    loop_child_free(child);
    loop_child_free(NULL);
    loop_run(seen.loop); /* ends: nothing is left to wait for */
    assert_int_equal(seen.times, 0);
    loop_free(seen.loop);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_output_and_code_come_back),
        cmocka_unit_test(a_signal_is_told),
        cmocka_unit_test(one_that_hangs_is_killed),
        cmocka_unit_test(one_that_says_too_much_is_killed),
        cmocka_unit_test(descriptors_are_handed_on_and_no_others),
        cmocka_unit_test(a_program_that_is_not_there),
        cmocka_unit_test(one_that_is_given_up_is_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
