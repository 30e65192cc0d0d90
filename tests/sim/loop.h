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

#endif
