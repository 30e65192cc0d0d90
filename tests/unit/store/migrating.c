/* Small databases under migration: see migrating.h. */
#include "migrating.h"

#include "base/mem.h"
#include "base/str.h"

#include <sqlite3.h>
#include <unistd.h>

int migrating_set_up(void **state)
{
    struct test *test = mem_alloc(sizeof(*test));
    test->postgres = str_equal(getenv("BYLINA_TEST_STORE"), "postgres");
    snprintf(test->folder, sizeof(test->folder), "/tmp/bylina-migrate-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->path, sizeof(test->path), "%s/a.db", test->folder);
    if (test->postgres)
        postgres_make(test->url);
    else
        snprintf(test->url, sizeof(test->url), "sqlite:%s", test->path);
    *state = test;
    return 0;
}

int migrating_tear_down(void **state)
{
    struct test *test = *state;
    char lock[160];
    snprintf(lock, sizeof(lock), "%s.lock", test->path);
    if (test->postgres)
        postgres_drop(test->url);
    unlink(test->path);
    unlink(lock);
    rmdir(test->folder);
    free(test);
    return 0;
}

/* --- the database, beside what is tested ----------------------------------------------------- */

static bool ask_sqlite(struct test *test, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    assert_int_equal(sqlite3_open(test->path, &db), SQLITE_OK);
    sqlite3_busy_timeout(db, 5000);
    *test->answer = '\0';
    int rc = SQLITE_OK;
    while (!rc && *sql) {
        rc = sqlite3_prepare_v2(db, sql, -1, &stmt, &sql);
        if (!rc && stmt && (rc = sqlite3_step(stmt)) == SQLITE_ROW)
            snprintf(test->answer, sizeof(test->answer), "%s",
                     (const char *)sqlite3_column_text(stmt, 0));
        rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
        sqlite3_finalize(stmt);
    }
    if (rc)
        snprintf(test->answer, sizeof(test->answer), "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
    return !rc;
}

bool asked(struct test *test, const char *sql)
{
    return test->postgres ? postgres_ask(test->url, sql, test->answer, sizeof(test->answer))
                          : ask_sqlite(test, sql);
}

void is(struct test *test, const char *sql, const char *expected)
{
    if (!asked(test, sql) || !str_equal(test->answer, expected))
        fail_msg("%s: %s, and not %s", sql, test->answer, expected);
}

void must(struct test *test, const char *sql)
{
    if (!asked(test, sql))
        fail_msg("%s: %s", sql, test->answer);
}

void is_absent(struct test *test, const char *table)
{
    char sql[128];
    snprintf(sql, sizeof(sql),
             test->postgres ? "SELECT count(*) FROM pg_class WHERE relname = '%s'"
                            : "SELECT count(*) FROM sqlite_schema WHERE name = '%s'",
             table);
    is(test, sql, "0");
}

void are_there(struct test *test, const char *count)
{
    is(test,
       test->postgres ? "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                      : "SELECT count(*) FROM sqlite_schema",
       count);
}

/* --- what is tested -------------------------------------------------------------------------- */

/* name: "0001_one.sql"; the same text in both folders. */
void add(struct test *test, const char *name, const char *text)
{
    char *path = test->names[test->count];
    snprintf(path, sizeof(test->names[0]), "%s/%s", test->postgres ? "postgres" : "sqlite", name);
    test->files[test->count++] = (struct embedded){path, (const unsigned char *)text, strlen(text)};
}

void forget(struct test *test, size_t left)
{
    test->count = left;
    memset(&test->files[left], 0, sizeof(test->files[0]) * (FILES_MAX - left));
}

void on_line(void *ctx, const struct migrate_line *line)
{
    static const char *const words[] = {"done",      "pending", "half up",
                                        "half down", "changed", "unknown"};
    struct test *test = ctx;
    size_t len = strlen(test->told);
    snprintf(test->told + len, sizeof(test->told) - len, "%s %s;", line->name, words[line->state]);
}

void on_text(void *ctx, const char *text)
{
    struct test *test = ctx;
    size_t len = strlen(test->told);
    snprintf(test->told + len, sizeof(test->told) - len, "%s\n", text);
}

struct migrate *opened(struct test *test)
{
    struct migrate *migrate = NULL;
    test->err = (struct err){0};
    *test->told = '\0';
    if (migrate_open(test->url, test->files, true, &migrate, &test->err))
        return NULL;
    return migrate;
}

int up(struct test *test)
{
    struct migrate *migrate = opened(test);
    int r = migrate ? migrate_up(migrate, 0, on_line, test, &test->err) : test->err.code;
    migrate_close(migrate);
    return r;
}

int down(struct test *test, int count)
{
    struct migrate *migrate = opened(test);
    int r = migrate ? migrate_down(migrate, count, on_line, test, &test->err) : test->err.code;
    migrate_close(migrate);
    return r;
}

int status(struct test *test, int *ret_pending)
{
    struct migrate *migrate = opened(test);
    int r = migrate_status(migrate, on_line, test, ret_pending, &test->err);
    migrate_close(migrate);
    return r;
}

/* How many differences. */
int differences(struct test *test)
{
    struct migrate *migrate = opened(test);
    int count = -1;
    int r = migrate_check(migrate, on_text, test, &count, &test->err);
    migrate_close(migrate);
    if (r)
        fail_msg("%s", test->err.text);
    return count;
}

int stamp(struct test *test, int number, bool unchecked)
{
    struct migrate *migrate = opened(test);
    int r = migrate_stamp(migrate, number, unchecked, &test->err);
    migrate_close(migrate);
    return r;
}

int repair(struct test *test, enum migrate_mend mend, enum migrate_state *ret_state)
{
    struct migrate *migrate = opened(test);
    struct migrate_line line = {0};
    int r = migrate_repair(migrate, mend, &line, &test->err);
    migrate_close(migrate);
    *ret_state = line.state;
    return r;
}

void says(const struct test *test, const char *words)
{
    if (!strstr(test->err.text, words))
        fail_msg("\"%s\" is not in: %s", words, test->err.text);
}

void good(const struct test *test, int r)
{
    if (r)
        fail_msg("%s", test->err.text);
}
