/* Live documents: whose screens are drawn again, how often, and that no redraw is lost. */
#include "harness.h"

#include "turn/live.h"

#define BURST 100

static void those_who_look_are_drawn_again(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "watch lot/a");
    world_say(world, 2, "watch lot/b");
    world_idle(world);
    world_say(world, 3, "lot a 5");
    world_expect(world, "redraw 1 {\"till\":5}");
    world_say(world, 1, "lot a 6 watch lot/a"); /* his own doing: his screen has it */
    world_say(world, 3, "lot b 7");
    world_expect(world, "redraw 2 {\"till\":7}");
    world_idle(world);
    assert_int_equal(world_times(world, "redraw"), 2);
}

static void a_hot_document_costs_one_redraw_a_second(void **state)
{
    struct world *world = *state;
    char act[16];
    world_say(world, 1, "watch lot/a");
    world_idle(world);
    for (int i = 1; i <= BURST; i++) {
        snprintf(act, sizeof(act), "lot a %d", i);
        world_say(world, 2 + i % 7, act);
        if (i % 10 == 0)
            world_idle(world);
    }
    world_idle(world);
    world_say(world, 2, "lot a 999");
    world_expect(world, "redraw 1 {\"till\":999}"); /* the last one is never missed */
    assert_in_range(world_times(world, "redraw"), 1, BURST / 4);
}

static void who_looks_at_a_kind_sees_it_change(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "found till watch lot/");
    world_idle(world);
    world_say(world, 2, "lot a 5");
    world_expect_times(world, "redraw 1 lots", 1);
    world_say(world, 2, "lot b 5");
    world_expect_times(world, "redraw 1 lots", 2);
    world_say(world, 1, "found till lot c 1 watch lot/");
    world_idle(world);
    world_say(world, 2, "add x");
    world_idle(world);
    assert_int_equal(world_times(world, "redraw"), 2);
}

/* The process dies between the change and the redraw. */
static void a_start_looks_for_what_is_stale(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "watch lot/a");
    world_say(world, 2, "watch lot/b");
    world_idle(world);
    world_write(world, "lot", "a", "{\"till\":8}"); /* nobody here has heard of it */
    world_kill(world);
    world_open(world);
    world_expect(world, "redraw 1 {\"till\":8}");
    world_idle(world);
    assert_int_equal(world_times(world, "redraw"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(those_who_look_are_drawn_again, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(a_hot_document_costs_one_redraw_a_second, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(who_looks_at_a_kind_sees_it_change, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(a_start_looks_for_what_is_stale, world_setup,
                                        world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
