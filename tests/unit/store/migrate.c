/* Up, down, and what is refused. */
#include "migrating.h"

#include "base/mem.h"
#include "store/lock.h"

#include <libpq-fe.h>
#include <sys/wait.h>
#include <unistd.h>

#define RACERS 10 /* processes that migrate at once */

/* --- up -------------------------------------------------------------------------------------- */

static void test_applies_each_once(void **state)
{
    struct test *test = *state;
    add(test, "0002_two.sql", TWO); /* any order */
    add(test, "0001_one.sql", ONE);
    test->files[test->count++] =
        (struct embedded){test->postgres ? "sqlite/0001_one.sql" : "postgres/0001_one.sql",
                          (const unsigned char *)"-- up\nnot for us\n-- down\n", 24};
    good(test, up(test));
    assert_string_equal(test->told, "0001_one.sql done;0002_two.sql done;");
    good(test, up(test));
    assert_string_equal(test->told, "");
    is(test, "SELECT count(*) FROM a", "1");
    is(test, "SELECT count(*) FROM migrations WHERE state = 'done' AND length(chain) = 16", "2");
    is(test, "SELECT count(*) FROM migrations WHERE applied_ms > 1000000000000", "2");
}

static void test_goes_on_from_where_it_was(void **state)
{
    struct test *test = *state;
    int pending = -1;
    add(test, "0001_one.sql", ONE);
    good(test, up(test));
    add(test, "0002_two.sql", TWO);
    good(test, status(test, &pending));
    assert_int_equal(pending, 1);
    assert_string_equal(test->told, "0001_one.sql done;0002_two.sql pending;");
    good(test, up(test));
    is(test, "SELECT x FROM a", "7");
}

static void test_so_many(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_two.sql", TWO);
    add(test, "0003_three.sql", THREE);
    struct migrate *migrate = opened(test);
    good(test, migrate_up(migrate, 2, on_line, test, &test->err));
    migrate_close(migrate);
    assert_string_equal(test->told, "0001_one.sql done;0002_two.sql done;");
}

static void test_failure_leaves_nothing(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_two.sql",
        "-- up\nINSERT INTO a VALUES (1);\nCREATE TABLE b (x BIGINT);\n\nINSERT INTO nowhere\n"
        "VALUES (1);\n-- down\n");
    assert_int_equal(up(test), ERR_SYSTEM);
    says(test, "0002_two.sql (the statement at line 5)");
    says(test, "nowhere");
    is(test, "SELECT count(*) FROM a", "0"); /* the first one stands */
    is_absent(test, "b");
    is(test, "SELECT count(*) FROM migrations", "1");
}

static void test_refuses_its_own_commit(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", "-- up\nCREATE TABLE a (x BIGINT);\n/* so */ COMMIT;\n-- down\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "0001_one.sql");
    says(test, "COMMIT");
    is_absent(test, "a");
}

static void test_refuses_orphans(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql",
        "-- up\nCREATE TABLE a (x BIGINT PRIMARY KEY);\n"
        "CREATE TABLE b (y BIGINT REFERENCES a (x) DEFERRABLE INITIALLY DEFERRED);\n"
        "INSERT INTO b VALUES (1);\n-- down\n");
    assert_int_equal(up(test), test->postgres ? ERR_SYSTEM : ERR_INVALID);
    says(test, "0001_one.sql");
    says(test, "was kept");
    says(test, test->postgres ? "violates foreign key constraint" : "refer to nothing");
    is_absent(test, "a");
    is_absent(test, "b");
}

static void test_texts_with_semicolons(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql",
        "-- up\nCREATE TABLE a (x TEXT); -- a comment; with one\n"
        "INSERT INTO a VALUES ('it''s; BEGIN; /* no */ -- no');\n/* ; */\n-- down\n");
    good(test, up(test));
    is(test, "SELECT x FROM a", "it's; BEGIN; /* no */ -- no");
}

/* --- what is refused ------------------------------------------------------------------------- */

static void test_refuses_an_edited_file(void **state)
{
    struct test *test = *state;
    int pending = 0;
    add(test, "0001_one.sql", ONE);
    good(test, up(test));
    forget(test, 0);
    add(test, "0001_one.sql", ONE " ");
    assert_int_equal(up(test), ERR_CONFLICT);
    says(test, "0001_one.sql");
    says(test, test->postgres ? "postgres:" : test->path);
    says(test, "restore the text");
    assert_int_equal(status(test, &pending), ERR_CONFLICT);
    assert_string_equal(test->told, "0001_one.sql changed;");
}

static void test_refuses_a_renamed_file(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    good(test, up(test));
    forget(test, 0);
    add(test, "0001_eins.sql", ONE);
    assert_int_equal(up(test), ERR_CONFLICT);
    says(test, "under the name 0001_one.sql");
}

/* The checksum of each is right, and the history is not. */
static void test_refuses_a_broken_chain(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_two.sql", TWO);
    good(test, up(test));
    must(test, "UPDATE migrations SET chain = '0123456789abcdef' WHERE number = 2");
    assert_int_equal(up(test), ERR_CORRUPT);
    says(test, "0002_two.sql was changed by hand");
    assert_int_equal(differences(test), 0);
    good(test, stamp(test, 2, false)); /* the mend that was named */
    good(test, up(test));
}

static void test_refuses_gaps_and_twins(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0003_three.sql", TWO);
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "number 2");
    forget(test, 1);
    add(test, "0001_another.sql", TWO);
    assert_int_equal(up(test), ERR_INVALID);
    are_there(test, "0");
}

static void test_refuses_a_gap_in_the_records(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_two.sql", TWO);
    good(test, up(test));
    must(test, "DELETE FROM migrations WHERE number = 1");
    assert_int_equal(up(test), ERR_CORRUPT);
    says(test, "migration 1 is missing");
}

static void test_refuses_a_newer_database(void **state)
{
    struct test *test = *state;
    int pending = 0;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_two.sql", TWO);
    good(test, up(test));
    forget(test, 1);
    assert_int_equal(up(test), ERR_REFUSED);
    says(test, test->postgres ? "postgres:" : test->path);
    says(test, "newer than this program");
    says(test, "migration 2 (0002_two.sql)");
    says(test, "bylina migrate down");
    assert_int_equal(down(test, 1), ERR_REFUSED);
    assert_int_equal(status(test, &pending), ERR_REFUSED);
    assert_string_equal(test->told, "0001_one.sql done;0002_two.sql unknown;");
}

static void test_refuses_a_foreign_database(void **state)
{
    struct test *test = *state;
    must(test, "CREATE TABLE recipes (x BIGINT)");
    add(test, "0001_one.sql", ONE);
    assert_int_equal(up(test), ERR_REFUSED);
    says(test, "another program");
    are_there(test, "1"); /* and nothing else was made */
}

static void test_refuses_malformed_files(void **state)
{
    static const char *const names[] = {"1_one.sql", "0000_zero.sql", "0001_one.txt", "0001one.sql",
                                        "0001_o'ne.sql"};
    struct test *test = *state;
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        forget(test, 0);
        add(test, names[i], ONE);
        assert_int_equal(up(test), ERR_INVALID);
        says(test, names[i]);
    }
    forget(test, 0);
    add(test, "0001_one.sql", "CREATE TABLE a (x);\n-- down\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "-- up");
    forget(test, 0);
    add(test, "0001_one.sql", "-- up\nCREATE TABLE a (x);\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "-- down");
    forget(test, 0);
    add(test, "0001_one.sql", "-- up\n-- no transaction\nCREATE TABLE a (x);\n-- down\n");
    assert_int_equal(up(test), ERR_INVALID);
    says(test, "above");
}

/* A session that keeps an engine's lock until it is told to end. */
static pid_t keep_engine_lock(struct test *test, int *ret_fd)
{
    int ready[2];
    int stop[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe(stop), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        close(stop[1]);
        PGconn *conn = PQconnectdb(test->url);
        char *sql = mem_printf("SELECT pg_advisory_lock(%d, hashtext(current_schema()))",
                               ENGINE_LOCK_CLASS);
        PQclear(PQexec(conn, sql));
        _exit(write(ready[1], "r", 1) == 1 && read(stop[0], &byte, 1) == 0 ? 0 : 1);
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    close(ready[1]);
    close(stop[0]);
    *ret_fd = stop[1];
    return child;
}

static void test_refuses_while_an_engine_runs(void **state)
{
    struct test *test = *state;
    int fd = -1;
    pid_t child = 0;
    if (test->postgres)
        child = keep_engine_lock(test, &fd);
    else
        assert_int_equal(lock_take(test->path, LOCK_ENGINE, &fd, NULL), 0);
    add(test, "0001_one.sql", ONE);
    assert_int_equal(up(test), ERR_EXISTS);
    says(test, "engine");
    says(test, "stop it first");
    lock_drop(fd);
    if (child)
        assert_int_equal(waitpid(child, NULL, 0), child);
    good(test, up(test));
}

/* Other programs have databases of their own on this server. */
#define HERE " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"

/* While it runs, and between its transactions. */
static void test_no_engine_begins_meanwhile(void **state)
{
    struct test *test = *state;
    char texts[2][512];
    if (!test->postgres) { /* its one lock is a file's */
        puts("skipped: test_no_engine_begins_meanwhile: about PostgreSQL alone, where it is run, "
             "too");
        skip();
    }
    for (int i = 0; i < 2; i++)
        snprintf(texts[i], sizeof(texts[i]),
                 "-- up\nCREATE TABLE l%d AS SELECT 1 AS x FROM pg_locks WHERE granted AND"
                 " locktype = 'advisory' AND classid = %d" HERE ";\n-- down\nDROP TABLE l%d;\n",
                 i, ENGINE_LOCK_CLASS, i);
    add(test, "0001_one.sql", texts[0]);
    add(test, "0002_two.sql", texts[1]);
    good(test, up(test));
    is(test, "SELECT count(*) FROM l0, l1", "1");
    is(test, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'" HERE, "0");
}

/* One that was cut off finds that it is not the last one any more. */
static void test_forgets_the_engine(void **state)
{
    static const char here[] = "INSERT INTO settings VALUES ('store.engine', 'x')";
    static const char count[] = "SELECT count(*) FROM settings WHERE name = 'store.engine'";
    struct test *test = *state;
    add(test, "0001_settings.sql", SETTINGS);
    good(test, up(test));
    must(test, here);
    good(test, up(test)); /* nothing was done */
    is(test, count, "1");
    add(test, "0002_one.sql", ONE);
    good(test, up(test));
    is(test, count, "0");
    must(test, here);
    good(test, down(test, 1));
    is(test, count, "0");
    must(test, here);
    good(test, stamp(test, 1, false));
    is(test, count, "0");
    must(test, here);
    struct migrate *migrate = opened(test);
    good(test, migrate_renew(migrate, &test->err));
    migrate_close(migrate);
    is(test, count, "0");
}

/* --- down ------------------------------------------------------------------------------------ */

static void test_down_and_up_again(void **state)
{
    struct test *test = *state;
    add(test, "0001_settings.sql", SETTINGS);
    add(test, "0002_one.sql", ONE);
    add(test, "0003_two.sql", TWO);
    good(test, up(test));
    good(test, down(test, 2));
    assert_string_equal(test->told, "0003_two.sql pending;0002_one.sql pending;");
    is_absent(test, "a");
    is(test, "SELECT max(number) FROM migrations", "1");
    is(test, "SELECT length(value) FROM settings WHERE name = 'store.epoch'", "16");
    good(test, up(test));
    is(test, "SELECT x FROM a", "7");
    good(test, down(test, 3)); /* the epoch's own table goes, too */
    is_absent(test, "settings");
    assert_int_equal(down(test, 1), ERR_REFUSED);
    says(test, "0 migrations are applied");
}

static void test_no_way_back(void **state)
{
    struct test *test = *state;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_two.sql", "-- up\nDELETE FROM a;\n-- down\n\n-- what is deleted is gone\n");
    add(test, "0003_three.sql", THREE);
    good(test, up(test));
    assert_int_equal(down(test, 2), ERR_REFUSED);
    says(test, "0002_two.sql cannot be undone");
    says(test, "nothing was undone");
    is(test, "SELECT count(*) FROM migrations", "3");
    good(test, down(test, 1));
}

static void test_failing_down_leaves_all(void **state)
{
    struct test *test = *state;
    add(test, "0001_settings.sql", SETTINGS);
    add(test, "0002_one.sql",
        "-- up\nCREATE TABLE a (x BIGINT);\n-- down\nDROP TABLE a;\nnonsense;\n");
    good(test, up(test));
    assert_int_equal(down(test, 1), ERR_SYSTEM);
    says(test, "0002_one.sql (the statement at line 5)");
    is(test, "SELECT count(*) FROM a", "0");
    is(test, "SELECT count(*) FROM migrations", "2");
    is(test, "SELECT value FROM settings", "old");
}

/* --- many at once ---------------------------------------------------------------------------- */

static _Noreturn void race(struct test *test, int ready, int go)
{
    char byte = 'r';
    if (write(ready, &byte, 1) != 1 || read(go, &byte, 1) != 0) /* its end is the start shot */
        _exit(3);
    int r = up(test);
    if (r)
        fprintf(stderr, "%s\n", test->err.text);
    _exit(r ? 1 : *test->told ? 2 : 0);
}

static void test_processes_at_once(void **state)
{
    struct test *test = *state;
    int ready[2];
    int go[2];
    int workers = 0;
    pid_t racers[RACERS];
    char byte;
    add(test, "0001_one.sql", ONE);
    add(test, "0002_two.sql", TWO);
    add(test, "0003_three.sql", THREE);
    if (test->postgres)
        add(test, "0004_alone.sql",
            "-- no transaction\n-- up\nCREATE INDEX CONCURRENTLY a_x ON a (x);\n"
            "-- down\nDROP INDEX a_x;\n");
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
        int left = -1;
        assert_int_equal(waitpid(racers[i], &left, 0), racers[i]);
        assert_true(WIFEXITED(left) && (WEXITSTATUS(left) == 0 || WEXITSTATUS(left) == 2));
        workers += WEXITSTATUS(left) == 2;
    }
    assert_int_equal(workers, 1); /* one did it, nine found it done */
    is(test, "SELECT count(*) FROM a", "1");
    is(test, "SELECT count(*) FROM migrations", test->postgres ? "4" : "3");
    close(go[0]);
    close(ready[0]);
    close(ready[1]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, migrating_set_up, migrating_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_applies_each_once),
        TEST(test_goes_on_from_where_it_was),
        TEST(test_so_many),
        TEST(test_failure_leaves_nothing),
        TEST(test_refuses_its_own_commit),
        TEST(test_refuses_orphans),
        TEST(test_texts_with_semicolons),
        TEST(test_refuses_an_edited_file),
        TEST(test_refuses_a_renamed_file),
        TEST(test_refuses_a_broken_chain),
        TEST(test_refuses_gaps_and_twins),
        TEST(test_refuses_a_gap_in_the_records),
        TEST(test_refuses_a_newer_database),
        TEST(test_refuses_a_foreign_database),
        TEST(test_refuses_malformed_files),
        TEST(test_refuses_while_an_engine_runs),
        TEST(test_no_engine_begins_meanwhile),
        TEST(test_forgets_the_engine),
        TEST(test_down_and_up_again),
        TEST(test_no_way_back),
        TEST(test_failing_down_leaves_all),
        TEST(test_processes_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
