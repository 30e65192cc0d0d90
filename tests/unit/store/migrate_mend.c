/* Half migrations, the live schema against the one that is wanted, baselines, scripts, and the real
 * migrations. */
#include "migrating.h"

#include "base/buf.h"
#include "base/mem.h"
#include "store/migration.h"

#include <libpq-fe.h>

/* --- outside a transaction ------------------------------------------------------------------- */

/* Half of it stands behind the failure, as it would after a kill. */
#define ALONE                                                                                      \
    "-- no transaction\n-- up\nCREATE TABLE b (x BIGINT);\nCREATE INDEX b_x ON b (x);\n"           \
    "-- down\nDROP TABLE b;\n"
#define ALONE_FAILS                                                                                \
    "-- no transaction\n-- up\nCREATE TABLE b (x BIGINT);\nCREATE INDEX b_x ON wrong (x);\n"       \
    "-- down\nDROP TABLE b;\n"

static void test_outside_a_transaction(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_alone.sql",
        test->postgres ? "-- no transaction\n-- up\nCREATE INDEX CONCURRENTLY a_x ON a (x);\n"
                         "-- down\nDROP INDEX CONCURRENTLY a_x;\n"
                       : "-- no transaction\n-- up\nVACUUM;\n-- down\nVACUUM;\n");
    good(test, up(test));
    is(test, "SELECT state FROM migrations WHERE number = 2", "done");
    assert_int_equal(differences(test), 0);
    good(test, down(test, 1));
    is(test, "SELECT max(number) FROM migrations", "1");
}

static void test_half_done_and_repaired(void **state)
{
    struct test *test = *state;
    enum migrate_state settled = MIGRATE_UNKNOWN;
    int pending = 0;
    add(test, "0001_one.sql", ONE);
    good(test, up(test));
    assert_int_equal(repair(test, MIGRATE_LOOK, &settled), ERR_NOT_FOUND);
    add(test, "0002_alone.sql", ALONE_FAILS);
    assert_true(up(test) < 0);
    says(test, "half done");
    says(test, "0002_alone.sql");
    assert_int_equal(status(test, &pending), ERR_REFUSED);
    says(test, "bylina migrate repair");
    assert_string_equal(test->told, "0001_one.sql done;0002_alone.sql half up;");
    assert_true(up(test) < 0);
    forget(test, 1);
    add(test, "0002_alone.sql", ALONE); /* mended */
    assert_int_equal(repair(test, MIGRATE_LOOK, &settled), ERR_CONFLICT);
    says(test, "neither");
    says(test, "missing: index b_x");
    must(test, "CREATE INDEX b_x ON b (x)"); /* finished by hand */
    good(test, repair(test, MIGRATE_LOOK, &settled));
    assert_int_equal(settled, MIGRATE_DONE);
    is(test, "SELECT state FROM migrations WHERE number = 2", "done");
}

static void test_half_done_and_undone(void **state)
{
    struct test *test = *state;
    enum migrate_state settled = MIGRATE_UNKNOWN;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_alone.sql", ALONE_FAILS);
    assert_true(up(test) < 0);
    forget(test, 1);
    add(test, "0002_alone.sql", ALONE);
    must(test, "DROP TABLE b"); /* undone by hand */
    good(test, repair(test, MIGRATE_LOOK, &settled));
    assert_int_equal(settled, MIGRATE_PENDING);
    good(test, up(test));
    is(test, "SELECT count(*) FROM b", "0");
}

static void test_half_done_and_told(void **state)
{
    struct test *test = *state;
    enum migrate_state settled = MIGRATE_UNKNOWN;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_alone.sql", ALONE_FAILS);
    assert_true(up(test) < 0);
    good(test, repair(test, MIGRATE_AS_UNDONE, &settled));
    assert_int_equal(settled, MIGRATE_PENDING);
    is(test, "SELECT count(*) FROM migrations", "1");
}

/* --- check and stamp ------------------------------------------------------------------------- */

static void test_check_finds_what_is_different(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_three.sql", THREE);
    good(test, up(test));
    assert_int_equal(differences(test), 0);
    must(test, "ALTER TABLE a ADD COLUMN z BIGINT; DROP INDEX c_y; CREATE TABLE more (y BIGINT)");
    assert_in_range(differences(test), 4, 4); /* the table more, its column, z, c_y */
    assert_non_null(strstr(test->told, "missing: index c_y"));
    assert_non_null(strstr(test->told, "unexpected: table a column z"));
    assert_non_null(strstr(test->told, "unexpected: table more"));
}

/* The same schema, written in another way. */
static void test_baseline(void **state)
{
    struct test *test = *state;
    int pending = 0;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_three.sql", THREE);
    add(test, "0003_two.sql", "-- up\nALTER TABLE a ADD COLUMN z BIGINT;\n-- down\n");
    must(test, "create table a ( x  bigint );"
               "CREATE TABLE c (y BIGINT NOT NULL, CHECK( y>0 )); CREATE INDEX c_y ON c(y)");
    assert_int_equal(up(test), ERR_REFUSED);
    says(test, "migrate stamp");
    assert_int_equal(stamp(test, 1, false), ERR_CONFLICT);
    says(test, "unexpected: table c");
    is_absent(test, "migrations");
    good(test, stamp(test, 2, false));
    good(test, status(test, &pending));
    assert_int_equal(pending, 1);
    good(test, up(test));
    assert_int_equal(differences(test), 0);
    assert_int_equal(stamp(test, 4, false), ERR_INVALID);
}

static void test_stamp_unchecked(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    good(test, stamp(test, 1, true));
    is(test, "SELECT count(*) FROM migrations", "1");
    assert_int_equal(differences(test), 2);
    assert_non_null(strstr(test->told, "missing: table a"));
    good(test, stamp(test, 0, true));
    is(test, "SELECT count(*) FROM migrations", "0");
}

/* --- as a script ----------------------------------------------------------------------------- */

static void written(struct test *test, bool undo, int count, struct buf *out)
{
    struct migrate *migrate = opened(test);
    buf_reset(out);
    good(test, migrate_sql(migrate, undo, count, out, &test->err));
    migrate_close(migrate);
}

static void run_each(struct test *test, const char *script)
{
    size_t len = 0;
    PGconn *conn = PQconnectdb(test->url);
    for (const char *one; (one = sql_next(&script, &len)) != NULL;) {
        char *sql = mem_strndup(one, len);
        PGresult *answer = PQexec(conn, sql);
        if (PQresultStatus(answer) != PGRES_COMMAND_OK)
            fail_msg("%s: %s", sql, PQerrorMessage(conn));
        PQclear(answer);
        free(sql);
    }
    PQfinish(conn);
}

static void test_script_does_the_same(void **state)
{
    struct test *test = *state;
    int pending = -1;
    struct buf out;
    buf_init(&out, 1 << 20);
    add(test, "0001_settings.sql", SETTINGS);
    add(test, "0002_one.sql", ONE);
    add(test, "0003_alone.sql", ALONE);
    written(test, false, 0, &out);
    is_absent(test, "a"); /* it was only written */
    if (test->postgres)   /* as psql does it: all in one call would be one transaction */
        run_each(test, out.data);
    else
        must(test, out.data);
    good(test, status(test, &pending));
    assert_int_equal(pending, 0);
    assert_int_equal(differences(test), 0);
    written(test, true, 2, &out);
    assert_non_null(strstr(out.data, "DROP TABLE b"));
    assert_non_null(strstr(out.data, "store.epoch"));
    assert_null(strstr(out.data, "DROP TABLE settings"));
    buf_done(&out);
}

/* --- the real ones --------------------------------------------------------------------------- */

static void test_the_real_ones(void **state)
{
    struct test *test = *state;
    struct migrate *migrate = NULL;
    int count = -1;
    int pending = 0;
    assert_int_equal(test->postgres ? migrate_ready(test->url, &test->err) : ERR_REFUSED,
                     ERR_REFUSED);
    good(test, migrate_bring_up(test->url, &test->err));
    good(test, migrate_ready(test->url, &test->err));
    is(test, "SELECT count(*) FROM documents", "0");
    is(test, "SELECT count(*) FROM lore_claims", "0");
    good(test, migrate_open(test->url, migration_files, false, &migrate, &test->err));
    good(test, migrate_check(migrate, on_text, test, &count, &test->err));
    assert_string_equal(test->told, "");
    good(test, migrate_status(migrate, NULL, NULL, &pending, &test->err));
    assert_int_equal(pending, 0);
    must(test, "SELECT max(number) FROM migrations");
    int all = (int)strtol(test->answer, NULL, 10);
    good(test, migrate_down(migrate, all, NULL, NULL, &test->err)); /* each can be undone */
    is_absent(test, "documents");
    good(test, migrate_up(migrate, 0, NULL, NULL, &test->err));
    good(test, migrate_check(migrate, on_text, test, &count, &test->err));
    assert_string_equal(test->told, "");
    migrate_close(migrate);
}

/* Records from before the chain are completed. */
static void test_older_records(void **state)
{
    struct test *test = *state;
    int pending = 0;
    add(test, "0001_one.sql", ONE);
    good(test, up(test));
    must(test,
         "ALTER TABLE migrations DROP COLUMN chain; ALTER TABLE migrations DROP COLUMN state");
    good(test, status(test, &pending));
    good(test, up(test));
    is(test, "SELECT length(chain) FROM migrations", "16");
    is(test, "SELECT state FROM migrations", "done");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, migrating_set_up, migrating_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_outside_a_transaction),
        TEST(test_half_done_and_repaired),
        TEST(test_half_done_and_undone),
        TEST(test_half_done_and_told),
        TEST(test_check_finds_what_is_different),
        TEST(test_baseline),
        TEST(test_stamp_unchecked),
        TEST(test_script_does_the_same),
        TEST(test_the_real_ones),
        TEST(test_older_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
