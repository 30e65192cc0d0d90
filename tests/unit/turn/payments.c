/* Payments: on record once for each charge, whatever becomes of the scripts. */
#include "harness.h"
#include "turn/lane.h"

#include <inttypes.h>

static void on_row(void *ctx, const struct store_payment_row *row, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    if (row)
        world_note(world, "open %s %" PRId64 " of %" PRId64, row->payment.charge,
                   row->payment.amount, row->open);
    else
        world->done = true;
}

static bool is_done(struct world *world)
{
    return world->done;
}

static void look(struct world *world)
{
    world->done = false;
    store_payments_open(world->store, on_row, world);
    world_wait(world, is_done);
}

static void a_charge_is_recorded_once(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "paid add a push 5 thanks");
    world_idle(world);
    world_say(world, 1, "paid add a push 5 thanks"); /* the same charge under a new update id */
    world_say(world, 1, "add b");
    world_idle(world);
    look(world);
    assert_true(world_has(world, "open charge-1 50 of 1"));
    assert_int_equal(world_times(world, "push 5"), 1);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "ab"); /* the second changed nothing, and the lane goes on */
    free(doc);
}

static void a_failing_script_loses_no_money(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world_say(world, 1, "paid fail");
    world_idle(world);
    assert_true(world_has(world, "failed"));
    look(world);
    assert_true(world_has(world, "open charge-1 50 of 1"));
    log_to(NULL);
}

static void a_failing_reply_loses_no_money(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world_say(world, 1, "paid fail worse");
    world_idle(world);
    look(world);
    assert_true(world_has(world, "open charge-1 50 of 1"));
    log_to(NULL);
}

/* Confirmed to Telegram before its turn has run, and then the process dies. */
static void a_payment_waits_in_the_inbox(void **state)
{
    struct world *world = *state;
    world->turns->started = false;
    world_say(world, 1, "paid add a");
    world->done = false;
    turns_settle(world->turns, 0, world_done, world);
    world_wait(world, is_done);
    world_kill(world);
    world_open(world);
    world_idle(world);
    look(world);
    assert_true(world_has(world, "open charge-1 50 of 1"));
    assert_int_equal(world_times(world, "add 1 a"), 1);
}

/* --- credit and refund ----------------------------------------------------------------------- */

static void a_credited_payment_is_open_no_more(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "paid credit add a");
    world_idle(world);
    look(world);
    assert_int_equal(world_times(world, "open "), 0);
    world_say(world, 1, "credit add b"); /* as a retry that comes too late */
    world_say(world, 1, "add c");
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "ac");
    free(doc);
}

static void what_is_given_back_is_undone_once(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "paid credit add a");
    world_say(world, 1, "back add b");
    world_say(world, 1, "back add c");
    world_say(world, 1, "credit add d");
    world_idle(world);
    char *doc = world_doc(world, "player", "1");
    assert_string_equal(doc, "ab");
    free(doc);
}

/* --- the question before it ------------------------------------------------------------------ */

static void on_checked(void *ctx, const char *name, bool ok, const char *words)
{
    world_note(ctx, "%s %s '%s'", name, ok ? "yes" : "no", words);
}

static void check(struct world *world, const char *name, const char *act)
{
    char event[256];
    snprintf(event, sizeof(event),
             "{\"type\":\"checkout\",\"kind\":\"player\",\"id\":\"1\",\"act\":\"%s\"}", act);
    struct turn_check asked = {.name = name, .event = event, .lang = "ru"};
    turns_check(world->turns, &asked, on_checked, world);
}

static void a_bill_is_looked_at_beside_the_lanes(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "add a");
    world_idle(world);
    world->turns->started = false; /* no lane moves */
    world_say(world, 1, "add b");
    check(world, "q1", "see answer fine");
    check(world, "q2", "need player/1 refuse never");
    check(world, "q3", "read other/9 add z answer fine");
    world_expect(world, "q3 yes 'fine'");
    assert_true(world_has(world, "see 1 a"));
    assert_true(world_has(world, "q1 yes 'fine'"));
    assert_true(world_has(world, "q2 no 'never'"));
    char *doc = world_doc(world, "player", "1"); /* what it wrote is not kept */
    assert_string_equal(doc, "a");
    free(doc);
    world->turns->started = true;
    lanes_pump(world->turns);
    world_idle(world);
}

static void without_an_answer_a_bill_is_refused(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    check(world, "q1", "fail");
    check(world, "q2", "see");
    check(world, "q3", "need player/7");
    world_expect_times(world, "q", 3);
    assert_true(world_has(world, "q1 no 'common.bill_gone ru'"));
    assert_true(world_has(world, "q2 no 'common.bill_gone ru'"));
    assert_true(world_has(world, "q3 no 'common.bill_gone ru'"));
    log_to(NULL);
}

static void the_same_question_is_asked_once_at_a_time(void **state)
{
    struct world *world = *state;
    check(world, "q1", "read other/1 answer fine");
    check(world, "q1", "read other/1 answer fine");
    world_expect(world, "q1 yes 'fine'");
    world_idle(world);
    assert_int_equal(world_times(world, "q1 "), 1);
}

static void a_crash_answers_nobody(void **state)
{
    struct world *world = *state;
    check(world, "q1", "read other/1 answer fine");
    world_kill(world);
    assert_int_equal(world_times(world, "q1 "), 0);
    world_open(world);
    turns_halt(world->turns);
    check(world, "q2", "answer fine");
    assert_true(world_has(world, "q2 no 'common.bill_gone ru'"));
    world_kill(world);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_charge_is_recorded_once),
        TEST(a_failing_script_loses_no_money),
        TEST(a_failing_reply_loses_no_money),
        TEST(a_payment_waits_in_the_inbox),
        TEST(a_credited_payment_is_open_no_more),
        TEST(what_is_given_back_is_undone_once),
        TEST(a_bill_is_looked_at_beside_the_lanes),
        TEST(without_an_answer_a_bill_is_refused),
        TEST(the_same_question_is_asked_once_at_a_time),
        TEST(a_crash_answers_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
