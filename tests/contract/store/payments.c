/* Payments, for any backend: a charge is recorded once for ever, in the transaction of its turn,
 * whatever else becomes of the turn. */
#include "harness.h"
#include "store/paid.h"

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
    turn_writes(world, &turn, "doc", "a", "\"thanks\"");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    world_reopen(world);
    assert_string_equal(open_payments(world), "charge-1 provider-1 1 77 78 yard.gift XTR 50;");
    assert_int_equal(world->version, 1);
    assert_string_equal(get(world, "doc", "a"), "\"thanks\"");
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

/* --- credit and refund ----------------------------------------------------------------------- */

static void on_paid(void *ctx, const struct store_paid *row, const struct err *err)
{
    struct world *world = ctx;
    if (!row) {
        on_done(world, err);
        return;
    }
    buf_addf(&world->rows, "%" PRId64 " %s%s%s%s %s;", row->number, row->payment.charge,
             row->credited_ms ? " credited" : "", row->refund_ms ? " refund" : "",
             row->refunded_ms ? " refunded" : "", row->refused ? row->refused : "-");
}

static const char *paid_rows(struct world *world, struct store_paid_which which)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_paid_load(world->store, &which, on_paid, world);
    world_wait(world);
    return world->rows.data;
}

static const char *all(struct world *world)
{
    return paid_rows(world, (struct store_paid_which){.limit = 10});
}

static const char *refunds(struct world *world)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_refunds_load(world->store, on_paid, world);
    world_wait(world);
    return world->rows.data;
}

static void pay(struct world *world, int64_t update, const char *charge, int64_t payer,
                const char *failure)
{
    struct turn turn;
    struct store_payment paid = payment(charge);
    paid.payer = payer;
    turn_update(&turn, 1, update);
    turn.it.payment = &paid;
    turn.it.failure = failure;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

static enum store_verdict mark(struct world *world, const char *charge, enum store_paid_mark how,
                               const char *why)
{
    struct turn turn;
    char name[48];
    struct store_paid_done done = {charge, how, why};
    int64_t id = store_id(world->store);
    snprintf(name, sizeof(name), "mark/%" PRId64, id);
    turn_other(&turn, name);
    turn.it.paid = &done;
    turn_writes(world, &turn, "doc", name, "\"done\"");
    enum store_verdict verdict = commit(world, &turn);
    if (verdict == STORE_SEEN)
        assert_null(get(world, "doc", name));
    return verdict;
}

static int act(struct world *world, int64_t number, enum store_paid_act what, const char *why)
{
    struct store_paid_end end = {.number = number, .act = what, .who = "5", .why = why};
    if (what == STORE_PAID_RETRY)
        end.letter = (struct store_letter){store_id(world->store), "player/77", "again"};
    world->waiting++;
    store_paid_settle(world->store, &end, on_done, world);
    world_wait(world);
    return world->err.code;
}

static void test_credited_with_its_own_turn_and_once(void **state)
{
    struct world *world = *state;
    struct turn turn;
    struct store_payment paid = payment("c1");
    struct store_paid_done done = {"c1", STORE_PAID_CREDITED, NULL};
    turn_update(&turn, 1, 10);
    turn.it.payment = &paid;
    turn.it.paid = &done;
    turn_writes(world, &turn, "doc", "a", "\"given\"");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(get(world, "doc", "a"), "\"given\"");
    assert_string_equal(open_payments(world), "");
    assert_string_equal(all(world), "1 c1 credited -;");
    assert_int_equal(mark(world, "c1", STORE_PAID_CREDITED, NULL), STORE_SEEN);
    assert_int_equal(mark(world, "c2", STORE_PAID_CREDITED, NULL), STORE_SEEN); /* no such */
    assert_int_equal(act(world, 1, STORE_PAID_RETRY, NULL), ERR_NOT_FOUND);
    assert_string_equal(inbox(world), "");
}

static void test_a_failed_one_is_tried_again(void **state)
{
    struct world *world = *state;
    pay(world, 10, "c1", 77, "boom");
    assert_string_equal(all(world), "1 c1 boom;");
    assert_int_equal(act(world, 1, STORE_PAID_RETRY, NULL), 0);
    assert_string_equal(strchr(inbox(world), ':'), ":player/77:again;");
    assert_int_equal(mark(world, "c1", STORE_PAID_REFUSED, "gone"), STORE_COMMITTED);
    assert_string_equal(all(world), "1 c1 gone;");
    assert_int_equal(mark(world, "c1", STORE_PAID_CREDITED, NULL), STORE_COMMITTED);
    assert_int_equal(mark(world, "c1", STORE_PAID_REFUSED, "late"), STORE_COMMITTED);
    assert_string_equal(all(world), "1 c1 credited -;");
}

static void test_given_back_once(void **state)
{
    struct world *world = *state;
    pay(world, 10, "c1", 77, NULL);
    pay(world, 11, "c2", 78, NULL);
    assert_int_equal(mark(world, "c1", STORE_PAID_CREDITED, NULL), STORE_COMMITTED);
    assert_string_equal(refunds(world), "");
    assert_int_equal(act(world, 1, STORE_PAID_REFUND, NULL), 0);
    assert_int_equal(act(world, 1, STORE_PAID_REFUND, NULL), ERR_NOT_FOUND);
    assert_int_equal(act(world, 2, STORE_PAID_REFUND, NULL), 0);
    world_reopen(world);
    assert_string_equal(refunds(world), "1 c1 credited refund -;2 c2 refund -;");
    /* what is on its way back is not given any more */
    assert_int_equal(mark(world, "c2", STORE_PAID_CREDITED, NULL), STORE_SEEN);
    assert_int_equal(mark(world, "c1", STORE_PAID_REFUNDED, NULL), STORE_COMMITTED);
    assert_int_equal(mark(world, "c1", STORE_PAID_REFUNDED, NULL), STORE_SEEN);
    assert_int_equal(mark(world, "c2", STORE_PAID_REFUNDED, "never given"), STORE_COMMITTED);
    assert_string_equal(refunds(world), "");
    assert_string_equal(open_payments(world), "");
    assert_string_equal(all(world), "2 c2 refund refunded never given;"
                                    "1 c1 credited refund refunded -;");
    assert_int_equal(act(world, 1, STORE_PAID_REFUND, NULL), ERR_NOT_FOUND);
}

static void test_a_refund_that_telegram_refuses(void **state)
{
    struct world *world = *state;
    pay(world, 10, "c1", 77, NULL);
    assert_int_equal(act(world, 1, STORE_PAID_KEEP, "no"), ERR_NOT_FOUND);
    assert_int_equal(act(world, 1, STORE_PAID_REFUND, NULL), 0);
    assert_int_equal(act(world, 1, STORE_PAID_KEEP, "CHARGE_NOT_FOUND"), 0);
    assert_string_equal(all(world), "1 c1 CHARGE_NOT_FOUND;");
    assert_int_equal(mark(world, "c1", STORE_PAID_CREDITED, NULL), STORE_COMMITTED);
}

static void test_told_by_telegram_alone(void **state)
{
    struct world *world = *state;
    pay(world, 10, "c1", 77, NULL);
    assert_int_equal(mark(world, "c1", STORE_PAID_REFUNDED, NULL), STORE_COMMITTED);
    assert_string_equal(all(world), "1 c1 refund refunded -;");
}

static void test_payments_by_pages_and_payers(void **state)
{
    struct world *world = *state;
    pay(world, 10, "c1", 77, NULL);
    pay(world, 11, "c2", 78, NULL);
    pay(world, 12, "c3", 77, NULL);
    assert_string_equal(paid_rows(world, (struct store_paid_which){.limit = 2}), "3 c3 -;2 c2 -;");
    assert_string_equal(paid_rows(world, (struct store_paid_which){.limit = 2, .before = 2}),
                        "1 c1 -;");
    assert_string_equal(paid_rows(world, (struct store_paid_which){.limit = 5, .payer = 77}),
                        "3 c3 -;1 c1 -;");
    assert_string_equal(paid_rows(world, (struct store_paid_which){.charge = "c2"}), "2 c2 -;");
    assert_string_equal(paid_rows(world, (struct store_paid_which){.number = 3}), "3 c3 -;");
    assert_string_equal(paid_rows(world, (struct store_paid_which){.charge = "c9"}), "");
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
        TEST(test_credited_with_its_own_turn_and_once),
        TEST(test_a_failed_one_is_tried_again),
        TEST(test_given_back_once),
        TEST(test_a_refund_that_telegram_refuses),
        TEST(test_told_by_telegram_alone),
        TEST(test_payments_by_pages_and_payers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
