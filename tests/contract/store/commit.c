/* The commit, for any backend: exactly once, all or nothing, every read validated. */
#include "harness.h"

#include "base/mem.h"

#define CROWD 300 /* turns at once: several groups */

static void test_absent_document(void **state)
{
    struct world *world = *state;
    assert_null(get(world, "doc", "nobody"));
    assert_int_equal(world->version, 0);
}

static void test_write_and_read(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 10);
    turn_reads(&turn, "doc", "a", 0);
    int64_t version = turn_writes(world, &turn, "doc", "a", "{\"name\":\"Алёша\"}");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(get(world, "doc", "a"), "{\"name\":\"Алёша\"}");
    assert_int_equal(world->version, version);
    world_reopen(world);
    assert_string_equal(get(world, "doc", "a"), "{\"name\":\"Алёша\"}");
    assert_int_equal(world->version, version);
}

static void on_three(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct world *world = ctx;
    assert_null(err);
    assert_int_equal(count, 3);
    assert_string_equal(docs[0].id, "b");
    assert_memory_equal(docs[0].body, "2", 2);
    assert_string_equal(docs[1].id, "none");
    assert_null(docs[1].body);
    assert_string_equal(docs[2].id, "a");
    assert_memory_equal(docs[2].body, "1", 2);
    on_done(world, NULL);
}

static void test_reads_in_the_order_asked(void **state)
{
    struct world *world = *state;
    put(world, "a", "1");
    put(world, "b", "2");
    struct store_key keys[] = {{"doc", "b"}, {"doc", "none"}, {"doc", "a"}};
    world->waiting++;
    store_read(world->store, keys, 3, on_three, world);
    world_wait(world);
}

static void test_conflict_with_old_read(void **state)
{
    struct world *world = *state;
    int64_t old = put(world, "a", "1");
    put(world, "a", "2");
    struct turn turn;
    turn_update(&turn, 1, 1);
    turn_reads(&turn, "doc", "a", old);
    turn_writes(world, &turn, "doc", "b", "3");
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    assert_null(get(world, "doc", "b"));
    get(world, "doc", "a");
    turn.reads[0].version = world->version; /* the event is not spent */
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

static void test_conflict_with_read_absence(void **state)
{
    struct world *world = *state;
    struct turn turn;
    put(world, "a", "1");
    turn_update(&turn, 1, 1);
    turn_reads(&turn, "doc", "a", 0);
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
}

/* A: reads gold of B, writes A; B: reads A, writes B. One of them must not stand. */
static void test_write_skew(void **state)
{
    struct world *world = *state;
    int64_t a = put(world, "a", "1");
    int64_t b = put(world, "b", "1");
    struct turn one;
    struct turn two;
    turn_update(&one, 1, 1);
    turn_reads(&one, "doc", "b", b);
    turn_writes(world, &one, "doc", "a", "0");
    turn_update(&two, 1, 2);
    turn_reads(&two, "doc", "a", a);
    turn_writes(world, &two, "doc", "b", "0");
    begin(world, &one);
    begin(world, &two);
    world_wait(world);
    assert_int_equal(one.verdict, STORE_COMMITTED);
    assert_int_equal(two.verdict, STORE_CONFLICT);
    assert_string_equal(get(world, "doc", "b"), "1");
}

static void test_tombstone_is_a_version(void **state)
{
    struct world *world = *state;
    struct turn turn;
    int64_t born = put(world, "a", "1");
    int64_t dead = put(world, "a", NULL);
    assert_null(get(world, "doc", "a"));
    assert_int_equal(world->version, dead);
    turn_update(&turn, 1, 1);
    turn_reads(&turn, "doc", "a", 0); /* "never existed" is no longer true */
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    turn_update(&turn, 1, 1);
    turn_reads(&turn, "doc", "a", dead);
    int64_t again = turn_writes(world, &turn, "doc", "a", "1");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_true(again > dead && dead > born);
    turn_update(&turn, 1, 2); /* who read the first life does not take the second for it */
    turn_reads(&turn, "doc", "a", born);
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
}

/* --- events ---------------------------------------------------------------------------------- */

static enum store_verdict plain_update(struct world *world, int64_t bot, int64_t number)
{
    struct turn turn;
    turn_update(&turn, bot, number);
    turn_writes(world, &turn, "count", "x", "1");
    return commit(world, &turn);
}

static void test_update_seen_once(void **state)
{
    struct world *world = *state;
    static const int64_t order[] = {5, 6, 7, 3, 9, 1, 8, 2, 100, 4, -7};
    for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
        assert_int_equal(plain_update(world, 1, order[i]), STORE_COMMITTED);
    world_reopen(world);
    for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++)
        assert_int_equal(plain_update(world, 1, order[i]), STORE_SEEN);
    assert_int_equal(plain_update(world, 1, 10), STORE_COMMITTED); /* holes stay open */
    assert_int_equal(plain_update(world, 1, 99), STORE_COMMITTED);
    assert_int_equal(plain_update(world, 2, 5), STORE_COMMITTED); /* another bot's */
}

static void test_seen_tells_before_conflict(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    turn_reads(&turn, "doc", "a", 0);
    turn_writes(world, &turn, "doc", "a", "1");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_int_equal(commit(world, &turn), STORE_SEEN); /* its read is stale by its own doing */
}

static void test_other_event_seen_once(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_other(&turn, "lore 1");
    turn_writes(world, &turn, "doc", "a", "1");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_other(&turn, "lore 1");
    turn_writes(world, &turn, "doc", "a", "2");
    assert_int_equal(commit(world, &turn), STORE_SEEN);
    assert_string_equal(get(world, "doc", "a"), "1");
}

static void test_conflict_spends_no_event(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_other(&turn, "x");
    turn_reads(&turn, "doc", "a", 77);
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    turn.it.read_count = 0;
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

/* --- timers ---------------------------------------------------------------------------------- */

static int64_t set_timer(struct world *world, int64_t update, const char *name, int64_t deadline)
{
    struct turn turn;
    turn_update(&turn, 1, update);
    int64_t uid = turn_sets(world, &turn, "doc", "a", name, deadline);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    return uid;
}

static void test_timer_fires_once(void **state)
{
    struct world *world = *state;
    struct turn turn;
    int64_t uid = set_timer(world, 1, "train", 100);
    turn_fire(&turn, uid);
    turn_writes(world, &turn, "doc", "a", "\"trained\"");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(timers(world, 0, 1000), "");
    assert_int_equal(commit(world, &turn), STORE_SEEN); /* settling tells that it stood */
}

static void test_timer_cancelled_is_gone(void **state)
{
    struct world *world = *state;
    struct turn turn;
    int64_t uid = set_timer(world, 1, "train", 100);
    turn_update(&turn, 1, 2);
    turn_cancels(&turn, "doc", "a", "train");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    turn_fire(&turn, uid);
    turn_writes(world, &turn, "doc", "a", "\"trained\"");
    assert_int_equal(commit(world, &turn), STORE_GONE);
    assert_null(get(world, "doc", "a"));
}

static void test_timer_replaced_is_gone(void **state)
{
    struct world *world = *state;
    struct turn turn;
    int64_t old = set_timer(world, 1, "train", 100);
    int64_t new = set_timer(world, 2, "train", 200);
    assert_string_equal(timers(world, 0, 1000), "train:200;");
    turn_fire(&turn, old);
    assert_int_equal(commit(world, &turn), STORE_GONE);
    turn_fire(&turn, new);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
}

/* A handler that sets its own timer again: the old row goes, the new one stays. */
static void test_timer_sets_itself_again(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_fire(&turn, set_timer(world, 1, "tick", 100));
    turn_sets(world, &turn, "doc", "a", "tick", 160);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(timers(world, 0, 1000), "tick:160;");
}

static void test_drop_takes_timers(void **state)
{
    struct world *world = *state;
    struct turn turn;
    put(world, "a", "1");
    set_timer(world, 1, "one", 100);
    set_timer(world, 2, "two", 200);
    turn_update(&turn, 1, 3);
    turn_writes(world, &turn, "doc", "a", NULL);
    turn_sets(world, &turn, "doc", "a", "three", 300); /* dies with it */
    turn_sets(world, &turn, "doc", "b", "four", 400);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_string_equal(timers(world, 0, 1000), "four:400;");
}

/* --- all or nothing -------------------------------------------------------------------------- */

static void full_turn(struct world *world, struct turn *turn)
{
    turn_update(turn, 1, 50);
    turn_writes(world, turn, "doc", "a", "1");
    turn_sets(world, turn, "doc", "a", "t", 10);
    turn_sends(world, turn, 7, "out");
    turn_shows(world, turn, 7, "main", "screen");
    turn->pays[turn->it.pay_count++] = (struct store_pay){"world", "doc/a", 5, "quest"};
    turn->it.chat = 7;
    turn->it.bottom = 33;
    turn->it.failure = "scripts/x.lua:3: oops";
    turn->it.event_body = "{}";
}

static void test_conflict_keeps_nothing(void **state)
{
    struct world *world = *state;
    struct turn turn;
    inbox_add(world, 1, 50, "tap");
    full_turn(world, &turn);
    turn_reads(&turn, "doc", "b", 9);
    assert_int_equal(commit(world, &turn), STORE_CONFLICT);
    assert_null(get(world, "doc", "a"));
    assert_string_equal(timers(world, 0, 1000), "");
    assert_string_equal(outs(world), "");
    assert_string_equal(slots(world, 7, "main"), "7:main:0:-:0:0:0:0;");
    assert_string_equal(inbox(world), "50:lane:tap;");
}

static void test_commit_keeps_everything(void **state)
{
    struct world *world = *state;
    struct turn turn;
    inbox_add(world, 1, 50, "tap");
    full_turn(world, &turn);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    world_reopen(world);
    assert_string_equal(get(world, "doc", "a"), "1");
    assert_string_equal(timers(world, 0, 1000), "t:10;");
    assert_string_equal(outs(world), "7:out:0;");
    assert_string_equal(slots(world, 7, "main"), "7:main:1:screen:0:0:33:0;");
    assert_string_equal(inbox(world), "");
}

/* A turn that breaks the schema fails alone and says that trying again will not help. */
static void test_own_fault_fails_alone(void **state)
{
    struct world *world = *state;
    struct turn turns[3];
    for (int i = 0; i < 3; i++) {
        turn_update(&turns[i], 1, i);
        turn_writes(world, &turns[i], "doc", i == 0 ? "x" : i == 1 ? "y" : "z", "1");
    }
    turn_sends(world, &turns[1], 7, NULL);
    for (int i = 0; i < 3; i++)
        begin(world, &turns[i]);
    world_wait(world);
    assert_int_equal(turns[0].verdict, STORE_COMMITTED);
    assert_int_equal(turns[1].verdict, STORE_UNKNOWN);
    assert_int_equal(turns[1].code, ERR_INVALID);
    assert_int_equal(turns[2].verdict, STORE_COMMITTED);
    assert_null(get(world, "doc", "y"));
    assert_non_null(get(world, "doc", "z"));
}

/* Of a crowd some are at fault, some have been done, some are stale: each alone, and what is
 * remembered of their ids is what stands. */
static void test_faults_in_a_crowd(void **state)
{
    struct world *world = *state;
    struct turn *turns = mem_array(CROWD, sizeof(*turns));
    char(*ids)[8] = mem_array(CROWD, sizeof(*ids));
    for (int again = 0; again < 2; again++) {
        for (int i = 0; i < CROWD; i++) {
            bool stale = i % 7 == 3, twice = i % 7 == 5, broken = i % 7 == 6;
            snprintf(ids[i], sizeof(ids[i]), "%d", i);
            turn_update(&turns[i], 1, twice ? i - 1 : i);
            turn_reads(&turns[i], "stale", "one", stale && !again ? 5 : 0);
            turn_writes(world, &turns[i], "doc", ids[i], ids[i]);
            if (broken && !again)
                turn_sends(world, &turns[i], 7, NULL);
            begin(world, &turns[i]);
        }
        world_wait(world);
        for (int i = 0; i < CROWD; i++) {
            bool stale = i % 7 == 3, twice = i % 7 == 5, broken = i % 7 == 6;
            bool late = again && (stale || broken);
            enum store_verdict first = stale    ? STORE_CONFLICT
                                       : twice  ? STORE_SEEN
                                       : broken ? STORE_UNKNOWN
                                                : STORE_COMMITTED;
            assert_int_equal(turns[i].verdict, !again ? first
                                               : late ? STORE_COMMITTED
                                                      : STORE_SEEN);
            assert_int_equal(!get(world, "doc", ids[i]),
                             twice || (!again && first != STORE_COMMITTED));
        }
    }
    free(ids);
    free(turns);
}

/* --- crowds ---------------------------------------------------------------------------------- */

static void test_crowd_only_the_stale_conflict(void **state)
{
    struct world *world = *state;
    struct turn *turns = mem_array(CROWD, sizeof(*turns));
    char(*ids)[8] = mem_array(CROWD, sizeof(*ids));
    for (int i = 0; i < CROWD; i++) {
        snprintf(ids[i], sizeof(ids[i]), "%d", i);
        turn_update(&turns[i], 1, 1000 + i);
        turn_reads(&turns[i], "doc", ids[i], i % 3 == 0 ? 5 : 0);
        turn_writes(world, &turns[i], "doc", ids[i], ids[i]);
        begin(world, &turns[i]);
    }
    world_wait(world);
    for (int i = 0; i < CROWD; i++) {
        assert_int_equal(turns[i].verdict, i % 3 == 0 ? STORE_CONFLICT : STORE_COMMITTED);
        assert_int_equal(turns[i].place, turns[0].place + (size_t)i); /* told in commit order */
        const char *body = get(world, "doc", ids[i]);
        if (i % 3 == 0)
            assert_null(body);
        else
            assert_string_equal(body, ids[i]);
    }
    free(ids);
    free(turns);
}

static void test_crowd_on_one_document(void **state)
{
    struct world *world = *state;
    int64_t version = put(world, "boss", "100");
    struct turn *turns = mem_array(CROWD, sizeof(*turns));
    int won = 0;
    for (int i = 0; i < CROWD; i++) {
        turn_update(&turns[i], 1, i);
        turn_reads(&turns[i], "doc", "boss", version);
        turn_writes(world, &turns[i], "doc", "boss", "99");
        begin(world, &turns[i]);
    }
    world_wait(world);
    for (int i = 0; i < CROWD; i++)
        won += turns[i].verdict == STORE_COMMITTED;
    assert_int_equal(won, 1);
    assert_int_equal(turns[0].verdict, STORE_COMMITTED);
    free(turns);
}

static void test_crowd_with_one_event(void **state)
{
    struct world *world = *state;
    struct turn turns[70];
    for (int i = 0; i < 70; i++) {
        turn_update(&turns[i], 1, 4);
        begin(world, &turns[i]);
    }
    world_wait(world);
    for (int i = 0; i < 70; i++)
        assert_int_equal(turns[i].verdict, i ? STORE_SEEN : STORE_COMMITTED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_absent_document),
        TEST(test_write_and_read),
        TEST(test_reads_in_the_order_asked),
        TEST(test_conflict_with_old_read),
        TEST(test_conflict_with_read_absence),
        TEST(test_write_skew),
        TEST(test_tombstone_is_a_version),
        TEST(test_update_seen_once),
        TEST(test_seen_tells_before_conflict),
        TEST(test_other_event_seen_once),
        TEST(test_conflict_spends_no_event),
        TEST(test_timer_fires_once),
        TEST(test_timer_cancelled_is_gone),
        TEST(test_timer_replaced_is_gone),
        TEST(test_timer_sets_itself_again),
        TEST(test_drop_takes_timers),
        TEST(test_conflict_keeps_nothing),
        TEST(test_commit_keeps_everything),
        TEST(test_own_fault_fails_alone),
        TEST(test_faults_in_a_crowd),
        TEST(test_crowd_only_the_stale_conflict),
        TEST(test_crowd_on_one_document),
        TEST(test_crowd_with_one_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
