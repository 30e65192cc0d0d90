/* A broadcast from its draft to its end, over saves and reads that go wrong, crashes, and stops. */
#include "broadcast_faults.h"
#include "broadcast_rig.h"

static void test_everybody_once(void **state)
{
    struct test *test = *state;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, is_over);
    assert_int_equal(test->posts, PLAYERS);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
    assert_string_equal(test->last_state, "3 120");
    assert_int_equal(test->reached, PLAYERS + 1);               /* and the admin's own chat */
    assert_int_equal(act(test, BROADCAST_SEND), ERR_NOT_FOUND); /* it was no draft any more */
}

static void test_outcomes_are_counted(void **state)
{
    struct test *test = *state;
    test->answer[3] = TURN_REFUSED;
    test->answer[4] = TURN_BLOCKED;
    test->answer[5] = TURN_DOUBT;
    test->answer[6] = TURN_UNSENT; /* and then delivered */
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, is_over);
    assert_int_equal(test->times[5], 1);
    assert_int_equal(test->times[6], 2);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 117, failed 1, blocked 1, missed 1");
}

static void test_nothing_leaves_before_the_claim_stands(void **state)
{
    struct test *test = *state;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    faults.fail_saves = 2; /* on_post checks */
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
}

/* It is under way in the database, and nobody knows: it must not stand in its own way. */
static void test_a_beginning_in_doubt_stands(void **state)
{
    struct test *test = *state;
    faults.lose_saves = 1;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
}

static bool all_came(struct test *test)
{
    return faults.players_waiting && test->told;
}

static bool has_ended(struct test *test)
{
    return broadcast_now(test->broadcast)->ended_ms != 0;
}

/* That there is nobody left is found out while the last progress is on its way. */
static void test_the_end_is_told(void **state)
{
    struct test *test = *state;
    faults.hold_players = test->hold_told = true;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, all_came);
    assert_string_equal(test->last_state, "1 120");
    let_players_come(test->world->store);
    until(test, has_ended);
    test->hold_told = false;
    answer_soon(test, test->held_told, TURN_DELIVERED, true);
    until(test, is_over);
    assert_string_equal(test->last_state, "3 120");
}

static bool some_held(struct test *test)
{
    return test->held_count >= 5;
}

static bool is_open(struct test *test)
{
    return broadcast_now(test->broadcast) != NULL;
}

/* As near as may be: nothing is given back. */
static void crash(struct test *test)
{
    struct err err;
    store_close(test->world->store);
    test->world->store = NULL;
    broadcast_free(test->broadcast);
    for (size_t i = 0; i < test->held_count; i++) /* they arrived, and nobody hears of it */
        reply(test, &test->held[i], TURN_DELIVERED);
    assert_int_equal(store_open(test->world->loop, test->world->url, &test->world->store, &err), 0);
    test->hold = test->hold_told = false;
    open_broadcast(test);
}

static void test_crash_repeats_nobody(void **state)
{
    struct test *test = *state;
    test->hold = test->hold_told = true;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    crash(test);
    broadcast_start(test->broadcast);
    until(test, is_open);
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test), /* the first batch of 20 was claimed */
                        "state 3: claimed 120, sent 100, failed 0, blocked 0, missed 20");
    assert_int_equal(test->posts, 100 + test->held_count);
}

static bool is_stopped(struct test *test)
{
    return test->act_code != 1;
}

static void on_stopped(void *ctx)
{
    struct test *test = ctx;
    test->act_code = 0;
}

static void release(struct test *test)
{
    size_t count = test->held_count;
    test->hold = false;
    test->held_count = 0;
    for (size_t i = 0; i < count; i++)
        answer_soon(test, test->held[i], TURN_DELIVERED, false);
}

static void test_clean_stop_misses_nobody(void **state)
{
    struct test *test = *state;
    test->hold = true;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    test->act_code = 1;
    broadcast_stop(test->broadcast, on_stopped, test);
    release(test);
    until(test, is_stopped);
    broadcast_free(test->broadcast);
    open_broadcast(test);
    broadcast_start(test->broadcast);
    until(test, is_open);
    until(test, is_over);
    assert_int_equal(most(test), 1);
    assert_string_equal(counts(test),
                        "state 3: claimed 120, sent 120, failed 0, blocked 0, missed 0");
}

static void test_a_start_that_cannot_read_goes_on_later(void **state)
{
    struct test *test = *state;
    test->hold = test->hold_told = true;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    crash(test);
    faults.fail_reads = 1;
    broadcast_start(test->broadcast);
    until(test, is_open);
    until(test, is_over);
    assert_int_equal(most(test), 1);
}

/* Before it is known what goes on after a start nothing is sent, nor woken. */
static void test_a_draft_wakes_no_other(void **state)
{
    struct test *test = *state;
    test->hold = test->hold_told = true;
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    assert_int_equal(act(test, BROADCAST_PAUSE), 0);
    put_draft(test);
    crash(test);
    broadcast_start(test->broadcast);
    assert_int_equal(act(test, BROADCAST_SEND), ERR_LIMIT);
    until(test, is_open);
    assert_int_equal(broadcast_now(test->broadcast)->state, STORE_BROADCAST_PAUSED);
}

static bool no_save_fails(struct test *test)
{
    (void)test;
    return !faults.fail_saves;
}

static void test_an_end_with_a_save_in_doubt(void **state)
{
    struct test *test = *state;
    faults.fail_saves = 1;
    test->act_code = 1;
    broadcast_act(test->broadcast, BROADCAST_SEND, test->draft, ADMIN, on_acted, test);
    until(test, no_save_fails);
    crash(test); /* and nothing leaks */
    assert_int_equal(test->act_code, ERR_CANCELLED);
}

static void test_pause_and_end(void **state)
{
    struct test *test = *state;
    test->hold = true;
    assert_int_equal(act(test, BROADCAST_RESUME), ERR_NOT_FOUND);
    assert_int_equal(act(test, BROADCAST_SEND), 0);
    until(test, some_held);
    int posts = test->posts;
    assert_int_equal(act(test, BROADCAST_PAUSE), 0);
    assert_int_equal(act(test, BROADCAST_PAUSE), ERR_NOT_FOUND);
    assert_int_equal(test->posts, posts);
    char paused[96];
    snprintf(paused, sizeof paused, "state 2: claimed %d, sent 0, failed 0, blocked 0, missed 0",
             posts);
    assert_string_equal(counts(test), paused);
    assert_int_equal(act(test, BROADCAST_END), 0);
    release(test);
    until(test, is_over);
    assert_int_equal(test->posts, posts);
    snprintf(paused, sizeof paused, "state 4: claimed %d, sent %d, failed 0, blocked 0, missed 0",
             posts, posts);
    assert_string_equal(counts(test), paused);
}

static void test_cancelled_draft(void **state)
{
    struct test *test = *state;
    assert_int_equal(act(test, BROADCAST_CANCEL), 0);
    assert_int_equal(act(test, BROADCAST_CANCEL), ERR_NOT_FOUND);
    assert_int_equal(act(test, BROADCAST_SEND), ERR_NOT_FOUND);
    assert_int_equal(test->posts, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_everybody_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_outcomes_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_leaves_before_the_claim_stands, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_beginning_in_doubt_stands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_end_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_crash_repeats_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_clean_stop_misses_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_start_that_cannot_read_goes_on_later, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_draft_wakes_no_other, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_end_with_a_save_in_doubt, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pause_and_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cancelled_draft, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
