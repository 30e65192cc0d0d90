/* What the parts of copying share: a side, its tables, and what differs between databases. */
#ifndef BYLINA_STORE_COPY_INNER_H
#define BYLINA_STORE_COPY_INNER_H

#include "store/copy.h"
#include "store/migrate_inner.h"

#define COPY_COLUMNS_MAX 64
#define COPY_KEYS_MAX    8
#define COPY_ROW_MAX     ((size_t)64 << 20) /* bytes of a row as the target takes it */

enum copy_type { COPY_NUMBER, COPY_TEXT, COPY_JSON, COPY_BYTES };

struct copy_column {
    char *name;
    enum copy_type type;
    bool own; /* the table hands out its numbers itself */
};

struct copy_table { /* columns by name */
    char *name;
    struct copy_column *columns;
    int count;
    int keys[COPY_KEYS_MAX]; /* columns of the primary key, in its order */
    int key_count;
};

struct copy_tables {
    struct copy_table *at;
    int count;
};

/* A value: numbers in decimal digits; data NULL: SQL's NULL. */
struct copy_value {
    const char *data;
    size_t len;
};

struct copy_side {
    struct migrate *migrate;
    const struct copy_backend *backend;
    struct copy_tables tables;
    void *writing; /* of the backend, between start and end of a batch */
};

/* Gets the values in the order of the columns. Not 0: an error, which ends the reading. */
typedef int (*copy_row_fn)(void *ctx, const struct copy_value *values);

struct copy_backend {
    const char *columns; /* rows: table, column, type, place in the primary key, 'own' or '' */
    const char *parents; /* rows: table, a table that it refers to */
    const char *session; /* at the start */
    const char *same;    /* one value by which a database is known; NULL: its file */
    /* At most COPY_BATCH rows behind the key `after` (NULL: from the first), in its order. */
    int (*read)(struct copy_side *side, const struct copy_table *table,
                const struct copy_value *after, copy_row_fn fn, void *ctx, int *ret_rows,
                struct err *err);
    /* Rows of one table, within the open transaction; end always follows a good start. */
    int (*start)(struct copy_side *side, const struct copy_table *table, struct err *err);
    int (*row)(struct copy_side *side, const struct copy_table *table,
               const struct copy_value *values, struct err *err);
    int (*end)(struct copy_side *side, const struct copy_table *table, bool good, struct err *err);
    /* All rows are there, but for the commit: counters of tables behind the highest number. */
    int (*finish)(struct copy_side *side, struct err *err);
};

extern const struct copy_backend copy_sqlite;
extern const struct copy_backend copy_postgres;

/* --- copy_side.c ----------------------------------------------------------------------------- */

/* Opens it, keeps every engine and everybody who migrates out until copy_side_close, and reads
 * which tables there are, parents first. make: bring an empty target up. other: must not be the
 * same database; or NULL. */
int copy_side_open(struct copy_side *side, const char *url, bool make,
                   const struct copy_side *other, struct err *err);
void copy_side_close(struct copy_side *side); /* a zeroed one is fine */
int copy_side_number(struct copy_side *side, const char *sql, int64_t *ret_number, struct err *err);
int copy_side_run(struct copy_side *side, const char *sql, struct err *err);
/* "a, b, c" of the columns, or of the key alone. */
void copy_names(const struct copy_table *table, bool keys, struct buf *out);
/* ERR_CORRUPT unless both have the same tables and columns. */
int copy_sides_match(const struct copy_side *from, const struct copy_side *to, struct err *err);

/* --- copy_sum.c ------------------------------------------------------------------------------ */

/* Is the row part of the world, and not of this database? */
bool copy_counts(const struct copy_table *table, const struct copy_value *values);
/* ERR_CORRUPT: a text that is no UTF-8 or has a 0 byte, a body that is no JSON; err names it. */
int copy_row_sum(const struct copy_table *table, const struct copy_value *values, uint64_t *ret_sum,
                 struct err *err);
/* The sum of all rows; fn (may be NULL) after each batch, with the rows read so far. */
int copy_table_sum(struct copy_side *side, const struct copy_table *table, int64_t *ret_rows,
                   uint64_t *ret_sum, void (*fn)(void *ctx, int rows), void *ctx, struct err *err);
/* Adds a table's sum to the world's. */
void copy_sum_add(struct copy_sum *world, const struct copy_sum *table);

/* --- copy_key.c ------------------------------------------------------------------------------ */

/* The key of a row, kept over batches and starts. */
struct copy_key {
    struct copy_value values[COPY_KEYS_MAX];
    char *bytes; /* NULL: none yet */
};
void copy_key_take(struct copy_key *key, const struct copy_table *table,
                   const struct copy_value *values);
void copy_key_done(struct copy_key *key);
char *copy_key_write(const struct copy_key *key, const struct copy_table *table); /* for free() */
/* "" reads as none. ERR_CORRUPT for what copy_key_write has not written. */
int copy_key_read(struct copy_key *key, const struct copy_table *table, const char *text,
                  struct err *err);

#endif
