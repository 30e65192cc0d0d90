/* What only the PostgreSQL backend has: the engine's spelling of what JSONB gives back, connections
 * that are lost, another engine in between, ids of several stores, the statements of the upkeep.
 * Without a server only the spelling is tested; the same program runs beside one, too. */
#include "store/pg.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "check.h"
#include "harness.h"
#include "server.h"
#include "store/lore_rules.h"
#include "store/migrate.h"
#include "store/pg_canon.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <signal.h>
#include <unistd.h>

#define BYTES_MAX 4096

/* --- spelling -------------------------------------------------------------------------------- */

static void spells(const char *from, const char *to)
{
    struct buf out;
    buf_init(&out, BYTES_MAX);
    pg_canon(from, strlen(from), &out);
    assert_string_equal(out.data, to);
    buf_done(&out);
}

static void test_spelling(void **state)
{
    (void)state;
    spells("{}", "{}");
    spells("[]", "[]");
    spells("{\"b\": 1, \"aa\": [1, 2, {\"y\": null, \"x\": true}]}",
           "{\"aa\":[1,2,{\"x\":true,\"y\":null}],\"b\":1}");
    spells("{\"a\": 1, \"B\": 2, \"ab\": 3, \"\": 4}", "{\"\":4,\"B\":2,\"a\":1,\"ab\":3}");
    spells("{\"я\": 1, \"a\\\"b\": 2, \"a b\": 3}", "{\"a b\":3,\"a\\\"b\":2,\"я\":1}");
    spells("\"a: {b, \\\"c\\\"}\\\\\"", "\"a: {b, \\\"c\\\"}\\\\\"");
    spells("0.0000001", "1e-07");
    spells("100000000000000000000", "1e+20");
    spells("0.1", "0.1");
    spells("1.50", "1.5");
    spells("-9007199254740992", "-9007199254740992");
    spells("0.30000000000000004", "0.30000000000000004");
    spells("7.0", "7");
    spells("no json {", "no json {");
    spells("[1, 2", "[1, 2");
    spells("", "");
}

static void test_spelling_cut_anywhere(void **state)
{
    static const char whole[] = "{\"a\": [1.5, {\"b\\\\\": \"c\\\"\"}, []], \"d\": {}}";
    (void)state;
    for (size_t len = 0; len < sizeof(whole); len++) {
        struct buf out;
        char *part = mem_strndup(whole, len); /* the sanitizer sees a byte too many */
        buf_init(&out, BYTES_MAX);
        pg_canon(part, len, &out);
        assert_true(out.len <= sizeof(whole));
        buf_done(&out);
        free(part);
    }
}

/* --- a server -------------------------------------------------------------------------------- */

/* The bytes come back, whatever JSONB makes of them. */
static void test_bodies_come_back(void **state)
{
    static const char *const bodies[] = {
        "{\"a\":1e-07,\"aa\":-0.5,\"b\":{\"x\":[],\"y\":{}},\"c\":null}",
        "{\"Z\":\"\\u0001\\n\\\"\\\\/\",\"a b\":\"Алёша 🐺\",\"я\":[1,2.5,\"\",true,false]}",
        "[9007199254740992,-9007199254740992,1e+20,1.7976931348623157e+308,4.94065645841247e-324]",
        "\"\"",
    };
    struct world *world = *state;
    for (size_t i = 0; i < sizeof(bodies) / sizeof(*bodies); i++) {
        put(world, "a", bodies[i]);
        assert_string_equal(get(world, "doc", "a"), bodies[i]);
    }
}

static void on_read(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    (void)docs;
    (void)count;
    on_done(ctx, err);
}

/* False: not this time. */
static bool reads(struct world *world, const char *id)
{
    struct store_key key = {"doc", id};
    world->waiting++;
    store_read(world->store, &key, 1, on_read, world);
    world_wait(world);
    return !world->err.code;
}

/* Verdicts and rows go on after the connections are gone; who asked meanwhile asks again. */
static void test_lost_connections(void **state)
{
    struct world *world = *state;
    struct turn turn;
    int64_t version = put(world, "a", "1");
    for (int i = 0; i < 4; i++) {
        end_sessions(world, "writer");
        turn_update(&turn, 1, i + 1);
        turn_reads(&turn, "doc", "a", version);
        version = turn_writes(world, &turn, "doc", "a", "2");
        while (commit(world, &turn) == STORE_UNKNOWN)
            assert_int_not_equal(turn.code, ERR_INVALID);
        assert_true(turn.verdict == STORE_COMMITTED || turn.verdict == STORE_SEEN);
        end_sessions(world, "reader");
        while (!reads(world, "a"))
            assert_int_equal(world->err.code, ERR_NETWORK);
    }
    assert_int_equal(number(world, "SELECT version FROM documents"), version);
    assert_int_equal(number(world, "SELECT sum(last - first + 1) FROM seen"), 4);
}

/* Somebody changes a row and does not say COMMIT: only who needs that row waits. */
static void test_a_row_held_by_hand(void **state)
{
    struct world *world = *state;
    struct turn held;
    struct turn free_one;
    int64_t version = put(world, "a", "1");
    PGconn *link = PQconnectdb(world->url);
    by_hand(link, "BEGIN");
    by_hand(link, "UPDATE documents SET body = '7' WHERE id = 'a'");
    turn_update(&held, 1, 1);
    turn_reads(&held, "doc", "a", version);
    turn_writes(world, &held, "doc", "a", "2");
    held.it.as_of = store_as_of(world->store);
    turn_update(&free_one, 1, 2);
    turn_writes(world, &free_one, "doc", "b", "2");
    begin(world, &held);
    begin(world, &free_one);
    world_wait(world);
    assert_int_equal(held.verdict, STORE_UNKNOWN);
    assert_int_equal(held.code, ERR_TIMEOUT);
    assert_int_equal(free_one.verdict, STORE_COMMITTED);
    by_hand(link, "COMMIT");
    PQfinish(link);
    assert_int_equal(commit(world, &held), STORE_CONFLICT);
    assert_string_equal(get(world, "doc", "a"), "7");
}

/* An engine whose database had another one meanwhile knows nothing any more. */
static void test_another_was_there(void **state)
{
    struct world *world = *state;
    struct store_status status;
    char text[128];
    char token[32];
    put(world, "a", "1");
    shell(world, "SELECT value FROM settings WHERE name = 'store.engine'", token, sizeof(token));
    shell(world, "UPDATE settings SET value = 'another' WHERE name = 'store.engine'", NULL, 0);
    PGconn *other = PQconnectdb(world->url);
    end_sessions(world, "writer");
    snprintf(text, sizeof(text),
             "DO $$BEGIN PERFORM pg_advisory_lock(%d, hashtext('public')); END$$",
             ENGINE_LOCK_CLASS);
    by_hand(other, text); /* it does not even ask for it */
    do
        set_value(world, "x", "y");
    while (world->err.code == ERR_NETWORK);
    assert_int_equal(world->err.code, ERR_REFUSED);
    assert_non_null(strstr(world->err.text, "must be started again"));
    PQfinish(other);
    snprintf(text, sizeof(text), "UPDATE settings SET value = '%s' WHERE name = 'store.engine'",
             token);
    shell(world, text, NULL, 0);
    set_value(world, "x", "y"); /* it does not look again */
    assert_int_equal(world->err.code, ERR_REFUSED);
    store_status(world->store, &status);
    assert_true(status.refused);
}

/* What was restored or migrated beneath an engine that was cut off is not what it remembers. */
static void test_it_is_another_database(void **state)
{
    static const char *const changes[] = {
        "UPDATE settings SET value = 'fedcba9876543210' WHERE name = 'store.epoch'",
        "UPDATE settings SET value = '2' WHERE name = 'store.ids'",
        "UPDATE settings SET value = '999' WHERE name = 'store.now'",
        "DELETE FROM settings WHERE name = 'store.engine'",
    };
    struct world *world = *state;
    for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++) {
        char id[8];
        snprintf(id, sizeof(id), "%zu", i);
        put(world, id, "1");
        shell(world, changes[i], NULL, 0);
        end_sessions(world, "writer");
        do
            set_value(world, "x", "y");
        while (world->err.code == ERR_NETWORK);
        assert_int_equal(world->err.code, ERR_REFUSED);
        assert_non_null(strstr(world->err.text, "migrated or restored"));
        world_close(world);
        shell(world, "DELETE FROM settings WHERE name IN ('store.epoch', 'store.now')", NULL, 0);
        world_open(world);
    }
}

static void test_a_second_one_is_refused(void **state)
{
    struct world *world = *state;
    struct store *second = NULL;
    struct err err = {0};
    assert_int_equal(store_open(world->loop, world->url, &second, &err), ERR_EXISTS);
    assert_non_null(strstr(err.text, "stop it first"));
}

/* Another store has taken the block behind ours: we go on behind his. */
static void test_ids_of_several(void **state)
{
    struct world *world = *state;
    int64_t block = (int64_t)1 << 20;
    int64_t first = store_id(world->store);
    assert_true(first <= 2);
    shell(world,
          "UPDATE settings SET value = (value::bigint + 1048576)::text WHERE name = 'store.ids'",
          NULL, 0);
    while (store_id(world->store) < first + block * 3 / 4)
        ;
    put(world, "a", "1");
    int64_t next = store_id(world->store);
    assert_true(next >= 1 + 2 * block && next < 1 + 3 * block);
}

/* A refused operation leaves no transaction open, with nothing behind it, either. */
static void test_a_refusal_is_undone_at_once(void **state)
{
    struct world *world = *state;
    struct turn turn;
    turn_update(&turn, 1, 1);
    turn_writes(world, &turn, "doc", "a", "no json {");
    assert_int_equal(commit(world, &turn), STORE_UNKNOWN);
    assert_int_equal(turn.code, ERR_INVALID);
    for (int i = 0; i < 1500; i++) { /* it was sent before we were told */
        if (!number(world, "SELECT count(*) FROM pg_stat_activity WHERE datname ="
                           " current_database() AND state LIKE 'idle in transaction%'"))
            return;
        usleep(20000);
    }
    fail_msg("a transaction stands open");
}

/* A server that takes what is sent and says nothing, as one whose machine hangs. */
static void test_a_session_that_hangs(void **state)
{
    struct world *world = *state;
    struct pg_place place = {0};
    struct err err = {0};
    PGconn *link = NULL;
    assert_int_equal(pg_place_init(&place, world->url + strlen("postgres:"), &err), 0);
    place.beside = true;
    place.answer_ms = 300;
    assert_int_equal(pg_link_open(&place, PG_WRITER, &link, &err), 0);
    assert_int_equal(kill(PQbackendPID(link), SIGSTOP), 0);
    assert_null(pg_link_ask(&place, link, "SELECT 1", NULL, 0, &err));
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_int_equal(kill(PQbackendPID(link), SIGCONT), 0);
    PQfinish(link);
    pg_place_done(&place);
}

/* --- upkeep ---------------------------------------------------------------------------------- */

static void upkeep(struct world *world, int sql, const char *a, const char *b)
{
    PGconn *link = PQconnectdb(world->url);
    const char *const values[] = {a, b};
    const char *text =
        sql < PG_LORE_WRITES ? pg_write_texts[sql] : pg_lore_texts[sql - PG_LORE_WRITES];
    PGresult *res =
        PQexecParams(link, text, (a != NULL) + (b != NULL), NULL, values, NULL, NULL, 0);
    if (PQresultStatus(res) != PGRES_COMMAND_OK && PQresultStatus(res) != PGRES_TUPLES_OK)
        fail_msg("%s", PQresultErrorMessage(res));
    PQclear(res);
    PQfinish(link);
}

static void test_seen_ids_are_merged(void **state)
{
    char text[256];
    struct world *world = *state;
    shell(world,
          "INSERT INTO seen VALUES (1, 1, 7, 5), (1, 8, 8, 9), (1, 9, 20, 4), (1, 22, 22, 1),"
          " (2, 21, 21, 1), (2, 23, 25, 2), (2, 26, 26, 8)",
          NULL, 0);
    upkeep(world, PG_SEEN_MERGE, NULL, NULL);
    shell(world,
          "SELECT string_agg(concat_ws(':', bot, first, last, seen_ms), ' ' ORDER BY bot, first)"
          " FROM seen",
          text, sizeof(text));
    assert_string_equal(text, "1:1:20:9 1:22:22:1 2:21:21:1 2:23:26:8");
}

static void test_what_is_old_goes(void **state)
{
    struct world *world = *state;
    shell(
        world,
        "INSERT INTO seen VALUES (1, 1, 7, 5), (1, 9, 9, 5), (1, 20, 20, 500);"
        "INSERT INTO settings VALUES ('confirmed.1', '9');"
        "INSERT INTO events (id, seen_ms) SELECT 'other/' || n, n FROM generate_series(1, 10) AS n;"
        "INSERT INTO outbox (id, chat, body, priority, policy, state, ended_ms)"
        " VALUES (1, 1, 'a', 0, 0, 2, 50), (2, 1, 'b', 0, 0, 3, 50), (3, 1, 'c', 0, 0, 0, NULL);"
        "INSERT INTO failures (event, lane, now, failed_ms, report)"
        " SELECT 'e', 'l', 1, 1, 'r' FROM generate_series(1, 10);"
        "INSERT INTO audit (done_ms, who, what, refused)"
        " SELECT n, 'w', 'x', n % 2 FROM generate_series(1, 10) AS n",
        NULL, 0);
    upkeep(world, PG_SEEN_PRUNE, "100", NULL);
    assert_int_equal(number(world, "SELECT count(*) FROM seen"), 2);
    upkeep(world, PG_EVENT_PRUNE, "4", "500");
    assert_int_equal(number(world, "SELECT count(*) FROM events"), 7);
    upkeep(world, PG_OUT_PRUNE_SENT, "100", "500");
    assert_int_equal(number(world, "SELECT count(*) FROM outbox"), 2);
    upkeep(world, PG_OUT_PRUNE, "100", "500");
    assert_int_equal(number(world, "SELECT count(*) FROM outbox"), 1);
    upkeep(world, PG_FAILURE_PRUNE, "3", "500");
    assert_int_equal(number(world, "SELECT count(*) FROM failures"), 3);
    upkeep(world, PG_AUDIT_PRUNE, "2", "500");
    assert_int_equal(number(world, "SELECT count(*) FROM audit"), 7);
}

/* As test_old_lore_goes of seen.c: whole days, and claims by the millisecond. */
static void test_old_lore_goes(void **state)
{
    struct world *world = *state;
    char ms[24];
    char day[24];
    char sql[512];
    int64_t before = clock_wall_ms() - LORE_SPENT_MS;
    int64_t start = lore_span_start(LORE_DAY, before);
    snprintf(ms, sizeof(ms), "%" PRId64, before);
    snprintf(day, sizeof(day), "%" PRId64, start);
    snprintf(sql, sizeof(sql),
             "INSERT INTO lore_spent (span, hour, player) VALUES (24, %" PRId64 ", ''),"
             " (1, %" PRId64 ", ''), (24, %" PRId64 ", ''), (1, %" PRId64 ", '');"
             "INSERT INTO lore_claims (lore, fence, claimed_ms, player, reserved, calls) VALUES"
             " (1, 1, %s - 1, '', 1, 1), (1, 2, %s, '', 1, 1)",
             start - 24, start - 1, start, start, ms, ms);
    shell(world, sql, NULL, 0);
    upkeep(world, PG_LORE_SPENT_PRUNE, ms, day);
    assert_int_equal(number(world, "SELECT count(*) FROM lore_spent"), 2);
    assert_int_equal(number(world, "SELECT min(hour) FROM lore_spent"), start);
    assert_int_equal(number(world, "SELECT sum(fence) FROM lore_claims"), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_set_up, world_tear_down)

int main(void)
{
    const struct CMUnitTest alone[] = {
        cmocka_unit_test(test_spelling),
        cmocka_unit_test(test_spelling_cut_anywhere),
    };
    const struct CMUnitTest beside[] = {
        TEST(test_bodies_come_back),        TEST(test_lost_connections),
        TEST(test_another_was_there),       TEST(test_a_row_held_by_hand),
        TEST(test_a_second_one_is_refused), TEST(test_it_is_another_database),
        TEST(test_a_session_that_hangs),    TEST(test_a_refusal_is_undone_at_once),
        TEST(test_ids_of_several),          TEST(test_seen_ids_are_merged),
        TEST(test_what_is_old_goes),        TEST(test_old_lore_goes),
    };
    int failed = cmocka_run_group_tests(alone, NULL, NULL);
    if (str_equal(getenv("BYLINA_TEST_STORE"), "postgres"))
        failed += cmocka_run_group_tests(beside, NULL, NULL);
    return failed;
}
