/* Money: read exactly, and printed so that a small price can be told from nothing. */
#include "app/budget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_dollars_are_read_exactly(void **state)
{
    static const struct {
        const char *text;
        int64_t micro;
    } GOOD[] = {{"1", 1000000},     {"0.1", 100000}, {"0.25", 250000},
                {"12.5", 12500000}, {"0.000001", 1}, {"100000", 100000000000}};
    static const char *const BAD[] = {"",    "0",  "0.0",          "-1",       "1,5",
                                      "1.",  ".5", "0.0000001",    "100000.1", "1e3",
                                      "one", "1 ", "9999999999999"};
    struct err err;
    int64_t micro;
    (void)state;
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        assert_int_equal(0, budget_usd(GOOD[i].text, &micro, &err));
        assert_int_equal(GOOD[i].micro, micro);
    }
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_int_equal(ERR_INVALID, budget_usd(BAD[i], &micro, &err));
    assert_non_null(strstr(err.text, "like 1 or 0.25"));
}

static void test_what_is_left_out_follows_the_day(void **state)
{
    struct budget budget = {.day = 1000000};
    (void)state;
    budget_fill(&budget);
    assert_int_equal(250000, budget.hour);
    assert_int_equal(100000, budget.player);
    budget = (struct budget){.day = 1000000, .hour = 7, .player = 9};
    budget_fill(&budget);
    assert_int_equal(7, budget.hour);
    assert_int_equal(9, budget.player);
}

static void test_calls(void **state)
{
    struct err err;
    int64_t calls = -1;
    (void)state;
    assert_int_equal(0, budget_calls("0", &calls, &err));
    assert_int_equal(0, calls);
    assert_int_equal(0, budget_calls("250", &calls, &err));
    assert_int_equal(250, calls);
    assert_int_equal(ERR_INVALID, budget_calls("-1", &calls, &err));
    assert_int_equal(ERR_INVALID, budget_calls("many", &calls, &err));
}

static void test_small_sums_keep_two_digits(void **state)
{
    static const struct {
        int64_t micro;
        const char *text;
    } SUMS[] = {{0, "$0.00"},       {1, "$0.000001"},      {780, "$0.00078"}, {7849, "$0.0078"},
                {12345, "$0.012"},  {99999, "$0.10"},      {123456, "$0.12"}, {1995000, "$2.00"},
                {1250000, "$1.25"}, {100000000, "$100.00"}};
    char text[32];
    (void)state;
    for (size_t i = 0; i < sizeof SUMS / sizeof SUMS[0]; i++) {
        budget_print(SUMS[i].micro, text, sizeof text);
        assert_string_equal(SUMS[i].text, text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dollars_are_read_exactly),
        cmocka_unit_test(test_what_is_left_out_follows_the_day),
        cmocka_unit_test(test_calls),
        cmocka_unit_test(test_small_sums_keep_two_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
