/* The table of records: reading it, and holding it against our files.
 *
 * Databases from before the chain have records without it: they are taken as they are where their
 * checksums are right, and completed by the next migration. */
#include "store/migrate_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- reading --------------------------------------------------------------------------------- */

static int on_table(void *ctx, const char *const *values)
{
    struct records *records = ctx;
    if (str_equal(values[0], "migrations"))
        records->table = true;
    else if (str_equal(values[0], MIGRATE_COPYING))
        records->copying = true;
    else
        records->foreign = true;
    return 0;
}

static int on_true(void *ctx, const char *const *values)
{
    (void)values;
    *(bool *)ctx = true;
    return 1;
}

struct table_look {
    const char *name;
    bool has;
};

static int on_name(void *ctx, const char *const *values)
{
    struct table_look *look = ctx;
    look->has = look->has || str_equal(values[0], look->name);
    return look->has;
}

int migrate_has_table(struct migrate *migrate, const char *table, bool *ret_has, struct err *err)
{
    struct table_look look = {table, false};
    int r = migrate->backend->each(migrate, migrate->backend->tables, on_name, &look, err);
    *ret_has = look.has;
    return r;
}

static int64_t number_of(const char *text)
{
    int64_t number = -1;
    if (text && str_to_i64(text, INT64_MIN, INT64_MAX, &number))
        return -1;
    return number;
}

static int on_record(void *ctx, const char *const *values)
{
    struct records *records = ctx;
    records->at = mem_grow(records->at, (size_t)records->count + 1, sizeof(*records->at));
    const char *state = values[5] ? values[5] : "";
    records->at[records->count++] = (struct record){
        .number = number_of(values[0]),
        .name = mem_strdup(values[1] ? values[1] : ""),
        .checksum = mem_strdup(values[2] ? values[2] : ""),
        .chain = mem_strdup(values[4] ? values[4] : ""),
        .state = str_equal(state, "up")     ? 'u'
                 : str_equal(state, "down") ? 'n'
                                            : 'd',
        .applied_ms = number_of(values[3]),
    };
    return 0;
}

int records_load(struct migrate *migrate, struct records *ret_records, struct err *err)
{
    const struct migrate_backend *backend = migrate->backend;
    *ret_records = (struct records){0};
    int r = backend->each(migrate, backend->tables, on_table, ret_records, err);
    ret_records->foreign = ret_records->foreign && !ret_records->table;
    if (r || !ret_records->table)
        return r;
    r = backend->each(migrate, backend->chained, on_true, &ret_records->chained, err);
    if (r)
        return r;
    return backend->each(migrate,
                         ret_records->chained
                             ? "SELECT number, name, checksum, applied_ms, chain, state"
                               " FROM migrations ORDER BY number"
                             : "SELECT number, name, checksum, applied_ms, '', 'done'"
                               " FROM migrations ORDER BY number",
                         on_record, ret_records, err);
}

void records_done(struct records *records)
{
    for (int i = 0; i < records->count; i++) {
        free(records->at[i].name);
        free(records->at[i].checksum);
        free(records->at[i].chain);
    }
    free(records->at);
    *records = (struct records){0};
}

const struct record *records_half(const struct records *records)
{
    for (int i = 0; i < records->count; i++)
        if (records->at[i].state != 'd')
            return &records->at[i];
    return NULL;
}

/* --- checking -------------------------------------------------------------------------------- */

static int refuse_newer(const struct migrate *migrate, const struct records *records,
                        struct err *err)
{
    for (int i = 0; i < records->count; i++)
        if (records->at[i].number > migrate->files.count)
            return err_set(err, ERR_REFUSED,
                           "%s: the database is newer than this program: it has migration %" PRId64
                           " (%s), this program knows %d: start a newer bylina, or undo with the "
                           "newer one's `bylina migrate down`",
                           migrate->place, records->at[i].number, records->at[i].name,
                           migrate->files.count);
    return 0;
}

static int refuse_changed(const struct migrate *migrate, const struct record *record,
                          const struct migration *ours, struct err *err)
{
    if (!str_equal(record->checksum, ours->checksum))
        return err_set(err, ERR_CONFLICT,
                       "%s: migration %s was applied with another text (checksum %s, now %s): "
                       "restore the text as it was, and put the change into a new migration",
                       migrate->place, ours->name, record->checksum, ours->checksum);
    if (!str_equal(record->name, ours->name))
        return err_set(err, ERR_CONFLICT,
                       "%s: migration %s was applied under the name %s: give it that name again",
                       migrate->place, ours->name, record->name);
    if (*record->chain && !str_equal(record->chain, ours->chain))
        return err_set(err, ERR_CORRUPT,
                       "%s: the record of migration %s was changed by hand, or one before it: look "
                       "with `bylina migrate check`; if the schema is as it should be, `bylina "
                       "migrate stamp` writes the records anew",
                       migrate->place, ours->name);
    return 0;
}

static int refuse_half(const struct migrate *migrate, const struct records *records,
                       struct err *err)
{
    const struct record *half = records_half(records);
    if (half)
        return err_set(err, ERR_REFUSED,
                       "%s: migration %s began to be %s and did not end: `bylina migrate repair` "
                       "says what is left to do",
                       migrate->place, half->name, half->state == 'u' ? "applied" : "undone");
    return 0;
}

int records_check(const struct migrate *migrate, const struct records *records, struct err *err)
{
    if (records->foreign)
        return err_set(err, ERR_REFUSED,
                       "%s: this database belongs to another program (it has tables, and no record "
                       "of our migrations): name another one; if the tables are bylina's, record "
                       "them with `bylina migrate stamp N`",
                       migrate->place);
    int r = refuse_newer(migrate, records, err);
    for (int i = 0; !r && i < records->count; i++) {
        const struct record *record = &records->at[i];
        if (record->number != i + 1)
            return err_set(err, ERR_CORRUPT,
                           "%s: migration %d is missing from its records although %" PRId64
                           " (%s) is there: restore a backup",
                           migrate->place, i + 1, record->number, record->name);
        r = refuse_changed(migrate, record, &migrate->files.at[i], err);
    }
    if (!r)
        r = refuse_half(migrate, records, err);
    if (!r && records->copying)
        r = err_set(err, ERR_REFUSED,
                    "%s: a copy into it was begun and not ended: `bylina migrate copy FROM TO` "
                    "goes on with it",
                    migrate->place);
    return r;
}

/* --- writing --------------------------------------------------------------------------------- */

static int complete(struct migrate *migrate, const struct records *records, struct err *err)
{
    int r = 0;
    for (int i = 0; !r && i < records->count && i < migrate->files.count; i++) {
        if (*records->at[i].chain)
            continue;
        char *sql = mem_printf("UPDATE migrations SET chain = '%s' WHERE number = %d",
                               migrate->files.at[i].chain, i + 1);
        r = migrate->backend->run(migrate, sql, "completing the records of migrations", err);
        free(sql);
    }
    return r;
}

int records_prepare(struct migrate *migrate, const struct records *records, struct err *err)
{
    const struct migrate_backend *backend = migrate->backend;
    if (!records->table)
        return backend->run(migrate, backend->records, "making the table of migrations", err);
    int r = 0;
    if (!records->chained)
        r = backend->run(migrate,
                         "ALTER TABLE migrations ADD COLUMN chain TEXT NOT NULL DEFAULT '';"
                         "ALTER TABLE migrations ADD COLUMN state TEXT NOT NULL DEFAULT 'done'",
                         "completing the table of migrations", err);
    return r ? r : complete(migrate, records, err);
}

char *records_insert(const struct migrate *migrate, const struct migration *migration,
                     const char *state)
{
    return mem_printf("INSERT INTO migrations (number, name, checksum, applied_ms, chain, state)"
                      " VALUES (%d, '%s', '%s', %s, '%s', '%s')",
                      migration->number, migration->name, migration->checksum,
                      migrate->backend->now, migration->chain, state);
}
