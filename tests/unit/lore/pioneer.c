/* The pipeline of one process: what goes well, what goes wrong, and how long that is remembered. */
#include "pioneer.h"

#include "store/lore_review.h"

/* --- what goes well --------------------------------------------------------------------------- */

static void test_one_call_for_all_who_ask(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    world.lore = lore_new(&config);
    want(SWORD);
    for (int i = 0; i < 50; i++)
        lore_wanted(world.lore, SWORD);
    wait_calls(1);
    assert_string_equal(world.calls[0].model, "dear");
    says(0, GOOD);
    const struct news *news = wait_news(1);
    assert_int_equal(news->kind, LORE_NEWS_TEXT);
    assert_string_equal(news->body, GOOD);
    const struct store_lore *row = row_of(SWORD);
    assert_int_equal(row->state, STORE_LORE_KEPT);
    assert_int_equal(row->cost, 100 + 50 * 100); /* millionths: 100 tokens in, 50 out */
    assert_int_equal(row->tokens_out, 50);
    while (row_of(SWORD)->published < world.row.revision)
        pioneer_wait_begin();
    lore_wanted(world.lore, SWORD);
    row_of(SWORD);
    assert_int_equal(world.call_count, 1);
    assert_int_equal(world.news_count, 1);
}

static void test_a_bad_answer_is_told_what_was_wrong(void **state)
{
    struct lore_config config = config_of(&world);
    struct lore_status status;
    (void)state;
    begin_call(&config);
    assert_string_equal(world.repair, "");
    says(0, BAD);
    wait_calls(2);
    assert_true(strlen(world.repair) > 10);
    answer(1, (struct gemini_answer){.end = GEMINI_CUT, .text = "{\"text\":\"The o"});
    wait_calls(3);
    assert_non_null(strstr(world.repair, "cut off"));
    assert_int_equal(world.calls[2].billed_max, 1);
    says(2, GOOD);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_TEXT);
    assert_int_equal(row_of(SWORD)->cost, 3 * (100 + 50 * 100));
    lore_status(world.lore, &status);
    assert_int_equal(status.refused, 2);
    assert_int_equal(status.kept, 1);
    assert_int_equal(status.jobs, 0);
}

static void test_slow_then_late_then_there(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.slow_ms = 10;
    config.deadline_ms = 30;
    begin_call(&config);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_SLOW);
    assert_int_equal(wait_news(2)->kind, LORE_NEWS_NONE);
    assert_string_equal(world.news[1].reason, "late");
    lore_wanted(world.lore, SWORD); /* who comes later waits no longer than the first */
    assert_int_equal(wait_news(3)->kind, LORE_NEWS_SLOW);
    assert_int_equal(wait_news(4)->kind, LORE_NEWS_NONE);
    says(0, GOOD);
    assert_int_equal(wait_news(5)->kind, LORE_NEWS_TEXT);
}

static void test_waited_for_comes_before_warm(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.parallel = 1;
    world.lore = lore_new(&config);
    want("item.en.axe");
    want("item.en.bow");
    want(SWORD);
    lore_look(world.lore, "item.en.axe");
    lore_look(world.lore, "item.en.bow");
    lore_wanted(world.lore, SWORD);
    wait_calls(1);
    says(0, GOOD);
    wait_calls(2);
    assert_string_equal(world.calls[1].user, "sword");
}

/* --- what goes wrong -------------------------------------------------------------------------- */

static void test_refused_thrice_is_the_template(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    world.lore = lore_new(&config);
    want(SWORD);
    lore_wanted(world.lore, SWORD);
    for (size_t i = 0; i < 3; i++) {
        wait_calls(i + 1);
        says(i, BAD);
    }
    const struct news *news = wait_news(1);
    assert_int_equal(news->kind, LORE_NEWS_NONE);
    assert_string_equal(news->reason, "markup");
    assert_true(news->wait_ms > 3600000);
    assert_int_equal(row_of(SWORD)->state, STORE_LORE_WANTED);
    lore_wanted(world.lore, SWORD); /* a refusal is remembered for long, */
    assert_int_equal(wait_news(2)->kind, LORE_NEWS_NONE);
    assert_int_equal(world.call_count, 3);
    world.prompt = "p2"; /* but belongs to its prompt */
    lore_wanted(world.lore, SWORD);
    wait_calls(4);
    says(3, GOOD);
    assert_int_equal(wait_news(3)->kind, LORE_NEWS_TEXT);
}

static void test_blocked_is_not_asked_again(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    begin_call(&config);
    answer(0, (struct gemini_answer){.end = GEMINI_BLOCKED, .reason = "SAFETY"});
    assert_string_equal(wait_news(1)->reason, "blocked");
    assert_string_equal(row_of(SWORD)->refusal, "blocked");
    assert_int_equal(world.call_count, 1);
}

static void test_given_up_after_three_claims(void **state)
{
    struct lore_config config = config_of(&world);
    const struct news *news = NULL;
    (void)state;
    config.refused_ms = 1;
    world.lore = lore_new(&config);
    want(SWORD);
    for (size_t i = 0; i < LORE_CLAIMS_MAX; i++) {
        want_till_called(SWORD, i + 1);
        answer(i, (struct gemini_answer){.end = GEMINI_REFUSED, .reason = "SAFETY"});
        news = next_news();
        assert_int_equal(news->kind, i < 2 ? LORE_NEWS_NONE : LORE_NEWS_TEXT);
    }
    assert_int_equal(news->state, STORE_LORE_GIVEN_UP); /* the row says so, for good */
    assert_int_equal(row_of(SWORD)->state, STORE_LORE_GIVEN_UP);
}

static void test_failures_are_no_refusals(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    world.lore = lore_new(&config);
    want(SWORD);
    for (size_t i = 0; i <= LORE_CLAIMS_MAX; i++) {
        bool last = i == LORE_CLAIMS_MAX;
        want_till_called(SWORD, i + 1);
        answer(i, (struct gemini_answer){.end = last ? GEMINI_REFUSED : GEMINI_BUSY,
                                         .retry_after_ms = 1});
        next_news();
    }
    assert_int_equal(row_of(SWORD)->state, STORE_LORE_WANTED); /* it was refused but once */
}

static void test_failures_pass_soon(void **state)
{
    static const struct {
        enum gemini_end end;
        const char *reason;
        int64_t said, wait;
    } CASES[] = {
        {GEMINI_BUSY, "busy", 1, 1},
        {GEMINI_DOWN, "down", 0, LORE_FAILED_MS},
        {GEMINI_WRONG, "wrong", 0, LORE_FULL_MS},
    };
    struct lore_config config = config_of(&world);
    char id[32];
    (void)state;
    world.lore = lore_new(&config);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        snprintf(id, sizeof id, "item.en.n%zu", i);
        want(id);
        lore_wanted(world.lore, id);
        wait_calls(i + 1);
        answer(i, (struct gemini_answer){.end = CASES[i].end, .retry_after_ms = CASES[i].said});
        const struct news *news = wait_news(i + 1);
        assert_int_equal(news->kind, LORE_NEWS_NONE);
        assert_string_equal(news->reason, CASES[i].reason);
        assert_int_equal(news->wait_ms, CASES[i].wait);
        assert_string_equal(row_of(id)->refusal, CASES[i].reason);
    }
    want_till_called("item.en.n0", 4); /* its millisecond is soon over */
    says(3, GOOD);
    assert_int_equal(next_news()->kind, LORE_NEWS_TEXT);
}

static void test_what_failed_is_tried_again(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.again_ms = 10;
    begin_call(&config);
    answer(0, (struct gemini_answer){.end = GEMINI_BUSY, .retry_after_ms = 1});
    wait_calls(2); /* nobody has wanted it again */
    says(1, GOOD);
    assert_int_equal(wait_news(2)->kind, LORE_NEWS_TEXT);
}

static void test_no_brief_is_the_template(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    world.lore = lore_new(&config);
    want(SWORD);
    world.no_brief = true;
    lore_wanted(world.lore, SWORD);
    assert_string_equal(wait_news(1)->reason, "brief");
    assert_int_equal(world.call_count, 0);
}

static void on_figures(void *ctx, const struct store_lore_figures *figures, const struct err *err)
{
    assert_null(err);
    *(struct store_lore_figures *)ctx = *figures;
    on_answered(NULL);
}

static void test_what_nobody_bills_is_no_call(void **state)
{
    struct lore_config config = config_of(&world);
    struct store_lore_figures figures;
    (void)state;
    config.caps.day_calls = 4; /* what one claim reserves */
    begin_call(&config);
    answer(0, (struct gemini_answer){.end = GEMINI_OK, .text = GOOD, .tries = GEMINI_TRIES});
    wait_news(1);
    store_lore_figures_get(world.store, NULL, on_figures, &figures);
    wait_answer();
    assert_int_equal(figures.day.calls, 1);
}

static void test_a_repair_is_reserved_too(void **state)
{
    struct lore_config config = config_of(&world);
    struct store_lore_figures figures;
    (void)state;
    begin_call(&config);
    store_lore_figures_get(world.store, NULL, on_figures, &figures);
    wait_answer();
    int64_t answers = 4 * 400 * 100;
    assert_true(figures.day.reserved > answers + 2 * 2 * 2000); /* a refused answer, in bytes */
}

static void test_the_ladder_of_money(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    config.caps.day_cost = 20000; /* two cents: too little for the dear one's worst case */
    begin_call(&config);
    assert_string_equal(world.calls[0].model, "cheap");
    says(0, GOOD);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_TEXT);
    lore_halt(world.lore);
    world.dead = world.lore;
    config.caps.day_cost = 100;
    world.lore = lore_new(&config);
    want("item.en.axe");
    lore_wanted(world.lore, "item.en.axe");
    assert_string_equal(wait_news(2)->reason, "budget of the day");
    assert_true(world.news[1].wait_ms > 0);
    assert_int_equal(world.call_count, 1);
}

static void test_the_next_model_takes_the_place_of_one_that_is_gone(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    begin_call(&config);
    answer(0, (struct gemini_answer){.end = GEMINI_WRONG, .status = 404});
    wait_calls(2);
    assert_string_equal(world.calls[1].model, "cheap");
    says(1, GOOD);
    assert_int_equal(wait_news(1)->kind, LORE_NEWS_TEXT);
    want("item.en.axe");
    lore_wanted(world.lore, "item.en.axe");
    wait_calls(3);
    answer(2, (struct gemini_answer){.end = GEMINI_BUSY, .per_day = true});
    wait_calls(4);
    answer(3, (struct gemini_answer){.end = GEMINI_BUSY, .per_day = true});
    assert_string_equal(wait_news(2)->reason, "busy"); /* there is no other */
}

/* What was reserved is for the tries that may have been billed, and there is none left for it. */
static void test_the_next_model_is_for_what_nothing_was_billed_for(void **state)
{
    struct lore_config config = config_of(&world);
    (void)state;
    begin_call(&config);
    answer(0,
           (struct gemini_answer){.end = GEMINI_BUSY, .per_day = true, .tries = 2, .unknown = 1});
    assert_string_equal(wait_news(1)->reason, "busy");
    assert_int_equal(world.call_count, 1);
}

static void test_models_think_as_little_as_they_can(void **state)
{
    static const char *const MODELS[][2] = {{"gemini-flash-lite-latest", "minimal"},
                                            {"gemini-3-pro", "low"},
                                            {"gemini-2.5-flash", ""},
                                            {"other", ""}};
    struct lore_config config = config_of(&world);
    char id[32];
    (void)state;
    config.model_count = 1;
    for (size_t i = 0; i < sizeof MODELS / sizeof *MODELS; i++) {
        config.models[0] = MODELS[i][0];
        lore_halt(world.lore);
        lore_free(world.lore);
        world.lore = lore_new(&config);
        snprintf(id, sizeof id, "item.en.n%zu", i);
        want(id);
        lore_wanted(world.lore, id);
        wait_calls(i + 1);
        assert_string_equal(world.calls[i].thinking, MODELS[i][1]);
        assert_true(world.calls[i].seed > 0);
        answer(i, (struct gemini_answer){.end = GEMINI_DOWN});
        wait_news(i + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_one_call_for_all_who_ask),
        TEST(test_a_bad_answer_is_told_what_was_wrong),
        TEST(test_slow_then_late_then_there),
        TEST(test_waited_for_comes_before_warm),
        TEST(test_refused_thrice_is_the_template),
        TEST(test_blocked_is_not_asked_again),
        TEST(test_given_up_after_three_claims),
        TEST(test_failures_are_no_refusals),
        TEST(test_failures_pass_soon),
        TEST(test_what_failed_is_tried_again),
        TEST(test_no_brief_is_the_template),
        TEST(test_what_nobody_bills_is_no_call),
        TEST(test_a_repair_is_reserved_too),
        TEST(test_the_ladder_of_money),
        TEST(test_the_next_model_takes_the_place_of_one_that_is_gone),
        TEST(test_the_next_model_is_for_what_nothing_was_billed_for),
        TEST(test_models_think_as_little_as_they_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
