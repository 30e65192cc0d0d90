/* SQLite's schema as lines that can be compared. Columns, keys, foreign keys and unique sets come
 * from the pragmas, so that it does not matter whether a column was made with its table or added
 * later; what no pragma tells (CHECK, indexes with WHERE, triggers, views) from the stored SQL,
 * made plain. */
#include "store/migrate_inner.h"

#include <ctype.h>
#include <string.h>

#define OURS " NOT IN ('migrations', '" MIGRATE_COPYING "')"
#define TABLES                                                                                     \
    "(SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'"     \
    " AND name" OURS ") AS t"

static const char *const asked[] = {
    "SELECT 'table ' || l.name || iif(l.strict, ' STRICT', '') || iif(l.wr, ' WITHOUT ROWID', '')"
    " FROM pragma_table_list AS l WHERE l.schema = 'main' AND l.type = 'table'"
    " AND substr(l.name, 1, 7) <> 'sqlite_' AND l.name" OURS,

    "SELECT 'table ' || t.name || ' column ' || c.name || ' ' || upper(c.type)"
    " || iif(c.\"notnull\", ' NOT NULL', '') || coalesce(' DEFAULT ' || c.dflt_value, '')"
    " || iif(c.pk, ' KEY ' || c.pk, '') || iif(c.hidden, ' HIDDEN', '')"
    " FROM " TABLES ", pragma_table_xinfo(t.name) AS c",

    "SELECT 'table ' || t.name || ' column ' || f.\"from\" || ' REFERENCES ' || f.\"table\""
    " || '(' || coalesce(f.\"to\", '') || ') ON UPDATE ' || f.on_update || ' ON DELETE '"
    " || f.on_delete || ' PART ' || f.seq FROM " TABLES ", pragma_foreign_key_list(t.name) AS f",

    "SELECT 'table ' || t.name || ' UNIQUE (' || (SELECT group_concat(c, ', ') FROM (SELECT x.name"
    " || iif(x.coll = 'BINARY', '', ' COLLATE ' || x.coll) AS c FROM pragma_index_xinfo(i.name)"
    " AS x WHERE x.key ORDER BY x.seqno)) || ')' FROM " TABLES ", pragma_index_list(t.name) AS i"
    " WHERE i.origin = 'u'",
};

/* Do the two need a blank between them? */
static bool joins(char a, char b)
{
    return (isalnum((unsigned char)a) || a == '_') && (isalnum((unsigned char)b) || b == '_');
}

static const char *skip_blanks(const char *at)
{
    for (;;) {
        if (isspace((unsigned char)*at))
            at++;
        else if (at[0] == '-' && at[1] == '-')
            at = strchrnul(at, '\n');
        else if (at[0] == '/' && at[1] == '*' && strstr(at, "*/"))
            at = strstr(at, "*/") + 2;
        else
            return at;
    }
}

static const char *add_quoted(const char *at, struct buf *out)
{
    char quote = *at;
    const char *end = strchr(at + 1, quote);
    end = end ? end + 1 : at + strlen(at);
    buf_add(out, at, (size_t)(end - at));
    return end;
}

void sql_plain(const char *sql, struct buf *out)
{
    char last = ' ';
    for (const char *at = skip_blanks(sql); *at;) {
        const char *next = skip_blanks(at);
        if (next > at && *next && joins(last, *next))
            buf_addc(out, ' ');
        at = next;
        last = *at;
        if (*at == '\'' || *at == '"')
            at = add_quoted(at, out);
        else if (*at)
            buf_addc(out, (char)tolower((unsigned char)*at++));
    }
}

/* Each "check(...)" of a plain CREATE TABLE, a line each. */
static void add_checks(const char *name, const char *plain, struct buf *out)
{
    for (const char *at = strstr(plain, "check("); at; at = strstr(at + 1, "check(")) {
        int depth = 0;
        const char *end = at + strlen("check");
        do
            depth += *end == '(' ? 1 : *end == ')' ? -1 : 0;
        while (*end++ && depth);
        buf_addf(out, "table %s %.*s\n", name, (int)(end - at), at);
    }
}

static int on_line(void *ctx, const char *const *values)
{
    if (values[0])
        buf_addf(ctx, "%s\n", values[0]);
    return 0;
}

static int on_sql(void *ctx, const char *const *values)
{
    struct buf plain;
    buf_init(&plain, MIGRATE_SCHEMA_MAX);
    sql_plain(values[2], &plain);
    if (!strcmp(values[0], "table"))
        add_checks(values[1], plain.data, ctx);
    else
        buf_addf(ctx, "%s %s: %s\n", values[0], values[1], plain.data);
    buf_done(&plain);
    return 0;
}

int schema_sqlite(struct migrate *migrate, struct buf *out, struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < sizeof(asked) / sizeof(*asked); i++)
        r = migrate->backend->each(migrate, asked[i], on_line, out, err);
    if (!r)
        r = migrate->backend->each(migrate,
                                   "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                   " AND substr(name, 1, 7) <> 'sqlite_' AND tbl_name" OURS,
                                   on_sql, out, err);
    if (!r && out->full)
        r = err_set(err, ERR_LIMIT, "%s: its schema is too large", migrate->place);
    return r;
}
