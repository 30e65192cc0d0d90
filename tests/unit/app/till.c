/* Refunds over a real database that fails, or does what it is asked and does not say so, and a
 * Telegram that answers as told (both are wrapped by the linker). Money moves once, and whoever
 * must hear of it hears of it once. */
#include "check.h"
#include "harness.h"

#include "app/desk.h"
#include "base/mem.h"
#include "store/paid.h"

#define CHARGE "charge-1"
#define PAYER  77
#define TOLD   1000

static struct rig {
    struct world *world;
    struct till *till;
    struct desk *desk;
    struct idqueue *queue;
    int fail_loads;   /* so many of them */
    int fail_settles; /* so many of them fail, */
    int lose_settles; /* and so many stand, and the answer is lost */
    bool refuses;     /* Telegram gives nothing back */
    int asked;        /* so often was it */
    struct buf told;  /* the names of events, "NAME " each */
    int64_t refunds;  /* that wait in the database */
} rig;

/* --- what is wrapped ------------------------------------------------------------------------- */

struct late {
    store_done_fn fn;
    store_paid_fn row;
    telegram_done_fn result;
    void *ctx;
};

void __real_store_refunds_load(struct store *store, store_paid_fn fn, void *ctx);
void __wrap_store_refunds_load(struct store *store, store_paid_fn fn, void *ctx);
void __real_store_paid_settle(struct store *store, const struct store_paid_end *end,
                              store_done_fn fn, void *ctx);
void __wrap_store_paid_settle(struct store *store, const struct store_paid_end *end,
                              store_done_fn fn, void *ctx);
void __wrap_telegram_send(struct telegram *telegram, const struct telegram_call *call,
                          telegram_done_fn fn, void *ctx);
void __wrap_turns_event(struct turns *turns, const char *lane, const char *name, const char *event);

static struct late *late_new(const struct late *like)
{
    return mem_dup(like, sizeof *like);
}

static void on_failed(void *ctx)
{
    struct late late = *(struct late *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_NETWORK, "the connection is gone");
    if (late.fn)
        late.fn(late.ctx, &err);
    else
        late.row(late.ctx, NULL, &err);
}

static void on_lost(void *ctx, const struct err *err)
{
    assert_null(err);
    on_failed(ctx);
}

void __wrap_store_refunds_load(struct store *store, store_paid_fn fn, void *ctx)
{
    if (!rig.fail_loads) {
        __real_store_refunds_load(store, fn, ctx);
        return;
    }
    rig.fail_loads--;
    loop_defer(rig.world->loop, on_failed, late_new(&(struct late){.row = fn, .ctx = ctx}));
}

void __wrap_store_paid_settle(struct store *store, const struct store_paid_end *end,
                              store_done_fn fn, void *ctx)
{
    struct late *late = late_new(&(struct late){.fn = fn, .ctx = ctx});
    if (rig.fail_settles) {
        rig.fail_settles--;
        loop_defer(rig.world->loop, on_failed, late);
    } else if (rig.lose_settles) {
        rig.lose_settles--;
        __real_store_paid_settle(store, end, on_lost, late);
    } else {
        free(late);
        __real_store_paid_settle(store, end, fn, ctx);
    }
}

static void on_answer(void *ctx)
{
    struct late late = *(struct late *)ctx;
    struct telegram_result result = {
        .outcome = rig.refuses ? TELEGRAM_REFUSED : TELEGRAM_OK,
        .description = rig.refuses ? "the payment is too old" : "",
    };
    free(ctx);
    late.result(late.ctx, &result);
}

void __wrap_telegram_send(struct telegram *telegram, const struct telegram_call *call,
                          telegram_done_fn fn, void *ctx)
{
    assert_null(telegram);
    assert_string_equal(call->method, "refundStarPayment");
    assert_string_equal(json_str(call->params, "telegram_payment_charge_id", ""), CHARGE);
    json_free(call->params);
    rig.asked++;
    loop_defer(rig.world->loop, on_answer, late_new(&(struct late){.result = fn, .ctx = ctx}));
}

void __wrap_turns_event(struct turns *turns, const char *lane, const char *name, const char *event)
{
    assert_null(turns);
    assert_non_null(event);
    assert_string_equal(lane, strncmp(name, "admin:", 6) ? "player/77" : "player/900");
    buf_addf(&rig.told, "%.*s ", (int)strcspn(name, ":"), name);
}

/* --- the test's world ------------------------------------------------------------------------ */

static bool somebody_was_told(void *ctx)
{
    (void)ctx;
    return rig.told.len > 0;
}

static bool both_were_told(void *ctx)
{
    (void)ctx;
    return strstr(rig.told.data, "admin ") && strstr(rig.told.data, "refund/" CHARGE);
}

static void on_refund(void *ctx, const struct store_paid *row, const struct err *err)
{
    if (row)
        rig.refunds++;
    else
        on_done(ctx, err);
}

static int64_t refunds_that_wait(void)
{
    struct world *world = rig.world;
    rig.refunds = 0;
    world->waiting++;
    __real_store_refunds_load(world->store, on_refund, world);
    world_wait(world);
    return rig.refunds;
}

static void put_payment(void)
{
    struct turn turn;
    struct store_payment paid = {CHARGE, NULL, 1, PAYER, PAYER, "yard.gift", "XTR", 50};
    turn_update(&turn, 1, 10);
    turn.it.payment = &paid;
    assert_int_equal(commit(rig.world, &turn), STORE_COMMITTED);
}

static void ask_for_refund(void)
{
    struct store_paid_end end = {.number = 1, .act = STORE_PAID_REFUND, .who = "900"};
    rig.world->waiting++;
    __real_store_paid_settle(rig.world->store, &end, on_done, rig.world);
    world_wait(rig.world);
    assert_int_equal(rig.world->err.code, 0);
}

static int set_up(void **state)
{
    void *world;
    world_set_up(&world);
    rig = (struct rig){.world = world};
    buf_init(&rig.told, TOLD);
    put_payment();
    struct till_config till = {.loop = rig.world->loop, .store = rig.world->store};
    rig.till = till_new(&till);
    static struct config config;
    config.database_url = rig.world->url;
    static struct game_source source = {.config = &config};
    rig.queue = idqueue_memory_new(rig.world->loop);
    rig.desk = desk_new(&(struct desk_config){.loop = rig.world->loop,
                                              .store = rig.world->store,
                                              .source = &source,
                                              .till = rig.till,
                                              .queue = rig.queue});
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    till_stop(rig.till);
    desk_quiet(rig.desk);
    store_close(rig.world->store);
    till_free(rig.till);
    desk_free(rig.desk);
    idqueue_free(rig.queue);
    loop_free(rig.world->loop);
    rig.world->store = NULL;
    buf_done(&rig.told);
    return world_tear_down(state);
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_refunds_that_cannot_be_read_are_read_later(void **state)
{
    (void)state;
    ask_for_refund();
    rig.fail_loads = 1;
    till_refund(rig.till);
    world_until(rig.world, somebody_was_told, NULL);
    assert_string_equal(rig.told.data, "refund/" CHARGE " ");
    assert_int_equal(rig.asked, 1);
}

static void test_a_refusal_that_cannot_be_recorded_is_tried_again(void **state)
{
    (void)state;
    ask_for_refund();
    rig.refuses = true;
    rig.fail_settles = 1;
    till_refund(rig.till);
    world_until(rig.world, somebody_was_told, NULL);
    assert_int_equal(strncmp(rig.told.data, "kept/", 5), 0);
    assert_int_equal(rig.asked, 1);
    assert_int_equal(refunds_that_wait(), 0);
}

static void test_a_refusal_in_doubt_is_told(void **state)
{
    (void)state;
    ask_for_refund();
    rig.refuses = true;
    rig.lose_settles = 1;
    till_refund(rig.till);
    world_until(rig.world, somebody_was_told, NULL);
    assert_int_equal(strncmp(rig.told.data, "kept/", 5), 0);
    assert_int_equal(refunds_that_wait(), 0);
}

static void test_an_act_in_doubt_is_done(void **state)
{
    static const char ask[] =
        "{\"do\":\"payment\",\"act\":\"refund\",\"number\":1,\"player\":\"900\"}";
    (void)state;
    rig.lose_settles = 1;
    desk_effect(rig.desk, "admin", ask);
    world_until(rig.world, both_were_told, NULL);
    assert_int_equal(rig.asked, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_refunds_that_cannot_be_read_are_read_later, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_refusal_that_cannot_be_recorded_is_tried_again,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_refusal_in_doubt_is_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_act_in_doubt_is_done, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
