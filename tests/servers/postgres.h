/* The PostgreSQL of a test program that runs under tests/servers/postgres.sh: fresh databases, one
 * a test. Needs libpq. Every failure ends the test program with the server's words. */
#ifndef BYLINA_TESTS_SERVERS_POSTGRES_H
#define BYLINA_TESTS_SERVERS_POSTGRES_H

#include <stdbool.h>
#include <stddef.h>

#define POSTGRES_URL_SIZE 256

/* Is there a server (BYLINA_TEST_POSTGRES)? */
bool postgres_here(void);
/* Makes an empty database and writes its address. */
void postgres_make(char url[POSTGRES_URL_SIZE]);
/* Drops it, and ends what is still connected to it. */
void postgres_drop(const char *url);

/* One statement or several; the first value of the last one's first row, or "" for none, cut to
 * `size`. false: refused, and `out` has the server's words. */
bool postgres_ask(const char *url, const char *sql, char *out, size_t size);

#endif
