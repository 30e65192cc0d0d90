/* Turns that want the same documents: each loses at most once, nobody waits for ever. */
#include "harness.h"

#include "base/str.h"

#define CROWD 60

static struct turns_status status_of(const struct world *world)
{
    struct turns_status status;
    turns_status(world->turns, &status);
    return status;
}

/* Everybody appends to the same document, beginning from the same cached state. */
static void a_hot_document_costs_one_conflict_each(void **state)
{
    struct world *world = *state;
    world_say(world, 1000, "join raid/boss -");
    world_idle(world);
    for (int id = 1; id <= CROWD; id++)
        world_say(world, id, "join raid/boss x");
    world_idle(world);
    char *boss = world_doc(world, "raid", "boss");
    assert_int_equal(strlen(boss), CROWD + 1);
    free(boss);
    assert_true(status_of(world).conflicts > 0);
    assert_true(status_of(world).conflicts <= CROWD);
    assert_int_equal(status_of(world).turns, CROWD + 1);
}

/* While it goes on, newcomers come by with what the cache says. */
static void newcomers_do_not_overtake(void **state)
{
    struct world *world = *state;
    world_say(world, 1000, "join raid/boss -");
    world_idle(world);
    for (int round = 0; round < 10; round++) {
        for (int id = 1; id <= 10; id++)
            world_say(world, round * 10 + id, "join raid/boss x");
        world_expect_times(world, "join", (size_t)round * 5);
    }
    world_idle(world);
    char *boss = world_doc(world, "raid", "boss");
    assert_int_equal(strlen(boss), 101);
    free(boss);
    assert_true(status_of(world).conflicts <= 2 * 100);
}

static void opposite_orders_do_not_lock(void **state)
{
    struct world *world = *state;
    world_say(world, 1000, "join item/a - join item/b -");
    world_idle(world);
    for (int id = 1; id <= CROWD; id++)
        world_say(world, id,
                  id % 2 ? "join item/a x join item/b y" : "join item/b y join item/a x");
    world_idle(world);
    char *a = world_doc(world, "item", "a");
    char *b = world_doc(world, "item", "b");
    assert_int_equal(strlen(a), CROWD + 1);
    assert_int_equal(strlen(b), CROWD + 1);
    free(a);
    free(b);
    assert_true(status_of(world).conflicts <= CROWD);
}

/* The second run touches what the first did not: it claims the larger set. */
static void a_run_that_takes_another_way(void **state)
{
    struct world *world = *state;
    world_say(world, 1, "read item/a read item/b");
    world_idle(world);
    world_write(world, "item", "a", "open"); /* the cache says that there is none */
    world_write(world, "item", "b", "z");
    world_say(world, 1, "if item/a join item/b x");
    world_say(world, 2, "if item/a join item/b y");
    world_idle(world);
    char *b = world_doc(world, "item", "b");
    assert_int_equal(strlen(b), 3);
    free(b);
}

static void a_failing_script_lets_go(void **state)
{
    struct world *world = *state;
    log_to(fopen("/dev/null", "w"));
    world_say(world, 1000, "join raid/boss -");
    world_idle(world);
    for (int id = 1; id <= 20; id++)
        world_say(world, id, id % 3 ? "join raid/boss x" : "join raid/boss x fail");
    world_idle(world);
    log_to(NULL);
    char *boss = world_doc(world, "raid", "boss");
    assert_int_equal(strlen(boss), 1 + 14);
    free(boss);
}

static void a_stop_in_the_middle(void **state)
{
    struct world *world = *state;
    world_say(world, 1000, "join raid/boss -");
    world_idle(world);
    for (int id = 1; id <= CROWD; id++)
        world_say(world, id, "join raid/boss x");
    world_expect_times(world, "join", 5);
    world_close(world);
    world_open(world);
    world_idle(world);
    char *boss = world_doc(world, "raid", "boss");
    assert_int_equal(strlen(boss), CROWD + 1);
    free(boss);
}

static void a_crash_in_the_middle(void **state)
{
    struct world *world = *state;
    world_say(world, 1000, "join raid/boss -");
    world_idle(world);
    for (int id = 1; id <= CROWD; id++)
        world_say(world, id, "join raid/boss x");
    world_expect_times(world, "join", 5);
    world_kill(world); /* frees holders and those who wait in any order */
    world_open(world);
    world_idle(world);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void)
{
    log_setup(LOG_CONSOLE, LOG_ERROR);
    const struct CMUnitTest tests[] = {
        TEST(a_hot_document_costs_one_conflict_each),
        TEST(newcomers_do_not_overtake),
        TEST(opposite_orders_do_not_lock),
        TEST(a_run_that_takes_another_way),
        TEST(a_failing_script_lets_go),
        TEST(a_stop_in_the_middle),
        TEST(a_crash_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
