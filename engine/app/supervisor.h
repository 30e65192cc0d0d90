/* The supervisor: the engine in a child process, which is started again when it ends by the
 * watchdog, a crash signal or kill -9. */
#ifndef BYLINA_APP_SUPERVISOR_H
#define BYLINA_APP_SUPERVISOR_H

#include "app/poison.h"

#include <stdbool.h>
#include <stdint.h>

#define SUPERVISOR_ENDS_MAX   20    /* short lives in a row: given up */
#define SUPERVISOR_LIFE_MS    60000 /* a life that is not short */
#define SUPERVISOR_WAIT_MS    100   /* after the second short life; doubled with each */
#define SUPERVISOR_LONGEST_MS 10000

/* Bytes on the line between the two, which is a socket. */
#define SUPERVISOR_STOP    'S' /* to the child: one SIGINT or SIGTERM has come */
#define SUPERVISOR_TRIPPED 'W' /* from the child: its watchdog ends it */

/* Runs `child` in a process of its own, again and again while need be: it gets its end of the line,
 * and gives its exit code. The code that the process shall end with. Call it before there are any
 * threads; returns in both processes. */
int supervise(int (*child)(void *ctx, int line), void *ctx, struct poison *poison);

/* How long to wait before the next start, with this many short lives in a row behind; -1: no more.
 */
int64_t supervisor_wait_ms(int ends);

#endif
