/* Lore, for any backend: wants, claims and what they may cost, settlements. lore_review.c has the
 * rest. */
#include "lore.h"

/* --- wanting --------------------------------------------------------------------------------- */

static void test_want(void **state)
{
    struct world *world = *state;
    assert_null(lore_get(world, "item.ru.1"));
    lore_want(world, "item.ru.1", "7");
    const struct store_lore *lore = lore_get(world, "item.ru.1");
    assert_non_null(lore);
    assert_true(lore->row > 0);
    assert_int_equal(lore->state, STORE_LORE_WANTED);
    assert_string_equal(lore->kind, "item");
    assert_string_equal(lore->entity, "sword");
    assert_string_equal(lore->language, "ru");
    assert_string_equal(lore->attributes, "{\"rarity\":2}");
    assert_string_equal(lore->facts, "{\"name\":\"\xd0\xbc\xd0\xb5\xd1\x87\"}");
    assert_string_equal(lore->discoverer, "7");
    assert_int_equal(lore->discovered, 1000);
    assert_null(lore->body);
    assert_int_equal(lore->revision, 0);
}

static void test_want_again(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    lore_want(world, "item.ru.1", "8");
    lore_want(world, "item.ru.2", NULL);
    assert_string_equal(lore_get(world, "item.ru.1")->discoverer, "7");
    assert_null(lore_get(world, "item.ru.2")->discoverer);
    assert_string_equal(lore_open(world), "item.ru.1 item.ru.2 ");
}

/* What a turn wants is gone with the turn. */
static void test_want_undone(void **state)
{
    struct world *world = *state;
    put(world, "a", "{}");
    static struct turn turn;
    turn_other(&turn, "stale");
    turn_reads(&turn, "doc", "a", 1);
    const struct store_want want = {"item.ru.1", "item", "sword", "ru", "{}", "{}", "7", 5};
    turn.it.wants = &want;
    turn.it.want_count = 1;
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    assert_null(lore_get(world, "item.ru.1"));
}

/* --- claims ---------------------------------------------------------------------------------- */

static void test_one_claim(void **state)
{
    struct world *world = *state;
    int64_t wait_ms = 0;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_claim claim = lore_claim("item.ru.1", 60000);
    assert_int_equal(lore_claims(world, &claim, NULL), STORE_LORE_CLAIMED);
    assert_int_equal(world_lore(world)->fence, 1);
    assert_int_equal(world_lore(world)->attempts, 1);
    assert_true(world_lore(world)->lease_ms > 0);
    assert_int_equal(lore_claims(world, &claim, &wait_ms), STORE_LORE_BUSY);
    assert_true(wait_ms > 0 && wait_ms <= 60000);
    assert_int_equal(world_lore(world)->fence, 1);
    claim = lore_claim("item.ru.none", 60000);
    lore_claims(world, &claim, NULL);
    assert_int_equal(world->err.code, ERR_NOT_FOUND);
}

static void test_kept(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    settle.end = STORE_LORE_END_KEPT;
    settle.body = "{\"text\":\"one\"}";
    settle.model = "flash";
    settle.prompt = "p1";
    settle.tokens_in = 100;
    settle.tokens_out = 20;
    settle.cost = 30;
    assert_true(lore_settles(world, &settle));
    const struct store_lore *lore = world_lore(world);
    assert_int_equal(lore->state, STORE_LORE_KEPT);
    assert_string_equal(lore->body, settle.body);
    assert_string_equal(lore->model, "flash");
    assert_string_equal(lore->prompt, "p1");
    assert_int_equal(lore->tokens_in, 100);
    assert_int_equal(lore->tokens_out, 20);
    assert_int_equal(lore->cost, 30);
    assert_int_equal(lore->revision, 1);
    assert_int_equal(lore->published, 0);
    assert_int_equal(lore->lease_ms, 0);
    assert_true(lore->written_ms > 0);
    assert_string_equal(lore_open(world), "");
    assert_string_equal(lore_behind(world), "item.ru.1 ");
    assert_int_equal(lore_claims_plain(world, "item.ru.1"), STORE_LORE_DONE);
    lore_publish(world, lore_get(world, "item.ru.1")->row, 1);
    assert_string_equal(lore_behind(world), "");
    assert_int_equal(lore_get(world, "item.ru.1")->published, 1);
}

/* Settled twice (the first one's outcome was not known): nothing more is booked. */
static void test_settled_again(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    lore_ends_kept(&settle, "{\"text\":\"one\"}", 30);
    assert_true(lore_settles(world, &settle));
    assert_false(lore_settles(world, &settle));
    assert_int_equal(world_lore(world)->revision, 1);
    assert_int_equal(world_lore(world)->cost, 30);
    assert_int_equal(lore_figures(world, NULL)->day.cost, 30);
}

static void test_refused(void **state)
{
    struct world *world = *state;
    const struct store_lore_refused refused[] = {{"names", "Bogatyr"}, {"length", "short"}};
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    settle.end = STORE_LORE_END_REFUSED;
    settle.reason = "length";
    settle.prompt = "p1";
    settle.refused = refused;
    settle.refused_count = 2;
    settle.next_after_ms = 3600000;
    assert_true(lore_settles(world, &settle));
    assert_string_equal(world_lore(world)->refusal, "length");
    assert_int_equal(world_lore(world)->state, STORE_LORE_WANTED);
    struct store_lore_claim claim = lore_claim("item.ru.1", 60000);
    int64_t wait_ms = 0;
    assert_int_equal(lore_claims(world, &claim, &wait_ms), STORE_LORE_LATER);
    assert_true(wait_ms > 3500000 && wait_ms <= 3600000);
    claim.prompt = "p1";
    assert_int_equal(lore_claims(world, &claim, NULL), STORE_LORE_LATER);
    claim.prompt = "p2";
    assert_int_equal(lore_claims(world, &claim, NULL), STORE_LORE_CLAIMED);
    assert_int_equal(world_lore(world)->attempts, 2);
}

static void test_failed(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    settle.end = STORE_LORE_END_FAILED;
    settle.reason = "upstream";
    settle.prompt = "p1";
    settle.next_after_ms = 3600000;
    assert_true(lore_settles(world, &settle));
    struct store_lore_claim claim = lore_claim("item.ru.1", 60000);
    claim.prompt = "p2"; /* it was not the prompt's fault */
    assert_int_equal(lore_claims(world, &claim, NULL), STORE_LORE_LATER);
}

static void test_freed(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    settle.end = STORE_LORE_END_FREED;
    assert_true(lore_settles(world, &settle));
    assert_int_equal(world_lore(world)->attempts, 0);
    assert_int_equal(lore_figures(world, NULL)->day.calls, 0);
    assert_int_equal(lore_claims_plain(world, "item.ru.1"), STORE_LORE_CLAIMED);
    assert_int_equal(world_lore(world)->fence, 2);
}

static void test_given_up(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    settle.end = STORE_LORE_END_GIVEN_UP;
    settle.reason = "names";
    assert_true(lore_settles(world, &settle));
    assert_int_equal(world_lore(world)->state, STORE_LORE_GIVEN_UP);
    assert_int_equal(world_lore(world)->revision, 1);
    assert_int_equal(lore_claims_plain(world, "item.ru.1"), STORE_LORE_DONE);
}

/* --- leases ---------------------------------------------------------------------------------- */

/* Its holder is gone: once the lease is over another takes the row, and the old one is too late. */
static void test_taken_over(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle old = lore_claimed(world, "item.ru.1", 1);
    while (lore_claims_plain(world, "item.ru.1") == STORE_LORE_BUSY)
        ;
    assert_int_equal(world_lore(world)->fence, 2);
    struct store_lore_settle settle = {.row = old.row, .fence = 2};
    lore_ends_kept(&old, "{\"text\":\"late\"}", 40);
    assert_false(lore_settles(world, &old));
    assert_int_equal(world_lore(world)->state, STORE_LORE_WANTED);
    lore_ends_kept(&settle, "{\"text\":\"new\"}", 50);
    assert_true(lore_settles(world, &settle));
    assert_string_equal(world_lore(world)->body, "{\"text\":\"new\"}");
    const struct store_lore_figures *figures = lore_figures(world, NULL);
    assert_int_equal(figures->day.cost, 90); /* both were paid for */
    assert_int_equal(figures->day.reserved, 0);
    assert_int_equal(figures->day.calls, 2);
}

/* A call that was cut off with its process is billed as the worst case. */
static void test_lost(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    lore_claimed(world, "item.ru.1", 1);
    world_reopen(world);
    assert_int_equal(lore_figures(world, NULL)->day.reserved, LORE_RESERVE);
    while (lore_claims_plain(world, "item.ru.1") == STORE_LORE_BUSY)
        ;
    const struct store_lore_figures *figures = lore_figures(world, NULL);
    assert_int_equal(figures->day.cost, LORE_RESERVE);
    assert_int_equal(figures->day.reserved, LORE_RESERVE);
    assert_int_equal(figures->hour.cost, LORE_RESERVE);
}

static void test_lease_renewed(void **state)
{
    struct world *world = *state;
    lore_want(world, "item.ru.1", "7");
    struct store_lore_settle settle = lore_claimed(world, "item.ru.1", 60000);
    assert_true(lore_leases(world, settle.row, settle.fence, 600000));
    int64_t wait_ms = 0;
    struct store_lore_claim claim = lore_claim("item.ru.1", 60000);
    assert_int_equal(lore_claims(world, &claim, &wait_ms), STORE_LORE_BUSY);
    assert_true(wait_ms > 500000);
    assert_false(lore_leases(world, settle.row, settle.fence + 1, 1));
}

/* --- caps ------------------------------------------------------------------------------------ */

static void wants_many(struct world *world, int count)
{
    char id[32];
    for (int i = 1; i <= count; i++) {
        snprintf(id, sizeof(id), "item.ru.%d", i);
        lore_want(world, id, "7");
    }
}

static enum store_lore_claimed claim_under(struct world *world, const char *id,
                                           struct store_lore_caps caps, const char *player)
{
    struct store_lore_claim claim = lore_claim(id, 60000);
    claim.caps = caps;
    claim.player = player;
    return lore_claims(world, &claim, NULL);
}

static void test_caps_of_cost(void **state)
{
    struct world *world = *state;
    const struct store_lore_caps caps = {.day_cost = 2 * LORE_RESERVE};
    wants_many(world, 3);
    assert_int_equal(claim_under(world, "item.ru.1", caps, "7"), STORE_LORE_CLAIMED);
    struct store_lore_settle settle = {.row = world_lore(world)->row, .fence = 1};
    assert_int_equal(claim_under(world, "item.ru.2", caps, "8"), STORE_LORE_CLAIMED);
    assert_int_equal(claim_under(world, "item.ru.3", caps, "9"), STORE_LORE_OVER_DAY);
    lore_ends_kept(&settle, "{}", 1); /* cheap: what it had reserved is free again */
    assert_true(lore_settles(world, &settle));
    assert_int_equal(claim_under(world, "item.ru.3", caps, "9"), STORE_LORE_OVER_DAY);
    const struct store_lore_caps more = {.day_cost = 2 * LORE_RESERVE + 1};
    world_reopen(world);
    assert_int_equal(claim_under(world, "item.ru.3", caps, "9"), STORE_LORE_OVER_DAY);
    assert_int_equal(claim_under(world, "item.ru.3", more, "9"), STORE_LORE_CLAIMED);
}

static void test_caps_of_calls(void **state)
{
    struct world *world = *state;
    wants_many(world, 3);
    const struct store_lore_caps hour = {.hour_calls = 1};
    assert_int_equal(claim_under(world, "item.ru.1", hour, NULL), STORE_LORE_CLAIMED);
    assert_int_equal(claim_under(world, "item.ru.2", hour, NULL), STORE_LORE_OVER_HOUR);
    const struct store_lore_caps none = {.day_calls = -1};
    assert_int_equal(claim_under(world, "item.ru.2", none, NULL), STORE_LORE_OVER_DAY);
    const struct store_lore_caps nothing = {.day_cost = -1};
    assert_int_equal(claim_under(world, "item.ru.2", nothing, NULL), STORE_LORE_OVER_DAY);
}

static void test_caps_of_a_player(void **state)
{
    struct world *world = *state;
    wants_many(world, 4);
    const struct store_lore_caps caps = {.player_calls = 1};
    assert_int_equal(claim_under(world, "item.ru.1", caps, "7"), STORE_LORE_CLAIMED);
    assert_int_equal(claim_under(world, "item.ru.2", caps, "7"), STORE_LORE_OVER_PLAYER);
    assert_int_equal(claim_under(world, "item.ru.2", caps, "8"), STORE_LORE_CLAIMED);
    assert_int_equal(claim_under(world, "item.ru.3", caps, NULL), STORE_LORE_CLAIMED);
    const struct store_lore_figures *figures = lore_figures(world, "7");
    assert_int_equal(figures->player.calls, 1);
    assert_int_equal(figures->player.reserved, LORE_RESERVE);
    assert_int_equal(figures->day.calls, 3);
}

/* Several calls of one claim: those that were not made are given back. */
static void test_calls_of_a_claim(void **state)
{
    struct world *world = *state;
    wants_many(world, 1);
    struct store_lore_claim claim = lore_claim("item.ru.1", 60000);
    claim.calls = 3;
    assert_int_equal(lore_claims(world, &claim, NULL), STORE_LORE_CLAIMED);
    struct store_lore_settle settle = {.row = world_lore(world)->row, .fence = 1};
    assert_int_equal(lore_figures(world, NULL)->day.calls, 3);
    lore_ends_kept(&settle, "{}", 5);
    settle.calls = 2;
    assert_true(lore_settles(world, &settle));
    assert_int_equal(lore_figures(world, NULL)->day.calls, 2);
    assert_int_equal(lore_figures(world, NULL)->hour.calls, 2);
}

/* --- pictures -------------------------------------------------------------------------------- */

static void on_put(void *ctx, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    world->waiting--;
    loop_stop(world->loop);
}

static void on_picture(void *ctx, const char *bytes, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    if (bytes && strlen(bytes) > 100)
        buf_addf(&world->rows, "%zu of %c", strspn(bytes, "A"), *bytes);
    else
        buf_adds(&world->rows, bytes ? bytes : "(absent)");
    world->waiting--;
    loop_stop(world->loop);
}

static void puts_picture(struct world *world, const char *id, const char *bytes)
{
    world->waiting++;
    store_picture_put(world->store, id, bytes, on_put, world);
    world_wait(world);
}

static const char *picture(struct world *world, const char *id)
{
    buf_reset(&world->rows);
    world->waiting++;
    store_picture_get(world->store, id, on_picture, world);
    world_wait(world);
    return world->rows.data;
}

static void test_pictures(void **state)
{
    struct world *world = *state;
    enum { SIZE = 3 << 20 };
    char *large = calloc(1, SIZE + 1);
    memset(large, 'A', SIZE);
    assert_string_equal(picture(world, "1f"), "(absent)");
    puts_picture(world, "1f", "iVBORw0K");
    puts_picture(world, "2e", large);
    puts_picture(world, "1f", "again");
    assert_string_equal(picture(world, "1f"), "iVBORw0K");
    world_reopen(world);
    assert_string_equal(picture(world, "1f"), "iVBORw0K");
    assert_string_equal(picture(world, "2e"), "3145728 of A");
    free(large);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        LORE_TEST(test_want),
        LORE_TEST(test_want_again),
        LORE_TEST(test_want_undone),
        LORE_TEST(test_one_claim),
        LORE_TEST(test_kept),
        LORE_TEST(test_settled_again),
        LORE_TEST(test_refused),
        LORE_TEST(test_failed),
        LORE_TEST(test_freed),
        LORE_TEST(test_given_up),
        LORE_TEST(test_taken_over),
        LORE_TEST(test_lost),
        LORE_TEST(test_lease_renewed),
        LORE_TEST(test_caps_of_cost),
        LORE_TEST(test_caps_of_calls),
        LORE_TEST(test_caps_of_a_player),
        LORE_TEST(test_calls_of_a_claim),
        LORE_TEST(test_pictures),
    };
    return cmocka_run_group_tests_name("store lore", tests, NULL, NULL);
}
