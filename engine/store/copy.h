/* Moving a world from one database to another: from SQLite to PostgreSQL and back, or between two
 * of a kind. Both stand at the newest migration; no engine may have either open meanwhile.
 *
 * Tables go one after the other, in the order of their primary keys, in batches that are a
 * transaction each, with how far it is in the same transaction (table `copying`): a copy that was
 * cut off in whatever way goes on when it is started again, and until it has ended the target is
 * refused by everybody else. At the end both sides are read whole, and counts and checksums
 * compared; then the target gets an epoch of its own.
 *
 * Checksums are over what the rows mean, not how a database writes it (the order of fields and the
 * blanks of JSON do not count), so they are the same wherever a world is kept. Left out: the epoch,
 * and what PostgreSQL keeps for itself (columns that are arrays, settings 'store.foreign').
 *
 * All of it blocks. */
#ifndef BYLINA_STORE_COPY_H
#define BYLINA_STORE_COPY_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

#define COPY_BATCH 2000 /* rows */

enum copy_stage {
    COPY_GOES_ON, /* of one that was cut off */
    COPY_ANEW,    /* likewise, but the source has changed since: from the beginning */
    COPY_ROWS,
    COPY_COMPARES,
};

struct copy_progress {
    enum copy_stage stage;
    const char *table;
    int64_t done; /* rows of all tables, of both sides while it compares */
    int64_t total;
};
typedef void (*copy_progress_fn)(void *ctx, const struct copy_progress *progress);

struct copy_sum {
    const char *table; /* "": of the whole world */
    int64_t rows;
    uint64_t sum;
};
typedef void (*copy_sum_fn)(void *ctx, const struct copy_sum *sum);

struct copy_watch { /* on_sum: of each table and of the world, when both sides were found equal */
    copy_progress_fn on_progress;
    copy_sum_fn on_sum;
    void *ctx;
};

/* ERR_EXISTS: an engine has one of them open, or the target is not empty. ERR_CORRUPT: the two
 * sides differ, or a row cannot be kept by the target; the words name it. */
int copy_world(const char *from, const char *to, const struct copy_watch *watch, struct err *err);

/* The sums of a world, which no engine may have open; every table, then the whole. */
int copy_sums(const char *url, copy_sum_fn fn, void *ctx, struct err *err);

#endif
