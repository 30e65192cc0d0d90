/* Flags of a command: taken out of its words, whatever else stands there. */
#include "app/flags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct given {
    bool loud;
    int64_t seed;
    const char *out;
};

/* The words of a command line are not const; they are not written to either. */
static int take(struct given *given, const char *const *words, char **rest, struct err *err)
{
    char *argv[FLAGS_WORDS_MAX + 2];
    size_t count = 0;
    for (; words[count]; count++)
        argv[count] = (char *)(uintptr_t)words[count];
    argv[count] = NULL;
    const struct flag flags[] = {
        {.name = "--loud", .on = &given->loud},
        {.name = "--seed", .number = &given->seed, .min = 1, .max = 9},
        {.name = "--out", .text = &given->out},
        {0},
    };
    return flags_take(argv, flags, rest, err);
}

static void test_taken(void **state)
{
    (void)state;
    struct given given = {.seed = 7};
    char *rest[FLAGS_WORDS_MAX];
    const char *const argv[] = {"part", "--out=a.svg", "--scripts-dir", "x", "--loud", "--seed",
                                "3",    NULL};
    struct err err;
    assert_int_equal(0, take(&given, argv, rest, &err));
    assert_true(given.loud);
    assert_int_equal(3, given.seed);
    assert_string_equal("a.svg", given.out);
    assert_string_equal("part", rest[0]);
    assert_string_equal("--scripts-dir", rest[1]);
    assert_string_equal("x", rest[2]);
    assert_null(rest[3]);
}

static void check_refused(const char *const *argv, const char *words)
{
    struct given given = {0};
    char *rest[FLAGS_WORDS_MAX];
    struct err err;
    assert_int_equal(ERR_INVALID, take(&given, argv, rest, &err));
    assert_non_null(strstr(err.text, words));
}

static void test_refused(void **state)
{
    (void)state;
    check_refused((const char *[]){"--seed", NULL}, "--seed: a value is expected");
    check_refused((const char *[]){"--seed", "10", NULL}, "from 1 to 9 is expected, not 10");
    check_refused((const char *[]){"--seed=x", NULL}, "from 1 to 9 is expected, not x");
    check_refused((const char *[]){"--loud=1", NULL}, "--loud takes no value");
    const char *many[FLAGS_WORDS_MAX + 1];
    for (size_t i = 0; i < FLAGS_WORDS_MAX; i++)
        many[i] = "x";
    many[FLAGS_WORDS_MAX] = NULL;
    check_refused(many, "too many words");
}

static void test_like_is_left(void **state)
{
    (void)state;
    struct given given = {0};
    char *rest[FLAGS_WORDS_MAX];
    struct err err;
    assert_int_equal(0, take(&given, (const char *[]){"--seeds", "3", NULL}, rest, &err));
    assert_string_equal("--seeds", rest[0]);
    assert_int_equal(0, given.seed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_like_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
