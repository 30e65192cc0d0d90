/* Queues of ids, in memory and in Redis: what both do, and what is lost without harm. */
#include "check.h"

#include "cache/idqueue.h"
#include "cache/redis_link.h"

#include <inttypes.h>

struct test {
    struct redis_server *server; /* NULL: memory */
    struct loop *loop;
    struct loop_timer *timer;
    struct hot *hot;
    struct idqueue *queue;
    bool answered;
    int64_t late; /* of the link, when it came up */
    size_t count;
    int64_t ids[IDQUEUE_POP_MAX];
};

static bool is_up(const struct test *test)
{
    struct hot_stats stats;
    hot_stats(test->hot, &stats);
    return stats.up && !stats.slow;
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
    test->queue = idqueue_memory_new(test->loop);
    *state = test;
    return 0;
}

static int64_t late_answers(const struct test *test)
{
    struct hot_stats stats = {.late = 0};
    if (test->hot)
        hot_stats(test->hot, &stats);
    return stats.late + stats.skipped;
}

static void connect(struct test *test)
{
    struct err err;
    struct hot_config config = {test->loop, redis_server_url(test->server), "00ff"};
    assert_int_equal(hot_new(&config, &test->hot, &err), 0);
    test->queue = idqueue_redis_new(test->hot, test->loop, "test");
}

static void wait_until(struct test *test, bool up)
{
    int64_t end = clock_mono_ms() + PATIENCE_MS;
    while (is_up(test) != up) {
        assert_true(clock_mono_ms() < end);
        turn_loop(test);
    }
}

static int over_redis(void **state)
{
    struct test *test = test_new();
    test->server = redis_server_new();
    connect(test);
    wait_until(test, true);
    test->late = late_answers(test);
    *state = test;
    return 0;
}

static void hang_up(struct test *test)
{
    hot_close(test->hot);
    idqueue_free(test->queue);
    hot_free(test->hot);
}

static int tear_down(void **state)
{
    struct test *test = *state;
    hang_up(test);
    loop_timer_free(test->timer);
    loop_free(test->loop);
    if (test->server)
        redis_server_free(test->server);
    free(test);
    return 0;
}

static void on_popped(void *ctx, const int64_t *ids, size_t count)
{
    struct test *test = ctx;
    assert_false(test->answered);
    assert_true(count <= IDQUEUE_POP_MAX);
    test->answered = true;
    test->count = count;
    for (size_t i = 0; i < count; i++)
        test->ids[i] = ids[i];
    loop_stop(test->loop);
}

static void pop(struct test *test, size_t most)
{
    test->answered = false;
    idqueue_pop(test->queue, most, on_popped, test);
    assert_false(test->answered); /* never from within */
    while (!test->answered)
        loop_run(test->loop);
}

/* A script that the server has forgotten, or a server that comes back, is found again by trying;
 * and on a busy machine an answer that comes too late has lost the id. */
static void pop_pushed(struct test *test, int64_t id)
{
    int64_t end = clock_mono_ms() + PATIENCE_MS;
    for (pop(test, 1); !test->count; pop(test, 1)) {
        assert_true(clock_mono_ms() < end);
        turn_loop(test);
        idqueue_clear(test->queue);
        idqueue_push(test->queue, id);
    }
}

static void push_range(struct test *test, int64_t from, int64_t to)
{
    for (int64_t id = from; id <= to; id++)
        idqueue_push(test->queue, id);
}

/* All that was pushed comes in order; nothing but what came or went too late (a busy machine) is
 * missing. */
static void assert_rest(struct test *test, size_t most, int64_t from, int64_t to)
{
    int64_t before = from - 1;
    int64_t end = clock_mono_ms() + PATIENCE_MS;
    while (before < to && clock_mono_ms() < end) {
        int64_t seen = late_answers(test);
        bool up = !test->hot || is_up(test);
        pop(test, most);
        if (!test->count && up && late_answers(test) == seen)
            break;
        if (!test->count && test->hot)
            wait_until(test, true);
        assert_true(test->count <= most);
        for (size_t i = 0; i < test->count; i++) {
            if (late_answers(test) == test->late)
                assert_int_equal(test->ids[i], before + 1);
            assert_true(test->ids[i] > before && test->ids[i] <= to);
            before = test->ids[i];
        }
    }
    assert_true(before == to || late_answers(test) != test->late);
}

static void assert_range(const struct test *test, int64_t from, int64_t to)
{
    assert_int_equal(test->count, to - from + 1);
    for (size_t i = 0; i < test->count; i++)
        assert_int_equal(test->ids[i], from + (int64_t)i);
}

/* --- what every backend does ----------------------------------------------------------------- */

static void an_empty_one_brings_nothing(void **state)
{
    struct test *test = *state;
    pop(test, 10);
    assert_int_equal(test->count, 0);
    assert_int_equal(idqueue_length(test->queue), 0);
}

static void any_number_is_an_id(void **state)
{
    static const int64_t ids[] = {INT64_MIN, -1001234567890, 0, 5, INT64_MAX};
    struct test *test = *state;
    for (size_t i = 0; i < 5; i++) {
        idqueue_push(test->queue, ids[i]);
        pop_pushed(test, ids[i]);
        assert_int_equal(test->count, 1);
        assert_int_equal(test->ids[0], ids[i]);
    }
}

static void first_in_first_out(void **state)
{
    struct test *test = *state;
    idqueue_push(test->queue, 1);
    pop_pushed(test, 1); /* now its script is there */
    push_range(test, 1, 1000);
    assert_int_equal(idqueue_length(test->queue) > 0, true);
    assert_rest(test, 100, 1, 1000);
    push_range(test, 1001, 1100);
    assert_rest(test, IDQUEUE_POP_MAX, 1001, 1100);
    pop(test, 1);
    assert_int_equal(test->count, 0);
}

static void a_clear_forgets_all(void **state)
{
    struct test *test = *state;
    push_range(test, 1, 100);
    idqueue_clear(test->queue);
    pop(test, 10);
    assert_int_equal(test->count, 0);
    idqueue_push(test->queue, 7);
    pop_pushed(test, 7);
    assert_range(test, 7, 7);
}

static void who_does_not_want_to_know_is_not_told(void **state)
{
    struct test *test = *state;
    push_range(test, 1, 10);
    idqueue_pop(test->queue, 5, on_popped, test);
    idqueue_cancel(test->queue);
    for (int i = 0; i < 3; i++)
        turn_loop(test);
    assert_false(test->answered);
}

/* --- what only a server does ----------------------------------------------------------------- */

static void a_flush_is_an_empty_queue(void **state)
{
    struct test *test = *state;
    push_range(test, 1, 10);
    turn_loop(test);
    free(redis_server_ask(test->server, "FLUSHALL"));
    free(redis_server_ask(test->server, "SCRIPT FLUSH"));
    pop(test, 10);
    assert_int_equal(test->count, 0);
    idqueue_push(test->queue, 20);
    pop_pushed(test, 20);
    assert_range(test, 20, 20);
}

static void one_that_hangs_is_not_waited_for(void **state)
{
    struct test *test = *state;
    push_range(test, 1, 10);
    turn_loop(test);
    redis_server_freeze(test->server);
    int64_t began = clock_mono_ms();
    for (int i = 0; i < 100; i++) {
        pop(test, 5);
        assert_int_equal(test->count, 0);
    }
    struct hot_stats stats; /* only the first waits, HOT_WAIT_MS, and one after each rest */
    hot_stats(test->hot, &stats);
    assert_true(stats.late <= 1 + (clock_mono_ms() - began) / REDIS_SLOW_MS);
    redis_server_thaw(test->server);
    wait_until(test, true);
    idqueue_clear(test->queue);
    idqueue_push(test->queue, 20);
    pop_pushed(test, 20);
    assert_range(test, 20, 20);
}

static void a_dead_one_is_played_without(void **state)
{
    struct test *test = *state;
    redis_server_kill(test->server);
    wait_until(test, false);
    push_range(test, 1, 100);
    pop(test, 10);
    assert_int_equal(test->count, 0);
    redis_server_start(test->server);
    wait_until(test, true);
    idqueue_push(test->queue, 7);
    pop_pushed(test, 7);
    assert_range(test, 7, 7);
}

static void a_full_one_takes_nothing(void **state)
{
    struct test *test = *state;
    struct hot_stats stats;
    free(redis_server_ask(test->server, "CONFIG SET maxmemory 1"));
    push_range(test, 1, 100);
    pop(test, 10);
    assert_int_equal(test->count, 0);
    hot_stats(test->hot, &stats);
    assert_true(stats.up);
    free(redis_server_ask(test->server, "CONFIG SET maxmemory 0"));
    idqueue_push(test->queue, 7);
    pop_pushed(test, 7);
    assert_range(test, 7, 7);
}

static void a_clear_before_the_server_is_there_is_done_later(void **state)
{
    struct test *test = *state;
    push_range(test, 1, 10);
    turn_loop(test);
    free(redis_server_ask(test->server, "PING")); /* behind what was sent before */
    hang_up(test);
    connect(test);
    idqueue_clear(test->queue); /* nobody is connected yet */
    wait_until(test, true);
    idqueue_push(test->queue, 20);
    pop_pushed(test, 20);
    assert_range(test, 20, 20);
}

static void it_goes_by_itself(void **state)
{
    struct test *test = *state;
    bool there = false;
    push_range(test, 1, 9);
    for (int64_t end = clock_mono_ms() + PATIENCE_MS; !there;) {
        assert_true(clock_mono_ms() < end);
        turn_loop(test);
        char *length = redis_server_ask(test->server, "LLEN bylina:00ff:queue:test");
        char *lives = redis_server_ask(test->server, "PTTL bylina:00ff:queue:test");
        there = strstr(length, "9") && !strstr(lives, "-");
        free(length);
        free(lives);
    }
}

#define M(fn) cmocka_unit_test_setup_teardown(fn, in_memory, tear_down)
#define R(fn) cmocka_unit_test_setup_teardown(fn, over_redis, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        M(an_empty_one_brings_nothing),
        M(first_in_first_out),
        M(any_number_is_an_id),
        M(a_clear_forgets_all),
        M(who_does_not_want_to_know_is_not_told),
        R(an_empty_one_brings_nothing),
        R(first_in_first_out),
        R(any_number_is_an_id),
        R(a_clear_forgets_all),
        R(who_does_not_want_to_know_is_not_told),
        R(a_flush_is_an_empty_queue),
        R(one_that_hangs_is_not_waited_for),
        R(a_dead_one_is_played_without),
        R(a_full_one_takes_nothing),
        R(a_clear_before_the_server_is_there_is_done_later),
        R(it_goes_by_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
