/* Ranges of seen ids, beside a plain set that does the same; and the rounds of upkeep. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "check.h"
#include "store/lore_rules.h"
#include "store/migrate.h"
#include "store/sqlite.h"
#include "store/upkeep.h"

#include <inttypes.h>
#include <unistd.h>

#define SPAN 3000 /* ids of the random test */

struct test {
    char folder[64];
    char path[128];
    struct db db;
};

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof(*test));
    snprintf(test->folder, sizeof(test->folder), "/tmp/bylina-seen-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->path, sizeof(test->path), "%s/a.db", test->folder);
    assert_int_equal(migrate_sqlite_held(test->path, NULL), 0);
    assert_int_equal(db_open(&test->db, test->path, DB_WRITER, NULL), 0);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    db_close(&test->db);
    unlink(test->path);
    assert_int_equal(rmdir(test->folder), 0);
    free(test);
    return 0;
}

static void exec(struct test *test, const char *sql)
{
    char *words = NULL;
    if (sqlite3_exec(test->db.handle, sql, NULL, NULL, &words))
        fail_msg("%s", words);
}

static int64_t ask(struct test *test, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_prepare_v2(test->db.handle, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    int64_t number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return number;
}

static bool is_new(struct test *test, int64_t bot, int64_t id)
{
    bool result = false;
    assert_int_equal(seen_add(&test->db, bot, id, &result, NULL), 0);
    return result;
}

static void merge_all(struct test *test)
{
    int64_t bot = INT64_MIN;
    int64_t first = INT64_MIN;
    for (bool more = true; more;)
        assert_int_equal(seen_merge(&test->db, &bot, &first, &more, NULL), 0);
}

static void test_a_run_is_one_row(void **state)
{
    struct test *test = *state;
    for (int64_t id = 1; id <= 500; id++)
        assert_true(is_new(test, 1, id));
    assert_int_equal(ask(test, "SELECT count(*) FROM seen"), 1);
}

static void test_like_a_set(void **state)
{
    struct test *test = *state;
    bool *has = mem_array(SPAN, sizeof(*has));
    struct rng rng;
    rng_seed(&rng, 20240);
    exec(test, "BEGIN");
    for (int round = 0; round < 3 * SPAN; round++) {
        size_t id = rng_below(&rng, SPAN);
        assert_int_equal(is_new(test, 1, (int64_t)id), !has[id]);
        has[id] = true;
        if (round % 1000 == 999)
            merge_all(test);
    }
    merge_all(test);
    exec(test, "COMMIT");
    int64_t runs = 0;
    for (size_t i = 0; i < SPAN; i++) {
        bool found = false;
        assert_int_equal(seen_has(&test->db, 1, (int64_t)i, &found, NULL), 0);
        assert_int_equal(found, has[i]);
        runs += has[i] && (i == 0 || !has[i - 1]);
    }
    assert_int_equal(ask(test, "SELECT count(*) FROM seen"), runs);
    free(has);
}

/* Backwards every id is a row at first: more rows than a step takes, and two bots side by side. */
static void test_merges_over_pages_and_not_over_bots(void **state)
{
    struct test *test = *state;
    exec(test, "BEGIN");
    for (int64_t id = 2 * UPKEEP_ROWS; id > 0; id--) {
        is_new(test, 1, id);
        is_new(test, 2, id + 2 * UPKEEP_ROWS);
    }
    assert_int_equal(ask(test, "SELECT count(*) FROM seen"), 4 * UPKEEP_ROWS);
    merge_all(test);
    exec(test, "COMMIT");
    assert_int_equal(ask(test, "SELECT count(*) FROM seen"), 2);
    assert_int_equal(ask(test, "SELECT last FROM seen WHERE bot = 1"), 2 * UPKEEP_ROWS);
}

static void run_round(struct test *test)
{
    struct upkeep upkeep;
    upkeep_init(&upkeep);
    int64_t waits = upkeep.next_ms;
    do {
        upkeep.next_ms = 0;
        upkeep_step(&upkeep, &test->db);
    } while (upkeep.next_ms < waits);
}

static void test_round_of_upkeep(void **state)
{
    struct test *test = *state;
    char sql[1024];
    long long now = (long long)clock_wall_ms();
    long long day = 24LL * 3600 * 1000;
    snprintf(sql, sizeof(sql),
             "INSERT INTO seen VALUES (1, 1, 5, %lld), (1, 6, 9, %lld), (1, 20, 30, %lld);"
             "INSERT INTO events (id, seen_ms) VALUES ('old', %lld), ('new', %lld);"
             "INSERT INTO outbox (id, chat, body, priority, policy, state, detail, ended_ms) "
             "VALUES (1, 1, 'sent', 0, 0, 2, NULL, %lld),"
             " (2, 1, 'failed', 0, 0, 4, '', %lld), (3, 1, 'failed', 0, 0, 4, '', %lld),"
             " (4, 1, 'waits', 0, 0, 0, NULL, NULL), (5, 1, 'sent', 0, 0, 2, NULL, %lld)",
             now, now - 3 * day, now - 3 * day, now - 3 * day, now, now - day / 2, now - day,
             now - 8 * day, now);
    exec(test, sql);
    run_round(test); /* the offset was never confirmed: Telegram may send any of them again */
    assert_int_equal(ask(test, "SELECT count(*) FROM seen"), 2);
    exec(test, "INSERT INTO settings VALUES ('confirmed.1', '30'), ('confirmed.2', '99')");
    run_round(test);
    assert_int_equal(ask(test, "SELECT count(*) FROM seen"), 2);
    exec(test, "UPDATE settings SET value = '31' WHERE name = 'confirmed.1'");
    run_round(test);
    assert_int_equal(ask(test, "SELECT count(*) FROM seen"), 1);
    assert_int_equal(ask(test, "SELECT last FROM seen"), 9);
    assert_int_equal(ask(test, "SELECT count(*) FROM events WHERE id = 'new'"), 1);
    assert_int_equal(ask(test, "SELECT count(*) FROM events"), 1);
    assert_int_equal(ask(test, "SELECT sum(id) FROM outbox"), 2 + 4 + 5);
}

static void test_round_prunes_many(void **state)
{
    struct test *test = *state;
    exec(test, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
               " INSERT INTO failures (event, lane, now, failed_ms, report)"
               " SELECT 'e', 'l', 0, 0, 'r' FROM n");
    exec(test, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1700)"
               " INSERT INTO events (id, seen_ms) SELECT 'e' || i, 0 FROM n");
    run_round(test);
    assert_int_equal(ask(test, "SELECT count(*) FROM failures"), 10000);
    assert_int_equal(ask(test, "SELECT max(id) FROM failures"), 12000);
    assert_int_equal(ask(test, "SELECT count(*) FROM events"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

/* As test_old_lore_goes of pg.c: whole days, and claims by the millisecond. */
static void test_old_lore_goes(void **state)
{
    struct test *test = *state;
    struct upkeep upkeep = {.stage = UPKEEP_LORE_SPENT};
    char sql[512];
    int64_t before = clock_wall_ms() - LORE_SPENT_MS;
    int64_t start = lore_span_start(LORE_DAY, before);
    snprintf(sql, sizeof(sql),
             "PRAGMA foreign_keys = OFF;"
             "INSERT INTO lore_spent (span, hour, player) VALUES (24, %" PRId64 ", ''),"
             " (1, %" PRId64 ", ''), (24, %" PRId64 ", ''), (1, %" PRId64 ", '');"
             "INSERT INTO lore_claims (lore, fence, claimed_ms, player, reserved, calls) VALUES"
             " (1, 1, %" PRId64 ", '', 1, 1), (1, 2, %" PRId64 ", '', 1, 1)",
             start - 24, start - 1, start, start, before - 1, before + 600000);
    exec(test, sql);
    upkeep_step(&upkeep, &test->db);
    assert_int_equal(ask(test, "SELECT count(*) FROM lore_spent"), 2);
    assert_int_equal(ask(test, "SELECT min(hour) FROM lore_spent"), start);
    assert_int_equal(ask(test, "SELECT sum(fence) FROM lore_claims"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_run_is_one_row),
        TEST(test_like_a_set),
        TEST(test_merges_over_pages_and_not_over_bots),
        TEST(test_round_of_upkeep),
        TEST(test_round_prunes_many),
        TEST(test_old_lore_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
