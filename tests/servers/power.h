/* The server of tests/servers/postgres.sh, crashed and started again. Every failure ends the test
 * program with words. Who uses it needs a server of his own: others on it would lose theirs. */
#ifndef BYLINA_TESTS_SERVERS_POWER_H
#define BYLINA_TESTS_SERVERS_POWER_H

#include <stdbool.h>

/* Is it one that may be crashed (BYLINA_TEST_POSTGRES_DATA and _BIN)? */
bool postgres_power_here(void);
/* Sends the signal to the server (SIGQUIT: it drops everything at once, and recovers at its next
 * start; SIGINT: it ends its sessions and stops), and waits until it is gone. */
void postgres_stop(int signal);
void postgres_start(void); /* and waits until it takes connections */
/* One that recovers by itself, since a session of it was killed. */
void postgres_await(void);

#endif
