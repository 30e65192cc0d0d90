/* PostgreSQL as a side of a copy: reads pages in text form, writes by COPY. The session says that
 * it is an engine (bylina.engine), so that its rows are not counted as changes by others. */
#include "store/copy_inner.h"

#include "base/mem.h"
#include "store/pg_canon.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SQL_MAX  8192
#define SEND_MIN 65536 /* bytes that are handed to the server at once */
#define OURS     " NOT IN ('migrations', '" MIGRATE_COPYING "')"

/* `answer` may be NULL; it is cleared. */
static int failed(struct copy_side *side, PGresult *answer, const struct copy_table *table,
                  struct err *err)
{
    const char *main = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    const char *where = PQresultErrorField(answer, PG_DIAG_CONTEXT);
    char *said = mem_strdup(main ? main : PQerrorMessage(side->migrate->handle));
    said[strcspn(said, "\n")] = '\0';
    int r =
        err_set(err, PQstatus(side->migrate->handle) == CONNECTION_OK ? ERR_SYSTEM : ERR_NETWORK,
                "%s: table %s: %s%s%s", side->migrate->place, table->name, said, where ? ": " : "",
                where ? where : "");
    free(said);
    PQclear(answer);
    return r;
}

/* --- reading --------------------------------------------------------------------------------- */

static void write_query(const struct copy_table *table, bool after, struct buf *sql)
{
    static const char *const casts[] = {"bigint", "text", "jsonb", "bytea"};
    buf_adds(sql, "SELECT ");
    copy_names(table, false, sql);
    buf_addf(sql, " FROM \"%s\"", table->name);
    if (after) {
        buf_adds(sql, " WHERE (");
        copy_names(table, true, sql);
        buf_adds(sql, ") > (");
        for (int i = 0; i < table->key_count; i++)
            buf_addf(sql, "%s$%d::%s", i ? ", " : "", i + 1,
                     casts[table->columns[table->keys[i]].type]);
        buf_adds(sql, ")");
    }
    buf_adds(sql, " ORDER BY ");
    copy_names(table, true, sql);
    buf_addf(sql, " LIMIT %d", COPY_BATCH);
}

/* Parameters in text form; bytes in binary, where they need no spelling. */
static PGresult *ask(struct copy_side *side, const struct copy_table *table,
                     const struct copy_value *after)
{
    const char *values[COPY_KEYS_MAX];
    int lengths[COPY_KEYS_MAX];
    int formats[COPY_KEYS_MAX];
    struct buf sql;
    buf_init(&sql, SQL_MAX);
    write_query(table, after != NULL, &sql);
    for (int i = 0; after && i < table->key_count; i++) {
        values[i] = after[i].data; /* a 0 byte is behind each: copy_key_take */
        lengths[i] = (int)after[i].len;
        formats[i] = table->columns[table->keys[i]].type == COPY_BYTES;
    }
    PGresult *answer = PQexecParams(side->migrate->handle, sql.data, after ? table->key_count : 0,
                                    NULL, values, lengths, formats, 0);
    buf_done(&sql);
    return answer;
}

/* JSONB is spelled again as the engine writes it. */
static struct copy_value read_value(PGresult *answer, int row, int at, enum copy_type type,
                                    char **ret_own)
{
    const char *text = PQgetvalue(answer, row, at);
    size_t len = (size_t)PQgetlength(answer, row, at);
    *ret_own = NULL;
    if (PQgetisnull(answer, row, at))
        return (struct copy_value){NULL, 0};
    if (type == COPY_BYTES) {
        unsigned char *bytes = PQunescapeBytea((const unsigned char *)text, &len);
        text = *ret_own = mem_dup(mem_need(bytes), len);
        PQfreemem(bytes);
    } else if (type == COPY_JSON) {
        struct buf out;
        buf_init(&out, COPY_ROW_MAX);
        pg_canon(text, len, &out);
        text = *ret_own = buf_detach(&out, &len);
    }
    return (struct copy_value){text, len};
}

static int tell_row(PGresult *answer, int row, const struct copy_table *table, copy_row_fn fn,
                    void *ctx)
{
    struct copy_value values[COPY_COLUMNS_MAX];
    char *own[COPY_COLUMNS_MAX];
    for (int i = 0; i < table->count; i++)
        values[i] = read_value(answer, row, i, table->columns[i].type, &own[i]);
    int r = fn(ctx, values);
    for (int i = 0; i < table->count; i++)
        free(own[i]);
    return r;
}

static int pg_read(struct copy_side *side, const struct copy_table *table,
                   const struct copy_value *after, copy_row_fn fn, void *ctx, int *ret_rows,
                   struct err *err)
{
    PGresult *answer = ask(side, table, after);
    if (PQresultStatus(answer) != PGRES_TUPLES_OK)
        return failed(side, answer, table, err);
    int r = 0;
    *ret_rows = PQntuples(answer);
    for (int row = 0; !r && row < *ret_rows; row++)
        r = tell_row(answer, row, table, fn, ctx);
    PQclear(answer);
    return r;
}

/* --- writing --------------------------------------------------------------------------------- */

static int pg_start(struct copy_side *side, const struct copy_table *table, struct err *err)
{
    struct buf sql;
    buf_init(&sql, SQL_MAX);
    buf_addf(&sql, "COPY \"%s\" (", table->name);
    copy_names(table, false, &sql);
    buf_adds(&sql, ") FROM STDIN");
    PGresult *answer = PQexec(side->migrate->handle, sql.data);
    buf_done(&sql);
    if (PQresultStatus(answer) != PGRES_COPY_IN)
        return failed(side, answer, table, err);
    PQclear(answer);
    struct buf *lines = mem_alloc(sizeof(*lines));
    buf_init(lines, COPY_ROW_MAX + SEND_MIN);
    side->writing = lines;
    return 0;
}

static void add_text(const struct copy_value *value, struct buf *out)
{
    const char *run = value->data;
    const char *end = value->data + value->len;
    for (const char *at = run; at < end; at++) {
        const char *escape = *at == '\\'   ? "\\\\"
                             : *at == '\n' ? "\\n"
                             : *at == '\r' ? "\\r"
                             : *at == '\t' ? "\\t"
                                           : NULL;
        if (!escape)
            continue;
        buf_add(out, run, (size_t)(at - run));
        buf_adds(out, escape);
        run = at + 1;
    }
    buf_add(out, run, (size_t)(end - run));
}

static void add_bytes(const struct copy_value *value, struct buf *out)
{
    static const char digits[] = "0123456789abcdef";
    buf_adds(out, "\\\\x");
    for (size_t i = 0; i < value->len; i++) {
        unsigned char byte = (unsigned char)value->data[i];
        char pair[2] = {digits[byte >> 4], digits[byte & 15]};
        buf_add(out, pair, 2);
    }
}

static int send_lines(struct copy_side *side, const struct copy_table *table, size_t min,
                      struct err *err)
{
    struct buf *lines = side->writing;
    if (lines->full)
        return err_set(err, ERR_LIMIT, "table %s: a row is too long", table->name);
    if (lines->len <= min)
        return 0;
    if (PQputCopyData(side->migrate->handle, lines->data, (int)lines->len) != 1)
        return failed(side, NULL, table, err);
    buf_reset(lines);
    return 0;
}

static int pg_row(struct copy_side *side, const struct copy_table *table,
                  const struct copy_value *values, struct err *err)
{
    struct buf *lines = side->writing;
    for (int i = 0; i < table->count; i++) {
        if (i)
            buf_addc(lines, '\t');
        if (!values[i].data)
            buf_adds(lines, "\\N");
        else if (table->columns[i].type == COPY_BYTES)
            add_bytes(&values[i], lines);
        else
            add_text(&values[i], lines);
    }
    buf_addc(lines, '\n');
    return send_lines(side, table, SEND_MIN, err);
}

static int pg_end(struct copy_side *side, const struct copy_table *table, bool good,
                  struct err *err)
{
    struct buf *lines = side->writing;
    int r = good ? send_lines(side, table, 0, err) : ERR_CANCELLED;
    PQputCopyEnd(side->migrate->handle, r ? "cut off" : NULL);
    for (PGresult *answer; (answer = PQgetResult(side->migrate->handle)) != NULL;) {
        if (!r && PQresultStatus(answer) != PGRES_COMMAND_OK) {
            r = failed(side, answer, table, err);
            continue;
        }
        PQclear(answer);
    }
    buf_done(lines);
    free(lines);
    side->writing = NULL;
    return good ? r : 0;
}

/* --- the end --------------------------------------------------------------------------------- */

static int set_counter(struct copy_side *side, const struct copy_table *table,
                       const struct copy_column *column, struct err *err)
{
    char *sql = mem_printf("SELECT setval(pg_get_serial_sequence('\"%s\"', '%s'),"
                           " (SELECT coalesce(max(\"%s\"), 0) + 1 FROM \"%s\"), false)",
                           table->name, column->name, column->name, table->name);
    int r = copy_side_run(side, sql, err);
    free(sql);
    return r;
}

static int pg_finish(struct copy_side *side, struct err *err)
{
    int r = 0;
    for (int i = 0; !r && i < side->tables.count; i++) {
        const struct copy_table *table = &side->tables.at[i];
        for (int j = 0; !r && j < table->count; j++)
            if (table->columns[j].own)
                r = set_counter(side, table, &table->columns[j], err);
    }
    return r ? r : copy_side_run(side, "ANALYZE", err);
}

const struct copy_backend copy_postgres = {
    .columns = "SELECT c.relname, a.attname, format_type(a.atttypid, -1), (SELECT k.place FROM"
               " pg_index AS i, unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)"
               " WHERE i.indrelid = c.oid AND i.indisprimary AND k.number = a.attnum),"
               " CASE WHEN a.attidentity = '' THEN '' ELSE 'own' END"
               " FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid"
               " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
               " WHERE n.nspname = current_schema() AND c.relkind = 'r' AND a.attnum > 0"
               " AND NOT a.attisdropped AND c.relname" OURS
               " AND format_type(a.atttypid, -1) NOT LIKE '%[]'"
               " ORDER BY c.relname::text COLLATE \"C\", a.attname::text COLLATE \"C\"",
    .parents = "SELECT c.relname, p.relname FROM pg_constraint AS k"
               " JOIN pg_class AS c ON c.oid = k.conrelid"
               " JOIN pg_class AS p ON p.oid = k.confrelid"
               " JOIN pg_namespace AS n ON n.oid = c.relnamespace"
               " WHERE n.nspname = current_schema() AND k.contype = 'f'",
    .session = "SET bylina.engine = 'yes'; SET synchronous_commit = on",
    .same = "SELECT pg_postmaster_start_time() || '/' || current_database() || '/'"
            " || current_schema()",
    .read = pg_read,
    .start = pg_start,
    .row = pg_row,
    .end = pg_end,
    .finish = pg_finish,
};
