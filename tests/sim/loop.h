/* What the simulation does with its loop beyond loop/loop.h. */
#ifndef BYLINA_TESTS_SIM_LOOP_H
#define BYLINA_TESTS_SIM_LOOP_H

#include "loop/loop.h"

struct rng;

void sim_loop_chance(struct loop *loop, struct rng *chance); /* shuffles what is ready at once */
/* Runs one callback, after letting time pass if none is ready. False: nothing is left to wait for,
 * or nothing before until_us (time stands there then). */
bool sim_loop_step(struct loop *loop, int64_t until_us);
void sim_loop_forget(struct loop *loop); /* deferred calls never come: the process died */

/* Real servers: watches look at their descriptors, work is done (on this thread, blocking), and
 * while busy() says that an answer is under way, time passes as it does outside, but for short
 * jumps ahead, `hurry` in 1000 of the waits. */
struct sim_outside {
    bool (*busy)(void *ctx);
    void *ctx;
    unsigned hurry;
};
void sim_loop_outside(struct loop *loop, const struct sim_outside *outside);
bool sim_loop_awaits(const struct loop *loop); /* a watch has written, and has read nothing since */
/* No descriptor sends or receives any more, and what has come is lost; after waiting for the first
 * answer, but for so long at most. */
void sim_loop_cut(struct loop *loop, int wait_ms);

#endif
