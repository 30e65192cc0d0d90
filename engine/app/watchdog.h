/* The watchdog: ends the process when the loop stands still. One a process. */
#ifndef BYLINA_APP_WATCHDOG_H
#define BYLINA_APP_WATCHDOG_H

#include "loop/loop.h"

#include <stddef.h>

struct watchdog;

struct watchdog_config {
    int64_t ms; /* without progress of the loop, until the end */
    /* Is told first, before anything that may hang as well. On the watchdog's thread. */
    void (*on_trip)(void *ctx);
    /* Where the scripts are, a line a level, innermost first. In a signal handler on the loop's
     * thread: only what is safe there. */
    void (*where)(void *ctx, char *out, size_t size);
    /* What is running, for the log; and what `where` said, to be kept. On the watchdog's thread. */
    void (*found)(void *ctx, const char *where);
    void *ctx;
};

/* On the loop's thread, right before loop_run. */
struct watchdog *watchdog_new(struct loop *loop, const struct watchdog_config *config);
void watchdog_free(struct watchdog *watchdog); /* right after loop_run; NULL is fine */

#endif
