/* tally and histogram: what is counted is told, in order and within bounds. */
#include "base/tally.h"

#include "base/histogram.h"
#include "check.h"

#include <string.h>

struct told {
    char text[256];
    int64_t pairs;
    int64_t sum;
};

static void on_pair(void *ctx, const char *first, const char *second, int64_t count)
{
    struct told *told = ctx;
    size_t len = strlen(told->text);
    if (len < 100)
        snprintf(told->text + len, sizeof told->text - len, "%s/%s=%d ", first, second, (int)count);
    told->pairs++;
    told->sum += count;
}

static void tells_in_order(void **state)
{
    (void)state;
    struct told told = {.pairs = 0};
    struct tally *tally = tally_new();
    tally_add(tally, "b", "1");
    tally_add(tally, "a", "2");
    tally_add(tally, "b", "1");
    tally_add(tally, "", "x\ny");
    tally_each(tally, on_pair, &told);
    assert_string_equal(told.text, "/x=1 a/2=1 b/1=2 ");
    tally_free(tally);
    tally_free(NULL);
}

static void has_a_bound(void **state)
{
    (void)state;
    struct told told = {.pairs = 0};
    struct tally *tally = tally_new();
    char word[600];
    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    tally_add(tally, word, word);
    for (int i = 0; i < 3 * TALLY_MAX; i++) {
        snprintf(word, sizeof word, "word %d", i);
        tally_add(tally, word, "");
    }
    tally_each(tally, on_pair, &told);
    assert_int_equal(told.pairs, TALLY_MAX + 1);
    assert_int_equal(told.sum, 3 * TALLY_MAX + 1);
    tally_free(tally);
}

static void sorts_times(void **state)
{
    (void)state;
    struct histogram histogram = {.sum_us = 0};
    histogram_add(&histogram, -5);
    histogram_add(&histogram, 1000);
    histogram_add(&histogram, 1001);
    histogram_add(&histogram, 3600000000);
    assert_int_equal(histogram.counts[0], 2);
    assert_int_equal(histogram.counts[1], 1);
    assert_int_equal(histogram.counts[HISTOGRAM_BOUNDS], 1);
    assert_int_equal(histogram.sum_us, 3600002001);
    for (int i = 1; i < HISTOGRAM_BOUNDS; i++)
        assert_true(histogram_bound_us(i) > histogram_bound_us(i - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_in_order),
        cmocka_unit_test(has_a_bound),
        cmocka_unit_test(sorts_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
