/* The way of a copy:
 *
 *     open both, lock both  ->  mark the target  ->  tables, batch by batch  ->  compare  ->  end
 *                                (`copying`)          rows and mark: one           new epoch,
 *                                                     transaction                  mark gone
 *
 * The table `copying` has a row for each table (rows done, the key of the last one, whether it is
 * complete) and one with the name "" for the source as it was at the beginning: the sum of its
 * settings, where every start of an engine leaves its trace, and how many rows it has. If that is
 * another when the copy goes on, what was copied is thrown away. */
#include "store/copy_inner.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK_LEN 17 /* of the source: hex digits and a 0 byte */

struct copying {
    struct copy_side from;
    struct copy_side to;
    const struct copy_watch *watch;
    int64_t done;
    int64_t total;
    char mark[MARK_LEN];
    struct err *err;
};

static void tell(struct copying *copying, enum copy_stage stage, const char *table)
{
    const struct copy_progress progress = {stage, table, copying->done, copying->total};
    if (copying->watch->on_progress)
        copying->watch->on_progress(copying->watch->ctx, &progress);
}

static int run_text(struct copy_side *side, char *sql, struct err *err)
{
    int r = copy_side_run(side, sql, err);
    free(sql);
    return r;
}

static int begin(struct copying *copying)
{
    return copy_side_run(&copying->to, copying->to.migrate->backend->begin, copying->err);
}

/* Ends the transaction: commits what went well. */
static int end(struct copying *copying, int r)
{
    if (!r)
        r = copy_side_run(&copying->to, "COMMIT", copying->err);
    if (r)
        migrate_rollback(copying->to.migrate);
    return r;
}

/* --- the mark of the source ------------------------------------------------------------------ */

static int count_rows(struct copy_side *side, int64_t *ret_rows, struct err *err)
{
    int r = 0;
    *ret_rows = 0;
    for (int i = 0; !r && i < side->tables.count; i++) {
        int64_t rows = 0;
        char *sql = mem_printf("SELECT count(*) FROM \"%s\"", side->tables.at[i].name);
        r = copy_side_number(side, sql, &rows, err);
        free(sql);
        *ret_rows += rows;
    }
    return r;
}

struct marking {
    const struct copy_table *table;
    uint64_t sum;
    struct err *err;
};

static int on_setting(void *ctx, const struct copy_value *values)
{
    struct marking *marking = ctx;
    uint64_t sum = 0;
    int r = copy_row_sum(marking->table, values, &sum, marking->err);
    marking->sum += sum;
    return r;
}

static int mark_source(struct copying *copying)
{
    struct copy_side *from = &copying->from;
    struct marking marking = {.err = copying->err};
    int rows = 0;
    int r = count_rows(from, &copying->total, copying->err);
    for (int i = 0; i < from->tables.count; i++)
        if (str_equal(from->tables.at[i].name, "settings"))
            marking.table = &from->tables.at[i];
    if (!r && marking.table)
        r = from->backend->read(from, marking.table, NULL, on_setting, &marking, &rows,
                                copying->err);
    snprintf(copying->mark, sizeof(copying->mark), "%016" PRIx64,
             marking.sum + (uint64_t)copying->total);
    return r;
}

/* --- beginning and going on ------------------------------------------------------------------ */

static int check_empty(struct copying *copying)
{
    struct copy_side *to = &copying->to;
    for (int i = 0; i < to->tables.count; i++) {
        int64_t rows = 0;
        char *sql = mem_printf("SELECT count(*) FROM (SELECT 1 FROM \"%s\" LIMIT 1) AS any_row",
                               to->tables.at[i].name);
        int r = copy_side_number(to, sql, &rows, copying->err);
        free(sql);
        if (!r && rows)
            r = err_set(copying->err, ERR_EXISTS,
                        "%s is not empty (table %s has rows): name a new database, since nothing "
                        "is ever copied over a world",
                        to->migrate->place, to->tables.at[i].name);
        if (r)
            return r;
    }
    return 0;
}

static int write_mark(struct copying *copying)
{
    return run_text(&copying->to,
                    mem_printf("INSERT INTO copying (name, done, last, complete)"
                               " VALUES ('', 0, '%s', 0)",
                               copying->mark),
                    copying->err);
}

static int begin_first(struct copying *copying)
{
    int r = check_empty(copying);
    if (!r)
        r = begin(copying);
    if (r)
        return r;
    r = copy_side_run(&copying->to,
                      "CREATE TABLE copying (name TEXT PRIMARY KEY, done BIGINT NOT NULL,"
                      " last TEXT NOT NULL, complete BIGINT NOT NULL)",
                      copying->err);
    if (!r)
        r = write_mark(copying);
    return end(copying, r);
}

static int begin_anew(struct copying *copying)
{
    struct copy_side *to = &copying->to;
    int r = begin(copying);
    if (r)
        return r;
    for (int i = to->tables.count - 1; !r && i >= 0; i--) /* children first */
        r = run_text(to, mem_printf("DELETE FROM \"%s\"", to->tables.at[i].name), copying->err);
    if (!r)
        r = copy_side_run(to, "DELETE FROM copying", copying->err);
    if (!r)
        r = write_mark(copying);
    return end(copying, r);
}

struct mark_look {
    char mark[MARK_LEN];
};

static int on_mark(void *ctx, const char *const *values)
{
    struct mark_look *look = ctx;
    str_copy(look->mark, sizeof(look->mark), values[0]);
    return 1;
}

static int begin_or_go_on(struct copying *copying)
{
    struct migrate *target = copying->to.migrate;
    struct mark_look look = {""};
    bool has = false;
    int r = migrate_has_table(target, MIGRATE_COPYING, &has, copying->err);
    if (r || !has)
        return r ? r : begin_first(copying);
    r = target->backend->each(target, "SELECT last FROM copying WHERE name = ''", on_mark, &look,
                              copying->err);
    if (r)
        return r;
    bool same = str_equal(look.mark, copying->mark);
    tell(copying, same ? COPY_GOES_ON : COPY_ANEW, "");
    return same ? 0 : begin_anew(copying);
}

/* --- tables ---------------------------------------------------------------------------------- */

struct batch {
    struct copying *copying;
    const struct copy_table *table;
    struct copy_key last;
    int64_t rows; /* of the table so far */
    bool complete;
    int code; /* of reading where it stands */
};

static int on_row(void *ctx, const struct copy_value *values)
{
    struct batch *batch = ctx;
    struct copying *copying = batch->copying;
    uint64_t sum = 0;
    copy_key_take(&batch->last, batch->table, values);
    if (!copy_counts(batch->table, values))
        return 0;
    int r = copy_row_sum(batch->table, values, &sum, copying->err); /* what it refuses, too */
    return r ? r : copying->to.backend->row(&copying->to, batch->table, values, copying->err);
}

static int save_batch(struct batch *batch)
{
    char *last = copy_key_write(&batch->last, batch->table);
    char *sql = mem_printf("INSERT INTO copying (name, done, last, complete) VALUES"
                           " ('%s', %" PRId64 ", '%s', %d) ON CONFLICT (name) DO UPDATE SET"
                           " done = excluded.done, last = excluded.last,"
                           " complete = excluded.complete",
                           batch->table->name, batch->rows, last, batch->complete);
    free(last);
    return run_text(&batch->copying->to, sql, batch->copying->err);
}

static int copy_rows(struct batch *batch, int *ret_rows)
{
    struct copying *copying = batch->copying;
    struct copy_side *to = &copying->to;
    struct copy_key after = batch->last; /* on_row replaces it */
    batch->last = (struct copy_key){0};
    int r = to->backend->start(to, batch->table, copying->err);
    if (!r) {
        r = copying->from.backend->read(&copying->from, batch->table,
                                        after.bytes ? after.values : NULL, on_row, batch, ret_rows,
                                        copying->err);
        int ended = to->backend->end(to, batch->table, r == 0, copying->err);
        r = r ? r : ended;
    }
    if (batch->last.bytes)
        copy_key_done(&after);
    else
        batch->last = after; /* there were none */
    return r;
}

static int copy_batch(struct batch *batch)
{
    struct copying *copying = batch->copying;
    int rows = 0;
    int r = begin(copying);
    if (r)
        return r;
    r = copy_rows(batch, &rows);
    batch->rows += rows;
    batch->complete = rows < COPY_BATCH;
    if (!r)
        r = save_batch(batch);
    r = end(copying, r);
    copying->done += rows;
    if (!r)
        tell(copying, COPY_ROWS, batch->table->name);
    return r;
}

static int on_saved(void *ctx, const char *const *values)
{
    struct batch *batch = ctx;
    str_to_i64(values[0], 0, INT64_MAX, &batch->rows);
    batch->complete = str_equal(values[2], "1");
    batch->code = copy_key_read(&batch->last, batch->table, values[1], batch->copying->err);
    return 1;
}

static int copy_table(struct copying *copying, const struct copy_table *table)
{
    struct batch batch = {.copying = copying, .table = table};
    struct migrate *target = copying->to.migrate;
    char *sql =
        mem_printf("SELECT done, last, complete FROM copying WHERE name = '%s'", table->name);
    int r = target->backend->each(target, sql, on_saved, &batch, copying->err);
    free(sql);
    r = r ? r : batch.code;
    copying->done += batch.rows;
    while (!r && !batch.complete)
        r = copy_batch(&batch);
    copy_key_done(&batch.last);
    return r;
}

/* --- the end --------------------------------------------------------------------------------- */

static void on_summed(void *ctx, int rows)
{
    struct copying *copying = ctx;
    copying->done += rows;
    tell(copying, COPY_COMPARES, "");
}

static int different(struct copying *copying, const struct copy_sum *from,
                     const struct copy_sum *to)
{
    copy_side_run(&copying->to, "UPDATE copying SET last = '' WHERE name = ''", NULL);
    return err_set(copying->err, ERR_CORRUPT,
                   "table %s: %" PRId64 " rows with the sum %016" PRIx64 " were read, %" PRId64
                   " with the sum %016" PRIx64 " are kept: has another program written into one of "
                   "the databases? Copy again: it begins anew",
                   from->table, from->rows, from->sum, to->rows, to->sum);
}

static int compare_table(struct copying *copying, const struct copy_table *table,
                         struct copy_sum *ret_sum)
{
    struct copy_sum kept = {.table = table->name};
    *ret_sum = kept;
    int r = copy_table_sum(&copying->from, table, &ret_sum->rows, &ret_sum->sum, on_summed, copying,
                           copying->err);
    if (!r)
        r = copy_table_sum(&copying->to, table, &kept.rows, &kept.sum, on_summed, copying,
                           copying->err);
    if (!r && (kept.rows != ret_sum->rows || kept.sum != ret_sum->sum))
        r = different(copying, ret_sum, &kept);
    return r;
}

/* sums: one a table. */
static int compare(struct copying *copying, struct copy_sum *sums)
{
    int r = 0;
    copying->done = 0;
    copying->total *= 2;
    for (int i = 0; !r && i < copying->from.tables.count; i++)
        r = compare_table(copying, &copying->from.tables.at[i], &sums[i]);
    copying->done = copying->total;
    if (!r)
        tell(copying, COPY_COMPARES, "");
    return r;
}

static int finish(struct copying *copying)
{
    struct copy_side *to = &copying->to;
    uint64_t chance = 0;
    int r = begin(copying);
    if (r)
        return r;
    rng_secret(&chance, sizeof(chance));
    r = to->backend->finish(to, copying->err);
    if (!r)
        r = run_text(to,
                     mem_printf("INSERT INTO settings (name, value) VALUES ('store.epoch',"
                                " '%016" PRIx64 "')",
                                chance),
                     copying->err);
    if (!r)
        r = copy_side_run(to, "DROP TABLE copying", copying->err);
    return end(copying, r);
}

static void tell_sums(const struct copy_watch *watch, const struct copy_sum *sums, int count)
{
    struct copy_sum world = {.table = ""};
    for (int i = 0; i < count; i++) {
        copy_sum_add(&world, &sums[i]);
        if (watch->on_sum)
            watch->on_sum(watch->ctx, &sums[i]);
    }
    if (watch->on_sum)
        watch->on_sum(watch->ctx, &world);
}

static int copy_all(struct copying *copying)
{
    struct copy_tables *tables = &copying->from.tables;
    struct copy_sum *sums = mem_array((size_t)tables->count + 1, sizeof(*sums));
    int r = copy_sides_match(&copying->from, &copying->to, copying->err);
    if (!r)
        r = mark_source(copying);
    if (!r)
        r = begin_or_go_on(copying);
    for (int i = 0; !r && i < copying->to.tables.count; i++) /* parents first */
        r = copy_table(copying, &copying->to.tables.at[i]);
    if (!r)
        r = compare(copying, sums);
    if (!r)
        r = finish(copying);
    if (!r)
        tell_sums(copying->watch, sums, tables->count);
    free(sums);
    return r;
}

int copy_world(const char *from, const char *to, const struct copy_watch *watch, struct err *err)
{
    struct copying copying = {.watch = watch, .err = err};
    int r = copy_side_open(&copying.from, from, false, NULL, err);
    if (!r)
        r = copy_side_open(&copying.to, to, true, &copying.from, err);
    if (!r)
        r = copy_all(&copying);
    copy_side_close(&copying.to);
    copy_side_close(&copying.from);
    return r;
}

int copy_sums(const char *url, copy_sum_fn fn, void *ctx, struct err *err)
{
    const struct copy_watch watch = {.on_sum = fn, .ctx = ctx};
    struct copy_side side = {0};
    int r = copy_side_open(&side, url, false, NULL, err);
    struct copy_sum *sums = mem_array((size_t)side.tables.count + 1, sizeof(*sums));
    for (int i = 0; !r && i < side.tables.count; i++) {
        sums[i].table = side.tables.at[i].name;
        r = copy_table_sum(&side, &side.tables.at[i], &sums[i].rows, &sums[i].sum, NULL, NULL, err);
    }
    if (!r)
        tell_sums(&watch, sums, side.tables.count);
    free(sums);
    copy_side_close(&side);
    return r;
}
