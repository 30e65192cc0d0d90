/* Another program beside the engine, the shell of the database say, changes rows without caring for
 * versions: it is noticed, and no turn stands on what it read before. */
#include "check.h"
#include "harness.h"
#include "postgres.h"

#include <sqlite3.h>

#define MANY 3000 /* commits: over several checkpoints; a tenth where there are none */

static int told;

static void on_foreign(void *ctx)
{
    (void)ctx;
    told++;
}

static void shell(struct world *world, const char *sql)
{
    sqlite3 *handle = NULL;
    char *words = NULL;
    char said[256];
    if (!*world->path) {
        if (!postgres_ask(world->url, sql, said, sizeof(said)))
            fail_msg("%s", said);
        return;
    }
    assert_int_equal(sqlite3_open(world->path, &handle), SQLITE_OK);
    sqlite3_busy_timeout(handle, 5000);
    if (sqlite3_exec(handle, sql, NULL, NULL, &words))
        fail_msg("%s", words);
    sqlite3_close(handle);
}

static void test_a_stranger_is_noticed(void **state)
{
    struct world *world = *state;
    struct turn turn;
    told = 0;
    store_on_foreign(world->store, on_foreign, NULL);
    int64_t version = put(world, "a", "1");
    shell(world, "UPDATE documents SET body = '7' WHERE id = 'a'");
    turn_update(&turn, 1, 1);
    turn.it.as_of = store_as_of(world->store);
    turn_reads(&turn, "doc", "a", version);
    turn_writes(world, &turn, "doc", "a", "2");
    assert_int_equal(commit(world, &turn), STORE_CONFLICT); /* though the version is the same */
    assert_int_equal(told, 1);
    assert_string_equal(get(world, "doc", "a"), "7");
    assert_int_equal(commit(world, &turn), STORE_CONFLICT); /* it still stands on the old reads */
    turn.it.as_of = store_as_of(world->store);
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    assert_int_equal(told, 1);
}

static void test_what_was_settled_stays_seen(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    turn_reads(&turn, "doc", "a", 0);
    turn_writes(world, &turn, "doc", "a", "2");
    assert_int_equal(commit(world, &turn), STORE_COMMITTED);
    shell(world, "UPDATE documents SET body = '7' WHERE id = 'a'");
    assert_int_equal(commit(world, &turn), STORE_SEEN);
}

static void test_no_false_alarm(void **state)
{
    struct world *world = *state;
    told = 0;
    store_on_foreign(world->store, on_foreign, NULL);
    char body[2048];
    memset(body, '7', sizeof(body) - 1);
    body[sizeof(body) - 1] = '\0';
    int many = *world->path ? MANY : MANY / 10;
    for (int i = 0; i < many; i++) {
        struct turn turn;
        turn_update(&turn, 1, i + 1);
        turn_writes(world, &turn, "doc", "a", body);
        assert_int_equal(commit(world, &turn), STORE_COMMITTED);
        get(world, "doc", "a");
    }
    assert_int_equal(told, 0);
}

static void test_a_command_beside_the_engine(void **state)
{
    struct world *world = *state;
    struct store *engine = world->store;
    struct store *other = NULL;
    struct err err;
    told = 0;
    store_on_foreign(engine, on_foreign, NULL);
    put(world, "b", "1");
    int64_t id = store_id(engine);
    assert_int_equal(store_open(world->loop, world->url, &other, &err), ERR_EXISTS);
    assert_int_equal(store_open_beside(world->loop, world->url, &other, &err), 0);
    assert_string_equal(store_epoch(other), store_epoch(engine));
    world->store = other;
    set_value(world, "said", "beside");
    world->store = engine;
    store_close(other);
    put(world, "a", "1");
    assert_int_equal(told, *world->path ? 1 : 0); /* PostgreSQL's triggers look at what matters */
    assert_string_equal(value(world, "said"), "beside");
    world_reopen(world); /* its ids were not touched */
    assert_true(store_id(world->store) > id);
}

static void test_beside_nothing(void **state)
{
    struct world *world = *state;
    struct store *other = NULL;
    struct err err;
    assert_int_equal(store_open_beside(world->loop, "sqlite:/nowhere/at/all.db", &other, &err),
                     ERR_NOT_FOUND);
    assert_null(other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_stranger_is_noticed), TEST(test_what_was_settled_stays_seen),
        TEST(test_no_false_alarm),        TEST(test_a_command_beside_the_engine),
        TEST(test_beside_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
