/* Payments: on record once for each charge, whatever becomes of the scripts. */
#include "harness.h"

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_charge_is_recorded_once),
        TEST(a_failing_script_loses_no_money),
        TEST(a_failing_reply_loses_no_money),
        TEST(a_payment_waits_in_the_inbox),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
