/* Payments: on record once for each charge, whatever becomes of the scripts. */
#include "harness.h"

#include <inttypes.h>

static struct store_payment paid = {.charge = "charge-1",
                                    .bot = WORLD_BOT,
                                    .payer = 1,
                                    .chat = 1,
                                    .payload = "yard.gift",
                                    .currency = "XTR",
                                    .amount = 50};

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

static void pay(struct world *world, const char *act)
{
    assert_int_equal(world_accept(world, 1, act, (struct turn_input){.payment = &paid}), 0);
}

static void a_charge_is_recorded_once(void **state)
{
    struct world *world = *state;
    pay(world, "add a push 5 thanks");
    world_idle(world);
    pay(world, "add a push 5 thanks"); /* the same charge under a new update id */
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
    pay(world, "fail");
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
    pay(world, "fail worse");
    world_idle(world);
    look(world);
    assert_true(world_has(world, "open charge-1 50 of 1"));
    log_to(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_charge_is_recorded_once),
        TEST(a_failing_script_loses_no_money),
        TEST(a_failing_reply_loses_no_money),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
