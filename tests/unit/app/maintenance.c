/* The door over a database that fails at each step: it is shut if, and only if, the database will
 * say so after the next start. */
#include "check.h"
#include "harness.h"

#include "app/maintenance.h"
#include "base/mem.h"

static struct rig {
    struct world *world;
    struct maintenance *maintenance;
    int fail_values; /* so many writes of the value */
    int fail_lines;  /* and of the audit's line fail */
    bool shut;       /* the door */
} rig;

struct late {
    store_done_fn fn;
    void *ctx;
};

void __real_store_value_set(struct store *store, const char *name, const char *value,
                            store_done_fn fn, void *ctx);
void __wrap_store_value_set(struct store *store, const char *name, const char *value,
                            store_done_fn fn, void *ctx);
void __real_store_audit_add(struct store *store, const struct store_audit *line, store_done_fn fn,
                            void *ctx);
void __wrap_store_audit_add(struct store *store, const struct store_audit *line, store_done_fn fn,
                            void *ctx);
void __wrap_turns_shut(struct turns *turns, const char *texts);

static void on_failed(void *ctx)
{
    struct late late = *(struct late *)ctx;
    struct err err;
    free(ctx);
    err_set(&err, ERR_NETWORK, "the connection is gone");
    late.fn(late.ctx, &err);
}

/* True: it fails, soon. */
static bool fails(int *ret_times, store_done_fn fn, void *ctx)
{
    if (!*ret_times)
        return false;
    struct late late = {fn, ctx};
    --*ret_times;
    loop_defer(rig.world->loop, on_failed, mem_dup(&late, sizeof late));
    return true;
}

void __wrap_store_value_set(struct store *store, const char *name, const char *value,
                            store_done_fn fn, void *ctx)
{
    if (!fails(&rig.fail_values, fn, ctx))
        __real_store_value_set(store, name, value, fn, ctx);
}

void __wrap_store_audit_add(struct store *store, const struct store_audit *line, store_done_fn fn,
                            void *ctx)
{
    if (!fails(&rig.fail_lines, fn, ctx))
        __real_store_audit_add(store, line, fn, ctx);
}

void __wrap_turns_shut(struct turns *turns, const char *texts)
{
    assert_null(turns);
    rig.shut = texts != NULL;
}

/* --- the test's world ------------------------------------------------------------------------ */

static int shut(bool on)
{
    json *texts = on ? json_object() : NULL;
    rig.world->waiting++;
    maintenance_set(rig.maintenance, "900", texts, on_done, rig.world);
    json_free(texts);
    world_wait(rig.world);
    return rig.world->err.code;
}

/* As the next start would find it. */
static bool is_shut_later(void)
{
    struct maintenance *later = maintenance_new(rig.world->store, NULL);
    rig.world->waiting++;
    maintenance_load(later, on_done, rig.world);
    world_wait(rig.world);
    bool is_shut = maintenance_now(later) != NULL;
    maintenance_free(later);
    return is_shut;
}

static int set_up(void **state)
{
    world_set_up(state);
    rig = (struct rig){.world = *state};
    rig.maintenance = maintenance_new(rig.world->store, NULL);
    return 0;
}

static int tear_down(void **state)
{
    maintenance_free(rig.maintenance);
    return world_tear_down(state);
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_on_and_off(void **state)
{
    (void)state;
    assert_int_equal(shut(true), 0);
    assert_true(rig.shut && is_shut_later());
    assert_int_equal(shut(false), 0);
    assert_false(rig.shut || is_shut_later());
}

static void test_a_value_is_written_again(void **state)
{
    (void)state;
    rig.fail_values = 2;
    assert_int_equal(shut(true), 0);
    assert_true(rig.shut && is_shut_later());
}

static void test_a_value_that_cannot_be_written(void **state)
{
    (void)state;
    rig.fail_values = 100;
    assert_int_equal(shut(true), ERR_NETWORK);
    rig.fail_values = 0;
    assert_false(rig.shut || is_shut_later());
}

static void test_a_line_that_cannot_be_written(void **state)
{
    (void)state;
    rig.fail_lines = 1;
    assert_int_equal(shut(true), ERR_NETWORK);
    assert_true(rig.shut && is_shut_later());
    rig.fail_lines = 1;
    assert_int_equal(shut(false), ERR_NETWORK);
    assert_false(rig.shut || is_shut_later());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_on_and_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_value_is_written_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_value_that_cannot_be_written, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_line_that_cannot_be_written, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
