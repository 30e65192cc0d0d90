/* One side of a copy: the locks, and which tables there are.
 *
 * Tables, columns and keys come from the schema, so that a new migration's tables are copied
 * without a word about them here. What a database keeps for itself alone (PostgreSQL's columns that
 * are arrays) is left out as it is read. That documents' bodies are JSON is known of PostgreSQL by
 * their type, and of SQLite, where they are texts, by the name that stands here. */
#include "store/copy_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define SAME_MAX    256
#define JSON_TABLE  "documents"
#define JSON_COLUMN "body"

/* --- tables ---------------------------------------------------------------------------------- */

struct reading {
    struct copy_side *side;
    struct err *err;
    int code;
};

static int type_of(const char *table, const char *column, const char *type)
{
    static const struct {
        const char *name;
        enum copy_type type;
    } types[] = {
        {"INTEGER", COPY_NUMBER}, {"bigint", COPY_NUMBER}, {"integer", COPY_NUMBER},
        {"TEXT", COPY_TEXT},      {"text", COPY_TEXT},     {"jsonb", COPY_JSON},
        {"BLOB", COPY_BYTES},     {"bytea", COPY_BYTES},
    };
    if (str_equal(table, JSON_TABLE) && str_equal(column, JSON_COLUMN))
        return COPY_JSON;
    for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
        if (str_equal(types[i].name, type))
            return (int)types[i].type;
    return -1;
}

/* Rows come by table: it is the last one, or a new one. */
static struct copy_table *table_at(struct copy_tables *tables, const char *name)
{
    if (tables->count && str_equal(tables->at[tables->count - 1].name, name))
        return &tables->at[tables->count - 1];
    tables->at = mem_grow(tables->at, (size_t)tables->count + 1, sizeof(*tables->at));
    struct copy_table *table = &tables->at[tables->count++];
    *table = (struct copy_table){.name = mem_strdup(name),
                                 .columns = mem_array(COPY_COLUMNS_MAX, sizeof(*table->columns))};
    return table;
}

static int on_column(void *ctx, const char *const *values)
{
    struct reading *reading = ctx;
    struct copy_table *table = table_at(&reading->side->tables, values[0]);
    int type = type_of(values[0], values[1], values[2]);
    int64_t place = 0;
    if (values[3])
        str_to_i64(values[3], 0, COPY_KEYS_MAX, &place);
    if (type < 0 || table->count == COPY_COLUMNS_MAX)
        return reading->code = err_set(
                   reading->err, ERR_LIMIT, "%s: table %s, column %s: its type %s cannot be copied",
                   reading->side->migrate->place, values[0], values[1], values[2]);
    if (place) {
        table->keys[place - 1] = table->count;
        table->key_count = table->key_count < place ? (int)place : table->key_count;
    }
    table->columns[table->count++] = (struct copy_column){
        mem_strdup(values[1]), (enum copy_type)type, str_equal(values[4], "own")};
    return 0;
}

static int check_keys(const struct copy_side *side, struct err *err)
{
    for (int i = 0; i < side->tables.count; i++)
        if (!side->tables.at[i].key_count)
            return err_set(err, ERR_LIMIT, "%s: table %s has no primary key: it cannot be copied",
                           side->migrate->place, side->tables.at[i].name);
    return 0;
}

/* --- parents first --------------------------------------------------------------------------- */

struct pair {
    char *child;
    char *parent;
};

struct pairs {
    struct pair *at;
    int count;
};

static int on_pair(void *ctx, const char *const *values)
{
    struct pairs *pairs = ctx;
    if (str_equal(values[0], values[1]))
        return 0;
    pairs->at = mem_grow(pairs->at, (size_t)pairs->count + 1, sizeof(*pairs->at));
    pairs->at[pairs->count++] = (struct pair){mem_strdup(values[0]), mem_strdup(values[1])};
    return 0;
}

static bool stands_before(const struct copy_tables *tables, const char *name, int end)
{
    for (int i = 0; i < end; i++)
        if (str_equal(tables->at[i].name, name))
            return true;
    return false;
}

static bool is_ready(const struct copy_tables *tables, const struct pairs *pairs, int at,
                     int placed)
{
    for (int i = 0; i < pairs->count; i++)
        if (str_equal(pairs->at[i].child, tables->at[at].name) &&
            !stands_before(tables, pairs->at[i].parent, placed))
            return false;
    return true;
}

/* Tables that refer to each other in a ring stay as they were: the database will say so. */
static void arrange(struct copy_tables *tables, const struct pairs *pairs)
{
    for (int placed = 0; placed < tables->count; placed++) {
        int at = placed;
        while (at < tables->count && !is_ready(tables, pairs, at, placed))
            at++;
        if (at == tables->count)
            return;
        struct copy_table next = tables->at[at];
        memmove(&tables->at[placed + 1], &tables->at[placed],
                (size_t)(at - placed) * sizeof(*tables->at));
        tables->at[placed] = next;
    }
}

static int read_tables(struct copy_side *side, struct err *err)
{
    struct reading reading = {side, err, 0};
    struct pairs pairs = {NULL, 0};
    const struct migrate_backend *backend = side->migrate->backend;
    int r = backend->each(side->migrate, side->backend->columns, on_column, &reading, err);
    r = r ? r : reading.code;
    if (!r)
        r = check_keys(side, err);
    if (!r)
        r = backend->each(side->migrate, side->backend->parents, on_pair, &pairs, err);
    if (!r)
        arrange(&side->tables, &pairs);
    for (int i = 0; i < pairs.count; i++) {
        free(pairs.at[i].child);
        free(pairs.at[i].parent);
    }
    free(pairs.at);
    return r;
}

/* --- opening --------------------------------------------------------------------------------- */

/* target: an unfinished copy is no fault of it. */
static int check_records(struct migrate *migrate, bool target, bool *ret_fresh, struct err *err)
{
    struct records records;
    int r = records_load(migrate, &records, err);
    *ret_fresh = !r && !records.copying && records.count < migrate->files.count;
    bool copying = records.copying;
    records.copying = copying && !target;
    if (!r)
        r = records_check(migrate, &records, err);
    if (!r && copying && records.count < migrate->files.count)
        r = err_set(err, ERR_REFUSED,
                    "%s: the copy into it was begun by an older bylina: end it with that one, or "
                    "name another database",
                    migrate->place);
    records_done(&records);
    return r;
}

static int bring_up(struct migrate *migrate, bool make, struct err *err)
{
    bool fresh = false;
    int r = check_records(migrate, make, &fresh, err);
    if (r || !fresh)
        return r;
    if (!make)
        return err_set(err, ERR_REFUSED, "%s: migrations are pending: `bylina migrate up` first",
                       migrate->place);
    return migrate_up(migrate, 0, NULL, NULL, err);
}

static int on_same(void *ctx, const char *const *values)
{
    str_copy(ctx, SAME_MAX, values[0] ? values[0] : "");
    return 1;
}

static int name_side(const struct copy_side *side, char name[SAME_MAX], struct err *err)
{
    struct stat info = {0};
    if (side->backend->same)
        return side->migrate->backend->each(side->migrate, side->backend->same, on_same, name, err);
    if (stat(side->migrate->path, &info) != 0 && errno != ENOENT) /* not yet made */
        return err_set(err, ERR_SYSTEM, "%s: %s", side->migrate->path, strerror(errno));
    snprintf(name, SAME_MAX, "%ju/%ju", (uintmax_t)info.st_dev, (uintmax_t)info.st_ino);
    return 0;
}

static int refuse_same(const struct copy_side *side, const struct copy_side *other, struct err *err)
{
    char ours[SAME_MAX] = "";
    char theirs[SAME_MAX] = "";
    if (!other || other->backend != side->backend)
        return 0;
    int r = name_side(side, ours, err);
    if (!r)
        r = name_side(other, theirs, err);
    if (!r && str_equal(ours, theirs))
        r = err_set(err, ERR_INVALID, "%s: a world cannot be copied into itself",
                    side->migrate->place);
    return r;
}

int copy_side_open(struct copy_side *side, const char *url, bool make,
                   const struct copy_side *other, struct err *err)
{
    bool fresh = false;
    int r = migrate_open(url, migration_files, make, &side->migrate, err);
    if (r)
        return r;
    side->backend = side->migrate->backend == &migrate_postgres ? &copy_postgres : &copy_sqlite;
    r = refuse_same(side, other, err);
    if (!r)
        r = bring_up(side->migrate, make, err);
    if (!r)
        r = side->migrate->backend->lock(side->migrate, err);
    if (!r)
        r = side->migrate->backend->alone(side->migrate, err);
    if (!r) /* once more, now that nobody else can change it */
        r = check_records(side->migrate, make, &fresh, err);
    if (!r)
        r = copy_side_run(side, side->backend->session, err);
    return r ? r : read_tables(side, err);
}

void copy_side_close(struct copy_side *side)
{
    for (int i = 0; i < side->tables.count; i++) {
        for (int j = 0; j < side->tables.at[i].count; j++)
            free(side->tables.at[i].columns[j].name);
        free(side->tables.at[i].columns);
        free(side->tables.at[i].name);
    }
    free(side->tables.at);
    migrate_close(side->migrate);
    *side = (struct copy_side){0};
}

/* --- small things ---------------------------------------------------------------------------- */

int copy_side_run(struct copy_side *side, const char *sql, struct err *err)
{
    return side->migrate->backend->run(side->migrate, sql, "copying", err);
}

static int on_number(void *ctx, const char *const *values)
{
    if (values[0])
        str_to_i64(values[0], INT64_MIN, INT64_MAX, ctx);
    return 1;
}

int copy_side_number(struct copy_side *side, const char *sql, int64_t *ret_number, struct err *err)
{
    *ret_number = 0;
    return side->migrate->backend->each(side->migrate, sql, on_number, ret_number, err);
}

void copy_names(const struct copy_table *table, bool keys, struct buf *out)
{
    int count = keys ? table->key_count : table->count;
    for (int i = 0; i < count; i++)
        buf_addf(out, "%s\"%s\"", i ? ", " : "", table->columns[keys ? table->keys[i] : i].name);
}

static int differ(const struct copy_side *from, const struct copy_side *to, const char *table,
                  struct err *err)
{
    return err_set(err, ERR_CORRUPT,
                   "table %s is not the same in %s and in %s: `bylina migrate check` says which of "
                   "them is wrong",
                   table, from->migrate->place, to->migrate->place);
}

static const struct copy_table *find_table(const struct copy_tables *tables, const char *name)
{
    for (int i = 0; i < tables->count; i++)
        if (str_equal(tables->at[i].name, name))
            return &tables->at[i];
    return NULL;
}

static bool same_table(const struct copy_table *a, const struct copy_table *b)
{
    bool same = a->count == b->count && a->key_count == b->key_count;
    for (int i = 0; same && i < a->count; i++)
        same = str_equal(a->columns[i].name, b->columns[i].name) &&
               a->columns[i].type == b->columns[i].type;
    for (int i = 0; same && i < a->key_count; i++)
        same = a->keys[i] == b->keys[i];
    return same;
}

int copy_sides_match(const struct copy_side *from, const struct copy_side *to, struct err *err)
{
    for (int i = 0; i < from->tables.count; i++) {
        const struct copy_table *other = find_table(&to->tables, from->tables.at[i].name);
        if (!other || !same_table(&from->tables.at[i], other))
            return differ(from, to, from->tables.at[i].name, err);
    }
    for (int i = 0; i < to->tables.count; i++)
        if (!find_table(&from->tables, to->tables.at[i].name))
            return differ(from, to, to->tables.at[i].name, err);
    return 0;
}
