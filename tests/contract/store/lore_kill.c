/* Lore, for any backend: a process that is killed while it holds a claim. */
#include "lore.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILD_S = 60 };

/* A process claims these, says so and never comes back. */
static void a_process_dies_with(struct world *world, const struct store_lore_claim *claims,
                                size_t count)
{
    int said[2];
    char byte = 0;
    assert_int_equal(pipe(said), 0);
    world_close(world);
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        alarm(CHILD_S);
        world_open(world);
        for (size_t i = 0; i < count; i++)
            if (lore_claims(world, &claims[i], NULL) != STORE_LORE_CLAIMED)
                _exit(1);
        if (write(said[1], "x", 1) != 1)
            _exit(1);
        for (;;)
            pause();
    }
    close(said[1]);
    assert_int_equal(read(said[0], &byte, 1), 1);
    close(said[0]);
    assert_int_equal(kill(child, SIGKILL), 0);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    world_open(world);
}

static void test_killed(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    lore_want(world, "item.ru.2", "7");
    const struct store_lore_claim claims[] = {lore_claim("item.ru.1", 600000),
                                              lore_claim("item.ru.2", 1)};
    a_process_dies_with(world, claims, 2);
    int64_t wait_ms = 0;
    assert_int_equal(lore_claims(world, &claims[0], &wait_ms), STORE_LORE_BUSY);
    assert_true(wait_ms > 0 && wait_ms <= 600000);
    assert_int_equal(world_lore(world)->fence, 1);
    assert_int_equal(lore_figures(world, NULL)->day.reserved, 2 * LORE_RESERVE);

    while (lore_claims_plain(world, "item.ru.2") == STORE_LORE_BUSY)
        ;
    assert_int_equal(world_lore(world)->fence, 2);
    struct store_lore_settle old = {.row = world_lore(world)->row, .fence = 1};
    struct store_lore_settle now = {.row = world_lore(world)->row, .fence = 2};
    assert_int_equal(lore_figures(world, NULL)->day.cost,
                     LORE_RESERVE); /* it may have been billed */
    lore_ends_kept(&old, "{\"text\":\"late\"}", 3);
    assert_false(lore_settles(world, &old));
    assert_null(world_lore(world)->body);
    lore_ends_kept(&now, "{\"text\":\"now\"}", 4);
    assert_true(lore_settles(world, &now));
    assert_string_equal(world_lore(world)->body, "{\"text\":\"now\"}");
    assert_int_equal(lore_figures(world, NULL)->day.cost, 7); /* as he knows it now */
    assert_int_equal(lore_figures(world, NULL)->day.reserved, LORE_RESERVE);
}

/* What dies with its claim counts against the caps, over the restart. */
static void test_caps_after_a_kill(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    lore_want(world, "item.ru.2", "7");
    struct store_lore_claim first = lore_claim("item.ru.1", 1);
    struct store_lore_claim second = lore_claim("item.ru.2", 1000);
    second.caps.day_cost = 2 * LORE_RESERVE - 1;
    a_process_dies_with(world, &first, 1);
    assert_int_equal(lore_claims(world, &second, NULL), STORE_LORE_OVER_DAY);
    second.caps.day_cost++;
    assert_int_equal(lore_claims(world, &second, NULL), STORE_LORE_CLAIMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {LORE_TEST(test_killed), LORE_TEST(test_caps_after_a_kill)};
    return cmocka_run_group_tests_name("store lore kill", tests, NULL, NULL);
}
