/* Migrations against small sets of files of the test's own. */
#include "store/migrate.h"

#include "base/mem.h"
#include "check.h"

#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#define FILES_MAX 8
#define RACERS    6 /* processes that migrate at once */

struct test {
    char folder[64];
    char path[128];
    sqlite3 *db;
    struct embedded files[FILES_MAX];
    size_t count;
    struct err err;
};

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof(*test));
    snprintf(test->folder, sizeof(test->folder), "/tmp/bylina-migrate-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->path, sizeof(test->path), "%s/a.db", test->folder);
    assert_int_equal(sqlite3_open(test->path, &test->db), SQLITE_OK);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    sqlite3_close(test->db);
    unlink(test->path);
    rmdir(test->folder);
    free(test);
    return 0;
}

static void add(struct test *test, const char *path, const char *text)
{
    test->files[test->count++] = (struct embedded){path, (const unsigned char *)text, strlen(text)};
}

static int up(struct test *test)
{
    test->err = (struct err){0};
    return migrate_sqlite_up(test->db, test->path, test->files, "sqlite/", &test->err);
}

static int ask(struct test *test, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(test->db, sql, -1, &stmt, NULL))
        return -1;
    int number = sqlite3_step(stmt) == SQLITE_ROW ? sqlite3_column_int(stmt, 0) : -1;
    sqlite3_finalize(stmt);
    return number;
}

#define ONE "-- first\n-- up\nCREATE TABLE a (x);\n-- down\nDROP TABLE a;\n"
#define TWO "-- up\nINSERT INTO a VALUES (7);\n-- down\nDELETE FROM a;\n"

static void says(const struct test *test, const char *words)
{
    if (!strstr(test->err.text, words))
        fail_msg("\"%s\" is not in: %s", words, test->err.text);
}

static void test_applies_each_once(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0002_two.sql", TWO); /* any order */
    add(test, "sqlite/0001_one.sql", ONE);
    add(test, "postgres/0001_one.sql", "-- up\nnot for us\n-- down\n");
    assert_int_equal(up(test), 0);
    assert_int_equal(up(test), 0);
    assert_int_equal(ask(test, "SELECT count(*) FROM a"), 1);
    assert_int_equal(ask(test, "SELECT count(*) FROM migrations"), 2);
    assert_int_equal(ask(test, "SELECT applied_ms > 1e12 FROM migrations WHERE number = 2"), 1);
}

static void test_goes_on_from_where_it_was(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql", ONE);
    assert_int_equal(up(test), 0);
    add(test, "sqlite/0002_two.sql", TWO);
    assert_int_equal(up(test), 0);
    assert_int_equal(ask(test, "SELECT x FROM a"), 7);
}

static void test_refuses_an_edited_file(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql", ONE);
    assert_int_equal(up(test), 0);
    test->count = 0;
    add(test, "sqlite/0001_one.sql", ONE " ");
    assert_int_equal(up(test), ERR_CONFLICT);
    says(test, "0001_one.sql");
    says(test, test->path);
}

static void test_refuses_gaps_and_twins(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql", ONE);
    add(test, "sqlite/0003_three.sql", TWO);
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "number 2");
    test->count = 1;
    add(test, "sqlite/0001_another.sql", TWO);
    assert_int_equal(up(test), ERR_INVALID);
    assert_int_equal(ask(test, "SELECT count(*) FROM sqlite_schema"), 0);
}

static void test_refuses_a_gap_in_the_records(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql", ONE);
    add(test, "sqlite/0002_two.sql", TWO);
    assert_int_equal(up(test), 0);
    sqlite3_exec(test->db, "DELETE FROM migrations WHERE number = 1", NULL, NULL, NULL);
    assert_int_equal(up(test), ERR_CORRUPT);
    says(test, "migration 1 is missing");
}

static void test_refuses_a_newer_database(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql", ONE);
    add(test, "sqlite/0002_two.sql", TWO);
    assert_int_equal(up(test), 0);
    memset(&test->files[1], 0, sizeof(test->files[1]));
    assert_int_equal(up(test), ERR_REFUSED);
    says(test, test->path);
    says(test, "newer than this program");
    says(test, "migration 2 (0002_two.sql)");
    says(test, "bylina migrate down");
}

static void test_failure_leaves_nothing(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql", ONE);
    add(test, "sqlite/0002_two.sql",
        "-- up\nINSERT INTO a VALUES (1);\nCREATE TABLE b (x);\nINSERT INTO c VALUES (1);\n"
        "-- down\n");
    assert_int_equal(up(test), ERR_SYSTEM);
    says(test, "0002_two.sql");
    says(test, "no such table: c");
    assert_int_equal(ask(test, "SELECT count(*) FROM a"), 0); /* the first one stands */
    assert_int_equal(ask(test, "SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), 0);
    assert_int_equal(ask(test, "SELECT count(*) FROM migrations"), 1);
}

static void test_refuses_its_own_commit(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql", "-- up\nCREATE TABLE a (x); COMMIT;\n-- down\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "COMMIT");
}

static void test_refuses_orphans(void **state)
{
    struct test *test = *state;
    add(test, "sqlite/0001_one.sql",
        "-- up\nCREATE TABLE a (x PRIMARY KEY);\nCREATE TABLE b (y REFERENCES a (x));\n"
        "INSERT INTO b VALUES (1);\n-- down\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "refer to nothing");
    assert_int_equal(ask(test, "SELECT count(*) FROM sqlite_schema"), 0);
}

static void test_refuses_malformed_files(void **state)
{
    static const char *const names[] = {"sqlite/1_one.sql", "sqlite/0000_zero.sql",
                                        "sqlite/0001_one.txt", "sqlite/0001one.sql"};
    struct test *test = *state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        test->count = 0;
        add(test, names[i], ONE);
        assert_int_equal(up(test), ERR_INVALID);
        says(test, names[i]);
    }
    test->count = 0;
    add(test, "sqlite/0001_one.sql", "CREATE TABLE a (x);\n-- down\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "-- up");
    test->count = 0;
    add(test, "sqlite/0001_one.sql", "-- up\nCREATE TABLE a (x);\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "-- down");
}

static void test_refuses_a_foreign_database(void **state)
{
    struct test *test = *state;
    sqlite3_exec(test->db, "CREATE TABLE recipes (x)", NULL, NULL, NULL);
    add(test, "sqlite/0001_one.sql", ONE);
    assert_int_equal(up(test), ERR_REFUSED);
    says(test, "another program");
    assert_int_equal(ask(test, "SELECT count(*) FROM sqlite_schema"), 1);
}

static void test_the_real_ones(void **state)
{
    struct test *test = *state;
    assert_int_equal(
        migrate_sqlite_up(test->db, test->path, migration_files, "sqlite/", &test->err), 0);
    assert_int_equal(ask(test, "SELECT count(*) FROM documents"), 0);
    assert_int_equal(ask(test, "SELECT count(*) FROM lore_claims"), 0);
}

static _Noreturn void race(struct test *test, int ready, int go)
{
    sqlite3 *db = NULL;
    char byte = 'r';
    int r = sqlite3_open(test->path, &db);
    if (write(ready, &byte, 1) != 1 || read(go, &byte, 1) != 0) /* its end is the start shot */
        _exit(3);
    if (!r)
        r = migrate_sqlite_up(db, test->path, test->files, "sqlite/", NULL);
    sqlite3_close(db);
    _exit(r ? 1 : 0);
}

static void test_processes_at_once(void **state)
{
    struct test *test = *state;
    int ready[2];
    int go[2];
    pid_t racers[RACERS];
    char byte;
    add(test, "sqlite/0001_one.sql", ONE);
    add(test, "sqlite/0002_two.sql", TWO);
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(go), 0);
    for (int i = 0; i < RACERS; i++) {
        racers[i] = fork();
        assert_true(racers[i] >= 0);
        if (!racers[i]) {
            close(go[1]);
            race(test, ready[1], go[0]);
        }
    }
    for (int i = 0; i < RACERS; i++)
        assert_int_equal(read(ready[0], &byte, 1), 1);
    close(go[1]);
    for (int i = 0; i < RACERS; i++) {
        int status = -1;
        assert_int_equal(waitpid(racers[i], &status, 0), racers[i]);
        assert_int_equal(status, 0);
    }
    assert_int_equal(ask(test, "SELECT count(*) FROM a"), 1);
    assert_int_equal(ask(test, "SELECT count(*) FROM migrations"), 2);
    close(go[0]);
    close(ready[0]);
    close(ready[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_applies_each_once),
        TEST(test_goes_on_from_where_it_was),
        TEST(test_refuses_an_edited_file),
        TEST(test_refuses_gaps_and_twins),
        TEST(test_refuses_a_gap_in_the_records),
        TEST(test_refuses_a_newer_database),
        TEST(test_failure_leaves_nothing),
        TEST(test_refuses_its_own_commit),
        TEST(test_refuses_orphans),
        TEST(test_refuses_malformed_files),
        TEST(test_refuses_a_foreign_database),
        TEST(test_the_real_ones),
        TEST(test_processes_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
