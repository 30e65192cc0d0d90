/* Migrations on PostgreSQL.
 *
 * Between processes a session's advisory lock holds, which is gone with its connection. It is asked
 * for again and again instead of waited for: a session that waits inside a statement has a
 * snapshot, for which CREATE INDEX CONCURRENTLY of the one that migrates would wait for ever. An
 * engine that has the world open holds a lock of its own (migrate.h); who changes the schema takes
 * it, too, and keeps it until behind his last commit, so that no engine starts in between.
 *
 * The connection waits for a table's lock for a moment only, so that a forgotten session cannot
 * keep a migration, and everybody behind it, standing; and for statements as long as they take.
 *
 * Behind a pool of connections that hands out one a transaction there are no sessions, and hence no
 * locks: an address of the server itself is needed (docs/migrations.md). */
#include "store/migrate_inner.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LOCK_KEYS "hashtext(coalesce(current_schema(), ''))"
#define SCRATCH   "bylina_scratch_"

static const char session[] =
    "SET client_min_messages = warning; SET statement_timeout = 0;"
    " SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '10s'";

/* --- words ----------------------------------------------------------------------------------- */

static void trim(char *text)
{
    size_t len = strlen(text);
    while (len && strchr(" \r\n", text[len - 1]))
        text[--len] = '\0';
    for (char *at = text; (at = strchr(at, '\n')) != NULL;)
        *at = ' ';
}

/* `answer` is cleared. */
static int pg_failed(struct migrate *migrate, PGresult *answer, const char *what, struct err *err)
{
    const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    const char *main = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    char *said = mem_strdup(main ? main : PQerrorMessage(migrate->handle));
    int code = ERR_SYSTEM;
    const char *mend = "";
    trim(said);
    if (!state || PQstatus(migrate->handle) != CONNECTION_OK)
        code = ERR_NETWORK, mend = " (the connection is gone: look at the server, and try again)";
    else if (str_equal(state, "55P03"))
        code = ERR_TIMEOUT, mend = " (another session uses its tables: let it finish or stop it)";
    else if (str_equal(state, "42501"))
        code = ERR_REFUSED, mend = " (give the user of the address rights on the schema)";
    else if (str_equal(state, "53100"))
        mend = " (the server's disk is full: free some space)";
    err_set(err, code, "%s: %s failed: %s%s", migrate->place, what, said, mend);
    free(said);
    PQclear(answer);
    return code;
}

static bool is_good(const PGresult *answer)
{
    ExecStatusType status = PQresultStatus(answer);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

/* --- statements ------------------------------------------------------------------------------ */

static int pg_run(struct migrate *migrate, const char *sql, const char *what, struct err *err)
{
    PGresult *answer = PQexec(migrate->handle, sql);
    if (!is_good(answer))
        return pg_failed(migrate, answer, what, err);
    PQclear(answer);
    return 0;
}

static int pg_each(struct migrate *migrate, const char *sql, migrate_row_fn fn, void *ctx,
                   struct err *err)
{
    PGresult *answer = PQexec(migrate->handle, sql);
    const char *values[MIGRATE_COLUMNS_MAX] = {NULL};
    if (!is_good(answer))
        return pg_failed(migrate, answer, "reading its schema", err);
    int stop = 0;
    for (int row = 0; !stop && row < PQntuples(answer); row++) {
        for (int i = 0; i < PQnfields(answer) && i < MIGRATE_COLUMNS_MAX; i++)
            values[i] = PQgetisnull(answer, row, i) ? NULL : PQgetvalue(answer, row, i);
        stop = fn(ctx, values);
    }
    PQclear(answer);
    return 0;
}

/* --- opening --------------------------------------------------------------------------------- */

static void on_notice(void *ctx, const char *text)
{
    (void)ctx; /* what matters is an error */
    (void)text;
}

static int no_connection(struct migrate *migrate, struct err *err)
{
    char *said = mem_strdup(PQerrorMessage(migrate->handle));
    trim(said);
    int r = err_set(
        err, ERR_NETWORK,
        "%s: no connection: %s: is the server there, and is the address (DATABASE_URL) right?",
        migrate->place, said);
    free(said);
    return r;
}

static int pg_connect(struct migrate *migrate, const char *url, struct err *err)
{
    const char *const names[] = {"connect_timeout", "application_name", "dbname", NULL};
    const char *const values[] = {"10", "bylina migrate", url, NULL}; /* the later ones win */
    PGconn *conn = mem_need(PQconnectdbParams(names, values, 1));
    migrate->handle = conn;
    const char *host = PQhost(conn);
    const char *base = PQdb(conn);
    free(migrate->place);
    migrate->place = mem_printf("postgres:%s%s%s", base ? base : "", host && *host ? " at " : "",
                                host ? host : "");
    if (PQstatus(conn) != CONNECTION_OK)
        return no_connection(migrate, err);
    PQsetNoticeProcessor(conn, on_notice, NULL);
    if (PQsetClientEncoding(conn, "UTF8"))
        return no_connection(migrate, err);
    return pg_run(migrate, session, "opening it", err);
}

static int pg_open(struct migrate *migrate, const char *url, bool make, struct err *err)
{
    (void)make; /* the database is the server's: an operator makes it */
    return pg_connect(migrate, url, err);
}

/* path: of a scratch, its schema. */
static void pg_close(struct migrate *migrate)
{
    if (migrate->handle && migrate->path) {
        char *sql = mem_printf("DROP SCHEMA IF EXISTS %s CASCADE", migrate->path);
        migrate_rollback(migrate);
        pg_run(migrate, sql, "", NULL);
        free(sql);
        free(migrate->path);
        migrate->path = NULL;
    }
    PQfinish(migrate->handle);
    migrate->handle = NULL;
}

/* --- locks ----------------------------------------------------------------------------------- */

static int on_truth(void *ctx, const char *const *values)
{
    *(bool *)ctx = str_equal(values[0], "t");
    return 1;
}

static int try_lock(struct migrate *migrate, int class, bool *ret_got, struct err *err)
{
    char *sql = mem_printf("SELECT pg_try_advisory_lock(%d, " LOCK_KEYS ")", class);
    int r = pg_each(migrate, sql, on_truth, ret_got, err);
    free(sql);
    return r;
}

static void drop_lock(struct migrate *migrate, int class)
{
    char *sql = mem_printf("SELECT pg_advisory_unlock(%d, " LOCK_KEYS ")", class);
    pg_run(migrate, sql, "", NULL);
    free(sql);
}

static int pg_lock(struct migrate *migrate, struct err *err)
{
    const struct timespec pause = {0, MIGRATE_POLL_MS * 1000000L};
    int64_t until = clock_mono_ms() + MIGRATE_WAIT_MS;
    bool got = false;
    int r = try_lock(migrate, MIGRATE_LOCK_CLASS, &got, err);
    while (!r && !got && clock_mono_ms() < until) {
        nanosleep(&pause, NULL);
        r = try_lock(migrate, MIGRATE_LOCK_CLASS, &got, err);
    }
    if (!r && !got)
        r = err_set(err, ERR_TIMEOUT,
                    "%s: another process migrates this database or copies it, and does not end: "
                    "wait for it, or stop it",
                    migrate->place);
    return r;
}

static void pg_unlock(struct migrate *migrate)
{
    if (migrate->alone)
        drop_lock(migrate, ENGINE_LOCK_CLASS);
    migrate->alone = false;
    drop_lock(migrate, MIGRATE_LOCK_CLASS);
}

/* The session's, not the transaction's: a rollback leaves it. */
static int pg_alone(struct migrate *migrate, struct err *err)
{
    bool got = migrate->alone;
    int r = got ? 0 : try_lock(migrate, ENGINE_LOCK_CLASS, &got, err);
    migrate->alone = got;
    if (!r && !got)
        r = err_set(err, ERR_EXISTS,
                    "%s: an engine has this database open: stop it first, or name another "
                    "database",
                    migrate->place);
    return r;
}

/* --- scripts --------------------------------------------------------------------------------- */

static int statement_line(const struct migration_part *part, const char *statement)
{
    size_t blanks = strspn(statement, " \t\r\n");
    return part->line + sql_lines(part->text, (size_t)(statement - part->text) + blanks);
}

static int run_statement(struct migrate *migrate, const struct migration *migration, int line,
                         const char *statement, size_t len, struct err *err)
{
    if (!migration->alone && sql_is_transaction(statement, len))
        return err_set(err, ERR_INVALID,
                       "migration %s ends the transaction by itself (line %d): take BEGIN, COMMIT "
                       "and ROLLBACK out",
                       migration->name, line);
    char *what = mem_printf("migration %s (the statement at line %d)", migration->name, line);
    char *sql = mem_strndup(statement, len);
    int r = pg_run(migrate, sql, what, err);
    free(sql);
    free(what);
    return r;
}

static int pg_script(struct migrate *migrate, const struct migration *migration,
                     const struct migration_part *part, struct err *err)
{
    const char *at = part->text;
    const char *statement;
    size_t len = 0;
    int r = 0;
    while (!r && (statement = sql_next(&at, &len)) != NULL)
        r = run_statement(migrate, migration, statement_line(part, statement), statement, len, err);
    return r;
}

/* Foreign keys hold by themselves; those that are deferred show now, with the file's name. */
static int pg_sound(struct migrate *migrate, const struct migration *migration, struct err *err)
{
    char *what = mem_printf("migration %s, of which nothing was kept,", migration->name);
    int r = migration->alone ? 0 : pg_run(migrate, "SET CONSTRAINTS ALL IMMEDIATE", what, err);
    free(what);
    return r;
}

/* --- an empty schema ------------------------------------------------------------------------- */

static int on_left(void *ctx, const char *const *values)
{
    char *sql = mem_printf("DROP SCHEMA IF EXISTS %s CASCADE", values[0]);
    pg_run(ctx, sql, "", NULL);
    free(sql);
    return 0;
}

static int pg_scratch(struct migrate *migrate, struct migrate *ret_scratch, struct err *err)
{
    int r = pg_connect(ret_scratch, migrate->url, err);
    if (!r) /* what a process has left that was killed */
        r = pg_each(ret_scratch,
                    "SELECT nspname FROM pg_namespace WHERE nspname ~ '^" SCRATCH "[0-9]+$'"
                    " AND substr(nspname, 16)::int NOT IN (SELECT pid FROM pg_stat_activity)",
                    on_left, ret_scratch, err);
    if (r)
        return r;
    ret_scratch->path = mem_printf(SCRATCH "%d", PQbackendPID(ret_scratch->handle));
    char *sql =
        mem_printf("CREATE SCHEMA %s; SET search_path = %s", ret_scratch->path, ret_scratch->path);
    r = pg_run(ret_scratch, sql, "making an empty schema to compare with", err);
    free(sql);
    return r;
}

const struct migrate_backend migrate_postgres = {
    .folder = "postgres/",
    .begin = "BEGIN",
    .now = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
    .records = "CREATE TABLE migrations (number BIGINT PRIMARY KEY, name TEXT NOT NULL,"
               " checksum TEXT NOT NULL, applied_ms BIGINT NOT NULL,"
               " chain TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT 'done')",
    .tables = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
    .chained = "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema()"
               " AND table_name = 'migrations' AND column_name = 'chain'",
    .preface = "-- psql -v ON_ERROR_STOP=1 -f THIS DATABASE (no engine may have it open)\n",
    .open = pg_open,
    .close = pg_close,
    .lock = pg_lock,
    .unlock = pg_unlock,
    .alone = pg_alone,
    .run = pg_run,
    .each = pg_each,
    .script = pg_script,
    .sound = pg_sound,
    .scratch = pg_scratch,
    .schema = schema_postgres,
};
