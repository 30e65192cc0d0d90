/* The hot tier, in memory and over Redis: what every backend does. */
#include "check.h"

struct test {
    struct redis_server *server; /* NULL: memory */
    struct loop *loop;
    struct hot *hot;
    struct cache *cache;
};

static void wait_until_up(struct test *test)
{
    int64_t end = clock_mono_ms() + PATIENCE_MS;
    struct hot_stats stats = {.up = false};
    struct loop_timer *timer = loop_timer_new(test->loop, stop, test->loop);
    while (!stats.up) {
        assert_true(clock_mono_ms() < end);
        turn(test->loop, timer);
        hot_stats(test->hot, &stats);
    }
    loop_timer_free(timer);
}

static int in_memory(void **state)
{
    struct test *test = mem_alloc(sizeof *test);
    test->loop = loop_new();
    test->cache = cache_memory_new(test->loop, 1 << 20);
    *state = test;
    return 0;
}

static int over_redis(void **state)
{
    struct test *test = mem_alloc(sizeof *test);
    struct err err;
    test->server = redis_server_new();
    test->loop = loop_new();
    struct hot_config config = {test->loop, redis_server_url(test->server), "00ff"};
    assert_int_equal(hot_new(&config, &test->hot, &err), 0);
    test->cache = cache_redis_new(test->hot, test->loop, 1 << 20);
    wait_until_up(test);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    hot_close(test->hot);
    cache_free(test->cache);
    hot_free(test->hot);
    loop_free(test->loop);
    if (test->server)
        redis_server_free(test->server);
    free(test);
    return 0;
}

static void keeps_only_newer_versions(void **state)
{
    struct test *test = *state;
    struct loop *loop = test->loop;
    struct cache *cache = test->cache;
    assert_got(loop, cache, "player/1", -1, "(missed)");
    cache_put(cache, "player/1", 5, "five", 4);
    assert_got(loop, cache, "player/1", 5, "five");
    cache_put(cache, "player/1", 4, "four", 4);
    cache_put(cache, "player/1", 5, "also", 4);
    assert_got(loop, cache, "player/1", 5, "five");
    cache_put(cache, "player/1", 6, "six", 3);
    assert_got(loop, cache, "player/1", 6, "six");
    cache_put(cache, "player/1", 7, NULL, 0);
    cache_put(cache, "player/1", 6, "six", 3);
    assert_got(loop, cache, "player/1", 7, "(gone)");
}

static void takes_bytes_and_empty_ones(void **state)
{
    struct test *test = *state;
    cache_put(test->cache, "k", 1, "a\0b", 3);
    struct got got = get(test->loop, test->cache, "k");
    assert_int_equal(got.len, 3);
    assert_memory_equal(got.data, "a\0b", 4);
    cache_put(test->cache, "ключ с пробелом\n", INT64_C(9007199254740991), "", 0);
    assert_got(test->loop, test->cache, "ключ с пробелом\n", INT64_C(9007199254740991), "");
}

static void drops_and_clears(void **state)
{
    struct test *test = *state;
    cache_put(test->cache, "a", 2, "a2", 2);
    cache_put(test->cache, "b", 2, "b2", 2);
    cache_drop(test->cache, "a");
    assert_got(test->loop, test->cache, "a", -1, "(missed)");
    assert_got(test->loop, test->cache, "b", 2, "b2");
    cache_put(test->cache, "a", 1, "a1", 2);
    assert_got(test->loop, test->cache, "a", 1, "a1");
    cache_clear(test->cache);
    assert_got(test->loop, test->cache, "a", -1, "(missed)");
    assert_got(test->loop, test->cache, "b", -1, "(missed)");
}

static void cancels_what_waits(void **state)
{
    struct test *test = *state;
    struct got near = {.loop = test->loop}, far = {.loop = test->loop};
    cache_put(test->cache, "near", 1, "x", 1);
    cache_get(test->cache, "near", on_got, &near);
    cache_get(test->cache, "far", on_got, &far);
    cache_cancel(test->cache);
    assert_true(near.answered && far.answered);
    assert_int_equal(near.version, -1);
    assert_int_equal(far.version, -1);
    assert_got(test->loop, test->cache, "near", 1, "x");
}

static void keys_too_long_are_never_kept(void **state)
{
    struct test *test = *state;
    char key[CACHE_KEY_MAX + 2];
    memset(key, 'k', sizeof key - 1);
    key[sizeof key - 1] = '\0';
    cache_put(test->cache, key, 1, "x", 1);
    assert_got(test->loop, test->cache, key, -1, "(missed)");
    key[CACHE_KEY_MAX] = '\0';
    cache_put(test->cache, key, 1, "x", 1);
    assert_got(test->loop, test->cache, key, 1, "x");
}

#define BOTH(fn)                                                                                   \
    {#fn " (memory)", fn, in_memory, tear_down, NULL},                                             \
    {                                                                                              \
#fn " (redis)", fn, over_redis, tear_down, NULL                                            \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(keeps_only_newer_versions), BOTH(takes_bytes_and_empty_ones),   BOTH(drops_and_clears),
        BOTH(cancels_what_waits),        BOTH(keys_too_long_are_never_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
