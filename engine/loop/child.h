/* A program that runs beside us for a while: its output is gathered, its end is told, and it is
 * killed when it takes too long or says too much. Loop thread only. */
#ifndef BYLINA_LOOP_CHILD_H
#define BYLINA_LOOP_CHILD_H

#include "base/error.h"
#include "loop/loop.h"

#include <stddef.h>

#define LOOP_CHILD_FDS 4

struct loop_child_config {
    const char *const *argv; /* argv[0]: the program's path; ends with NULL */
    int fds[LOOP_CHILD_FDS]; /* become its descriptors 3, 4, ...; they stay the caller's */
    size_t fd_count;
    int64_t deadline_ms; /* from the start */
    size_t output_max;   /* bytes of its standard output */
};

enum loop_child_end {
    LOOP_CHILD_EXIT,   /* by itself: `code` is what it returned */
    LOOP_CHILD_SIGNAL, /* `code` is the signal's number */
    LOOP_CHILD_LATE,   /* killed: over the deadline */
    LOOP_CHILD_LOUD,   /* killed: too much output */
};

struct loop_child_result {
    enum loop_child_end end;
    int code;
    const char *output; /* ends in 0; lives during the callback */
    size_t len;
};

/* Once, never from within loop_child_start. The child is freed after it. */
typedef void (*loop_child_fn)(void *ctx, const struct loop_child_result *result);

struct loop_child;

/* Standard input is empty, standard error is ours. ERR_SYSTEM: it could not be started. */
int loop_child_start(struct loop *loop, const struct loop_child_config *config, loop_child_fn fn,
                     void *ctx, struct loop_child **ret_child, struct err *err);
/* Kills it; fn does not come. Not from within fn or afterwards. NULL is fine. */
void loop_child_free(struct loop_child *child);

#endif
