/* Copies of worlds, there and back: between two files or, with BYLINA_TEST_STORE=postgres, between
 * SQLite and PostgreSQL. */
#include "store/copy.h"

#include "base/mem.h"
#include "base/str.h"
#include "check.h"
#include "loop/loop.h"
#include "postgres.h"
#include "store/lock.h"
#include "store/migrate.h"
#include "store/store.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#define TABLES_MAX 80
#define CUT_ROWS   2000 /* behind the first batch */

struct test {
    char folder[64];
    char path[128]; /* of the source */
    char from[160];
    char to[POSTGRES_URL_SIZE];
    char back[160];
    bool postgres;
    struct copy_watch watch;
    struct copy_sum world; /* of the last copy or sums */
    char tables[4096];     /* ";name;name;" */
    int64_t first_done;    /* rows that were done at the first word of progress */
    int stages[COPY_COMPARES + 1];
    int64_t cut; /* die when so many rows are done; 0: never */
    struct err err;
};

static void sql(struct test *test, const char *url, const char *text)
{
    char words[256] = "";
    char *error = NULL;
    sqlite3 *db = NULL;
    if (!str_starts(url, "sqlite:")) {
        if (!postgres_ask(url, text, words, sizeof(words)))
            fail_msg("%s: %s", text, words);
        return;
    }
    (void)test;
    assert_int_equal(sqlite3_open(url + strlen("sqlite:"), &db), SQLITE_OK);
    if (sqlite3_exec(db, text, NULL, NULL, &error))
        fail_msg("%.200s: %s", text, error);
    sqlite3_close(db);
}

static void ask(const char *url, const char *text, char *out, size_t size)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    if (!str_starts(url, "sqlite:")) {
        if (!postgres_ask(url, text, out, size))
            fail_msg("%s: %s", text, out);
        return;
    }
    assert_int_equal(sqlite3_open(url + strlen("sqlite:"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, text, -1, &stmt, NULL), SQLITE_OK);
    const char *value =
        sqlite3_step(stmt) == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    snprintf(out, size, "%s", value ? value : "");
    sqlite3_finalize(stmt);
    sqlite3_close(db);
}

static void is(const char *url, const char *text, const char *expected)
{
    char out[256];
    ask(url, text, out, sizeof(out));
    if (!str_equal(out, expected))
        fail_msg("%s: %s, and not %s", text, out, expected);
}

/* --- the watch ------------------------------------------------------------------------------- */

static void on_progress(void *ctx, const struct copy_progress *now)
{
    struct test *test = ctx;
    test->stages[now->stage]++;
    if (now->stage == COPY_ROWS && test->first_done < 0)
        test->first_done = now->done;
    if (test->cut && now->stage == COPY_ROWS && now->done >= test->cut)
        kill(getpid(), SIGKILL);
}

static void on_sum(void *ctx, const struct copy_sum *sum)
{
    struct test *test = ctx;
    size_t len = strlen(test->tables);
    if (!*sum->table)
        test->world = *sum;
    else
        snprintf(test->tables + len, sizeof(test->tables) - len, "%s;", sum->table);
}

static void forget(struct test *test)
{
    memset(test->stages, 0, sizeof(test->stages));
    test->err = (struct err){0};
    test->world = (struct copy_sum){0};
    test->first_done = -1;
    snprintf(test->tables, sizeof(test->tables), ";");
}

static int copy(struct test *test, const char *from, const char *to)
{
    forget(test);
    return copy_world(from, to, &test->watch, &test->err);
}

static void good(const struct test *test, int r)
{
    if (r)
        fail_msg("%s", test->err.text);
}

static void says(const struct test *test, const char *words)
{
    if (!strstr(test->err.text, words))
        fail_msg("\"%s\" is not in: %s", words, test->err.text);
}

static uint64_t sums(struct test *test, const char *url)
{
    forget(test);
    good(test, copy_sums(url, on_sum, test, &test->err));
    return test->world.sum;
}

/* --- worlds ---------------------------------------------------------------------------------- */

static void fill(struct test *test, const char *url)
{
    sql(test, url,
        "BEGIN; INSERT INTO settings VALUES ('store.epoch', '0123456789abcdef'),"
        " ('store.ids', '100000000'), ('store.now', '77'), ('odd', 'tab\t line\n back\\N \\ end');"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2200)"
        " INSERT INTO documents SELECT 'player', i, 1000 + i, CASE WHEN i > 50 THEN"
        " printf('{\"gold\":%d}', i) ELSE printf('{\"gold\":%d,\"hp\":%s,"
        "\"name\":\"Ал\\u0451ша \\\"%d\\\"\\n\",\"list\":[1,2.50,-0.0,1e300,{}],\"n\":null}',"
        " i, i * 1.5, i) END FROM n;"
        "INSERT INTO documents VALUES ('ghost', 'a', 7, NULL), ('text', 'ё', 8, '\"just so\"');"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
        " INSERT INTO found SELECT i % 7 - 3, randomblob(i % 40), 'p' || i FROM n;"
        "INSERT INTO indexed VALUES ('player', '1', x'00ff5c0a09');"
        "INSERT INTO audit (done_ms, who, what) VALUES (1, 'a', 'b'), (2, 'c', '');"
        "INSERT INTO timers VALUES (9007199254740991, 'player', '1', 'bell', -9);"
        "COMMIT;");
}

static int set_up(void **state)
{
    struct test *test = mem_alloc(sizeof(*test));
    test->postgres = str_equal(getenv("BYLINA_TEST_STORE"), "postgres");
    snprintf(test->folder, sizeof(test->folder), "/tmp/bylina-copy-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->path, sizeof(test->path), "%s/a.db", test->folder);
    snprintf(test->from, sizeof(test->from), "sqlite:%s", test->path);
    snprintf(test->to, sizeof(test->to), "sqlite:%s/b.db", test->folder);
    snprintf(test->back, sizeof(test->back), "sqlite:%s/c.db", test->folder);
    if (test->postgres)
        postgres_make(test->to);
    test->watch = (struct copy_watch){on_progress, on_sum, test};
    assert_int_equal(migrate_bring_up(test->from, NULL), 0);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    static const char *const ends[] = {"", "-journal", "-wal", "-shm", ".lock"};
    struct test *test = *state;
    char name[128];
    for (int letter = 'a'; letter <= 'c'; letter++) {
        for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
            snprintf(name, sizeof(name), "%s/%c.db%s", test->folder, letter, ends[i]);
            unlink(name);
        }
    }
    assert_int_equal(rmdir(test->folder), 0);
    if (test->postgres)
        postgres_drop(test->to);
    free(test);
    return 0;
}

/* --- there and back -------------------------------------------------------------------------- */

static void test_there_and_back(void **state)
{
    struct test *test = *state;
    fill(test, test->from);
    uint64_t before = sums(test, test->from);
    good(test, copy(test, test->from, test->to));
    assert_int_equal(test->world.sum, before);
    assert_int_equal(sums(test, test->to), before);
    good(test, copy(test, test->to, test->back));
    assert_int_equal(test->world.sum, before);
    assert_int_equal(sums(test, test->back), before);
    is(test->back, "SELECT value FROM settings WHERE name = 'odd'", "tab\t line\n back\\N \\ end");
    is(test->back, "SELECT hex(fields) FROM indexed", "00FF5C0A09");
    is(test->back, "SELECT count(*) FROM documents WHERE body IS NULL", "1");
    is(test->back, "SELECT uid FROM timers", "9007199254740991");
    if (test->postgres) /* as the engine itself writes it */
        is(test->back, "SELECT body FROM documents WHERE id = '1'",
           "{\"gold\":1,\"hp\":1.5,\"list\":[1,2.5,0,1e+300,{}],\"n\":null,"
           "\"name\":\"Алёша \\\"1\\\"\\n\"}");
}

/* It is played from now on. */
static void open_and_close(struct test *test, const char *url)
{
    struct loop *loop = loop_new();
    struct store *store = NULL;
    good(test, store_open(loop, url, &store, &test->err));
    assert_true(store_id(store) >= 100000000);
    store_close(store);
    loop_free(loop);
}

static void test_a_world_of_its_own(void **state)
{
    struct test *test = *state;
    char epochs[2][32];
    fill(test, test->from);
    good(test, copy(test, test->from, test->to));
    is(test->to, "SELECT count(*) FROM settings WHERE name = 'store.foreign'", "0");
    good(test, copy(test, test->to, test->back));
    ask(test->to, "SELECT value FROM settings WHERE name = 'store.epoch'", epochs[0], 32);
    ask(test->back, "SELECT value FROM settings WHERE name = 'store.epoch'", epochs[1], 32);
    assert_string_not_equal(epochs[0], "0123456789abcdef");
    assert_string_not_equal(epochs[0], epochs[1]);
    assert_int_equal(strlen(epochs[1]), 16);
    open_and_close(test, test->to);
    open_and_close(test, test->back);
    sql(test, test->to, "INSERT INTO audit (done_ms, who, what) VALUES (3, 'd', 'e')");
    is(test->to, "SELECT max(id) FROM audit", "3"); /* counters go on */
}

/* A row in every table that the migrations make, whatever it is: none is forgotten. */
static bool fill_row(sqlite3 *db, const char *table, int number, bool full)
{
    sqlite3_stmt *stmt = NULL;
    char names[2048] = "";
    char values[2048] = "";
    char text[4400];
    snprintf(text, sizeof(text), "SELECT name, type, \"notnull\" FROM pragma_table_info('%s')",
             table);
    assert_int_equal(sqlite3_prepare_v2(db, text, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        const char *type = (const char *)sqlite3_column_text(stmt, 1);
        char value[32] = "NULL";
        size_t at = strlen(names);
        size_t to = strlen(values);
        if (full || sqlite3_column_int(stmt, 2))
            snprintf(value, sizeof(value),
                     str_equal(type, "INTEGER") ? "%d"
                     : str_equal(type, "BLOB")  ? "x'0%d'"
                                                : "'%d'",
                     number);
        snprintf(names + at, sizeof(names) - at, "%s\"%s\"", at ? ", " : "",
                 (const char *)sqlite3_column_text(stmt, 0));
        snprintf(values + to, sizeof(values) - to, "%s%s", to ? ", " : "", value);
    }
    sqlite3_finalize(stmt);
    snprintf(text, sizeof(text), "INSERT INTO \"%s\" (%s) VALUES (%s)", table, names, values);
    return sqlite3_exec(db, text, NULL, NULL, NULL) == SQLITE_OK;
}

static void test_no_table_is_forgotten(void **state)
{
    struct test *test = *state;
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    char names[TABLES_MAX][64];
    int count = 0;
    assert_int_equal(sqlite3_open(test->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND"
                                        " name NOT IN ('migrations') AND name NOT LIKE 'sqlite%'",
                                        -1, &stmt, NULL),
                     SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW && count < TABLES_MAX)
        snprintf(names[count++], 64, "%s", (const char *)sqlite3_column_text(stmt, 0));
    sqlite3_finalize(stmt);
    for (int i = 0; i < count; i++)
        if (!fill_row(db, names[i], 1, false) && !fill_row(db, names[i], 1, true) &&
            !fill_row(db, names[i], 0, false) && !fill_row(db, names[i], 0, true))
            fail_msg("no row could be made for the table %s: help fill_row", names[i]);
    sqlite3_close(db);
    good(test, copy(test, test->from, test->to));
    assert_int_equal(test->world.rows, count);
    for (int i = 0; i < count; i++) {
        char look[128];
        snprintf(look, sizeof(look), ";%.63s;", names[i]);
        assert_non_null(strstr(test->tables, look));
        snprintf(look, sizeof(look), "SELECT count(*) FROM %.63s", names[i]);
        is(test->to, look, str_equal(names[i], "settings") ? "2" : "1"); /* the epoch */
    }
    good(test, copy(test, test->to, test->back));
    assert_int_equal(sums(test, test->back), sums(test, test->from));
}

/* What is JSON is known on both sides. */
static void test_json_columns(void **state)
{
    struct test *test = *state;
    if (!test->postgres) { /* a file has no such columns */
        puts("skipped: test_json_columns: about PostgreSQL alone, where it is run, too");
        skip();
    }
    good(test, migrate_bring_up(test->to, &test->err));
    is(test->to,
       "SELECT string_agg(table_name || '.' || column_name, ' ') FROM information_schema.columns"
       " WHERE table_schema = current_schema() AND data_type LIKE 'json%'",
       "documents.body");
}

/* --- cut off --------------------------------------------------------------------------------- */

/* In a process of its own, which dies by kill -9 in the middle. */
static void copy_cut_off(struct test *test, const char *from, const char *to)
{
    int status = 0;
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        test->cut = CUT_ROWS;
        copy(test, from, to);
        _exit(1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void goes_on(struct test *test, const char *from, const char *to)
{
    uint64_t before = sums(test, from);
    copy_cut_off(test, from, to);
    assert_int_equal(migrate_ready(to, &test->err), ERR_REFUSED);
    says(test, "a copy into it was begun");
    assert_int_equal(copy_sums(to, on_sum, test, &test->err), ERR_REFUSED);
    good(test, copy(test, from, to));
    assert_int_equal(test->stages[COPY_GOES_ON], 1);
    assert_true(test->first_done > CUT_ROWS); /* what was done was not done again */
    assert_int_equal(test->world.sum, before);
    good(test, migrate_ready(to, &test->err));
}

static void test_goes_on_after_a_kill(void **state)
{
    struct test *test = *state;
    fill(test, test->from);
    goes_on(test, test->from, test->to);
    goes_on(test, test->to, test->back);
    assert_int_equal(sums(test, test->back), sums(test, test->from));
}

/* An engine has played in the source since: its mark of ids has moved. */
static void test_begins_anew_when_the_source_has_changed(void **state)
{
    struct test *test = *state;
    fill(test, test->from);
    copy_cut_off(test, test->from, test->to);
    sql(test, test->from,
        "UPDATE settings SET value = '200000000' WHERE name = 'store.ids';"
        "UPDATE documents SET body = '{}' WHERE id = '1'; DELETE FROM documents WHERE id = '10'");
    good(test, copy(test, test->from, test->to));
    assert_int_equal(test->stages[COPY_ANEW], 1);
    assert_int_equal(sums(test, test->to), sums(test, test->from));
}

/* What was changed behind the copy's back is found, and the next try begins anew. */
static void test_differences_are_found(void **state)
{
    struct test *test = *state;
    fill(test, test->from);
    copy_cut_off(test, test->from, test->to);
    sql(test, test->to, "UPDATE documents SET body = '{\"gold\":0}' WHERE id = '1'");
    assert_int_equal(copy(test, test->from, test->to), ERR_CORRUPT);
    says(test, "table documents");
    assert_int_equal(migrate_ready(test->to, NULL), ERR_REFUSED);
    good(test, copy(test, test->from, test->to));
    assert_int_equal(test->stages[COPY_ANEW], 1);
    assert_int_equal(sums(test, test->to), sums(test, test->from));
}

/* --- refused --------------------------------------------------------------------------------- */

static void test_only_into_an_empty_database(void **state)
{
    struct test *test = *state;
    fill(test, test->from);
    good(test, copy(test, test->from, test->to));
    assert_int_equal(copy(test, test->from, test->to), ERR_EXISTS);
    says(test, "is not empty");
    assert_int_equal(copy(test, test->from, test->from), ERR_INVALID);
    says(test, "into itself");
    assert_int_equal(copy(test, test->to, test->to), ERR_INVALID);
    assert_int_equal(copy(test, test->back, test->from), ERR_NOT_FOUND); /* no source */
}

static void test_not_beside_an_engine(void **state)
{
    struct test *test = *state;
    struct loop *loop = loop_new();
    struct store *store = NULL;
    assert_int_equal(store_open(loop, test->from, &store, &test->err), 0);
    assert_int_equal(copy(test, test->from, test->to), ERR_EXISTS);
    says(test, "engine");
    assert_int_equal(copy(test, test->to, test->from),
                     test->postgres ? ERR_REFUSED : ERR_NOT_FOUND);
    store_close(store);
    loop_free(loop);
}

static void test_rows_that_cannot_be_kept(void **state)
{
    struct test *test = *state;
    sql(test, test->from, "INSERT INTO documents VALUES ('player', '17', 5, '{\"gold\":')");
    assert_int_equal(copy(test, test->from, test->to), ERR_CORRUPT);
    says(test, "table documents, row player/17, column body: no JSON");
    sql(test, test->from,
        "UPDATE documents SET body = '{}';"
        "INSERT INTO sources (hash, body) VALUES ('h', CAST(x'61ff' AS TEXT))");
    assert_int_equal(copy(test, test->from, test->to), ERR_CORRUPT);
    says(test, "table sources, row h, column body: no UTF-8");
    sql(test, test->from, "UPDATE sources SET body = 'good'");
    good(test, copy(test, test->from, test->to));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_there_and_back),        TEST(test_a_world_of_its_own),
        TEST(test_no_table_is_forgotten), TEST(test_json_columns),
        TEST(test_goes_on_after_a_kill),  TEST(test_begins_anew_when_the_source_has_changed),
        TEST(test_differences_are_found), TEST(test_only_into_an_empty_database),
        TEST(test_not_beside_an_engine),  TEST(test_rows_that_cannot_be_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
