/* Fresh databases on the server of BYLINA_TEST_POSTGRES, under names that no other program of the
 * same run has. */
#include "postgres.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool postgres_here(void)
{
    const char *url = getenv("BYLINA_TEST_POSTGRES");
    return url && *url;
}

static const char *server(void)
{
    if (!postgres_here()) {
        fprintf(stderr, "BYLINA_TEST_POSTGRES is not set: run it under "
                        "tests/servers/postgres.sh\n");
        abort();
    }
    return getenv("BYLINA_TEST_POSTGRES");
}

bool postgres_ask(const char *url, const char *sql, char *out, size_t size)
{
    PGconn *conn = PQconnectdb(url);
    PGresult *answer = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(answer);
    bool good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!good)
        snprintf(out, size, "%s", PQerrorMessage(conn));
    else
        snprintf(out, size, "%s",
                 PQntuples(answer) && PQnfields(answer) ? PQgetvalue(answer, 0, 0) : "");
    PQclear(answer);
    PQfinish(conn);
    return good;
}

static void must(const char *sql)
{
    char words[256];
    if (postgres_ask(server(), sql, words, sizeof(words)))
        return;
    fprintf(stderr, "%s: %s\n", sql, words);
    abort();
}

/* postgres://AUTHORITY/NAME?REST: where NAME begins, and its length. */
static const char *name_in(const char *url, size_t *ret_len)
{
    const char *authority = strstr(url, "://");
    const char *slash = authority ? strchr(authority + 3, '/') : NULL;
    if (!slash) {
        fprintf(stderr, "BYLINA_TEST_POSTGRES: postgres://HOST/NAME is expected\n");
        abort();
    }
    *ret_len = strcspn(slash + 1, "?");
    return slash + 1;
}

void postgres_make(char url[POSTGRES_URL_SIZE])
{
    static int made;
    char sql[128];
    size_t len = 0;
    const char *name = name_in(server(), &len);
    int own = ++made;
    snprintf(sql, sizeof(sql), "CREATE DATABASE t%ld_%d", (long)getpid(), own);
    must(sql);
    snprintf(url, POSTGRES_URL_SIZE, "%.*st%ld_%d%s", (int)(name - server()), server(),
             (long)getpid(), own, name + len);
}

void postgres_drop(const char *url)
{
    char sql[128];
    size_t len = 0;
    const char *name = name_in(url, &len);
    snprintf(sql, sizeof(sql), "DROP DATABASE IF EXISTS %.*s WITH (FORCE)", (int)len, name);
    must(sql);
}
