/* What the parts of migrations share: a database under migration and its records. What differs
 * between databases is one table of functions (migrate_sqlite.c, migrate_postgres.c). */
#ifndef BYLINA_STORE_MIGRATE_INNER_H
#define BYLINA_STORE_MIGRATE_INNER_H

#include "store/migrate.h"
#include "store/migration.h"

#include <stddef.h>

#define MIGRATE_POLL_MS     50 /* between two tries to get a lock */
#define MIGRATE_SCRIPT_MAX  ((size_t)16 << 20)
#define MIGRATE_SCHEMA_MAX  ((size_t)16 << 20)
#define MIGRATE_COLUMNS_MAX 8
#define MIGRATE_COPYING     "copying" /* the table that marks a copy under way */

struct migrate_backend;

struct migrate {
    const struct migrate_backend *backend;
    struct migrations files;
    char *place; /* in words */
    char *path;  /* SQLite's file */
    char *url;
    bool held;    /* the caller holds the lock of the database */
    bool alone;   /* PostgreSQL's: this session holds the engine's lock */
    int lock;     /* SQLite's; -1: not held */
    void *handle; /* sqlite3 or PGconn */
};

/* A row's values as text, NULL for SQL's. Not 0: enough. */
typedef int (*migrate_row_fn)(void *ctx, const char *const *values);

/* All functions return 0 or a negative code with `err` filled. */
struct migrate_backend {
    const char *folder;  /* "sqlite/" */
    const char *begin;   /* takes the database's own lock where there is one */
    const char *now;     /* an expression: wall milliseconds */
    const char *records; /* makes the table of records */
    const char *tables;  /* names of all tables of the world */
    const char *chained; /* a row if the records have the columns of the chain */
    const char *preface; /* of a script */
    int (*open)(struct migrate *migrate, const char *url, bool make, struct err *err);
    void (*close)(struct migrate *migrate);
    int (*lock)(struct migrate *migrate, struct err *err); /* waits MIGRATE_WAIT_MS at most */
    void (*unlock)(struct migrate *migrate);
    /* With the lock. ERR_EXISTS: an engine runs; else none begins to before the unlock, or the
     * close where there is none. */
    int (*alone)(struct migrate *migrate, struct err *err);
    int (*run)(struct migrate *migrate, const char *sql, const char *what, struct err *err);
    int (*each)(struct migrate *migrate, const char *sql, migrate_row_fn fn, void *ctx,
                struct err *err);
    /* A part of a migration, within the open transaction or outside any. */
    int (*script)(struct migrate *migrate, const struct migration *migration,
                  const struct migration_part *part, struct err *err);
    int (*sound)(struct migrate *migrate, const struct migration *migration, struct err *err);
    /* An empty database of the same kind beside it; its close removes it. */
    int (*scratch)(struct migrate *migrate, struct migrate *ret_scratch, struct err *err);
    /* The schema in lines, in any order, records and copies left out. */
    int (*schema)(struct migrate *migrate, struct buf *out, struct err *err);
};

extern const struct migrate_backend migrate_sqlite;
extern const struct migrate_backend migrate_postgres;

const struct migrate_backend *migrate_backend_for(const char *url, struct err *err);

/* --- migrate_records.c ----------------------------------------------------------------------- */

struct record {
    int64_t number;
    char *name;
    char *checksum;
    char *chain; /* "": from before there was one */
    char state;  /* 'd' done, 'u' going up, 'n' going down */
    int64_t applied_ms;
};

struct records {
    bool table;   /* it is there */
    bool chained; /* with its newer columns */
    bool copying; /* a copy into this database is under way */
    bool foreign; /* there are tables, and no records */
    struct record *at;
    int count;
};

/* records_done in any case. */
int records_load(struct migrate *migrate, struct records *ret_records, struct err *err);
void records_done(struct records *records);
/* Refuses what migrate.h says, the half migration and the copy under way included. */
int records_check(const struct migrate *migrate, const struct records *records, struct err *err);
/* The half migration, or NULL. */
const struct record *records_half(const struct records *records);
/* Makes or completes the table within the open transaction. */
int records_prepare(struct migrate *migrate, const struct records *records, struct err *err);
/* The line of SQL that records it; state "done" or "up". For free(). */
char *records_insert(const struct migrate *migrate, const struct migration *migration,
                     const char *state);
int migrate_has_table(struct migrate *migrate, const char *table, bool *ret_has, struct err *err);

/* --- migrate_steps.c ------------------------------------------------------------------------- */

int migrate_run_up(struct migrate *migrate, const struct migration *migration, struct err *err);
/* Begins a transaction, or rolls back what is open. */
int migrate_begin(struct migrate *migrate, struct err *err);
void migrate_rollback(struct migrate *migrate);
int migrate_commit(struct migrate *migrate, struct err *err);
char *migrate_epoch_sql(void); /* for free() */
/* Gives the database another epoch, if it has one. */
int migrate_new_epoch(struct migrate *migrate, struct err *err);
#define MIGRATE_FORGET "DELETE FROM settings WHERE name = 'store.engine';\n"
/* An engine that was cut off from it before must not go on with what it remembers (pg_link.c). */
int migrate_forget_engine(struct migrate *migrate, struct err *err);

/* --- schema_sqlite.c, schema_postgres.c ------------------------------------------------------ */

int schema_sqlite(struct migrate *migrate, struct buf *out, struct err *err);
int schema_postgres(struct migrate *migrate, struct buf *out, struct err *err);
/* SQL with single blanks, in small letters and without comments, but for what is quoted. */
void sql_plain(const char *sql, struct buf *out);

/* --- migrate_schema.c ------------------------------------------------------------------------ */

/* Compares the live schema with that of the files up to `number`. */
int migrate_compare(struct migrate *migrate, int number, migrate_text_fn fn, void *ctx,
                    int *ret_count, struct err *err);

#endif
