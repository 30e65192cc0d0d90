/* The server beside the store under test: what others do in its database. PostgreSQL only. */
#ifndef BYLINA_TESTS_STORE_SERVER_H
#define BYLINA_TESTS_STORE_SERVER_H

#include "harness.h"

#include <libpq-fe.h>

/* SQL in a session of its own; the first value of the last statement, if that is wanted. */
void shell(struct world *world, const char *sql, char *out, size_t size);
int64_t number(struct world *world, const char *sql);
void by_hand(PGconn *link, const char *sql); /* no rows */

/* Ends the store's sessions of that role ("writer"), and waits until they are gone. */
void end_sessions(struct world *world, const char *role);
int writer_pid(struct world *world); /* of its process on the server, on this machine */

#endif
