/* A database under migration with files of the test's own, on SQLite or
 * (BYLINA_TEST_STORE=postgres) on PostgreSQL. The SQL of the files is what both understand. */
#ifndef BYLINA_TESTS_STORE_MIGRATING_H
#define BYLINA_TESTS_STORE_MIGRATING_H

#include "check.h"
#include "postgres.h"
#include "store/migrate.h"

#define FILES_MAX 8

struct test {
    bool postgres;
    char folder[64];
    char path[128];
    char url[POSTGRES_URL_SIZE];
    char names[FILES_MAX][64];
    struct embedded files[FILES_MAX];
    size_t count;
    struct err err;
    char told[4096]; /* "0001_one.sql done;" and the like */
    char answer[256];
};

int migrating_set_up(void **state);
int migrating_tear_down(void **state);

/* The database, beside what is tested: the first value of the last statement is in `answer`. */
bool asked(struct test *test, const char *sql); /* false: refused, with the words in `answer` */
void is(struct test *test, const char *sql, const char *expected);
void must(struct test *test, const char *sql);
void is_absent(struct test *test, const char *table);
void are_there(struct test *test, const char *count); /* tables, indices and all else */

/* A file, "0001_one.sql"; forget: all but the first so many. */
void add(struct test *test, const char *name, const char *text);
void forget(struct test *test, size_t left);

/* What is tested: each opens the database anew and leaves its words in `told` and `err`. */
struct migrate *opened(struct test *test);
int up(struct test *test);
int down(struct test *test, int count);
int status(struct test *test, int *ret_pending);
int stamp(struct test *test, int number, bool unchecked);
int repair(struct test *test, enum migrate_mend mend, enum migrate_state *ret_state);
int differences(struct test *test); /* their number */
void on_line(void *ctx, const struct migrate_line *line);
void on_text(void *ctx, const char *text);

void says(const struct test *test, const char *words); /* the error */
void good(const struct test *test, int r);

#define ONE "-- first\n-- up\nCREATE TABLE a (x BIGINT);\n-- down\nDROP TABLE a;\n"
#define TWO "-- up\nINSERT INTO a VALUES (7);\n-- down\nDELETE FROM a;\n"
#define THREE                                                                                      \
    "-- up\nCREATE TABLE c (y BIGINT NOT NULL CHECK (y > 0));\nCREATE INDEX c_y ON c (y);\n"       \
    "-- down\nDROP TABLE c;\n"
#define SETTINGS                                                                                   \
    "-- up\nCREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT);\n"                          \
    "INSERT INTO settings VALUES ('store.epoch', 'old');\n-- down\nDROP TABLE settings;\n"

#endif
