/* Lore, for any backend: many processes that want the same at the same moment. */
#include "lore.h"

#include <sys/wait.h>
#include <unistd.h>

enum { CHILD_S = 60, CROWD = 8 };

/* Waits for the others, claims, and ends with what came of it. */
static void claim_and_end(struct world *world, int go, const struct store_lore_claim *claim)
{
    char byte;
    struct err err = {0};
    alarm(CHILD_S);
    world->loop = loop_new();
    if (store_open_beside(world->loop, world->url, &world->store, &err)) {
        fprintf(stderr, "%s\n", err.text);
        _exit(CHILD_S);
    }
    if (read(go, &byte, 1) != 0)
        _exit(CHILD_S);
    enum store_lore_claimed claimed = lore_claims(world, claim, NULL);
    if (world->err.code)
        fprintf(stderr, "%s\n", world->err.text);
    _exit(world->err.code ? CHILD_S : (int)claimed);
}

/* A process each claims one of these, all at the same moment: how many of each outcome there are.
 */
static void a_crowd_claims(struct world *world, const struct store_lore_claim claims[CROWD],
                           int outcomes[CHILD_S + 1])
{
    int go[2];
    pid_t children[CROWD];
    memset(outcomes, 0, (CHILD_S + 1) * sizeof(*outcomes));
    assert_int_equal(pipe(go), 0);
    world_close(world);
    for (int i = 0; i < CROWD; i++) {
        children[i] = fork();
        assert_true(children[i] >= 0);
        if (!children[i]) {
            close(go[1]);
            claim_and_end(world, go[0], &claims[i]);
        }
    }
    close(go[0]);
    close(go[1]); /* go */
    for (int i = 0; i < CROWD; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_true(WIFEXITED(status));
        outcomes[WEXITSTATUS(status)]++;
    }
    world_open(world);
}

static void test_one_of_a_crowd(void **state)
{
    struct world *world = *state;
    struct store_lore_claim claims[CROWD];
    int outcomes[CHILD_S + 1];
    lore_want(world, "item.ru.1", "7");
    for (int i = 0; i < CROWD; i++)
        claims[i] = lore_claim("item.ru.1", 600000);
    a_crowd_claims(world, claims, outcomes);
    assert_int_equal(outcomes[STORE_LORE_CLAIMED], 1);
    assert_int_equal(outcomes[STORE_LORE_BUSY], CROWD - 1);
    assert_int_equal(lore_get(world, "item.ru.1")->fence, 1);
    assert_int_equal(lore_figures(world, NULL)->day.reserved, LORE_RESERVE);
}

/* Each wants another text, and the money is enough for three. */
static void test_a_cap_for_a_crowd(void **state)
{
    struct world *world = *state;
    struct store_lore_claim claims[CROWD];
    char ids[CROWD][16];
    int outcomes[CHILD_S + 1];
    for (int i = 0; i < CROWD; i++) {
        snprintf(ids[i], sizeof(ids[i]), "item.ru.%d", i);
        lore_want(world, ids[i], "7");
        claims[i] = lore_claim(ids[i], 600000);
        claims[i].caps.day_cost = 3 * LORE_RESERVE;
    }
    a_crowd_claims(world, claims, outcomes);
    assert_int_equal(outcomes[STORE_LORE_CLAIMED], 3);
    assert_int_equal(outcomes[STORE_LORE_OVER_DAY], CROWD - 3);
    assert_int_equal(lore_figures(world, NULL)->day.reserved, 3 * LORE_RESERVE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {LORE_TEST(test_one_of_a_crowd),
                                       LORE_TEST(test_a_cap_for_a_crowd)};
    return cmocka_run_group_tests_name("store lore crowd", tests, NULL, NULL);
}
