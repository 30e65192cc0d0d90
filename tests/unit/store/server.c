/* See server.h. */
#include "server.h"

#include "base/str.h"
#include "postgres.h"

#define WRITERS                                                                                    \
    " FROM pg_stat_activity WHERE application_name LIKE 'bylina writer %' AND datname ="           \
    " current_database()"

void shell(struct world *world, const char *sql, char *out, size_t size)
{
    char words[256];
    if (!postgres_ask(world->url, sql, out ? out : words, out ? size : sizeof(words)))
        fail_msg("%s: %s", sql, out ? out : words);
}

int64_t number(struct world *world, const char *sql)
{
    char words[32];
    int64_t value = -1;
    shell(world, sql, words, sizeof(words));
    assert_int_equal(str_to_i64(words, INT64_MIN, INT64_MAX, &value), 0);
    return value;
}

void by_hand(PGconn *link, const char *sql)
{
    PGresult *res = PQexec(link, sql);
    if (PQresultStatus(res) != PGRES_COMMAND_OK)
        fail_msg("%s", PQresultErrorMessage(res));
    PQclear(res);
}

void end_sessions(struct world *world, const char *role)
{
    char sql[256];
    snprintf(sql, sizeof(sql),
             "SELECT bool_and(pg_terminate_backend(pid, 5000))::int FROM pg_stat_activity WHERE"
             " application_name LIKE 'bylina %s %%' AND datname = current_database()",
             role);
    assert_int_equal(number(world, sql), 1);
}

int writer_pid(struct world *world)
{
    assert_int_equal(number(world, "SELECT count(*)" WRITERS), 1);
    return (int)number(world, "SELECT pid" WRITERS);
}
