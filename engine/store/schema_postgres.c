/* PostgreSQL's schema as lines that can be compared, from its catalogues. The names of constraints
 * are left out (the server makes them up), and so is everything that an extension brought. Each
 * query gives lines for the schema that is searched first. */
#include "store/migrate_inner.h"

#define OURS_ONLY " NOT IN ('migrations', '" MIGRATE_COPYING "')"
#define HERE      "n.nspname = current_schema()"
/* The schema's own name, taken out of what the server prints. */
#define BARE(what) "replace(" what ", quote_ident(n.nspname) || '.', '')"
#define OWN(class, row)                                                                            \
    "NOT EXISTS (SELECT 1 FROM pg_depend AS x WHERE x.classid = '" class "'::regclass"             \
                                                                         " AND x.objid = " row     \
                                                                         ".oid AND x.deptype = "   \
                                                                         "'e')"

static const char *const asked[] = {
    "SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'view ' ELSE 'table ' END"
    " || c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE " HERE
    " AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname" OURS_ONLY
    " AND " OWN("pg_class", "c"),

    "SELECT 'table ' || c.relname || ' column ' || a.attname || ' ' || format_type(a.atttypid,"
    " a.atttypmod) || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || l.collname"
    " ELSE '' END || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END"
    " || CASE a.attidentity WHEN '' THEN '' ELSE ' IDENTITY ' || a.attidentity::text END"
    " || coalesce(' DEFAULT ' || " BARE(
        "pg_get_expr(d.adbin, d.adrelid)") ", '')"
                                           " FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = "
                                           "a.attrelid"
                                           " JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN "
                                           "pg_type AS t ON t.oid = a.atttypid"
                                           " LEFT JOIN pg_collation AS l ON l.oid = a.attcollation"
                                           " LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid "
                                           "AND d.adnum = a.attnum"
                                           " WHERE " HERE " AND c.relkind IN ('r', 'p', 'f') AND "
                                           "a.attnum > 0 AND NOT a.attisdropped"
                                           " AND c.relname" OURS_ONLY " AND " OWN("pg_class", "c"),

    "SELECT 'table ' || c.relname || ' ' || " BARE(
        "pg_get_constraintdef(k.oid)") " || CASE WHEN k.convalidated THEN '' ELSE ' (not "
                                       "validated)' END"
                                       " FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = "
                                       "k.conrelid"
                                       " JOIN pg_namespace AS n ON n.oid = c.relnamespace "
                                       "WHERE " HERE " AND c.relname" OURS_ONLY
                                       " AND " OWN("pg_class", "c"),

    "SELECT 'index ' || i.relname || ': ' || " BARE(
        "pg_get_indexdef(x.indexrelid)") " || CASE WHEN x.indisvalid THEN '' ELSE ' (not valid: "
                                         "DROP INDEX ' || i.relname || ')' END"
                                         " FROM pg_index AS x JOIN pg_class AS i ON i.oid = "
                                         "x.indexrelid"
                                         " JOIN pg_class AS c ON c.oid = x.indrelid JOIN "
                                         "pg_namespace AS n ON n.oid = c.relnamespace"
                                         " WHERE " HERE " AND c.relname" OURS_ONLY " AND " OWN(
                                             "pg_class",
                                             "c") " AND NOT EXISTS (SELECT 1 FROM pg_constraint AS "
                                                  "k WHERE k.conindid = x.indexrelid"
                                                  " AND k.contype IN ('p', 'u', 'x'))",

    "SELECT 'view ' || c.relname || ': ' || regexp_replace(" BARE(
        "pg_get_viewdef(c.oid)") ","
                                 " '\\s+', ' ', 'g') FROM pg_class AS c JOIN pg_namespace AS n ON "
                                 "n.oid = c.relnamespace"
                                 " WHERE " HERE
                                 " AND c.relkind IN ('v', 'm') AND " OWN("pg_class", "c"),

    "SELECT 'function ' || p.proname || ': ' || regexp_replace(" BARE(
        "pg_get_functiondef(p.oid)") ", '\\s+', ' ', 'g') FROM pg_proc AS p JOIN pg_namespace AS n "
                                     "ON n.oid = p.pronamespace"
                                     " WHERE " HERE
                                     " AND p.prokind IN ('f', 'p') AND " OWN("pg_proc", "p"),

    "SELECT 'trigger ' || g.tgname || ': ' || " BARE(
        "pg_get_triggerdef(g.oid)") " FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid"
                                    " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE " HERE
                                    " AND NOT g.tgisinternal",

    /* those of identity columns belong to their columns */
    "SELECT 'sequence ' || c.relname FROM pg_class AS c"
    " JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE " HERE " AND c.relkind = 'S'"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend AS x WHERE x.classid = 'pg_class'::regclass"
    " AND x.objid = c.oid AND x.deptype IN ('i', 'e'))",

    "SELECT 'type ' || t.typname || coalesce(' ' || (SELECT string_agg(e.enumlabel, ', '"
    " ORDER BY e.enumsortorder) FROM pg_enum AS e WHERE e.enumtypid = t.oid), '')"
    " FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace WHERE " HERE
    " AND (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND EXISTS (SELECT 1 FROM pg_class AS"
    " c WHERE c.oid = t.typrelid AND c.relkind = 'c'))) AND " OWN("pg_type", "t"),
};

static int on_line(void *ctx, const char *const *values)
{
    if (values[0])
        buf_addf(ctx, "%s\n", values[0]);
    return 0;
}

int schema_postgres(struct migrate *migrate, struct buf *out, struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < sizeof(asked) / sizeof(*asked); i++)
        r = migrate->backend->each(migrate, asked[i], on_line, out, err);
    if (!r && out->full)
        r = err_set(err, ERR_LIMIT, "%s: its schema is too large", migrate->place);
    return r;
}
