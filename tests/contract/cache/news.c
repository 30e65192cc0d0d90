/* News, in memory and over Redis: what both do, and what becomes of them while Redis is away. */
#include "check.h"

#include "base/log.h"
#include "cache/news.h"

#define HEARD_MAX 16
#define TOPIC     "lore"

struct side { /* one process */
    struct hot *hot;
    struct news *news;
    size_t count; /* heard */
    char heard[HEARD_MAX][64];
    bool own[HEARD_MAX];
    int64_t told; /* the last number; -2: none has come */
    int anew;
};

struct test {
    struct redis_server *server; /* NULL: memory */
    struct loop *loop;
    struct loop_timer *timer;
    struct side a, b; /* in memory there is but one: a */
};

static void on_news(void *ctx, const char *words, bool own)
{
    struct side *side = ctx;
    assert_true(side->count < HEARD_MAX);
    side->own[side->count] = own;
    snprintf(side->heard[side->count++], sizeof side->heard[0], "%s", words);
}

static void on_anew(void *ctx)
{
    struct side *side = ctx;
    side->anew++;
}

static void on_told(void *ctx, int64_t count)
{
    struct side *side = ctx;
    side->told = count;
}

static bool hears(const struct side *side)
{
    struct news_stats stats;
    news_stats(side->news, &stats);
    return stats.hears;
}

static int64_t ignored(const struct side *side)
{
    struct news_stats stats;
    news_stats(side->news, &stats);
    return stats.ignored;
}

/* Its connection for commands; news over memory are told at any time. */
static bool tells(const struct side *side)
{
    struct hot_stats stats = {.up = true};
    if (side->hot)
        hot_stats(side->hot, &stats);
    return stats.up;
}

static void side_open(struct test *test, struct side *side, const char *epoch)
{
    struct err err;
    if (test->server) {
        struct hot_config config = {test->loop, redis_server_url(test->server), epoch};
        assert_int_equal(hot_new(&config, &side->hot, &err), 0);
    }
    side->news = test->server ? news_redis_new(side->hot) : news_memory_new(test->loop);
    side->told = -2;
    news_on_heard(side->news, on_anew, side);
    news_hear(side->news, TOPIC, on_news, side);
    WAIT_UNTIL(test, hears(side) && tells(side));
}

static void side_close(struct side *side)
{
    news_free(side->news);
    hot_close(side->hot);
    hot_free(side->hot);
}

static struct test *test_new(void)
{
    struct test *test = mem_alloc(sizeof *test);
    loop_begin(&test->loop, &test->timer);
    return test;
}

static int in_memory(void **state)
{
    struct test *test = test_new();
    side_open(test, &test->a, "00ff");
    *state = test;
    return 0;
}

static int over_redis(void **state)
{
    struct test *test = test_new();
    test->server = redis_server_new();
    side_open(test, &test->a, "00ff");
    side_open(test, &test->b, "00ff");
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
    if (test->server)
        redis_server_free(test->server);
    free(test);
    return 0;
}

static void publish(const struct test *test, const char *epoch, const char *topic, const char *text)
{
    char *command =
        mem_printf("--quoted-input PUBLISH bylina:%s:news:%s '\"%s\"'", epoch, topic, text);
    free(redis_server_ask(test->server, command));
    free(command);
}

/* --- what both do ---------------------------------------------------------------------------- */

static void what_is_told_is_heard_here_in_order(void **state)
{
    struct test *test = *state;
    static const char *const WORDS[] = {"one", "", "третья\xc2\xa0весть {\"a\":1}"};
    for (int i = 0; i < 3; i++)
        assert_true(news_tell(test->a.news, TOPIC, WORDS[i], NULL, NULL));
    assert_int_equal(test->a.count, 0); /* never from within */
    WAIT_UNTIL(test, test->a.count == 3);
    for (int i = 0; i < 3; i++) {
        assert_string_equal(test->a.heard[i], WORDS[i]);
        assert_true(test->a.own[i]);
    }
    assert_int_equal(test->a.anew, 1);
}

static void how_many_hear_is_told(void **state)
{
    struct test *test = *state;
    assert_true(news_tell(test->a.news, TOPIC, "x", on_told, &test->a));
    assert_int_equal(test->a.told, -2);
    WAIT_UNTIL(test, test->a.told != -2);
    assert_int_equal(test->a.told, test->server ? 2 : 1);
    test->a.told = -2;
    assert_true(news_tell(test->a.news, "nobody", "x", on_told, &test->a));
    WAIT_UNTIL(test, test->a.told != -2);
    assert_int_equal(test->a.told, 0);
}

static void what_are_no_words_is_not_told(void **state)
{
    struct test *test = *state;
    char *most = mem_alloc(NEWS_WORDS_MAX + 2);
    memset(most, 'x', NEWS_WORDS_MAX + 1);
    assert_false(news_tell(test->a.news, TOPIC, most, NULL, NULL));
    assert_false(news_tell(test->a.news, TOPIC, "two\nlines", NULL, NULL));
    assert_false(news_tell(test->a.news, TOPIC, "\xff", NULL, NULL));
    most[NEWS_WORDS_MAX] = '\0';
    assert_true(news_tell(test->a.news, TOPIC, most, NULL, NULL));
    WAIT_UNTIL(test, test->a.count == 1);
    free(most);
}

static void who_hears_no_more_is_not_told(void **state)
{
    struct test *test = *state;
    news_hear(test->a.news, TOPIC, NULL, NULL);
    assert_true(news_tell(test->a.news, TOPIC, "x", NULL, NULL));
    news_hear(test->a.news, "other", on_news, &test->a);
    WAIT_UNTIL(test, hears(&test->a));
    assert_true(news_tell(test->a.news, "other", "y", NULL, NULL));
    WAIT_UNTIL(test, test->a.count == 1);
    assert_string_equal(test->a.heard[0], "y");
}

/* --- among processes ------------------------------------------------------------------------- */

static void what_one_tells_the_other_hears(void **state)
{
    struct test *test = *state;
    assert_true(news_tell(test->a.news, TOPIC, "item.en.sword", NULL, NULL));
    WAIT_UNTIL(test, test->a.count == 1 && test->b.count == 1);
    assert_string_equal(test->b.heard[0], "item.en.sword");
    assert_true(test->a.own[0] && !test->b.own[0]);
}

static void another_world_hears_nothing(void **state)
{
    struct test *test = *state;
    struct side other = {0};
    side_open(test, &other, "00fe");
    assert_true(news_tell(test->a.news, TOPIC, "x", on_told, &test->a));
    WAIT_UNTIL(test, test->b.count == 1 && test->a.told == 2);
    assert_true(news_tell(other.news, TOPIC, "y", NULL, NULL));
    WAIT_UNTIL(test, other.count == 1);
    assert_string_equal(other.heard[0], "y");
    assert_int_equal(test->b.count, 1);
    side_close(&other);
}

static void garbage_is_passed_over(void **state)
{
    struct test *test = *state;
    char *huge = mem_alloc(NEWS_WORDS_MAX * 20 + 1);
    memset(huge, 'f', NEWS_WORDS_MAX * 20);
    huge[16] = ' ';
    log_setup(LOG_CONSOLE, LOG_ERROR);
    publish(test, "00ff", TOPIC, "");
    publish(test, "00ff", TOPIC, "garbage");
    publish(test, "00ff", TOPIC, "0123456789abcdeg words");
    publish(test, "00ff", TOPIC, "0123456789abcdef\\x00words");
    publish(test, "00ff", TOPIC, "0123456789abcdef a\\x00b");
    publish(test, "00ff", TOPIC, "0123456789abcdef a\\nb");
    publish(test, "00ff", TOPIC, "0123456789abcdef a\\xff");
    publish(test, "00ff", "unknown", "0123456789abcdef x"); /* comes to nobody */
    publish(test, "00ff", TOPIC, huge);
    publish(test, "00ff", TOPIC, "0123456789abcdef words"); /* and this is news */
    WAIT_UNTIL(test, test->b.count == 1);
    assert_string_equal(test->b.heard[0], "words");
    assert_false(test->b.own[0]);
    assert_int_equal(ignored(&test->b), 8);
    free(huge);
}

static void they_are_lost_while_it_is_away_and_heard_again(void **state)
{
    struct test *test = *state;
    redis_server_hide(test->server);
    WAIT_UNTIL(test, !hears(&test->a) && !hears(&test->b) && !tells(&test->a));
    assert_false(news_tell(test->a.news, TOPIC, "lost", on_told, &test->a));
    redis_server_show(test->server);
    WAIT_UNTIL(test, hears(&test->a) && hears(&test->b) && tells(&test->a));
    assert_int_equal(test->a.anew, 2);
    assert_true(news_tell(test->a.news, TOPIC, "again", NULL, NULL));
    WAIT_UNTIL(test, test->b.count == 1);
    assert_string_equal(test->b.heard[0], "again");
    assert_int_equal(test->a.told, -2);
}

static void they_are_heard_again_after_a_restart(void **state)
{
    struct test *test = *state;
    redis_server_kill(test->server);
    WAIT_UNTIL(test, !hears(&test->b) && !tells(&test->a));
    redis_server_start(test->server);
    WAIT_UNTIL(test, hears(&test->b) && tells(&test->a));
    assert_true(news_tell(test->a.news, TOPIC, "again", NULL, NULL));
    WAIT_UNTIL(test, test->b.count == 1);
}

/* Nothing comes over it, and yet it is noticed. */
static void one_that_hangs_is_given_up(void **state)
{
    struct test *test = *state;
    redis_server_freeze(test->server);
    WAIT_UNTIL(test, !hears(&test->b));
    redis_server_thaw(test->server);
    WAIT_UNTIL(test, hears(&test->a) && hears(&test->b) && tells(&test->a));
    assert_true(news_tell(test->a.news, TOPIC, "again", NULL, NULL));
    WAIT_UNTIL(test, test->b.count == 1);
}

/* A user who may have keys and no channels. The pauses between tries grow all the same. */
static void one_that_lets_nobody_hear_is_played_with(void **state)
{
    struct test *test = *state;
    struct side deaf = {.told = -2};
    struct err err;
    free(redis_server_ask(test->server, "ACL SETUSER deaf on '>x' '~*' '+@all' resetchannels"));
    char *url = mem_printf("%s?user=deaf&password=x", redis_server_url(test->server));
    struct hot_config config = {test->loop, url, "00ff"};
    log_setup(LOG_CONSOLE, LOG_ERROR + 1);
    assert_int_equal(hot_new(&config, &deaf.hot, &err), 0);
    deaf.news = news_redis_new(deaf.hot);
    news_hear(deaf.news, TOPIC, on_news, &deaf);
    WAIT_UNTIL(test, tells(&deaf));
    assert_true(news_tell(deaf.news, TOPIC, "x", on_told, &deaf));
    WAIT_UNTIL(test, deaf.told == -1);
    free(redis_server_ask(test->server, "ACL SETUSER deaf allchannels"));
    WAIT_UNTIL(test, hears(&deaf));
    assert_true(news_tell(deaf.news, TOPIC, "x", on_told, &deaf));
    WAIT_UNTIL(test, deaf.told == 3);
    side_close(&deaf);
    free(url);
}

/* Who goes while somebody is to be told the number. */
static void it_ends_in_the_middle(void **state)
{
    struct test *test = *state;
    redis_server_freeze(test->server);
    assert_true(news_tell(test->a.news, TOPIC, "x", on_told, &test->a));
    side_close(&test->a);
    test->a.news = NULL;
    test->a.hot = NULL;
    redis_server_thaw(test->server);
    for (int i = 0; i < 3; i++)
        turn_loop(test);
    assert_int_equal(test->a.told, -2);
}

#define BOTH(fn)                                                                                   \
    {#fn " (memory)", fn, in_memory, tear_down, NULL},                                             \
    {                                                                                              \
#fn " (redis)", fn, over_redis, tear_down, NULL                                            \
    }
#define REDIS(fn) cmocka_unit_test_setup_teardown(fn, over_redis, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(what_is_told_is_heard_here_in_order),
        BOTH(how_many_hear_is_told),
        BOTH(what_are_no_words_is_not_told),
        BOTH(who_hears_no_more_is_not_told),
        REDIS(what_one_tells_the_other_hears),
        REDIS(another_world_hears_nothing),
        REDIS(garbage_is_passed_over),
        REDIS(they_are_lost_while_it_is_away_and_heard_again),
        REDIS(they_are_heard_again_after_a_restart),
        REDIS(one_that_hangs_is_given_up),
        REDIS(one_that_lets_nobody_hear_is_played_with),
        REDIS(it_ends_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
