/* The files of migrations, as they are built into the binary: names, parts, checksums. No database.
 *
 *     -- words about it
 *     -- no transaction        (seldom: for what allows none, as CREATE INDEX CONCURRENTLY)
 *     -- up
 *     statements
 *     -- down
 *     statements; none: it cannot be undone */
#ifndef BYLINA_STORE_MIGRATION_H
#define BYLINA_STORE_MIGRATION_H

#include "base/embedded.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define MIGRATION_SUM_LEN 16 /* hex digits */

struct migration_part {
    char *text; /* the statements */
    int line;   /* of the file on which they begin */
};

struct migration {
    int number;
    const char *name; /* "0001_start.sql" */
    struct migration_part up;
    struct migration_part down;
    bool one_way;                         /* nothing is below "-- down" */
    bool alone;                           /* outside any transaction */
    char checksum[MIGRATION_SUM_LEN + 1]; /* of the whole file */
    char chain[MIGRATION_SUM_LEN + 1];    /* of all files up to this one, and their names */
};

struct migrations {
    struct migration *at; /* at[i] has the number i + 1 */
    int count;
};

/* The files of `folder` ("sqlite/"), in any order. ERR_INVALID names the file and the mend: a bad
 * name, a part that is missing, a gap, a twin. migrations_done in any case. */
int migrations_load(struct migrations *all, const struct embedded *files, const char *folder,
                    struct err *err);
void migrations_done(struct migrations *all);

/* The statements of an SQL script one by one: where the first one behind *at begins and its length,
 * without its semicolon, comments before it included; *at moves behind it. NULL: there is no more.
 * Knows texts, quoted names, comments and PostgreSQL's $tag$ quotes; not the bodies of SQLite's
 * triggers. */
const char *sql_next(const char **at, size_t *ret_len);
/* Does it begin or end a transaction by itself (COMMIT, ROLLBACK, BEGIN and their like)? */
bool sql_is_transaction(const char *statement, size_t len);
/* Lines of `text` before the byte `at`. */
int sql_lines(const char *text, size_t at);

#endif
