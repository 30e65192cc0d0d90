/* error, mem and clock. */
#include "base/error.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "check.h"

static void says_and_prefixes(void **state)
{
    (void)state;
    struct err err = {0};
    assert_int_equal(err_set(&err, ERR_INVALID, "%s: a port is 1 to 65535", "HTTP_LISTEN"),
                     ERR_INVALID);
    assert_int_equal(err.code, ERR_INVALID);
    assert_int_equal(err_prefix(&err, "line %d", 3), ERR_INVALID);
    assert_string_equal(err.text, "line 3: HTTP_LISTEN: a port is 1 to 65535");
    /* the old text as an argument */
    assert_int_equal(err_set(&err, ERR_LIMIT, "again (%s)", err.text), ERR_LIMIT);
    assert_string_equal(err.text, "again (line 3: HTTP_LISTEN: a port is 1 to 65535)");
}

static void without_a_struct_stays_a_failure(void **state)
{
    (void)state;
    assert_int_equal(err_set(NULL, ERR_TIMEOUT, "x"), ERR_TIMEOUT);
    assert_true(err_prefix(NULL, "x") < 0);
    struct err empty = {0};
    assert_true(err_prefix(&empty, "x") < 0);
}

static void cuts_long_texts_between_characters(void **state)
{
    (void)state;
    struct err err = {0};
    char text[3000];
    for (size_t i = 0; i + 1 < sizeof(text); i += 2)
        memcpy(text + i, "ж", 2);
    text[sizeof(text) - 2] = '\0';
    err_set(&err, ERR_INVALID, "%s", text);
    assert_int_equal(strlen(err.text), ERR_TEXT_LIMIT - 2);
    assert_true(utf8_valid(err.text, strlen(err.text)));
    err_prefix(&err, "%s", "ab");
    assert_true(utf8_valid(err.text, strlen(err.text)));
    assert_true(str_starts(err.text, "ab: ж"));
}

static void names(void **state)
{
    (void)state;
    assert_string_equal(err_name(0), "none");
    assert_string_equal(err_name(ERR_NOT_FOUND), "not found");
    assert_string_equal(err_name(ERR_CORRUPT), "corrupt");
    assert_string_equal(err_name(-99), "unknown");
    assert_string_equal(err_name(5), "unknown");
}

static void memory(void **state)
{
    (void)state;
    char *zeroed = mem_alloc(100);
    for (int i = 0; i < 100; i++)
        assert_int_equal(zeroed[i], 0);
    free(zeroed);
    free(mem_alloc(0));
    free(mem_array(0, 8));
    assert_null(mem_strdup(NULL));
    char *part = mem_strndup("abcdef", 3);
    assert_string_equal(part, "abc");
    free(part);
    part = mem_strndup("ab", 30);
    assert_string_equal(part, "ab");
    free(part);
    char *bytes = mem_dup("a\0b", 3);
    assert_memory_equal(bytes, "a\0b", 4);
    bytes = mem_grow(bytes, 1000, 2);
    assert_memory_equal(bytes, "a\0b", 4);
    free(bytes);
    char *text = mem_printf("%d-%s", 5, "x");
    assert_string_equal(text, "5-x");
    free(text);
}

static void clocks(void **state)
{
    (void)state;
    int64_t us = clock_mono_us(), ms = clock_mono_ms();
    assert_true(clock_mono_us() >= us);
    assert_true(ms - us / 1000 >= 0 && ms - us / 1000 < 60000);
    assert_true(clock_wall_ms() > 1700000000000); /* 2023: a date, and in milliseconds */
    assert_true(clock_wall_ms() < 9000000000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_and_prefixes),
        cmocka_unit_test(without_a_struct_stays_a_failure),
        cmocka_unit_test(cuts_long_texts_between_characters),
        cmocka_unit_test(names),
        cmocka_unit_test(memory),
        cmocka_unit_test(clocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
