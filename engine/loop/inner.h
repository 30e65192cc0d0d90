/* Inside loop/: the loop's own struct, shared by loop.c and handles.c. */
#ifndef BYLINA_LOOP_INNER_H
#define BYLINA_LOOP_INNER_H

#include "loop/loop.h"

#include <stddef.h>
#include <uv.h>

struct deferred {
    loop_fn fn;
    void *ctx;
};

struct deferred_queue {
    struct deferred *items;
    size_t count;
    size_t cap;
};

struct loop {
    uv_loop_t uv;
    uv_idle_t idle;                 /* active while something is deferred */
    struct deferred_queue deferred; /* is filled */
    struct deferred_queue running;  /* is being run: the two change places */
    bool in_run;
    bool in_timer;
};

/* Takes a handle out of use: its memory is freed in the close callback. Handles are allocated with
 * the uv handle as their first field. */
void loop_close_handle(uv_handle_t *handle);

/* The cached time; fresh when the loop does not run, where nobody else would refresh it. */
int64_t loop_fresh_now(struct loop *loop);

#endif
