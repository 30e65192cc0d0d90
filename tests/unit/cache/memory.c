/* cache: versions never go back, the limit holds, the oldest leaves first. */
#include "cache/cache.h"

#include "base/mem.h"
#include "check.h"

struct test {
    struct loop *loop;
    struct cache *cache;
    int answers;
    int64_t version; /* of the last answer; -1: a miss */
};

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof(*test));
    test->loop = loop_new();
    test->cache = cache_memory_new(test->loop, 100000);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    cache_free(test->cache);
    loop_free(test->loop);
    free(test);
    return 0;
}

static void assert_holds(struct cache *cache, const char *key, int64_t version, const char *text)
{
    struct cache_entry entry;
    assert_true(cache_peek(cache, key, &entry));
    assert_int_equal(entry.version, version);
    if (!text) {
        assert_null(entry.data);
        assert_int_equal(entry.len, 0);
        return;
    }
    assert_int_equal(entry.len, strlen(text));
    assert_string_equal(entry.data, text);
}

static void keeps_only_newer_versions(void **state)
{
    struct cache *cache = ((struct test *)*state)->cache;
    struct cache_entry entry;
    assert_false(cache_peek(cache, "hero", &entry));
    cache_put(cache, "hero", 5, "five", 4);
    assert_holds(cache, "hero", 5, "five");
    cache_put(cache, "hero", 4, "four", 4);
    cache_put(cache, "hero", 5, "also five", 9);
    assert_holds(cache, "hero", 5, "five");
    cache_put(cache, "hero", 6, "sixsix", 6);
    assert_holds(cache, "hero", 6, "sixsix");
    cache_put(cache, "hero", 7, NULL, 0); /* deleted: the old one stays out */
    cache_put(cache, "hero", 6, "six", 3);
    assert_holds(cache, "hero", 7, NULL);
    cache_put(cache, "empty", 1, "", 0);
    assert_holds(cache, "empty", 1, "");
    cache_drop(cache, "hero");
    cache_drop(cache, "hero");
    assert_false(cache_peek(cache, "hero", &entry));
    cache_put(cache, "hero", 1, "one", 3);
    assert_holds(cache, "hero", 1, "one");
}

static void takes_bytes_and_its_own_data(void **state)
{
    struct cache *cache = ((struct test *)*state)->cache;
    struct cache_entry entry;
    cache_put(cache, "k", 1, "a\0b", 3);
    assert_true(cache_peek(cache, "k", &entry));
    assert_int_equal(entry.len, 3);
    assert_memory_equal(entry.data, "a\0b", 4);
    cache_put(cache, "k", 2, entry.data, entry.len);
    assert_true(cache_peek(cache, "k", &entry));
    assert_memory_equal(entry.data, "a\0b", 4);
}

static void oldest_leaves_first_and_the_limit_holds(void **state)
{
    struct cache *cache = ((struct test *)*state)->cache;
    struct cache_stats stats;
    struct cache_entry entry;
    static char data[1000];
    char key[16];
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof(key), "doc%d", i);
        cache_put(cache, key, 1, data, sizeof(data));
        cache_stats(cache, &stats);
        assert_true(stats.bytes <= 100000);
        assert_true(cache_peek(cache, "doc0", &entry)); /* in use: stays */
    }
    assert_in_range(stats.entries, 50, 100);
    assert_int_equal(stats.evictions, 1000 - (int64_t)stats.entries);
    assert_true(cache_peek(cache, "doc999", &entry));
    assert_false(cache_peek(cache, "doc1", &entry));
    assert_false(cache_peek(cache, "doc500", &entry));
}

static void tiny_entries_cost_something(void **state)
{
    struct cache *cache = ((struct test *)*state)->cache;
    struct cache_stats stats;
    char key[16];
    for (int i = 0; i < 10000; i++) {
        snprintf(key, sizeof(key), "%d", i);
        cache_put(cache, key, 1, NULL, 0);
    }
    cache_stats(cache, &stats);
    assert_true(stats.entries < 1000);
}

static void too_large_pushes_nothing_out(void **state)
{
    struct cache *cache = ((struct test *)*state)->cache;
    struct cache_entry entry;
    char *huge = mem_alloc(200000);
    cache_put(cache, "small", 1, "x", 1);
    cache_put(cache, "large", 1, "x", 1);
    cache_put(cache, "large", 2, huge, 200000);
    assert_holds(cache, "small", 1, "x");
    assert_false(cache_peek(cache, "large", &entry)); /* the old version is no answer */
    memset(huge, 'k', CACHE_KEY_MAX + 1);
    cache_put(cache, huge, 1, "x", 1);
    assert_false(cache_peek(cache, huge, &entry));
    huge[CACHE_KEY_MAX] = '\0';
    cache_put(cache, huge, 1, "x", 1);
    assert_holds(cache, huge, 1, "x");
    free(huge);
}

static void counts_and_clears(void **state)
{
    struct cache *cache = ((struct test *)*state)->cache;
    struct cache_stats stats;
    struct cache_entry entry;
    cache_put(cache, "a", 1, "x", 1);
    cache_put(cache, "b", 1, "x", 1);
    cache_peek(cache, "a", &entry);
    cache_peek(cache, "b", &entry);
    cache_peek(cache, "c", &entry);
    cache_stats(cache, &stats);
    assert_int_equal(stats.hits, 2);
    assert_int_equal(stats.misses, 1);
    assert_int_equal(stats.entries, 2);
    cache_clear(cache);
    cache_stats(cache, &stats);
    assert_int_equal(stats.entries, 0);
    assert_int_equal(stats.bytes, 0);
    assert_int_equal(stats.evictions, 0);
    assert_false(cache_peek(cache, "a", &entry));
    cache_free(NULL);
}

static void on_answer(void *ctx, const struct cache_entry *entry)
{
    struct test *test = ctx;
    test->answers++;
    test->version = entry ? entry->version : -1;
    cache_drop(test->cache, "k");
}

static void get_answers_later(void **state)
{
    struct test *test = *state;
    cache_put(test->cache, "k", 1, "x", 1);
    cache_get(test->cache, "k", on_answer, test);
    assert_int_equal(test->answers, 0);
    cache_put(test->cache, "k", 2, "y", 1);
    loop_run(test->loop);
    assert_int_equal(test->answers, 1);
    assert_int_equal(test->version, 2);
    cache_get(test->cache, "k", on_answer, test);
    loop_run(test->loop);
    assert_int_equal(test->answers, 2);
    assert_int_equal(test->version, -1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(keeps_only_newer_versions),
        TEST(takes_bytes_and_its_own_data),
        TEST(oldest_leaves_first_and_the_limit_holds),
        TEST(tiny_entries_cost_something),
        TEST(too_large_pushes_nothing_out),
        TEST(counts_and_clears),
        TEST(get_answers_later),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
