/* Changes of files: written, made, removed, in folders that were there and in new ones; told once
 * for many that come together. Each step waits for the call that the one before it caused. */
#include "loop/changes.h"

#include "base/mem.h"
#include "check.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATIENCE_MS 60000

struct test {
    struct loop *loop;
    struct loop_timer *patience;
    struct changes *changes;
    char folder[32];
    int calls;
};

static void on_change(void *ctx)
{
    struct test *test = ctx;
    test->calls++;
    loop_stop(test->loop);
}

static void on_patience(void *ctx)
{
    struct test *test = ctx;
    loop_stop(test->loop);
}

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof(*test));
    test->loop = loop_new();
    test->patience = loop_timer_new(test->loop, on_patience, test);
    snprintf(test->folder, sizeof(test->folder), "/tmp/bylina-changes-%s",
             "X"
             "XXXXX");
    assert_non_null(mkdtemp(test->folder));
    *state = test;
    return 0;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *ftw)
{
    (void)info, (void)kind, (void)ftw;
    return remove(path);
}

static int tear_down(void **state)
{
    struct test *test = *state;
    changes_free(test->changes);
    loop_timer_free(test->patience);
    loop_free(test->loop);
    nftw(test->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    free(test);
    return 0;
}

static void put(struct test *test, const char *name, const char *text)
{
    char *path = mem_printf("%s/%s", test->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    free(path);
}

static void make(struct test *test, const char *name)
{
    char *path = mem_printf("%s/%s", test->folder, name);
    assert_int_equal(0, mkdir(path, 0700));
    free(path);
}

static void take_away(struct test *test, const char *name)
{
    char *path = mem_printf("%s/%s", test->folder, name);
    assert_int_equal(0, remove(path));
    free(path);
}

/* Runs the loop until fn is called; how often it was in all. */
static int wait(struct test *test, int ms)
{
    loop_timer_start(test->patience, ms);
    loop_run(test->loop);
    return test->calls;
}

static void begin(struct test *test)
{
    struct err err;
    const char *folders[] = {test->folder};
    assert_int_equal(0, changes_new(test->loop, folders, 1, on_change, test, &test->changes, &err));
}

static void many_changes_are_told_once(void **state)
{
    struct test *test = *state;
    make(test, "scenes");
    begin(test);
    put(test, "scenes/a.lua", "1");
    put(test, "scenes/b.lua", "1");
    put(test, "init.lua", "1");
    assert_int_equal(1, wait(test, PATIENCE_MS));
    assert_int_equal(1, wait(test, 3 * CHANGES_REST_MS));
    take_away(test, "scenes/a.lua");
    assert_int_equal(2, wait(test, PATIENCE_MS));
}

static void new_folders_are_watched(void **state)
{
    struct test *test = *state;
    begin(test);
    make(test, "rules");
    make(test, "rules/deep");
    assert_int_equal(1, wait(test, PATIENCE_MS));
    put(test, "rules/deep/a.lua", "1");
    assert_int_equal(2, wait(test, PATIENCE_MS));
    take_away(test, "rules/deep/a.lua");
    take_away(test, "rules/deep");
    assert_int_equal(3, wait(test, PATIENCE_MS));
    make(test, "rules/deep");
    assert_int_equal(4, wait(test, PATIENCE_MS));
    put(test, "rules/deep/b.lua", "1");
    assert_int_equal(5, wait(test, PATIENCE_MS));
}

static void hidden_files_do_not_count(void **state)
{
    struct test *test = *state;
    begin(test);
    put(test, ".init.lua.swp", "1");
    assert_int_equal(0, wait(test, 3 * CHANGES_REST_MS));
}

static void a_folder_that_is_not_there(void **state)
{
    struct test *test = *state;
    struct err err;
    const char *folders[] = {test->folder, "/nowhere/at/all"};
    assert_int_equal(ERR_SYSTEM,
                     changes_new(test->loop, folders, 2, on_change, test, &test->changes, &err));
    assert_non_null(strstr(err.text, "/nowhere/at/all"));
    changes_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(many_changes_are_told_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(new_folders_are_watched, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hidden_files_do_not_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_that_is_not_there, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
