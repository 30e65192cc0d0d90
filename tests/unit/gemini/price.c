/* What calls cost. */
#include "rig.h"

#include "gemini/price.h"

#define TABLE                                                                                      \
    "{\"models\":{\"small\":[{\"from\":\"2026-01-01\",\"input\":0.3,\"output\":2.5}],"             \
    "\"big\":[{\"from\":\"2026-01-01\",\"input\":0.75,\"output\":3.75,\"cached\":0.075},"          \
    "{\"from\":\"2027-01-01\",\"input\":1.5,\"output\":7.5}],"                                     \
    "\"paint\":[{\"from\":\"2026-01-01\",\"input\":0.25,\"output\":1.5,\"image\":30,"              \
    "\"image_tokens\":1120}]},\"aliases\":{\"small-latest\":\"small\"}}"
#define NEW_YEAR 1798761600000 /* 2027-01-01 00:00 UTC */

static struct prices *table(void)
{
    struct prices *prices = NULL;
    struct err err;
    json *parsed = NULL;
    assert_int_equal(json_parse(TABLE, strlen(TABLE), &parsed, &err), 0);
    assert_int_equal(prices_new(parsed, &prices, &err), 0);
    json_free(parsed);
    return prices;
}

static int64_t cost(struct prices *prices, const char *model, int64_t at, int64_t in, int64_t out)
{
    return prices_cost(prices, model, at,
                       &(struct gemini_usage){.prompt = in, .candidates = out, .total = in + out});
}

static void test_cost(void **state)
{
    struct prices *prices = table();
    (void)state;
    /* 600 in at 0.30 and 250 out at 2.50 are $0.000805 */
    assert_int_equal(cost(prices, "small", NEW_YEAR, 600, 250), 805);
    assert_int_equal(cost(prices, "small-latest", NEW_YEAR, 600, 250), 805);
    assert_int_equal(cost(prices, "small", NEW_YEAR, 1, 0), 1); /* rounded up */
    assert_int_equal(cost(prices, "small", NEW_YEAR, 0, 0), 0);
    prices_free(prices);
}

static void test_thoughts_cached_and_pictures(void **state)
{
    struct prices *prices = table();
    (void)state;
    struct gemini_usage thought = {.candidates = 100, .thoughts = 300};
    assert_int_equal(prices_cost(prices, "small", 0, &thought), 1000);
    struct gemini_usage cached = {.prompt = 1000, .cached = 800};
    assert_int_equal(prices_cost(prices, "big", 0, &cached), 150 + 60);
    assert_int_equal(prices_cost(prices, "small", 0, &cached), 300);
    struct gemini_usage picture = {.prompt = 100, .candidates = 1220, .images = 1120};
    assert_int_equal(prices_cost(prices, "paint", 0, &picture), 25 + 150 + 33600);
    struct gemini_usage nonsense = {.prompt = -5,
                                    .cached = INT64_MAX,
                                    .candidates = INT64_MAX,
                                    .thoughts = INT64_MAX,
                                    .images = INT64_MAX};
    assert_true(prices_cost(prices, "paint", 0, &nonsense) > 0);
    prices_free(prices);
}

static void test_a_price_that_changes_on_a_day(void **state)
{
    struct prices *prices = table();
    (void)state;
    assert_int_equal(cost(prices, "big", 0, 1000, 0), 750); /* before the first day: the first */
    assert_int_equal(cost(prices, "big", NEW_YEAR - 1, 1000, 0), 750);
    assert_int_equal(cost(prices, "big", NEW_YEAR, 1000, 0), 1500);
    prices_free(prices);
}

static void test_unknown_costs_the_dearest_and_is_told_once(void **state)
{
    struct prices *prices = table();
    char *log = NULL;
    size_t len = 0;
    FILE *stream = open_memstream(&log, &len);
    (void)state;
    log_to(stream);
    assert_false(prices_know(prices, "new"));
    assert_true(prices_know(prices, "small-latest"));
    assert_int_equal(cost(prices, "new", 0, 1000, 1000), 1500 + 7500);
    cost(prices, "new", 0, 1, 1);
    log_to(NULL);
    fclose(stream);
    char *first = strstr(log, "a model without a price");
    assert_non_null(first);
    assert_null(strstr(first + 1, "a model without a price"));
    free(log);
    prices_free(prices);
}

static void test_worst_case_is_never_less_than_the_cost(void **state)
{
    static const char *const parts[] = {"Меч-кладенец"};
    struct prices *prices = table();
    struct gemini_ask ask = {
        .system = "You tell.", .parts = parts, .part_count = 1, .max_tokens = 400};
    (void)state;
    int64_t bytes = gemini_ask_tokens(&ask);
    assert_true(bytes >= (int64_t)strlen("You tell.") + (int64_t)strlen(parts[0]));
    assert_int_equal(prices_worst(prices, "small", 0, &ask), (bytes * 3 + 9) / 10 + 1000);
    ask.max_tokens = 0;
    assert_true(prices_worst(prices, "small", 0, &ask) > 160000);
    ask.max_tokens = 10;
    ask.image = true;
    assert_true(prices_worst(prices, "paint", 0, &ask) >= 33600 + 15);
    prices_free(prices);
}

static void expect_wrong(const char *text, const char *words)
{
    struct prices *prices = NULL;
    struct err err;
    json *parsed = NULL;
    assert_int_equal(json_parse(text, strlen(text), &parsed, &err), 0);
    assert_int_not_equal(prices_new(parsed, &prices, &err), 0);
    assert_null(prices);
    if (!strstr(err.text, words))
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    json_free(parsed);
}

static void test_broken_tables(void **state)
{
    (void)state;
    expect_wrong("{}", "models: a table of 1 to");
    expect_wrong("{\"models\":{}}", "models: a table of 1 to");
    expect_wrong("{\"models\":{\"a\":[]}}", "a: a list of prices");
    expect_wrong("{\"models\":{\"a\":[{\"from\":\"2026-13-01\",\"input\":1,\"output\":1}]}}",
                 "a: from is a day");
    expect_wrong("{\"models\":{\"a\":[{\"from\":\"2026-01-01\",\"input\":\"1\",\"output\":1}]}}",
                 "a: input and output");
    expect_wrong("{\"models\":{\"a\":[{\"from\":\"2026-01-01\",\"input\":1}]}}",
                 "input and output");
    expect_wrong("{\"models\":{\"a\":[{\"from\":\"2026-01-01\",\"input\":1,\"output\":1},"
                 "{\"from\":\"2026-01-01\",\"input\":1,\"output\":1}]}}",
                 "in order");
    expect_wrong("{\"models\":{\"a\":[{\"from\":\"2026-01-01\",\"input\":1,\"output\":1,"
                 "\"image_tokens\":0}]}}",
                 "image_tokens");
    expect_wrong("{\"models\":{\"a\":[{\"from\":\"2026-01-01\",\"input\":1,\"output\":1}]},"
                 "\"aliases\":{\"b\":\"c\"}}",
                 "aliases: b: there is no model \"c\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cost),
        cmocka_unit_test(test_thoughts_cached_and_pictures),
        cmocka_unit_test(test_a_price_that_changes_on_a_day),
        cmocka_unit_test(test_unknown_costs_the_dearest_and_is_told_once),
        cmocka_unit_test(test_worst_case_is_never_less_than_the_cost),
        cmocka_unit_test(test_broken_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
