/* The pipelines of two processes over one database; starts, stops and crashes. */
#include "pioneer.h"

static void test_two_processes_make_one_call(void **state)
{
    struct lore_config config = config_of(&world);
    struct lore_config other = config_of(&world.other);
    (void)state;
    world.lore = lore_new(&config);
    world.other = lore_new(&other);
    want(SWORD);
    lore_wanted(world.lore, SWORD);
    wait_calls(1);
    lore_wanted(world.other, SWORD);
    row_of(SWORD); /* the other has met the claim by now, or soon will */
    says(0, GOOD);
    wait_news(1);
    struct lore_status status;
    do {
        pioneer_wait_begin();
        row_of(SWORD);
        lore_status(world.other, &status);
    } while (status.jobs > 0);
    assert_int_equal(world.call_count, 1);
}

static void test_another_takes_over(void **state)
{
    struct lore_config config = config_of(&world);
    struct lore_config other = config_of(&world.other);
    (void)state;
    world.lore = lore_new(&config);
    world.other = lore_new(&other);
    want(SWORD);
    lore_wanted(world.lore, SWORD);
    wait_calls(1);
    lore_halt(world.lore); /* as kill -9 */
    lore_wanted(world.other, SWORD);
    wait_calls(2); /* when the lease has run out */
    says(1, GOOD);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_TEXT);
    says(0, BAD); /* nobody listens any more */
    assert_int_equal(row_of(SWORD)->state, STORE_LORE_KEPT);
    assert_int_equal(world.call_count, 2);
}

static void test_a_lease_is_held_through_a_long_call(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.lease_ms = 60;
    world.lore = lore_new(&config);
    want(SWORD);
    lore_wanted(world.lore, SWORD);
    wait_calls(1);
    int64_t until = row_of(SWORD)->lease_ms;
    do
        pioneer_wait_begin();
    while (row_of(SWORD)->lease_ms < until + 120);
    says(0, GOOD);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_TEXT);
}

static void test_a_start_takes_up_what_is_open(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    want(SWORD);
    world.lore = lore_new(&config);
    lore_start(world.lore);
    wait_calls(1);
    says(0, GOOD);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_TEXT);
}

static void test_a_start_publishes_what_is_behind(void **state)
{
    struct lore_config config = config_of(&world.other); /* whose news are lost in a crash */
    (void)state;
    world.lore = lore_new(&config);
    want(SWORD);
    lore_wanted(world.lore, SWORD);
    wait_calls(1);
    says(0, GOOD);
    wait_news(1);
    lore_halt(world.lore);
    assert_int_equal(row_of(SWORD)->published, 0);
    world.dead = world.lore;
    config = config_of(&world);
    world.lore = lore_new(&config);
    lore_start(world.lore);
    assert_string_equal(wait_news(2)->body, GOOD);
    while (row_of(SWORD)->published != world.row.revision)
        pioneer_wait_begin();
    assert_int_equal(world.call_count, 1);
}

static void test_a_stop_keeps_what_is_paid_for(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.parallel = 1;
    world.lore = lore_new(&config);
    want(SWORD);
    want("item.en.axe");
    lore_wanted(world.lore, SWORD);
    lore_wanted(world.lore, "item.en.axe");
    wait_calls(1);
    lore_stop(world.lore, on_answered, NULL);
    says(0, GOOD);
    wait_answer();
    assert_int_equal(world.news[0].kind, LORE_NEWS_TEXT);
    assert_int_equal(world.call_count, 1);
    assert_int_equal(row_of("item.en.axe")->state, STORE_LORE_WANTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_two_processes_make_one_call),         TEST(test_another_takes_over),
        TEST(test_a_lease_is_held_through_a_long_call), TEST(test_a_start_takes_up_what_is_open),
        TEST(test_a_start_publishes_what_is_behind),    TEST(test_a_stop_keeps_what_is_paid_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
