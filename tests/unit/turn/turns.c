/* Lanes, conflicts, duplicates, failures, the inbox. */
#include "harness.h"
#include "store/waiting.h"

#include "base/str.h"

static void order_in_a_lane(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 20; i++) {
        char act[16];
        snprintf(act, sizeof(act), "add %c", 'a' + i);
        world_say(world, 1, act);
    }
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "abcdefghijklmnopqrst");
    free(doc);
}

static void lanes_do_not_wait(void **state)
{
    struct world *world = *state;
    world_say(world, 2, "add x"); /* from now on player/2 is in the cache */
    world_idle(world);
    world_say(world, 1, "add y"); /* player/1 has to be read from SQL */
    world_say(world, 1, "add z");
    world_say(world, 2, "add w");
    world_idle(world);
    assert_true(world_at(world, "add 2 w") < world_at(world, "add 1 y"));
    assert_true(world_at(world, "add 1 y") < world_at(world, "add 1 z"));
}

static void conflict_runs_again_alike(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "read item/axe");
    world_idle(world);
    world_write(world, "item", "axe", "sharp"); /* the cache still says that there is none */
    world_clear(world);
    world_say(world, 1, "roll read item/axe roll push 5 once add k");
    world_idle(world);
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.conflicts, 1);
    assert_int_equal(world_times(world, "roll"), 4);
    assert_string_equal(world->lines[0], world->lines[4]); /* the same seed and time */
    assert_string_equal(world->lines[2], world->lines[6]);
    assert_string_not_equal(world->lines[0], world->lines[2]);
    assert_string_equal(world->lines[1], "read 1 -");
    assert_string_equal(world->lines[5], "read 1 sharp");
    assert_int_equal(world_times(world, "push"), 1); /* the first run's effects are gone */
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "k");
    free(doc);
}

static void duplicates_count_once(void **state)
{
    struct world *world = *state;
    int64_t update = world_say(world, 1, "add a");
    world_accept(world, 1, "add b", (struct turn_input){.update = update}); /* still in the lane */
    world_idle(world);
    world_accept(world, 1, "add c", (struct turn_input){.update = update}); /* committed */
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "a");
    free(doc);
    turns_event(world->turns, "player/1", "lore/1",
                "{\"kind\":\"player\",\"id\":\"1\",\"act\":\"add d\"}");
    turns_event(world->turns, "player/1", "lore/1",
                "{\"kind\":\"player\",\"id\":\"1\",\"act\":\"add e\"}");
    world_idle(world);
    doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "ad");
    free(doc);
}

static void a_letter_runs_in_the_other_lane_once(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "send player/2 x add a send player/2 y");
    world_idle(world);
    assert_true(world_at(world, "add 2 x") < world_at(world, "add 2 y"));
    assert_true(world_at(world, "add 1 a") < world_at(world, "add 2 x"));
    world_kill(world);
    world_open(world);
    world_idle(world);
    char *doc = world_doc(world, "player", "2");
    assert_string_equal(doc, "xy"); /* the rows went with their turns */
    free(doc);
}

static void a_failed_turn_sends_no_letter(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world_say(world, 1, "send player/2 x fail");
    world_idle(world);
    log_to(NULL);
    assert_int_equal(world_times(world, "add 2"), 0);
}

static bool letter_is_stored(struct world *world)
{
    return world_at(world, "push 5 {\"text\":\"sent\"}") >= 0;
}

/* Killed when the sender has committed, perhaps before the letter's own turn. */
static void a_letter_outlives_a_crash(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "send player/2 x push 5 sent");
    world_wait(world, letter_is_stored);
    world_kill(world);
    world_clear(world);
    world_open(world);
    world_idle(world);
    char *doc = world_doc(world, "player", "2");
    assert_string_equal(doc, "x");
    free(doc);
}

static void a_full_lane_refuses(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < TURN_LANE_MAX; i++)
        world_say(world, 1, "add a");
    assert_int_equal(world_accept(world, 1, "add b", (struct turn_input){0}), ERR_LIMIT);
    assert_int_equal(world_accept(world, 2, "add b", (struct turn_input){0}), 0);
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_int_equal(strlen(doc), TURN_LANE_MAX);
    free(doc);
}

static void a_failure_leaves_only_its_record(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world_accept(world, 1, "add a push 5 never effect never timer t 0 answer never fail",
                 (struct turn_input){.callback = "cb"});
    world_accept(world, 1, "add b fail worse", (struct turn_input){.callback = "cb2"});
    world_say(world, 1, "see");
    world_idle(world);
    log_to(NULL);
    assert_true(world_has(world, "see 1 -"));
    assert_true(world_has(world, "push 1 {\"text\":\"sorry\"}"));
    assert_int_equal(world_times(world, "push"), 1);
    assert_int_equal(world_times(world, "effect"), 0);
    assert_int_equal(world_times(world, "answer"), 2);
    assert_true(world_has(world, "answer cb ''"));
    assert_true(world_has(world, "answer cb2 ''"));
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.failed, 2);
    assert_int_equal(status.turns, 3);
    assert_int_equal(status.timers, 0);
}

static void an_error_counts_only_if_its_reads_were_true(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "read item/axe");
    world_idle(world);
    world_write(world, "item", "axe", "sharp"); /* the cache still says that there is none */
    world_say(world, 1, "need item/axe add k");
    world_idle(world);
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.failed, 0);
    assert_int_equal(status.conflicts, 1);
    assert_int_equal(world_times(world, "push"), 0);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "k");
    free(doc);
}

static void a_slow_turn_is_answered_blank(void **state)
{
    struct world *world = *state;
    world->turns->started = false;
    world_accept(world, 1, "answer late", (struct turn_input){.callback = "cb"});
    world_expect(world, "answer cb ''"); /* after TURN_ANSWER_MS */
    world->turns->started = true;
    world_say(world, 1, "add a");
    world_idle(world);
    assert_int_equal(world_times(world, "answer"), 1);
}

static void a_swap_goes_between_turns(void **state)
{
    struct world *world = *state;
    struct generation *old = world->generation;
    world_say(world, 1, "add a");
    world->generation = world_generation(world);
    turns_swap(world->turns, world->generation);
    generation_release(old); /* whoever runs in it holds it */
    world_say(world, 1, "add b");
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "ab");
    free(doc);
}

static void an_answer_comes_after_the_commit(void **state)
{
    struct world *world = *state;
    world_accept(world, 1, "answer done effect e pay 3", (struct turn_input){.callback = "cb"});
    world_idle(world);
    assert_int_equal(world_times(world, "answer"), 1);
    assert_true(world_has(world, "answer cb 'done'"));
    assert_true(world_has(world, "effect player/1 e {}"));
}

static bool is_done(struct world *world)
{
    return world->done;
}

static void only_the_unfinished_is_stored(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "add a");
    world_idle(world);
    world->done = false;
    turns_settle(world->turns, 0, world_done, world);
    assert_false(world->done); /* never from within */
    world_wait(world, is_done);
    assert_int_equal(world->err, 0);
    world_say(world, 1, "add b");
    world_say(world, 1, "add c");
    world_kill(world); /* nothing of it was told to the source: it comes again */
    world_open(world);
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "a");
    free(doc);
}

/* The last ones of a batch go into the inbox before their turns have run, long before the grace is
 * over; three are not yet few enough. What was stored counts once. */
static void the_last_ones_are_stored_early(void **state)
{
    struct world *world = *state;
    world->turns->started = false; /* nothing runs yet */
    world_say(world, 1, "add a");
    world_say(world, 2, "add a");
    world->done = false;
    turns_settle_early(world->turns, 3600000, 2, world_done, world);
    assert_false(world->done); /* never from within */
    world_wait(world, is_done);
    assert_int_equal(world->err, 0);
    for (int id = 3; id <= 7; id++)
        world_say(world, id, "add a");
    world->done = false;
    turns_settle_early(world->turns, 3600000, 2, world_done, world);
    world->turns->started = true;
    world_say(world, 8, "add a"); /* which sets all going */
    world_wait(world, is_done);
    world_idle(world);
    world_kill(world); /* consumed rows do not come back */
    world_open(world);
    world_idle(world);
    for (int id = 1; id <= 8; id++) {
        char name[8];
        snprintf(name, sizeof(name), "%d", id);
        char *doc = world_doc(world, "player", name);
        assert_string_equal(doc, "a");
        free(doc);
    }
}

static void the_inbox_survives(void **state)
{
    struct world *world = *state;
    world->turns->started = false; /* nothing runs: all is unfinished */
    world_say(world, 1, "add a");
    int64_t update = world_say(world, 1, "add b");
    world_say(world, 2, "add c");
    world->done = false;
    turns_settle(world->turns, 0, world_done, world);
    world_wait(world, is_done);
    assert_int_equal(world->err, 0);
    world_kill(world);
    world_open(world);
    world_accept(world, 1, "add x", (struct turn_input){.update = update}); /* sent again */
    world_say(world, 1, "add d"); /* after what was received before */
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "abd");
    free(doc);
    world_kill(world); /* consumed rows do not come back */
    world_clear(world);
    world_open(world);
    world_idle(world);
    assert_int_equal(world->count, 0);
}

static void a_stop_stores_what_waits(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 5; i++)
        world_say(world, 1, "add a");
    world_close(world);
    world_open(world);
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "aaaaa");
    free(doc);
}

static void a_broken_stored_update_is_recorded(void **state)
{
    struct world *world = *state;
    struct store_inbox row = {
        .id = store_id(world->store), .bot = 1, .update = 5, .lane = "player/1", .body = "rubbish"};
    world->done = false;
    store_inbox_add(world->store, &row, 1, world_done, world);
    world_wait(world, is_done);
    world_kill(world);
    log_to(fopen("/dev/null", "w"));
    world_open(world);
    world_idle(world);
    log_to(NULL);
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.failed, 1);
}

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(order_in_a_lane, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(lanes_do_not_wait, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(conflict_runs_again_alike, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(duplicates_count_once, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_letter_runs_in_the_other_lane_once, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(a_failed_turn_sends_no_letter, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_letter_outlives_a_crash, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_full_lane_refuses, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_failure_leaves_only_its_record, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(an_error_counts_only_if_its_reads_were_true, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(a_slow_turn_is_answered_blank, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_swap_goes_between_turns, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(an_answer_comes_after_the_commit, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(only_the_unfinished_is_stored, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(the_last_ones_are_stored_early, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(the_inbox_survives, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_stop_stores_what_waits, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_broken_stored_update_is_recorded, world_setup,
                                        world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
