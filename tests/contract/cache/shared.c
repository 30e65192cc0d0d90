/* The hot tier that processes share: two of them over one Redis, which hangs, dies, forgets and is
 * full.
 *
 * The near part of both is off (a limit of 0), so that what a get finds came from the server. */
#include "check.h"

#include "base/log.h"
#include "cache/redis_link.h"

#define EPOCH "00ff"

struct side { /* one process */
    struct hot *hot;
    struct cache *cache;
    struct throttle *throttle;
    int64_t ahead_us; /* the last answer about a rate; -1: none yet */
};

struct test {
    struct redis_server *server;
    struct loop *loop;
    struct loop_timer *timer;
    struct side a, b;
};

static bool is_up(const struct side *side)
{
    struct hot_stats stats;
    hot_stats(side->hot, &stats);
    return stats.up && !stats.slow;
}

static void on_ahead(void *ctx, const char *key, int64_t ahead_us)
{
    struct side *side = ctx;
    assert_string_equal(key, "player/1");
    side->ahead_us = ahead_us;
}

static void side_open(struct test *test, struct side *side, const char *epoch)
{
    struct err err;
    struct hot_config config = {test->loop, redis_server_url(test->server), epoch};
    assert_int_equal(hot_new(&config, &side->hot, &err), 0);
    side->cache = cache_redis_new(side->hot, test->loop, 0);
    side->throttle = throttle_new(side->hot);
    throttle_on_answer(side->throttle, on_ahead, side);
    side->ahead_us = -1;
    WAIT_UNTIL(test, is_up(side));
}

static void side_close(struct side *side)
{
    hot_close(side->hot);
    cache_free(side->cache);
    throttle_free(side->throttle);
    hot_free(side->hot);
}

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof *test);
    log_setup(LOG_CONSOLE, LOG_ERROR);
    test->server = redis_server_new();
    test->loop = loop_new();
    test->timer = loop_timer_new(test->loop, stop, test->loop);
    side_open(test, &test->a, EPOCH);
    side_open(test, &test->b, EPOCH);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    side_close(&test->a);
    side_close(&test->b);
    loop_timer_free(test->timer);
    loop_free(test->loop);
    redis_server_free(test->server);
    free(test);
    return 0;
}

/* The near part keeps nothing, so that a get of what was put is answered by the server. */
static int64_t version_of(struct test *test, const struct side *side, const char *key)
{
    return get(test->loop, side->cache, key).version;
}

static void what_one_puts_the_other_finds(void **state)
{
    struct test *test = *state;
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
    cache_put(test->b.cache, "player/1", 6, NULL, 0);
    WAIT_UNTIL(test, version_of(test, &test->a, "player/1") == 6);
}

static void an_older_write_never_replaces_a_newer_one(void **state)
{
    struct test *test = *state;
    cache_put(test->a.cache, "player/1", 255, "new", 3);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 255);
    cache_put(test->b.cache, "player/1", 16, "old", 3); /* 0x10 < 0xff, though "16" > "1" */
    cache_put(test->b.cache, "flag", 1, "", 0);
    WAIT_UNTIL(test, version_of(test, &test->a, "flag") == 1); /* b's first write is over */
    assert_int_equal(version_of(test, &test->a, "player/1"), 255);
}

static void another_epoch_believes_nothing(void **state)
{
    struct test *test = *state;
    struct side other;
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
    side_open(test, &other, "00fe");
    for (int i = 0; i < 10; i++)
        assert_int_equal(version_of(test, &other, "player/1"), -1);
    side_close(&other);
}

static void after_a_clear_nothing_old_is_believed(void **state)
{
    struct test *test = *state;
    struct side late;
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
    cache_clear(test->a.cache);
    assert_int_equal(version_of(test, &test->a, "player/1"), -1);
    cache_put(test->a.cache, "player/1", 4, "four",
              4); /* before the new space is known: not kept */
    WAIT_UNTIL(test, (cache_put(test->a.cache, "flag", 1, "", 0),
                      version_of(test, &test->a, "flag") == 1));
    assert_int_equal(version_of(test, &test->a, "player/1"), -1);
    side_open(test, &late, EPOCH);
    WAIT_UNTIL(test, version_of(test, &late, "flag") == 1);
    assert_int_equal(version_of(test, &late, "player/1"), -1);
    side_close(&late);
}

static void a_flush_is_only_a_miss(void **state)
{
    struct test *test = *state;
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
    free(redis_server_ask(test->server, "FLUSHALL"));
    free(redis_server_ask(test->server, "SCRIPT FLUSH"));
    assert_int_equal(version_of(test, &test->b, "player/1"), -1);
    WAIT_UNTIL(test,
               (cache_put(test->a.cache, "player/1", 6, "six", 3), /* its script is sent again */
                version_of(test, &test->b, "player/1") == 6));
}

static void nobody_waits_for_one_that_hangs(void **state)
{
    struct test *test = *state;
    struct hot_stats stats;
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
    redis_server_freeze(test->server);
    int64_t began = clock_mono_ms();
    assert_int_equal(version_of(test, &test->b, "player/1"), -1);
    int64_t first = clock_mono_ms() - began;
    for (int i = 0; i < 100; i++)
        assert_int_equal(version_of(test, &test->b, "player/1"), -1);
    int64_t all = clock_mono_ms() - began;
    hot_stats(test->b.hot, &stats);
    assert_true(stats.late >= 1);
    assert_true(first >= HOT_WAIT_MS - 5);
    assert_true(stats.late <= 1 + all / REDIS_SLOW_MS); /* one has waited, then none for so long */
    redis_server_thaw(test->server);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
}

static void a_dead_one_is_given_up_and_found_again(void **state)
{
    struct test *test = *state;
    struct hot_stats stats;
    redis_server_freeze(test->server);
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, !is_up(&test->a));
    redis_server_kill(test->server);
    WAIT_UNTIL(test, !is_up(&test->b));
    assert_int_equal(version_of(test, &test->b, "player/1"), -1);
    redis_server_start(test->server);
    WAIT_UNTIL(test, is_up(&test->a) && is_up(&test->b));
    hot_stats(test->a.hot, &stats);
    assert_true(stats.lost >= 1);
    WAIT_UNTIL(test, (cache_put(test->a.cache, "player/1", 6, "six", 3),
                      version_of(test, &test->b, "player/1") == 6));
}

static void a_dead_one_is_given_up_however_much_is_written(void **state)
{
    struct test *test = *state;
    int64_t version = 5;
    redis_server_freeze(test->server);
    WAIT_UNTIL(test,
               (cache_put(test->a.cache, "player/1", version++, "five", 4), !is_up(&test->a)));
    redis_server_thaw(test->server);
    WAIT_UNTIL(test, is_up(&test->a));
}

static void a_clear_is_not_forgotten_while_it_is_away(void **state)
{
    struct test *test = *state;
    struct side late;
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
    redis_server_hide(test->server);
    WAIT_UNTIL(test, !is_up(&test->a));
    cache_clear(test->a.cache);
    redis_server_show(test->server);
    WAIT_UNTIL(test, is_up(&test->a));
    WAIT_UNTIL(test, (cache_put(test->a.cache, "flag", 1, "", 0),
                      version_of(test, &test->a, "flag") == 1)); /* the new space is known */
    assert_int_equal(version_of(test, &test->a, "player/1"), -1);
    side_open(test, &late, EPOCH);
    WAIT_UNTIL(test, version_of(test, &late, "flag") == 1);
    assert_int_equal(version_of(test, &late, "player/1"), -1);
    side_close(&late);
}

static void a_clear_that_is_refused_is_asked_for_again(void **state)
{
    struct test *test = *state;
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    WAIT_UNTIL(test, version_of(test, &test->b, "player/1") == 5);
    free(redis_server_ask(test->server, "CONFIG SET maxmemory 1"));
    cache_clear(test->a.cache);
    for (int i = 0; i < 10; i++)
        assert_int_equal(version_of(test, &test->a, "player/1"), -1);
    free(redis_server_ask(test->server, "CONFIG SET maxmemory 0"));
    WAIT_UNTIL(test, (cache_put(test->a.cache, "flag", 1, "", 0),
                      version_of(test, &test->a, "flag") == 1));
    assert_int_equal(version_of(test, &test->a, "player/1"), -1);
}

static void a_full_one_is_played_without(void **state)
{
    struct test *test = *state;
    free(redis_server_ask(test->server, "CONFIG SET maxmemory 1"));
    cache_put(test->a.cache, "player/1", 5, "five", 4);
    for (int i = 0; i < 10; i++)
        assert_int_equal(version_of(test, &test->b, "player/1"), -1);
    assert_true(is_up(&test->a));
    free(redis_server_ask(test->server, "CONFIG SET maxmemory 0"));
    WAIT_UNTIL(test, (cache_put(test->a.cache, "player/1", 6, "six", 3),
                      version_of(test, &test->b, "player/1") == 6));
}

static void one_that_loads_its_data_is_waited_for(void **state)
{
    struct test *test = *state;
    int looks = 0;
    redis_server_kill(test->server);
    WAIT_UNTIL(test, !is_up(&test->a) && !is_up(&test->b));
    redis_server_start_slowly(test->server);
    for (bool loads = true; loads; looks++) {
        turn_loop(test);
        bool up = is_up(&test->a) || is_up(&test->b);
        char *answer = redis_server_ask(test->server, "PING"); /* as it is, it was before */
        loads = strncmp(answer, "LOADING", strlen("LOADING")) == 0;
        free(answer);
        assert_false(loads && up);
    }
    assert_true(looks > 1);
    WAIT_UNTIL(test, is_up(&test->a) && is_up(&test->b));
    WAIT_UNTIL(test, (cache_put(test->a.cache, "player/1", 6, "six", 3),
                      version_of(test, &test->b, "player/1") == 6));
}

static void a_rate_is_shared(void **state)
{
    struct test *test = *state;
    enum { BURST = 3 };
    const int64_t hour = INT64_C(3600000000); /* so much does not go by meanwhile */
    for (int i = 0; i < BURST; i++) {
        struct side *side = i % 2 ? &test->b : &test->a;
        side->ahead_us = -1;
        WAIT_UNTIL(
            test,
            (side->ahead_us < 0 ? throttle_take(side->throttle, "player/1", hour, BURST) : (void)0,
             turn_loop(test), side->ahead_us >= 0));
    }
    test->b.ahead_us = -1;
    throttle_take(test->b.throttle, "player/1", hour, BURST);
    WAIT_UNTIL(test, test->b.ahead_us >= 0);
    /* At most the burst, each an hour; less by the time that has gone by. */
    assert_true(test->b.ahead_us <= BURST * hour);
    assert_true(test->b.ahead_us > (BURST - 1) * hour);
}

static void a_wrong_password_is_no_end(void **state)
{
    struct test *test = *state;
    struct hot_stats stats;
    struct side side;
    struct err err;
    char *url = mem_printf("%s?password=wrong", redis_server_url(test->server));
    free(redis_server_ask(test->server, "CONFIG SET requirepass right"));
    log_setup(LOG_CONSOLE, LOG_ERROR + 1);
    struct hot_config config = {test->loop, url, EPOCH};
    assert_int_equal(hot_new(&config, &side.hot, &err), 0);
    side.cache = cache_redis_new(side.hot, test->loop, 0);
    side.throttle = NULL;
    WAIT_UNTIL(test, (hot_stats(side.hot, &stats), stats.lost >= 2));
    assert_false(is_up(&side));
    assert_int_equal(version_of(test, &side, "player/1"), -1);
    side_close(&side);
    free(url);
    url = mem_printf("%s?password=right&db=3", redis_server_url(test->server));
    config.url = url;
    assert_int_equal(hot_new(&config, &side.hot, &err), 0);
    side.cache = cache_redis_new(side.hot, test->loop, 0);
    WAIT_UNTIL(test, is_up(&side));
    side_close(&side);
    free(url);
}

/* Whose password was changed behind him is told so, once, although it had been good before. */
static void a_login_that_is_refused_later_is_said(void **state)
{
    struct test *test = *state;
    struct hot_stats stats;
    char *said = NULL;
    size_t size = 0;
    FILE *log = open_memstream(&said, &size);
    assert_non_null(log);
    free(redis_server_ask(test->server, "CLIENT KILL TYPE normal")); /* away, and back again */
    WAIT_UNTIL(test, (hot_stats(test->a.hot, &stats), stats.lost >= 1 && is_up(&test->a)));
    side_close(&test->b); /* one to speak */
    log_to(log);
    free(redis_server_ask(test->server, "CONFIG SET requirepass new"));
    free(redis_server_ask(test->server, "--no-auth-warning -a new CLIENT KILL TYPE normal"));
    int64_t lost = stats.lost;
    WAIT_UNTIL(test, (hot_stats(test->a.hot, &stats), stats.lost >= lost + 3));
    log_to(NULL);
    fclose(log);
    free(redis_server_ask(test->server, "--no-auth-warning -a new CONFIG SET requirepass ''"));
    side_open(test, &test->b, EPOCH);
    const char *first = strstr(said, "look at REDIS_URL");
    assert_non_null(first);
    assert_null(strstr(first + 1, "look at REDIS_URL"));
    free(said);
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(what_one_puts_the_other_finds),
        T(an_older_write_never_replaces_a_newer_one),
        T(another_epoch_believes_nothing),
        T(after_a_clear_nothing_old_is_believed),
        T(a_flush_is_only_a_miss),
        T(nobody_waits_for_one_that_hangs),
        T(a_dead_one_is_given_up_and_found_again),
        T(a_dead_one_is_given_up_however_much_is_written),
        T(a_clear_is_not_forgotten_while_it_is_away),
        T(a_clear_that_is_refused_is_asked_for_again),
        T(one_that_loads_its_data_is_waited_for),
        T(a_full_one_is_played_without),
        T(a_rate_is_shared),
        T(a_wrong_password_is_no_end),
        T(a_login_that_is_refused_later_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
