/* limit: the burst, the pace after it, and blocking. */
#include "base/limit.h"

#include "check.h"

#define INTERVAL 1000
#define BURST    5

static void burst_then_pace(void **state)
{
    (void)state;
    struct limit limit = {0};
    int64_t now = 1000000;
    for (int i = 0; i < BURST; i++)
        assert_int_equal(limit_take(&limit, now, INTERVAL, BURST), 0);
    assert_int_equal(limit_wait_us(&limit, now, INTERVAL, BURST), INTERVAL);
    assert_int_equal(limit_take(&limit, now, INTERVAL, BURST), INTERVAL);
    assert_int_equal(limit_take(&limit, now + INTERVAL - 1, INTERVAL, BURST), 1);
    assert_int_equal(limit_take(&limit, now + INTERVAL, INTERVAL, BURST), 0);
    assert_int_equal(limit_take(&limit, now + INTERVAL, INTERVAL, BURST), INTERVAL);
}

static void rate_holds_over_time(void **state)
{
    (void)state;
    struct limit limit = {0};
    int taken = 0;
    for (int64_t now = 0; now < 1000 * INTERVAL; now += 10)
        taken += limit_take(&limit, now, INTERVAL, BURST) == 0;
    assert_int_equal(taken, 1000 + BURST - 1);
}

static void pause_gathers_no_more_than_the_burst(void **state)
{
    (void)state;
    struct limit limit = {0};
    limit_take(&limit, 0, INTERVAL, BURST);
    int64_t now = INT64_C(1) << 50;
    int taken = 0;
    while (taken < 100 && limit_take(&limit, now, INTERVAL, BURST) == 0)
        taken++;
    assert_int_equal(taken, BURST);
}

static void blocks_even_without_a_rate(void **state)
{
    (void)state;
    struct limit limit = {0};
    limit_block(&limit, 5000, INTERVAL, BURST);
    assert_int_equal(limit_take(&limit, 1000, INTERVAL, BURST), 4000);
    assert_int_equal(limit_take(&limit, 5000, INTERVAL, BURST), 0);
    assert_int_equal(limit_take(&limit, 5000, INTERVAL, BURST), INTERVAL); /* no burst after it */
    limit = (struct limit){0};
    for (int i = 0; i < 1000; i++)
        assert_int_equal(limit_take(&limit, 1, 0, BURST), 0);
    limit_block(&limit, 5000, 0, BURST);
    assert_int_equal(limit_take(&limit, 1000, 0, BURST), 4000);
    assert_int_equal(limit_take(&limit, 5000, 0, BURST), 0);
    limit_block(&limit, 100, 0, BURST); /* never shortens */
    assert_int_equal(limit_wait_us(&limit, 4000, 0, BURST), 1000);
}

static void odd_numbers_do_no_harm(void **state)
{
    (void)state;
    struct limit limit = {0};
    assert_int_equal(limit_take(&limit, 0, INTERVAL, 0), 0);
    assert_int_equal(limit_take(&limit, 0, INTERVAL, -7), INTERVAL);
    limit = (struct limit){0};
    assert_int_equal(limit_take(&limit, 0, INT64_MAX, INT64_MAX), 0);
    assert_true(limit_wait_us(&limit, 0, INT64_MAX, 1) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(burst_then_pace),
        cmocka_unit_test(rate_holds_over_time),
        cmocka_unit_test(pause_gathers_no_more_than_the_burst),
        cmocka_unit_test(blocks_even_without_a_rate),
        cmocka_unit_test(odd_numbers_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
