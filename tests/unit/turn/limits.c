/* What may come in from one player: the bucket, the bound of the lane, what is said to him who is
 * over it, and that nobody else notices. The monotonic clock is the test's own, but where time is
 * measured. */
#include "harness.h"

#include "base/clock.h"
#include "turn/lane.h"
#include "turn/limits.h"

#include <inttypes.h>

enum { RATE_US = 500000, BURST = 5, FLOOD = 10000, TAPS = 100 };

static int64_t now_ms;

static int64_t test_mono_ms(void)
{
    return now_ms;
}

static void limit(struct world *world, int64_t interval_us, int64_t burst, int64_t lane)
{
    struct turn_limits limits = {
        .interval_us = interval_us, .burst = burst, .lane = lane, .notice_ms = 60000};
    turns_limit(world->turns, &limits);
}

static int setup(void **state)
{
    int r = world_setup(state);
    struct world *world = *state;
    now_ms = clock_mono_ms();
    world->turns->clock->mono_ms = test_mono_ms;
    limit(world, RATE_US, BURST, 0);
    log_to(fopen("/dev/null", "w"));
    return r;
}

static int teardown(void **state)
{
    log_to(NULL);
    return world_teardown(state);
}

static int tap(struct world *world, int id)
{
    return world_accept(world, id, "answer yes",
                        (struct turn_input){.callback = id == 1 ? "one" : "two", .lang = "ru"});
}

static int say(struct world *world, int id)
{
    return world_accept(world, id, "add x",
                        (struct turn_input){.chat = id, .alone = true, .lang = "en"});
}

static int64_t refused(const struct world *world)
{
    struct turns_status status;
    turns_status(world->turns, &status);
    return status.refused;
}

static void over_the_bucket_taps_are_told_once(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < BURST; i++)
        assert_int_equal(tap(world, 1), 0);
    for (int i = 0; i < 3; i++)
        assert_int_equal(tap(world, 1), ERR_LIMIT);
    assert_int_equal(tap(world, 2), 0); /* another's bucket is his own */
    world_idle(world);
    assert_int_equal(world_times(world, "answer one 'yes'"), BURST);
    assert_int_equal(world_times(world, "answer one 'common.too_fast.tap ru'"), 1);
    assert_int_equal(world_times(world, "answer one ''"), 2); /* the button stops spinning */
    assert_int_equal(world_times(world, "answer two 'yes'"), 1);
    assert_int_equal(refused(world), 3);
    now_ms += RATE_US / 1000; /* one token more */
    assert_int_equal(tap(world, 1), 0);
    assert_int_equal(tap(world, 1), ERR_LIMIT);
    assert_int_equal(world_times(world, "answer one 'common.too_fast.tap ru'"), 1);
    now_ms += 60000;
    for (int i = 0; i < BURST; i++)
        assert_int_equal(tap(world, 1), 0);
    assert_int_equal(tap(world, 1), ERR_LIMIT);
    assert_int_equal(world_times(world, "answer one 'common.too_fast.tap ru'"), 2);
}

static void a_shut_game_tells_players_and_lets_staff_play(void **state)
{
    struct world *world = *state;
    turns_shut(world->turns, "{\"\":\"closed\"}");
    assert_int_equal(tap(world, 1), ERR_LIMIT);
    assert_int_equal(tap(world, 1), ERR_LIMIT);
    assert_int_equal(say(world, 2), ERR_LIMIT);
    assert_int_equal(world_accept(world, 3, "add staff", (struct turn_input){.staff = true}), 0);
    assert_int_equal(world_accept(world, 4, "add money", (struct turn_input){.exempt = true}), 0);
    world_idle(world);
    assert_int_equal(world_times(world, "answer one 'common.maintenance ru'"), 1);
    assert_int_equal(world_times(world, "answer one ''"), 1);
    assert_int_equal(refused(world), 0); /* nobody was too fast */
    turns_shut(world->turns, NULL);
    assert_int_equal(tap(world, 1), 0);
    world_idle(world);
    assert_int_equal(world_times(world, "answer one 'yes'"), 1);
}

/* Each answer is a call to Telegram: a flood of taps must not become a flood of calls. */
static void a_flood_of_taps_is_no_flood_of_answers(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < BURST + 1000; i++)
        tap(world, 1);
    assert_int_equal(refused(world), 1000);
    assert_int_equal(world_times(world, "answer one ''"), LIMITS_BLANK_BURST);
    now_ms += 1000;
    for (int i = 0; i < 1000; i++)
        tap(world, 1);
    assert_in_range(world_times(world, "answer one ''"), LIMITS_BLANK_BURST + 28,
                    LIMITS_BLANK_BURST + 31);
    world_idle(world);
}

static void over_the_bucket_messages_get_one_message(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < BURST; i++)
        assert_int_equal(say(world, 1), 0);
    for (int i = 0; i < 20; i++)
        assert_int_equal(say(world, 1), ERR_LIMIT);
    world_idle(world);
    assert_int_equal(world_times(world, "send 1 {\"text\":\"common.too_fast.message en html\"}"),
                     1);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "xxxxx");
    free(doc);
    now_ms += 59000;
    for (int i = 0; i < BURST + 1; i++)
        say(world, 1);
    assert_int_equal(world_times(world, "send 1"), 1);
    now_ms += 1000;
    for (int i = 0; i < BURST; i++)
        say(world, 1);
    assert_int_equal(world_times(world, "send 1"), 2);
}

/* A group is not the sender's own: no notice goes there. */
static void a_group_hears_no_notice(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < BURST; i++)
        world_accept(world, 1, "add x", (struct turn_input){.chat = -5});
    assert_int_equal(world_accept(world, 1, "add x", (struct turn_input){.chat = -5}), ERR_LIMIT);
    world_idle(world);
    assert_int_equal(world_times(world, "send"), 0);
}

static bool is_done(struct world *world)
{
    return world->done;
}

static void on_row(void *ctx, const struct store_inbox *row, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    if (row)
        world_note(world, "row %" PRId64, row->update);
    else
        world->done = true;
}

/* The decision comes before a turn and before the inbox, and the source may be told at once. */
static void what_is_refused_costs_nothing(void **state)
{
    struct world *world = *state;
    world->turns->started = false; /* what is accepted stays in its lane */
    for (int i = 0; i < BURST + 7; i++)
        say(world, 1);
    world->done = false;
    turns_settle(world->turns, 0, world_done, world);
    world_wait(world, is_done);
    assert_int_equal(world->err, 0);
    world->done = false;
    store_inbox_load(world->store, on_row, world);
    world_wait(world, is_done);
    assert_int_equal(world_times(world, "row"), BURST);
    world->turns->started = true;
    lanes_pump(world->turns);
    world_idle(world);
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.turns, BURST);
}

static void an_update_that_waits_takes_no_second_token(void **state)
{
    struct world *world = *state;
    world->turns->started = false;
    for (int i = 0; i < BURST; i++)
        say(world, 1);
    for (int64_t update = 1; update <= BURST; update++)
        assert_int_equal(world_accept(world, 1, "add x", (struct turn_input){.update = update}), 0);
    world->turns->started = true;
    lanes_pump(world->turns);
    world_idle(world);
}

static void money_and_news_of_the_chat_always_come_in(void **state)
{
    struct world *world = *state;
    limit(world, RATE_US, BURST, 10);
    world->turns->started = false;
    for (int i = 0; i < 30; i++)
        assert_int_equal(world_accept(world, 1, "add x", (struct turn_input){.exempt = true}), 0);
    assert_int_equal(say(world, 1), ERR_LIMIT); /* they fill the lane all the same */
    world->turns->started = true;
    lanes_pump(world->turns);
    world_idle(world);
}

static void a_full_lane_is_told(void **state)
{
    struct world *world = *state;
    limit(world, 0, 0, 10);
    world->turns->started = false;
    for (int i = 0; i < 10; i++)
        assert_int_equal(tap(world, 1), 0);
    assert_int_equal(tap(world, 1), ERR_LIMIT);
    assert_int_equal(tap(world, 2), 0);
    world->turns->started = true;
    lanes_pump(world->turns);
    world_idle(world);
    assert_int_equal(world_times(world, "answer one 'common.too_fast.tap ru'"), 1);
    assert_int_equal(world_times(world, "answer one 'yes'"), 10);
}

static void limits_may_change_and_end(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < BURST; i++)
        say(world, 1);
    assert_int_equal(say(world, 1), ERR_LIMIT);
    limit(world, RATE_US, BURST + 1, 0);
    assert_int_equal(say(world, 1), 0);
    assert_int_equal(say(world, 1), ERR_LIMIT);
    limit(world, 0, 0, 0);
    for (int i = 0; i < 50; i++)
        assert_int_equal(say(world, 1), 0);
    world_idle(world);
}

static void idle_players_are_forgotten(void **state)
{
    struct world *world = *state;
    for (int id = 1; id <= 200; id++)
        world_accept(world, id, "see", (struct turn_input){0});
    assert_int_equal(limits_count(world->turns->limits), 200);
    now_ms += RATE_US / 1000;
    for (int id = 1001; id <= 1100; id++)
        world_accept(world, id, "see", (struct turn_input){0});
    assert_int_equal(limits_count(world->turns->limits), 100);
    world_idle(world);
}

/* --- a flood --------------------------------------------------------------------------------- */

static int64_t turns_of_all(const struct world *world)
{
    struct turns_status status;
    turns_status(world->turns, &status);
    return status.turns;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Player 2 taps and waits for each answer, while player 1 floods. Gives the 99th percentile of the
 * answers' time; *ret_between: the most turns of others that came between a tap and its answer. */
static int64_t taps_beside(struct world *world, int flood, int64_t *ret_between)
{
    int64_t took[TAPS];
    *ret_between = 0;
    for (int i = 0; i < TAPS; i++) {
        for (int k = 0; k < flood / TAPS; k++)
            tap(world, 1);
        int64_t began = clock_mono_us();
        int64_t before = turns_of_all(world);
        world_clear(world);
        assert_int_equal(tap(world, 2), 0);
        world_expect(world, "answer two 'yes'");
        took[i] = clock_mono_us() - began;
        int64_t between = turns_of_all(world) - before - 1;
        *ret_between = between > *ret_between ? between : *ret_between;
    }
    world_idle(world);
    qsort(took, TAPS, sizeof(took[0]), by_size);
    return took[TAPS - 1 - TAPS / 100];
}

/* What delays a tap is how much work is done before it: that is counted. Times are only printed,
 * since the machine that runs the tests has other things to do as well. */
static void a_flood_delays_nobody_else(void **state)
{
    struct world *world = *state;
    int64_t between;
    world->turns->clock->mono_ms = clock_mono_ms;
    limit(world, 1, 1000000, 0); /* for the tapper's sake */
    int64_t alone = taps_beside(world, 0, &between);
    assert_int_equal(between, 0);
    limit(world, 333333, 200, 0);
    int64_t with = taps_beside(world, FLOOD, &between);
    print_message("p99 of a tap: %" PRId64 " us alone, %" PRId64 " us beside a flood of %d\n",
                  alone, with, FLOOD);
    assert_true(refused(world) > FLOOD - 400);
    assert_true(between <= 3); /* one of the flood's may be ahead, and those that follow it */
}

/* Without the bucket the bound of the lane and the turns that lanes take are enough. */
static void a_full_lane_delays_nobody_else(void **state)
{
    struct world *world = *state;
    int64_t between;
    world->turns->clock->mono_ms = clock_mono_ms;
    limit(world, 0, 0, 0);
    taps_beside(world, FLOOD, &between);
    assert_true(refused(world) > 0);
    assert_true(between <= 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_shut_game_tells_players_and_lets_staff_play),
        TEST(over_the_bucket_taps_are_told_once),
        TEST(a_flood_of_taps_is_no_flood_of_answers),
        TEST(over_the_bucket_messages_get_one_message),
        TEST(a_group_hears_no_notice),
        TEST(what_is_refused_costs_nothing),
        TEST(an_update_that_waits_takes_no_second_token),
        TEST(money_and_news_of_the_chat_always_come_in),
        TEST(a_full_lane_is_told),
        TEST(limits_may_change_and_end),
        TEST(idle_players_are_forgotten),
        TEST(a_flood_delays_nobody_else),
        TEST(a_full_lane_delays_nobody_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
