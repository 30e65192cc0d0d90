/* The pipelines of two processes over one database; starts, stops and crashes. */
#include "pioneer.h"

#include "base/clock.h"

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

/* What the other process tells reaches this one. */
static void on_changed(void *self, const char *id)
{
    (void)self;
    lore_heard(world.lore, id);
}

/* The look that would find it out otherwise is a minute away. */
static void test_who_hears_of_a_text_need_not_look(void **state)
{
    struct lore_config config = config_of(&world);
    struct lore_config other = config_of(&world.other);
    struct lore_status status;
    (void)state;
    config.lease_ms = other.lease_ms = 60000;
    other.port.changed = on_changed;
    world.lore = lore_new(&config);
    world.other = lore_new(&other);
    want(SWORD);
    lore_wanted(world.other, SWORD);
    wait_calls(1);
    lore_look(world.lore, SWORD);
    do {
        row_of(SWORD);
        lore_status(world.lore, &status);
    } while (status.working > 0); /* it has met the claim, and rests */
    assert_int_equal(status.jobs, 1);
    says(0, GOOD);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_TEXT);
    assert_int_equal(wait_news(2)->kind, LORE_NEWS_TEXT);
    lore_status(world.lore, &status);
    assert_int_equal(status.heard, 1);
    assert_int_equal(world.call_count, 1);
}

static void test_however_much_is_heard_little_is_looked_at(void **state)
{
    struct lore_config config = config_of(&world);
    struct lore_status status;
    char id[LORE_ID_MAX + 2];
    (void)state;
    world.lore = lore_new(&config);
    want(SWORD);
    for (int i = 0; i < 10000; i++) {
        snprintf(id, sizeof id, "item.en.%d", i);
        lore_heard(world.lore, id);
    }
    lore_status(world.lore, &status);
    assert_int_equal(status.jobs, 1);
    memset(id, 'x', sizeof id - 1);
    id[sizeof id - 1] = '\0';
    lore_heard(world.lore, id);
    wait_calls(1); /* the scan has come upon the one that there is */
    lore_status(world.lore, &status);
    assert_int_equal(status.jobs, 1);
    assert_int_equal(status.heard, 10000);
    assert_int_equal(world.scans, 1);
    assert_int_equal(world.news_count, 0);
    lore_heard(world.lore, ""); /* and once more, behind the pause */
    while (world.scans < 2) {
        pioneer_wait_begin();
        row_of(SWORD);
    }
}

static void test_a_lease_is_held_through_a_long_call(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.lease_ms = 60;
    begin_call(&config);
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
    begin_call(&config);
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

static void test_a_start_takes_up_more_than_there_is_room_for(void **state)
{
    static const char *const TEXTS[] = {
        GOOD, "{\"text\":\"Its edge has met more kindling than foes, and is proud of that.\"}",
        "{\"text\":\"Somebody has carved a small owl into the handle and given up there.\"}"};
    struct lore_config config = config_of(&world);
    (void)state;
    config.again_ms = 10;
    config.jobs = config.parallel = 1;
    want(SWORD);
    want("item.en.axe");
    want("item.en.bow");
    world.lore = lore_new(&config);
    lore_start(world.lore);
    for (size_t i = 0; i < 3; i++) {
        wait_calls(i + 1);
        says(i, TEXTS[i]);
        assert_int_equal(wait_news(i + 1)->kind, LORE_NEWS_TEXT);
    }
}

static void test_nobody_waits_for_what_is_warmed(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.slow_ms = 10;
    config.deadline_ms = 20;
    want_of("item.en.axe", NULL);
    want(SWORD);
    world.lore = lore_new(&config);
    lore_start(world.lore);
    assert_string_equal(wait_news(1)->id, SWORD);
    assert_string_equal(wait_news(2)->id, SWORD);
    assert_string_equal(world.news[1].reason, "late");
    wait_calls(1);
    says(0, GOOD);
    assert_int_equal(wait_news(3)->kind, LORE_NEWS_TEXT);
}

static void test_a_stop_ends_though_a_scan_fails(void **state)
{
    struct lore_config config = config_of(&world);
    struct err err;
    (void)state;
    world.lore = lore_new(&config);
    world.holds_reads = true;
    lore_start(world.lore);
    lore_stop(world.lore, on_answered, NULL);
    err_set(&err, ERR_CANCELLED, "the database is away");
    world.held(world.held_ctx, NULL, &err);
    wait_answer();
}

static void test_a_stop_is_no_refusal(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    begin_call(&config);
    lore_stop(world.lore, on_answered, NULL);
    says(0, BAD);
    wait_answer();
    const struct store_lore *row = row_of(SWORD);
    assert_string_equal(row->refusal, "stopped");
    assert_true(row->next_ms <= clock_wall_ms() + LORE_FAILED_MS);
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

/* Whoever cannot wait for it (a second signal) halts and frees, with fn on its way. */
static void test_a_halt_takes_a_stop_back(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    world.lore = lore_new(&config);
    lore_stop(world.lore, on_answered, NULL);
    lore_halt(world.lore);
    lore_free(world.lore);
    world.lore = lore_new(&config);
    want(SWORD);
    lore_wanted(world.lore, SWORD);
    wait_calls(1); /* the loop has gone round */
    assert_false(world.answered);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_two_processes_make_one_call),
        TEST(test_another_takes_over),
        TEST(test_who_hears_of_a_text_need_not_look),
        TEST(test_however_much_is_heard_little_is_looked_at),
        TEST(test_a_lease_is_held_through_a_long_call),
        TEST(test_a_start_takes_up_what_is_open),
        TEST(test_a_start_publishes_what_is_behind),
        TEST(test_a_stop_keeps_what_is_paid_for),
        TEST(test_a_halt_takes_a_stop_back),
        TEST(test_a_start_takes_up_more_than_there_is_room_for),
        TEST(test_nobody_waits_for_what_is_warmed),
        TEST(test_a_stop_ends_though_a_scan_fails),
        TEST(test_a_stop_is_no_refusal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
