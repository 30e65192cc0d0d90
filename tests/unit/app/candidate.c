/* app/candidate.h: the files arrive in the child as they were, its report comes back, and every
 * other end is an error with words. The program is a script of the test's own. */
#include "app/candidate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char program[] = "/tmp/bylina-candidate-XXXXXX";

struct seen {
    struct loop *loop;
    int times;
    json *report;
    struct err err;
};

static void on_report(void *ctx, json *take_report, const struct err *err)
{
    struct seen *seen = ctx;
    seen->times++;
    seen->report = take_report;
    if (err)
        seen->err = *err;
    loop_stop(seen->loop);
}

static int packed_game(void)
{
    struct bundle *bundle = bundle_new();
    struct err err;
    assert_int_equal(bundle_add(bundle, "scripts/init.lua", "return 1", 8, &err), 0);
    assert_int_equal(bundle_seal(bundle, &err), 0);
    int fd = candidate_pack(bundle, &err);
    assert_true(fd >= 0);
    bundle_release(bundle);
    return fd;
}

static struct seen run(const char *script, int64_t deadline_ms, int recording)
{
    struct seen seen = {.loop = loop_new()};
    struct candidate *candidate = NULL;
    FILE *stream = fopen(program, "w");
    assert_non_null(stream);
    fprintf(stream, "#!/bin/sh\n%s\n", script);
    fclose(stream);
    assert_int_equal(chmod(program, 0700), 0);
    struct candidate_config config = {.loop = seen.loop,
                                      .program = program,
                                      .sources = packed_game(),
                                      .recording = recording,
                                      .deadline_ms = deadline_ms};
    if (candidate_start(&config, on_report, &seen, &candidate, &seen.err))
        fail_msg("%s", seen.err.text);
    close(config.sources);
    loop_run(seen.loop);
    assert_int_equal(seen.times, 1);
    loop_free(seen.loop);
    return seen;
}

static void the_files_arrive_and_the_report_comes_back(void **state)
{
    (void)state;
    struct seen seen = run("[ \"$*\" = 'candidate --sources /dev/fd/3' ] || exit 9\n"
                           "printf '{\"got\": \"%s\"}' \"$(tr '\\n' '|' <$3)\"",
                           60000, -1);
    assert_string_equal(seen.err.text, "");
    assert_string_equal(json_str(seen.report, "got", ""), "8 scripts/init.lua|return 1|end|");
    json_free(seen.report);
}

static void a_recording_is_handed_on(void **state)
{
    (void)state;
    int recording = packed_game(); /* any file will do */
    struct seen seen =
        run("[ \"$4 $5\" = '--recording /dev/fd/4' ] && cmp $3 $5 && echo '{}'", 60000, recording);
    close(recording);
    assert_string_equal(seen.err.text, "");
    json_free(seen.report);
}

static void fails(const char *script, int64_t deadline_ms, const char *words)
{
    struct seen seen = run(script, deadline_ms, -1);
    assert_null(seen.report);
    if (!strstr(seen.err.text, words))
        fail_msg("%s: %s", script, seen.err.text);
}

static void other_ends_are_told_in_words(void **state)
{
    (void)state;
    fails("exec sleep 60", 60, "not ready in 1 s and was stopped");
    fails("kill -SEGV $$", 60000, "crashed (Segmentation fault)");
    fails("kill -KILL $$", 60000, "not enough memory?");
    fails("exit 3", 60000, "ended with code 3");
    fails("exec yes", 60000, "over 1024 KiB");
    fails("echo '{'", 60000, "JSON");
}

static int make_program(void **state)
{
    (void)state;
    int fd = mkstemp(program);
    return fd < 0 ? -1 : close(fd);
}

static int remove_program(void **state)
{
    (void)state;
    return unlink(program);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_files_arrive_and_the_report_comes_back),
        cmocka_unit_test(a_recording_is_handed_on),
        cmocka_unit_test(other_ends_are_told_in_words),
    };
    return cmocka_run_group_tests(tests, make_program, remove_program);
}
