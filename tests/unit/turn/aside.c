/* Handlers that fail again and again: set aside for the one who alone does it, for everybody when
 * several do, and back by an admin's word or another generation. */
#include "harness.h"

#include "base/str.h"

#define SET_ASIDE "set aside scene yard for "

static int setup(void **state)
{
    log_to(fopen("/dev/null", "w"));
    return world_setup(state);
}

static int teardown(void **state)
{
    log_to(NULL);
    return world_teardown(state);
}

static void fails(struct world *world, int id, int times)
{
    for (int i = 0; i < times; i++)
        world_say(world, id, "in scene:yard fail");
    world_idle(world);
}

static void one_player_closes_it_to_himself_alone(void **state)
{
    struct world *world = *state;
    fails(world, 1, 4);
    assert_int_equal(world_times(world, SET_ASIDE), 0);
    fails(world, 1, 1);
    assert_int_equal(world_times(world, SET_ASIDE "player/1 of 1: "), 1);
    world_say(world, 1, "in scene:yard add x");
    world_say(world, 1, "in scene:barn add y");
    world_say(world, 2, "in scene:yard add z");
    world_idle(world);
    assert_true(world_has(world, "aside scene:yard"));
    assert_false(world_has(world, "add 1 x"));
    assert_true(world_has(world, "add 1 y"));
    assert_true(world_has(world, "add 2 z"));
    assert_int_equal(world_times(world, SET_ASIDE), 1);
}

static void the_report_names_it(void **state)
{
    struct world *world = *state;
    fails(world, 1, 3);
    fails(world, 2, 2);
    assert_int_equal(world_times(world, SET_ASIDE "all of 2: "), 1);
    bool named = false;
    for (size_t i = 0; i < world->count; i++)
        named = named || (str_starts(world->lines[i], SET_ASIDE) &&
                          str_ends(world->lines[i], "boom [scene yard]"));
    assert_true(named);
}

static void several_players_close_it_to_all(void **state)
{
    struct world *world = *state;
    for (int id = 1; id <= ASIDE_FAILURES; id++)
        fails(world, id, 1);
    world_say(world, 9, "in scene:yard add x");
    world_idle(world);
    assert_true(world_has(world, "aside scene:yard"));
    assert_int_equal(world_times(world, SET_ASIDE "all of 5: "), 1);
}

static void what_one_began_another_ends(void **state)
{
    struct world *world = *state;
    fails(world, 1, 5);
    fails(world, 2, 1);
    assert_int_equal(world_times(world, SET_ASIDE "player/1"), 1);
    assert_int_equal(world_times(world, SET_ASIDE "all of 2"), 1);
}

static void failures_of_other_handlers_do_not_count(void **state)
{
    struct world *world = *state;
    for (int i = 0; i < 4; i++) {
        world_say(world, 1, "in scene:yard fail");
        world_say(world, 1, "in scene:barn fail");
        world_say(world, 1, "fail");
        world_idle(world);
    }
    assert_int_equal(world_times(world, "set aside"), 0);
}

static void an_admin_gives_it_another_try(void **state)
{
    struct world *world = *state;
    fails(world, 1, 3);
    fails(world, 2, 2);
    assert_false(turns_aside_again(world->turns, world->aside + 1));
    assert_true(turns_aside_again(world->turns, world->aside));
    assert_false(turns_aside_again(world->turns, world->aside));
    world_say(world, 1, "in scene:yard add x");
    world_idle(world);
    assert_true(world_has(world, "add 1 x"));
    fails(world, 3, 4);
    assert_int_equal(world_times(world, SET_ASIDE), 1);
    fails(world, 4, 1);
    assert_int_equal(world_times(world, SET_ASIDE), 2);
}

static void another_generation_begins_anew(void **state)
{
    struct world *world = *state;
    fails(world, 1, 3);
    fails(world, 2, 2);
    struct generation *next = world_generation(world);
    turns_swap(world->turns, next);
    generation_release(next);
    world_say(world, 1, "in scene:yard add x");
    world_idle(world);
    assert_true(world_has(world, "add 1 x"));
}

static void failures_that_are_far_apart_do_not_add_up(void **state)
{
    struct asides *asides = asides_new();
    struct turn_aside aside;
    int64_t now = 1000;
    (void)state;
    for (int i = 0; i < 20; i++, now += ASIDE_WITHIN_MS / 4 + 1)
        assert_false(asides_failed(asides, "timer a", i % 2 ? "lot/1" : "lot/2", now, 7, &aside));
    assert_false(asides_hold(asides, "timer a", "lot/1"));
    assert_false(asides_failed(asides, "timer a", "lot/3", now, 7, &aside));
    assert_true(asides_failed(asides, "timer a", "lot/3", now, 7, &aside));
    assert_int_equal(aside.number, 7);
    assert_null(aside.lane);
    assert_true(asides_hold(asides, "timer a", "lot/99"));
    assert_false(asides_failed(asides, "timer a", "lot/99", now, 8, &aside));
    asides_free(asides);
}

static void what_is_remembered_has_a_limit(void **state)
{
    struct asides *asides = asides_new();
    struct turn_aside aside;
    char name[32];
    (void)state;
    for (int i = 0; i < ASIDE_HANDLERS_MAX; i++) {
        snprintf(name, sizeof(name), "scene s%d", i);
        assert_false(asides_failed(asides, name, "player/1", 1, 1, &aside));
    }
    for (int i = 0; i < 2 * ASIDE_FAILURES; i++)
        assert_false(asides_failed(asides, "scene more", "player/1", 1, 1, &aside));
    for (int lane = 0; lane <= ASIDE_LANES_MAX; lane++) {
        snprintf(name, sizeof(name), "player/%d", lane);
        for (int i = 0; i < ASIDE_FAILURES - 1; i++)
            asides_failed(asides, "scene s0", name, (lane + 1) * 1000000, 1, &aside);
        bool held = asides_failed(asides, "scene s0", name, (lane + 1) * 1000000, 1, &aside);
        assert_true(held);
        assert_int_equal(!aside.lane, lane == ASIDE_LANES_MAX);
    }
    asides_free(asides);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_player_closes_it_to_himself_alone),
        TEST(the_report_names_it),
        TEST(several_players_close_it_to_all),
        TEST(what_one_began_another_ends),
        TEST(failures_of_other_handlers_do_not_count),
        TEST(an_admin_gives_it_another_try),
        TEST(another_generation_begins_anew),
        cmocka_unit_test(failures_that_are_far_apart_do_not_add_up),
        cmocka_unit_test(what_is_remembered_has_a_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
