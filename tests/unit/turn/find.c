/* Finding documents in a turn, and indexing those that were there before. */
#include "harness.h"
#include "store/waiting.h"

#include "base/str.h"

#define LOTS 150 /* several batches */

static void a_turn_finds_what_was_committed(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "lot a 5 lot b 3 lot c 9 found till");
    world_say(world, 1, "found till found till- found till");
    world_idle(world);
    assert_string_equal(world->lines[0], "found "); /* what it wrote itself is its own business */
    assert_string_equal(world->lines[1], "found b{\"till\":3} a{\"till\":5} c{\"till\":9}");
    assert_string_equal(world->lines[2], "found c{\"till\":9} a{\"till\":5} b{\"till\":3}");
    assert_string_equal(world->lines[3], world->lines[1]);
}

static void what_is_found_is_read_and_validated(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "lot a 5");
    world_idle(world);
    world_write(world, "lot", "a", "{\"till\":6}"); /* the cache has the old one */
    world_say(world, 1, "found till");
    world_idle(world);
    struct turns_status status;
    turns_status(world->turns, &status);
    assert_int_equal(status.conflicts, 1);
    assert_string_equal(world->lines[0], "found a{\"till\":5}");
    assert_string_equal(world->lines[1], "found a{\"till\":6}");
}

static void write_lots(struct world *world)
{
    char act[32];
    for (int i = 0; i < LOTS; i++) {
        snprintf(act, sizeof(act), "set lot/%03d {%%till%%:%d}", i, LOTS - i);
        for (char *c = act; *c; c++)
            *c = *c == '%' ? '\'' : *c;
        world_say(world, i, act);
    }
    world_idle(world);
    world_clear(world);
}

/* All hundred that a find of the harness asks for, the last ones first. */
static void expect_lots(struct world *world)
{
    world_say(world, 1, "found till");
    world_expect_times(world, "found ", 1);
    assert_true(str_starts(world->lines[0], "found 149{"));
    assert_non_null(strstr(world->lines[0], " 130{"));
    world_clear(world);
}

static void documents_from_before_are_indexed_at_the_start(void **state)
{
    struct world *world = *state;
    write_lots(world);
    world_close(world);
    world->indexes = "{\"lot\":\"till\"}";
    world_open(world);
    expect_lots(world);
    world_close(world);
    world_open(world); /* it is recorded that they are: nothing is done again */
    world_say(world, 1, "set lot/unseen {'till':1}");
    world_idle(world);
    expect_lots(world);
    world_close(world);
    world->indexes = "{\"lot\":\"till=5\"}"; /* another default: all of them again */
    world_open(world);
    world_say(world, 1, "found till");
    world_expect_times(world, "found ", 1);
    assert_non_null(strstr(world->lines[0], " unseen{"));
}

static void documents_from_before_are_indexed_after_a_swap(void **state)
{
    struct world *world = *state;
    write_lots(world);
    world->indexes = "{\"lot\":\"till\"}";
    struct generation *next = world_generation(world);
    turns_swap(world->turns, next);
    generation_release(next);
    expect_lots(world);
}

static void an_index_that_is_given_up_is_forgotten(void **state)
{
    struct world *world = *state;
    world_close(world);
    world->indexes = "{\"lot\":\"till\"}";
    world_open(world);
    world_say(world, 1, "lot a 7");
    world_idle(world);
    world_close(world);
    world->indexes = NULL;
    world_open(world);
    world_say(world, 1, "set lot/a {'till':8} set lot/b {'till':1}");
    world_idle(world);
    world_clear(world);
    world_close(world);
    world->indexes = "{\"lot\":\"till\"}";
    world_open(world);
    world_say(world, 1, "found till");
    world_expect_times(world, "found ", 1);
    assert_string_equal(world->lines[0], "found b{'till':1} a{'till':8}");
}

static void a_board_is_of_those_who_were_committed(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "rank 5 board 5");
    world_idle(world);
    world_say(world, 2, "rank 5");
    world_idle(world);
    world_say(world, 3, "rank 9 board 9 board 9 board 4");
    world_idle(world);
    assert_string_equal(world->lines[0], "board 1:1=5 "); /* it stands as the turn makes it */
    assert_string_equal(world->lines[1], "board 1:3=9 2:1=5 3:2=5 ");
    assert_string_equal(world->lines[2], world->lines[1]);
    assert_string_equal(world->lines[3], "board 1:1=5 2:2=5 3:3=4 ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_turn_finds_what_was_committed, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(what_is_found_is_read_and_validated, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(documents_from_before_are_indexed_at_the_start, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(documents_from_before_are_indexed_after_a_swap, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(a_board_is_of_those_who_were_committed, world_setup,
                                        world_teardown),
        cmocka_unit_test_setup_teardown(an_index_that_is_given_up_is_forgotten, world_setup,
                                        world_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
