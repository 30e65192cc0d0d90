/* Migrations from outside: opening a database for them, where it stands, what they would run, and
 * the short forms for those who open a world. The parts:
 *
 *     migration.c, sqltext.c     the files: names, parts, checksums, chain; statements
 *     migrate_records.c          the table of records, and what is refused
 *     migrate_steps.c            up and down
 *     migrate_schema.c           check, stamp, repair: by comparing schemas
 *     migrate_sqlite.c, migrate_postgres.c (and schema_*.c)    what differs between databases */
#include "store/migrate_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const struct migrate_backend *migrate_backend_for(const char *url, struct err *err)
{
    if (str_starts(url, "sqlite:"))
        return &migrate_sqlite;
    if (str_starts(url, "postgres:") || str_starts(url, "postgresql:"))
        return &migrate_postgres;
    /* what follows may hold a password */
    err_set(err, ERR_INVALID, "database \"%.*s...\": write sqlite:PATH or postgres://...",
            (int)strcspn(url, ":"), url);
    return NULL;
}

int migrate_open(const char *url, const struct embedded *files, bool make,
                 struct migrate **ret_migrate, struct err *err)
{
    const struct migrate_backend *backend = migrate_backend_for(url, err);
    if (!backend)
        return ERR_INVALID;
    struct migrate *migrate = mem_alloc(sizeof(*migrate));
    migrate->backend = backend;
    migrate->lock = -1;
    migrate->url = mem_strdup(url);
    int r = migrations_load(&migrate->files, files, backend->folder, err);
    if (!r)
        r = backend->open(migrate, url, make, err);
    if (r) {
        migrate_close(migrate);
        return r;
    }
    *ret_migrate = migrate;
    return 0;
}

void migrate_close(struct migrate *migrate)
{
    if (!migrate)
        return;
    migrate->backend->close(migrate);
    migrations_done(&migrate->files);
    free(migrate->place);
    free(migrate->path);
    free(migrate->url);
    free(migrate);
}

const char *migrate_place(const struct migrate *migrate)
{
    return migrate->place;
}

/* --- where it stands ------------------------------------------------------------------------- */

static enum migrate_state state_of(const struct migrate *migrate, const struct record *record)
{
    if (record->number < 1 || record->number > migrate->files.count)
        return MIGRATE_UNKNOWN;
    const struct migration *ours = &migrate->files.at[record->number - 1];
    if (record->state != 'd')
        return record->state == 'u' ? MIGRATE_HALF_UP : MIGRATE_HALF_DOWN;
    return str_equal(ours->checksum, record->checksum) && str_equal(ours->name, record->name)
               ? MIGRATE_DONE
               : MIGRATE_CHANGED;
}

static int tell_pending(const struct migrate *migrate, int64_t from, int64_t until, migrate_fn fn,
                        void *ctx)
{
    int count = 0;
    for (int64_t n = from; n < until && n <= migrate->files.count; n++, count++) {
        const struct migration *ours = &migrate->files.at[n - 1];
        const struct migrate_line line = {n, ours->name, MIGRATE_PENDING, 0, 0};
        if (fn)
            fn(ctx, &line);
    }
    return count;
}

static int tell_all(const struct migrate *migrate, const struct records *records, migrate_fn fn,
                    void *ctx)
{
    int64_t next = 1;
    int pending = 0;
    for (int i = 0; i < records->count; i++) {
        const struct record *record = &records->at[i];
        const struct migrate_line line = {record->number, record->name, state_of(migrate, record),
                                          record->applied_ms, 0};
        pending += tell_pending(migrate, next, record->number, fn, ctx);
        if (fn)
            fn(ctx, &line);
        next = record->number + 1;
    }
    return pending + tell_pending(migrate, next, INT64_MAX, fn, ctx);
}

int migrate_status(struct migrate *migrate, migrate_fn fn, void *ctx, int *ret_pending,
                   struct err *err)
{
    struct records records;
    int r = records_load(migrate, &records, err);
    if (!r) {
        *ret_pending = tell_all(migrate, &records, fn, ctx);
        r = records_check(migrate, &records, err);
    }
    records_done(&records);
    return r;
}

/* --- as a script ----------------------------------------------------------------------------- */

/* Text that a person may have ended without a line break or a semicolon. */
static void add_part(struct buf *out, const struct migration_part *part)
{
    size_t len = strlen(part->text);
    while (len && strchr(" \t\r\n", part->text[len - 1]))
        len--;
    buf_add(out, part->text, len);
    buf_adds(out, len && part->text[len - 1] != ';' ? "\n;\n" : "\n");
}

static void add_up(const struct migrate *migrate, const struct migration *one, struct buf *out)
{
    char *insert = records_insert(migrate, one, one->alone ? "up" : "done");
    buf_addf(out, "\n-- %s\n%s", one->name, one->alone ? "" : "BEGIN;\n");
    if (one->alone)
        buf_addf(out, "%s;\n", insert);
    add_part(out, &one->up);
    if (one->alone)
        buf_addf(out, "UPDATE migrations SET state = 'done' WHERE number = %d;\n", one->number);
    else
        buf_addf(out, "%s;\nCOMMIT;\n", insert);
    free(insert);
}

static void add_down(const struct migration *one, const char *epoch, struct buf *out)
{
    buf_addf(out, "\n-- %s, undone\n%s%s", one->name, one->alone ? "" : "BEGIN;\n", epoch);
    if (one->alone)
        buf_addf(out, "UPDATE migrations SET state = 'down' WHERE number = %d;\n", one->number);
    add_part(out, &one->down);
    buf_addf(out, "DELETE FROM migrations WHERE number = %d;\n%s", one->number,
             one->alone ? "" : "COMMIT;\n");
}

static int write_down(struct migrate *migrate, const struct records *records, int count,
                      struct buf *out, struct err *err)
{
    bool has = false;
    int r = migrate_has_table(migrate, "settings", &has, err);
    if (!r && count > records->count)
        r = err_set(err, ERR_REFUSED, "%s: %d migrations are applied, and %d cannot be undone",
                    migrate->place, records->count, count);
    if (r)
        return r;
    char *epoch = has ? migrate_epoch_sql() : mem_strdup("");
    for (int i = records->count - 1; !r && i >= records->count - count; i--) {
        if (migrate->files.at[i].one_way)
            r = err_set(err, ERR_REFUSED, "%s: migration %s cannot be undone", migrate->place,
                        migrate->files.at[i].name);
        add_down(&migrate->files.at[i], epoch, out);
    }
    free(epoch);
    return r;
}

static int write_up(struct migrate *migrate, const struct records *records, int count,
                    struct buf *out, struct err *err)
{
    bool has = false;
    int end = count ? records->count + count : migrate->files.count;
    int r = migrate_has_table(migrate, "settings", &has, err);
    if (!records->table)
        buf_addf(out, "%s;\n", migrate->backend->records);
    if (has && records->count < end)
        buf_adds(out, MIGRATE_FORGET);
    for (int i = records->count; i < end && i < migrate->files.count; i++)
        add_up(migrate, &migrate->files.at[i], out);
    return r;
}

int migrate_sql(struct migrate *migrate, bool down, int count, struct buf *out, struct err *err)
{
    struct records records;
    int r = records_load(migrate, &records, err);
    if (!r)
        r = records_check(migrate, &records, err);
    if (!r)
        buf_adds(out, migrate->backend->preface);
    if (!r && down)
        r = write_down(migrate, &records, count, out, err);
    else if (!r)
        r = write_up(migrate, &records, count, out, err);
    if (!r && out->full)
        r = err_set(err, ERR_LIMIT, "the script is too long");
    records_done(&records);
    return r;
}

/* --- for those who open a world -------------------------------------------------------------- */

int migrate_bring_up(const char *url, struct err *err)
{
    struct migrate *migrate = NULL;
    int r = migrate_open(url, migration_files, true, &migrate, err);
    if (!r)
        r = migrate_up(migrate, 0, NULL, NULL, err);
    migrate_close(migrate);
    return r;
}

int migrate_sqlite_held(const char *path, struct err *err)
{
    char *url = mem_printf("sqlite:%s", path);
    struct migrate *migrate = NULL;
    int r = migrate_open(url, migration_files, true, &migrate, err);
    if (!r) {
        migrate->held = true;
        r = migrate_up(migrate, 0, NULL, NULL, err);
    }
    migrate_close(migrate);
    free(url);
    return r;
}

static void on_pending(void *ctx, const struct migrate_line *line)
{
    struct migrate_line *first = ctx;
    if (line->state == MIGRATE_PENDING && !first->number)
        *first = *line;
}

static int ready(struct migrate *migrate, struct err *err)
{
    struct migrate_line first = {0};
    int pending = 0;
    int r = migrate_status(migrate, on_pending, &first, &pending, err);
    if (!r && pending)
        r = err_set(err, ERR_REFUSED,
                    "%s: %d migration%s pending (the first is %s): apply %s with `bylina migrate "
                    "up`, or let the engine do it at its start with MIGRATE=auto",
                    migrate->place, pending, pending == 1 ? " is" : "s are", first.name,
                    pending == 1 ? "it" : "them");
    return r;
}

int migrate_ready(const char *url, struct err *err)
{
    struct migrate *migrate = NULL;
    int r = migrate_open(url, migration_files, false, &migrate, err);
    if (!r)
        r = ready(migrate, err);
    migrate_close(migrate);
    return r;
}

int migrate_ready_on(void *link, const char *place, struct err *err)
{
    struct migrate migrate = {.backend = &migrate_postgres, .lock = -1, .handle = link};
    migrate.place = mem_strdup(place);
    int r = migrations_load(&migrate.files, migration_files, migrate.backend->folder, err);
    if (!r)
        r = ready(&migrate, err);
    migrations_done(&migrate.files);
    free(migrate.place);
    return r;
}
