/* What others have put into the database, told to turn/: see told.h. */
#include "harness.h"

#include "store/admin.h"
#include "turn/told.h"

static void type(struct world *world, const char *act)
{
    world_accept(world, 1, act, (struct turn_input){.chat = 1, .message = ++world->next_message});
}

/* A script fails; an admin has its event done again. */
static void retry(struct world *world, struct store_letter *letter)
{
    letter->id = store_id(world->store);
    letter->lane = "player/7";
    letter->body = "{\"type\":\"text\",\"kind\":\"player\",\"id\":\"7\",\"act\":\"add 1\"}";
    turns_letter(world->turns, letter, turns_now(world->turns));
}

static void a_letter_that_is_told_runs_once(void **state)
{
    struct world *world = *state;
    struct store_letter letter;
    retry(world, &letter);
    turns_letter(world->turns, &letter, turns_now(world->turns)); /* waits already */
    world_idle(world);
    turns_letter(world->turns, &letter, turns_now(world->turns)); /* was committed */
    world_idle(world);
    char *doc = world_doc(world, "player", "7");
    assert_string_equal(doc, "1");
    free(doc);
}

static void a_call_that_is_told_leaves(void **state)
{
    struct world *world = *state;
    struct store_out out = {
        .id = store_id(world->store), .chat = 1, .body = "{\"method\":\"sendDice\",\"params\":{}}"};
    turns_call(world->turns, &out);
    world_idle(world);
    assert_true(world_has(world, "call 1 {\"method\":\"sendDice\",\"params\":{}}"));
}

static void a_screen_goes_below_what_stands_there(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a");
    world_idle(world);
    turns_reached(world->turns, 1, world->next_message + 10); /* a broadcast */
    world_say(world, 1, "show 1 b");
    world_idle(world);
    assert_true(world_has(world, "send 1 b"));
    turns_reached(world->turns, 99, 5); /* a chat that is not in memory: SQL knows */
    world_idle(world);
}

static void a_closed_chat_gets_nothing_until_it_is_heard(void **state)
{
    struct world *world = *state;
    type(world, "show 1 a");
    world_idle(world);
    turns_reached(world->turns, 1, 0);
    world_say(world, 2, "push 1 lost");
    world_idle(world);
    assert_false(world_has(world, "push 1 {\"text\":\"lost\"}"));
    type(world, "push 1 found");
    world_idle(world);
    assert_true(world_has(world, "push 1 {\"text\":\"found\"}"));
}

static bool is_stored(struct world *world)
{
    return world->done;
}

/* Its lane has gone on since it was sent, and remembers no time. */
static void a_letter_does_not_turn_time_back(void **state)
{
    struct world *world = *state;
    struct store_letter letter;
    long long first = 0, second = 0;
    world_say(world, 7, "roll");
    world_idle(world);
    world_close(world);
    world_open(world);
    letter.id = store_id(world->store);
    letter.lane = "player/7";
    letter.body = "{\"type\":\"text\",\"kind\":\"player\",\"id\":\"7\",\"act\":\"roll\"}";
    turns_letter(world->turns, &letter, turns_now(world->turns) - 500);
    world_idle(world);
    assert_int_equal(world_times(world, "roll "), 2);
    assert_int_equal(sscanf(world->lines[0], "roll %*d %lld", &first), 1);
    assert_int_equal(sscanf(world->lines[world->count - 1], "roll %*d %lld", &second), 1);
    assert_true(second >= first);
}

/* It was received before the lane's last turn, which the lane has forgotten over the start. */
static void a_stored_update_does_not_turn_time_back(void **state)
{
    struct world *world = *state;
    long long first = 0, second = 0;
    world_say(world, 7, "roll");
    world_idle(world);
    struct store_inbox row = {.id = store_id(world->store),
                              .bot = WORLD_BOT,
                              .update = 4711,
                              .received = turns_now(world->turns) - 500,
                              .lane = "player/7",
                              .body = "7 roll"};
    world->done = false;
    store_inbox_add(world->store, &row, 1, world_done, world);
    world_wait(world, is_stored);
    world_close(world);
    world_open(world);
    world_idle(world);
    assert_int_equal(world_times(world, "roll "), 2);
    assert_int_equal(sscanf(world->lines[0], "roll %*d %lld", &first), 1);
    assert_int_equal(sscanf(world->lines[world->count - 1], "roll %*d %lld", &second), 1);
    assert_true(second >= first);
}

/* An act of an admin stood, and nobody was told so. */
static void a_letter_in_doubt_is_looked_for(void **state)
{
    struct world *world = *state;
    struct store_inbox row = {
        .id = store_id(world->store),
        .bot = STORE_OWN,
        .received = turns_now(world->turns),
        .lane = "player/7",
        .body = "{\"type\":\"text\",\"kind\":\"player\",\"id\":\"7\",\"act\":\"add 1\"}"};
    world->done = false;
    store_inbox_add(world->store, &row, 1, world_done, world);
    world_wait(world, is_stored);
    turns_look_letter(world->turns, row.id + 1); /* did not stand */
    turns_look_letter(world->turns, row.id);
    turns_look_letter(world->turns, row.id);
    world_idle(world);
    char *doc = world_doc(world, "player", "7");
    assert_string_equal(doc, "1");
    free(doc);
}

static void on_failed_call(void *ctx, const struct store_failed_out *row, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    if (row)
        world->aside = row->out.id;
    else
        world->done = true;
}

static void a_call_in_doubt_is_looked_for(void **state)
{
    struct world *world = *state;
    world->next[world->next_count++] = TURN_REFUSED;
    world_say(world, 1, "push 5 x");
    world_idle(world);
    world->done = false;
    store_failed_outs_load(world->store, 0, STORE_LIST_MAX, on_failed_call, world);
    world_wait(world, is_stored);
    struct store_failed_out_end end = {
        .id = world->aside, .who = "5", .again = store_id(world->store)};
    world->done = false;
    store_failed_out_settle(world->store, &end, world_done, world);
    world_wait(world, is_stored);
    assert_int_equal(world->err, 0);
    world_clear(world);
    turns_look_call(world->turns, end.again + 1); /* did not stand */
    turns_look_call(world->turns, end.again);
    world_idle(world);
    assert_int_equal(world_times(world, "push 5"), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_letter_that_is_told_runs_once),
        TEST(a_letter_does_not_turn_time_back),
        TEST(a_stored_update_does_not_turn_time_back),
        TEST(a_call_that_is_told_leaves),
        TEST(a_letter_in_doubt_is_looked_for),
        TEST(a_call_in_doubt_is_looked_for),
        TEST(a_screen_goes_below_what_stands_there),
        TEST(a_closed_chat_gets_nothing_until_it_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
