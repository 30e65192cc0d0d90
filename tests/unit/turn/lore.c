/* Lore that turns want: with the commit, once, and not without it. */
#include "harness.h"

#include "store/lore.h"

static void on_lore(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    world_note(world, "lore %s", lore ? lore->discoverer : "none");
    world->done = true;
    loop_stop(world->loop);
}

static void look_up(struct world *world, const char *id)
{
    world->done = false;
    store_lore_get(world->store, id, on_lore, world);
    while (!world->done)
        loop_run(world->loop);
}

static void a_want_is_told_when_it_stands(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "want item.ru.1 want item.ru.1 want item.ru.2 add a");
    world_idle(world);
    assert_int_equal(world_times(world, "wanted item.ru.1"), 1);
    assert_int_equal(world_times(world, "wanted item.ru.2"), 1);
    look_up(world, "item.ru.1");
    assert_true(world_has(world, "lore 1"));
    world_say(world, 2, "want item.ru.1");
    world_idle(world);
    assert_int_equal(world_times(world, "wanted item.ru.1"), 2); /* two wait for it now */
    look_up(world, "item.ru.1");
    assert_int_equal(world_times(world, "lore 1"), 2); /* the first one stays */
}

static void a_failed_turn_wants_nothing(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world_say(world, 1, "want item.ru.1 fail");
    world_idle(world);
    log_to(NULL);
    assert_int_equal(world_times(world, "wanted"), 0);
    look_up(world, "item.ru.1");
    assert_true(world_has(world, "lore none"));
}

static void wants_have_a_limit(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "wants 52 add x");
    world_idle(world);
    assert_int_equal(world_times(world, "wanted"), 50);
    assert_true(world_has(world, "enough 51"));
    assert_true(world_has(world, "add 1 x")); /* and the turn stands */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_want_is_told_when_it_stands, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(a_failed_turn_wants_nothing, world_setup, world_teardown),
        cmocka_unit_test_setup_teardown(wants_have_a_limit, world_setup, world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
