/* Leader boards, for any backend. */
#include "harness.h"

#include "base/rng.h"

#define CROWD 60

enum { SEED = 20261127 };

/* --- saying and asking ----------------------------------------------------------------------- */

static void rank(struct world *world, const char *id, int64_t score, bool gone,
                 enum store_ranked ranked)
{
    struct turn turn;
    char name[40];
    struct store_score one = {"gold", score, gone};
    struct store_ranking ranking = {.id = id,
                                    .name = id,
                                    .scores = &one,
                                    .count = 1,
                                    .reached = store_id(world->store),
                                    .ranked = ranked};
    snprintf(name, sizeof(name), "rank %lld", (long long)ranking.reached);
    turn_other(&turn, name);
    turn.it.rankings = &ranking;
    turn.it.ranking_count = 1;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

static void has(struct world *world, const char *id, int64_t score)
{
    rank(world, id, score, false, STORE_RANK_AS_IT_IS);
}

static void on_board(void *ctx, const struct store_standing *places, size_t count,
                     const struct err *err)
{
    struct world *world = ctx;
    buf_reset(&world->rows);
    for (size_t i = 0; i < count; i++)
        buf_addf(&world->rows, "%lld:%s:%lld ", (long long)places[i].place, places[i].name,
                 (long long)places[i].score);
    on_done(world, err);
}

static const char *board(struct world *world, const char *name, const char *id, int64_t score)
{
    struct store_board asked = {name, id, id, score};
    world->waiting++;
    store_board_get(world->store, &asked, on_board, world);
    world_wait(world);
    if (world->err.code)
        fail_msg("%s", world->err.text);
    return world->rows.data;
}

/* --- tests ----------------------------------------------------------------------------------- */

static void test_who_was_first_leads(void **state)
{
    struct world *world = *state;
    has(world, "b", 5);
    has(world, "a", 5);
    has(world, "c", 9);
    assert_string_equal(board(world, "gold", NULL, 0), "1:c:9 2:b:5 3:a:5 ");
    has(world, "b", 6);
    has(world, "b", 5); /* reached again, later than a */
    has(world, "a", 5); /* the same score is not reached anew */
    world_reopen(world);
    assert_string_equal(board(world, "gold", NULL, 0), "1:c:9 2:a:5 3:b:5 ");
    assert_string_equal(board(world, "level", NULL, 0), "");
}

static void test_who_asks_stands_where_his_score_is(void **state)
{
    struct world *world = *state;
    has(world, "a", 5);
    has(world, "b", 4);
    has(world, "c", 4);
    assert_string_equal(board(world, "gold", "b", 4), "1:a:5 2:b:4 3:c:4 ");
    assert_string_equal(board(world, "gold", "a", 4), "1:b:4 2:c:4 3:a:4 ");
    assert_string_equal(board(world, "gold", "c", 7), "1:c:7 2:a:5 3:b:4 ");
    assert_string_equal(board(world, "gold", "new", 0), "1:a:5 2:b:4 3:c:4 4:new:0 ");
    assert_string_equal(board(world, "level", "a", 1), "1:a:1 ");
}

static void test_neighbours(void **state)
{
    struct world *world = *state;
    char id[8];
    for (int i = 1; i <= 20; i++) {
        snprintf(id, sizeof(id), "p%02d", i);
        has(world, id, 100 - (i > 14 && i < 18 ? 15 : i));
    }
    const char *told = board(world, "gold", "p16", 85);
    assert_non_null(strstr(told, "10:p10:90 14:p14:86 15:p15:85 16:p16:85 17:p17:85 18:p18:82 "));
    told = board(world, "gold", "p20", 80);
    assert_non_null(strstr(told, "10:p10:90 18:p18:82 19:p19:81 20:p20:80 "));
    told = board(world, "gold", "p11", 89);
    assert_non_null(strstr(told, "9:p09:91 10:p10:90 11:p11:89 12:p12:88 13:p13:87 "));
    told = board(world, "gold", "p09", 91);
    assert_non_null(strstr(told, "9:p09:91 10:p10:90 11:p11:89 "));
    assert_null(strstr(told, "12:"));
}

static void test_who_is_out(void **state)
{
    struct world *world = *state;
    has(world, "a", 5);
    has(world, "b", 4);
    rank(world, "a", 5, false, STORE_RANK_OUT);
    has(world, "a", 50); /* a gift, say: he is still out */
    assert_string_equal(board(world, "gold", NULL, 0), "1:b:4 ");
    rank(world, "a", 50, false, STORE_RANK_IN);
    assert_string_equal(board(world, "gold", NULL, 0), "1:a:50 2:b:4 ");
    rank(world, "a", 0, true, STORE_RANK_AS_IT_IS);
    assert_string_equal(board(world, "gold", NULL, 0), "1:b:4 ");
}

/* Whatever happened, everybody's own place is right. */
static void test_as_counting_would(void **state)
{
    struct world *world = *state;
    struct rng rng;
    int64_t scores[CROWD] = {0};
    int64_t since[CROWD] = {0};
    char id[8];
    rng_seed(&rng, SEED);
    for (int i = 0; i < 4 * CROWD; i++) {
        size_t who = i < CROWD ? (size_t)i : rng_below(&rng, CROWD);
        int64_t score = (int64_t)rng_below(&rng, 12);
        since[who] = i < CROWD || score != scores[who] ? i : since[who];
        scores[who] = score;
        snprintf(id, sizeof(id), "p%zu", who);
        has(world, id, score);
    }
    for (size_t who = 0; who < CROWD; who++) {
        char wanted[64];
        int place = 1;
        for (size_t other = 0; other < CROWD; other++)
            place += scores[other] > scores[who] ||
                     (scores[other] == scores[who] && since[other] < since[who]);
        snprintf(id, sizeof(id), "p%zu", who);
        snprintf(wanted, sizeof(wanted), "%d:%s:%lld ", place, id, (long long)scores[who]);
        if (!strstr(board(world, "gold", id, scores[who]), wanted))
            fail_msg("seed %d: %s is not in %s", SEED, wanted, world->rows.data);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_who_was_first_leads, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_who_asks_stands_where_his_score_is, world_set_up,
                                        world_tear_down),
        cmocka_unit_test_setup_teardown(test_neighbours, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_who_is_out, world_set_up, world_tear_down),
        cmocka_unit_test_setup_teardown(test_as_counting_would, world_set_up, world_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
