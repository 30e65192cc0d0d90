/* One SQLite connection with its prepared statements, used by one thread at a time.
 *
 * Every statement of the store has a number and a text (sql.h, sql_lore.h); it is prepared at its
 * first use and kept. Errors are put into words here: what failed, the file, and the mend. */
#ifndef BYLINA_STORE_DB_H
#define BYLINA_STORE_DB_H

#include "store/rows.h"
#include "store/sql_lore.h"

#include <sqlite3.h>
#include <stdbool.h>

#define DB_BUSY_MS          5000  /* how long a statement waits for another program's lock */
#define DB_WRITER_CACHE_KIB 65536 /* pages that the writer keeps in memory */
#define DB_WAL_LIMIT        (64 * 1024 * 1024) /* bytes that the log file keeps when it starts again */

enum db_role { DB_WRITER, DB_READER, DB_CHECKPOINTER };

/* Writer: the range of seen ids that grows in this transaction (seen.c). */
struct db_seen {
    bool known; /* else nothing below counts */
    bool grown; /* since the table was written */
    int64_t bot;
    int64_t first;
    int64_t last;
    int64_t seen_ms;
    int64_t next; /* where the next range of that bot begins; INT64_MAX: there is none */
};

struct db {
    sqlite3 *handle;  /* NULL: closed */
    const char *path; /* the owner's */
    enum db_role role;
    int64_t foreign; /* writer: changes by other programs that it has noticed */
    bool broken;     /* an error came that may have ended the transaction or hurt the connection */
    struct db_seen seen;
    sqlite3_stmt *stmts[SQL_ALL];
};

/* All return 0, or a negative code with `err` filled. */
int db_open(struct db *db, const char *path, enum db_role role, struct err *err);
/* Opens a closed or broken connection again; 0 at once when it is sound. */
int db_ready(struct db *db, struct err *err);
void db_close(struct db *db); /* rolls back what was not committed; may be opened again */

/* Binds and starts a statement (enum sql or sql_lore). `types` names the arguments that follow: i
 * (int64_t), t (text, NULL allowed; it must live until the statement is done), b (text and its
 * size_t length), x (bytes and their size_t length). */
int db_start(struct db *db, int sql, sqlite3_stmt **ret_stmt, struct err *err, const char *types,
             ...);
/* 1: a row is there; 0: no more, and the statement is free again; or an error. */
int db_step(struct db *db, sqlite3_stmt *stmt, struct err *err);
void db_stop(sqlite3_stmt *stmt); /* leaves rows that are not needed */
/* db_start and all its steps. ret_changes (may be NULL): rows that it changed. */
int db_run(struct db *db, int sql, int64_t *ret_changes, struct err *err, const char *types, ...);

/* A text column as a copy in `rows`. */
const char *db_column_text(sqlite3_stmt *stmt, int column, struct store_rows *rows);

/* The words for what SQLite just said. ERR_INVALID: only that statement was at fault (its data);
 * anything else sets `broken`. */
int db_err(struct db *db, struct err *err, int rc);
/* The same for a connection without a struct db, with no judgement. */
int db_err_words(sqlite3 *handle, const char *path, int rc, struct err *err);

#endif
