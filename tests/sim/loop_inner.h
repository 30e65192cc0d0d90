/* What loop.c and loop_io.c share. */
#ifndef BYLINA_TESTS_SIM_LOOP_INNER_H
#define BYLINA_TESTS_SIM_LOOP_INNER_H

#include "loop.h"

#include "base/heap.h"
#include "base/list.h"

#include <stddef.h>

enum { READY_MOST = 5 };

struct loop {
    struct heap timers;
    struct list deferred;
    struct list wakes;
    struct rng *chance;
    size_t handles;
    bool stop;
    /* loop_io.c */
    struct list works;
    struct list watches;
    struct loop_watch *next; /* that is ready */
    int next_events;
    struct sim_outside outside; /* busy NULL: there is none */
    int64_t waited_us;          /* since something came from there */
};

void loop_io_init(struct loop *loop);
void loop_io_forget(struct loop *loop); /* works end without having been done */
/* What is ready out there: at most two more ways to go on. */
size_t loop_io_ready(struct loop *loop, void (**run)(struct loop *loop));
/* True: the servers are at work, and some time has passed. False: nothing is to be waited for, or
 * it was waited for long enough by now; time may jump to `next_us`, the first timer. */
bool loop_io_waits(struct loop *loop, int64_t next_us);

#endif
