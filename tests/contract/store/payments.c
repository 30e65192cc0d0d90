/* Payments, for any backend: a charge is recorded once for ever, in the transaction of its turn,
 * whatever else becomes of the turn. */
#include "harness.h"

#include <inttypes.h>

static void on_payment(void *ctx, const struct store_payment_row *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        on_done(world, err);
        return;
    }
    assert_true(row->paid_ms > 0);
    const struct store_payment *paid = &row->payment;
    buf_addf(&world->rows, "%s %s %" PRId64 " %" PRId64 " %" PRId64 " %s %s %" PRId64 ";",
             paid->charge, paid->provider_charge ? paid->provider_charge : "-", paid->bot,
             paid->payer, paid->chat, paid->payload, paid->currency, paid->amount);
    world->version = row->open;
}

static const char *open_payments(struct world *world)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_payments_open(world->store, on_payment, world);
    world_wait(world);
    return world->rows.data;
}

static struct store_payment payment(const char *charge)
{
    return (struct store_payment){charge, NULL, 1, 77, 78, "yard.gift", "XTR", 50};
}

static void test_recorded_with_its_turn(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_payment paid = payment("charge-1");
    paid.provider_charge = "provider-1";
    assert_string_equal(open_payments(world), "");
    turn_update(&turn, 1, 10);
    turn.it.payment = &paid;
    turn_writes(world, &turn, "doc", "a", "thanks");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    world_reopen(world);
    assert_string_equal(open_payments(world), "charge-1 provider-1 1 77 78 yard.gift XTR 50;");
    assert_int_equal(world->version, 1);
    assert_string_equal(get(world, "doc", "a"), "thanks");
}

static void test_a_charge_counts_once(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_payment paid = payment("charge-1");
    for (int64_t update = 10; update < 13; update++) { /* told again under new ids */
        turn_update(&turn, 1, update);
        turn.it.payment = &paid;
        turn_writes(world, &turn, "doc", update == 10 ? "first" : "again", "1");
        inbox_add(world, 1, update, "paid");
        assert_int_equal(commit(world, &turn), update == 10 ? STORE_COMMITTED : STORE_SEEN);
        assert_string_equal(inbox(world), ""); /* an update that changes nothing waits no more */
    }
    assert_null(get(world, "doc", "again"));
    assert_string_equal(open_payments(world), "charge-1 - 1 77 78 yard.gift XTR 50;");
}

static void test_recorded_though_the_script_failed(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_payment paid = payment("charge-1");
    turn_update(&turn, 1, 10);
    turn.it.payment = &paid;
    turn.it.failure = "boom";
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(open_payments(world), "charge-1 - 1 77 78 yard.gift XTR 50;");
}

/* The turn that has read what is no longer true leaves nothing, and may be committed again. */
static void test_a_conflict_takes_it_back(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_payment paid = payment("charge-1");
    put(world, "a", "1");
    turn_update(&turn, 1, 10);
    turn.it.payment = &paid;
    turn_reads(&turn, "doc", "a", 0);
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    assert_string_equal(open_payments(world), "");
    turn.it.read_count = 0;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(open_payments(world), "charge-1 - 1 77 78 yard.gift XTR 50;");
}

static void test_no_amount_is_no_payment(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_payment paid = payment("charge-1");
    paid.amount = 0;
    turn_update(&turn, 1, 10);
    turn.it.payment = &paid;
    assert_int_equal(commit(world, &turn), STORE_UNKNOWN);
    assert_int_equal(turn.code, ERR_INVALID);
}

static void test_the_oldest_are_told_and_all_are_counted(void **state)
{
    struct world *world = *state;
    struct turn turns[STORE_OPEN_MAX + 20];
    struct store_payment paid[STORE_OPEN_MAX + 20];
    char charges[STORE_OPEN_MAX + 20][16];
    size_t count = STORE_OPEN_MAX + 20;
    for (size_t i = 0; i < count; i++) {
        snprintf(charges[i], sizeof(charges[i]), "c%04zu", i);
        paid[i] = payment(charges[i]);
        turn_update(&turns[i], 1, 100 + (int64_t)i);
        turns[i].it.payment = &paid[i];
        begin(world, &turns[i]);
    }
    world_wait(world);
    const char *rows = open_payments(world);
    assert_int_equal(world->version, count);
    assert_memory_equal(rows, "c0000 ", 6);
    char newest_told[24];
    snprintf(newest_told, sizeof(newest_told), ";c%04d ", STORE_OPEN_MAX - 1);
    assert_non_null(strstr(rows, newest_told));
    snprintf(newest_told, sizeof(newest_told), ";c%04d ", STORE_OPEN_MAX);
    assert_null(strstr(rows, newest_told));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_recorded_with_its_turn),
        TEST(test_a_charge_counts_once),
        TEST(test_recorded_though_the_script_failed),
        TEST(test_a_conflict_takes_it_back),
        TEST(test_no_amount_is_no_payment),
        TEST(test_the_oldest_are_told_and_all_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
