/* Steps up and down.
 *
 * One step begins a transaction, looks at the records, holds them against our files, runs the file
 * and records it, and commits; so whatever ends the process leaves either all of it or nothing.
 * The lock between processes is held around all steps (the engine's from the first that has
 * something to do, PostgreSQL), and SQLite's own write lock within each.
 *
 *     ordinary:            BEGIN  look  run  record  COMMIT
 *     "-- no transaction": BEGIN  look  record as begun  COMMIT  run  record as done
 *
 * A step that finds nothing to do writes nothing. */
#include "store/migrate_inner.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"

#include <inttypes.h>
#include <stdlib.h>

int migrate_begin(struct migrate *migrate, struct err *err)
{
    return migrate->backend->run(migrate, migrate->backend->begin, "beginning a migration", err);
}

int migrate_commit(struct migrate *migrate, struct err *err)
{
    return migrate->backend->run(migrate, "COMMIT", "committing a migration", err);
}

void migrate_rollback(struct migrate *migrate)
{
    migrate->backend->run(migrate, "ROLLBACK", "", NULL);
}

char *migrate_epoch_sql(void)
{
    uint64_t chance = 0;
    rng_secret(&chance, sizeof(chance));
    return mem_printf("UPDATE settings SET value = '%016" PRIx64
                      "' WHERE name = 'store.epoch';\n" MIGRATE_FORGET,
                      chance);
}

int migrate_new_epoch(struct migrate *migrate, struct err *err)
{
    bool has = false;
    int r = migrate_has_table(migrate, "settings", &has, err);
    if (r || !has)
        return r;
    char *sql = migrate_epoch_sql();
    r = migrate->backend->run(migrate, sql, "changing its epoch", err);
    free(sql);
    return r;
}

int migrate_forget_engine(struct migrate *migrate, struct err *err)
{
    bool has = false;
    int r = migrate_has_table(migrate, "settings", &has, err);
    if (r || !has)
        return r;
    return migrate->backend->run(migrate, MIGRATE_FORGET, "forgetting its last engine", err);
}

static int run_text(struct migrate *migrate, char *sql, struct err *err)
{
    int r = migrate->backend->run(migrate, sql, "recording a migration", err);
    free(sql);
    return r;
}

int migrate_run_up(struct migrate *migrate, const struct migration *migration, struct err *err)
{
    int r = migrate->backend->script(migrate, migration, &migration->up, err);
    return r ? r : migrate->backend->sound(migrate, migration, err);
}

/* --- a look at where it stands --------------------------------------------------------------- */

/* Within a transaction: the records are ours and sound; ret_count of them. */
static int look(struct migrate *migrate, int *ret_count, struct err *err)
{
    struct records records;
    int r = records_load(migrate, &records, err);
    if (!r)
        r = records_check(migrate, &records, err);
    if (!r)
        r = records_prepare(migrate, &records, err);
    *ret_count = records.count;
    records_done(&records);
    return r;
}

static int settle(struct migrate *migrate, const char *sql, int number, struct err *err)
{
    return run_text(migrate, mem_printf("%s WHERE number = %d", sql, number), err);
}

/* --- up -------------------------------------------------------------------------------------- */

static int up_in_transaction(struct migrate *migrate, const struct migration *next, struct err *err)
{
    int r = migrate_run_up(migrate, next, err);
    if (!r)
        r = run_text(migrate, records_insert(migrate, next, "done"), err);
    return r ? r : migrate_commit(migrate, err);
}

static int half(int code, struct err *err)
{
    if (err)
        err_prefix(err, "half done, `bylina migrate repair` settles it");
    return code;
}

static int up_alone(struct migrate *migrate, const struct migration *next, struct err *err)
{
    int r = run_text(migrate, records_insert(migrate, next, "up"), err);
    if (!r)
        r = migrate_commit(migrate, err);
    if (r)
        return r;
    r = migrate_run_up(migrate, next, err);
    if (!r)
        r = settle(migrate, "UPDATE migrations SET state = 'done'", next->number, err);
    return r ? half(r, err) : 0;
}

/* 1: one was applied (ret_line); 0: there is nothing left to do. */
static int step_up(struct migrate *migrate, struct migrate_line *ret_line, struct err *err)
{
    int64_t began = clock_mono_ms();
    int count = 0;
    int r = look(migrate, &count, err);
    if (r)
        return r;
    if (count == migrate->files.count)
        return migrate_commit(migrate, err);
    r = migrate->held ? 0 : migrate->backend->alone(migrate, err);
    if (!r)
        r = migrate_forget_engine(migrate, err);
    if (r)
        return r;
    const struct migration *next = &migrate->files.at[count];
    r = next->alone ? up_alone(migrate, next, err) : up_in_transaction(migrate, next, err);
    *ret_line = (struct migrate_line){next->number, next->name, MIGRATE_DONE, clock_wall_ms(),
                                      clock_mono_ms() - began};
    return r ? r : 1;
}

/* --- down ------------------------------------------------------------------------------------ */

static int down_in_transaction(struct migrate *migrate, const struct migration *last,
                               struct err *err)
{
    int r = migrate->backend->script(migrate, last, &last->down, err);
    if (!r)
        r = migrate->backend->sound(migrate, last, err);
    if (!r)
        r = settle(migrate, "DELETE FROM migrations", last->number, err);
    return r ? r : migrate_commit(migrate, err);
}

static int down_alone(struct migrate *migrate, const struct migration *last, struct err *err)
{
    int r = settle(migrate, "UPDATE migrations SET state = 'down'", last->number, err);
    if (!r)
        r = migrate_commit(migrate, err);
    if (r)
        return r;
    r = migrate->backend->script(migrate, last, &last->down, err);
    if (!r)
        r = settle(migrate, "DELETE FROM migrations", last->number, err);
    return r ? half(r, err) : 0;
}

static int step_down(struct migrate *migrate, struct migrate_line *ret_line, struct err *err)
{
    int64_t began = clock_mono_ms();
    int count = 0;
    int r = look(migrate, &count, err);
    if (r)
        return r;
    if (!count)
        return migrate_commit(migrate, err);
    r = migrate->backend->alone(migrate, err);
    if (!r)
        r = migrate_new_epoch(migrate, err); /* before it: the table may be gone behind it */
    if (r)
        return r;
    const struct migration *last = &migrate->files.at[count - 1];
    r = last->alone ? down_alone(migrate, last, err) : down_in_transaction(migrate, last, err);
    *ret_line = (struct migrate_line){last->number, last->name, MIGRATE_PENDING, 0,
                                      clock_mono_ms() - began};
    return r ? r : 1;
}

/* --- many ------------------------------------------------------------------------------------ */

typedef int (*step_fn)(struct migrate *migrate, struct migrate_line *ret_line, struct err *err);

static int steps(struct migrate *migrate, step_fn step, int count, migrate_fn fn, void *ctx,
                 struct err *err)
{
    int r = 1;
    for (int i = 0; r > 0 && (!count || i < count); i++) {
        struct migrate_line line;
        r = migrate_begin(migrate, err);
        if (!r)
            r = step(migrate, &line, err);
        if (r < 0)
            migrate_rollback(migrate);
        if (r > 0 && fn)
            fn(ctx, &line);
    }
    return r < 0 ? r : 0;
}

int migrate_up(struct migrate *migrate, int count, migrate_fn fn, void *ctx, struct err *err)
{
    int r = migrate->backend->lock(migrate, err);
    if (r)
        return r;
    r = steps(migrate, step_up, count, fn, ctx, err);
    migrate->backend->unlock(migrate);
    return r;
}

/* Before anything is undone. */
static int check_way_back(struct migrate *migrate, int count, struct err *err)
{
    struct records records;
    int r = records_load(migrate, &records, err);
    if (!r)
        r = records_check(migrate, &records, err);
    if (!r && count > records.count)
        r = err_set(err, ERR_REFUSED, "%s: %d migrations are applied, and %d cannot be undone",
                    migrate->place, records.count, count);
    for (int i = records.count - count; !r && i < records.count; i++)
        if (migrate->files.at[i].one_way)
            r = err_set(err, ERR_REFUSED,
                        "%s: migration %s cannot be undone (nothing is below its \"-- down\"): "
                        "restore a backup from before it; nothing was undone",
                        migrate->place, migrate->files.at[i].name);
    records_done(&records);
    return r;
}

int migrate_down(struct migrate *migrate, int count, migrate_fn fn, void *ctx, struct err *err)
{
    int r = migrate->backend->lock(migrate, err);
    if (r)
        return r;
    r = check_way_back(migrate, count, err);
    if (!r)
        r = steps(migrate, step_down, count, fn, ctx, err);
    migrate->backend->unlock(migrate);
    return r;
}

/* --- another epoch --------------------------------------------------------------------------- */

static int renew(struct migrate *migrate, struct err *err)
{
    int r = migrate->backend->alone(migrate, err);
    if (!r)
        r = migrate_begin(migrate, err);
    if (r)
        return r;
    r = migrate_new_epoch(migrate, err);
    if (!r)
        r = migrate_commit(migrate, err);
    if (r)
        migrate_rollback(migrate);
    return r;
}

int migrate_renew(struct migrate *migrate, struct err *err)
{
    int r = migrate->backend->lock(migrate, err);
    if (r)
        return r;
    r = renew(migrate, err);
    migrate->backend->unlock(migrate);
    return r;
}
