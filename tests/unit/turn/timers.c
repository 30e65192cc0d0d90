/* Timers and the clock. */
#include "harness.h"

#include "base/clock.h"

static void assert_doc(struct world *world, const char *id, const char *body)
{
    char *doc = world_doc(world, "player", id);
    assert_string_equal(doc, body);
    free(doc);
}

static int64_t timers(struct world *world)
{
    struct turns_status status;
    turns_status(world->turns, &status);
    return status.timers;
}

static void one_fires_by_itself(void **state)
{
    struct world *world = *state;
    int64_t began = clock_mono_ms();
    world_say(world, 1, "timer T 1");
    world_expect(world, "add 1 T");
    world_idle(world);
    assert_doc(world, "1", "T");
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.fired, 1);
    assert_int_equal(status.overdue, 0);
    assert_true(status.late_max_ms >= 0);
    assert_true(status.late_max_ms <= clock_mono_ms() - began);
}

static void skipping_fires_what_is_due(void **state)
{
    struct world *world = *state;
    int64_t before = turns_now(world->turns);
    world_say(world, 1, "timer B 28800 timer A 3600 timer C 90000");
    world_idle(world);
    assert_int_equal(timers(world), 0); /* beyond the horizon */
    world_skip(world, 8 * 3600);
    assert_int_equal(world->err, 0);
    assert_true(turns_now(world->turns) >= before + 8 * 3600);
    world_expect(world, "add 1 B");
    world_idle(world);
    assert_doc(world, "1", "AB");
    world_kill(world); /* the clock stays where it was moved to */
    world_open(world);
    assert_true(turns_now(world->turns) >= before + 8 * 3600);
    world_skip(world, 20 * 3600);
    world_expect(world, "add 1 C");
}

static void a_timer_goes_before_a_live_event(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "timer T 100 timer S 50");
    world_idle(world);
    world->turns->started = false; /* nothing runs while the time passes */
    game_clock_set_offset(world->turns->clock, 200000);
    world_say(world, 1, "add e");
    world->turns->started = true;
    world_say(world, 1, "add f");
    world_idle(world);
    assert_doc(world, "1", "STef");
}

static void an_earlier_event_goes_before_the_timer(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "timer T 100");
    world_idle(world);
    world->turns->started = false;
    world_say(world, 1, "add e");
    game_clock_set_offset(world->turns->clock, 200000);
    world_say(world, 1, "add f");
    world->turns->started = true;
    world_say(world, 2, "add x");
    world_idle(world);
    assert_doc(world, "1", "eTf");
}

static void cancelled_and_replaced(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "timer T 100 timer U 100 timer V 5000");
    world_say(world, 1, "cancel T timer U 300 timer V 50");
    world_idle(world);
    assert_int_equal(timers(world), 2);
    world_skip(world, 200);
    world_expect(world, "add 1 V");
    world_idle(world);
    assert_doc(world, "1", "V");
    world_skip(world, 200);
    world_expect(world, "add 1 U");
    world_idle(world);
    world_skip(world, 20000);
    world_idle(world);
    assert_doc(world, "1", "VU");
}

static void a_document_takes_its_timers_along(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "add a timer T 100 timer U 200");
    world_idle(world);
    world_say(world, 1, "drop timer W 100 add b timer X 100"); /* made again */
    world_idle(world);
    assert_int_equal(timers(world), 2);
    world_say(world, 2, "timer Y 100 drop");
    world_say(world, 2, "add q timer Z 100");
    world_say(world, 2, "drop timer Z 100"); /* none on what is gone */
    world_idle(world);
    assert_int_equal(timers(world), 2);
    world_skip(world, 1000);
    world_expect(world, "add 1 X");
    world_idle(world);
    assert_doc(world, "1", "bWX");
    assert_doc(world, "2", "");
}

static void overdue_after_a_downtime(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 600; i++) {
        char act[64];
        snprintf(act, sizeof(act), "timer T %d", 5000 - i);
        world_say(world, i + 1, act);
        if (i % 100 == 99)
            world_idle(world);
    }
    world_say(world, 1, "timer U 4000");
    world_idle(world);
    world_kill(world);
    world_open(world);
    world_clear(world);
    world_skip(world, 6000);
    world_say(world, 7, "add live");
    world_expect(world, "add 7 live");
    assert_true(world_times(world, "add") < 600); /* it did not wait for all */
    assert_true(world_at(world, "add 7 T") < world_at(world, "add 7 live"));
    assert_true(world_has(world, "add 7 T"));
    world_idle(world);
    assert_doc(world, "1", "UT");
    assert_doc(world, "600", "T");
    assert_int_equal(timers(world), 0);
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.overdue, 601); /* and so none of them was late */
    assert_int_equal(status.fired, 601);
    assert_int_equal(status.late_max_ms, 0);
}

static void skips_are_refused(void **state)
{
    struct world *world = *state;
    world_skip(world, -1);
    assert_int_equal(world->err, ERR_INVALID);
    world->turns->config.movable_clock = false;
    world_skip(world, 10);
    assert_int_equal(world->err, ERR_REFUSED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(one_fires_by_itself),
        TEST(skipping_fires_what_is_due),
        TEST(a_timer_goes_before_a_live_event),
        TEST(an_earlier_event_goes_before_the_timer),
        TEST(cancelled_and_replaced),
        TEST(a_document_takes_its_timers_along),
        TEST(overdue_after_a_downtime),
        TEST(skips_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
