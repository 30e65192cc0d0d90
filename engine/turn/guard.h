/* Suspects: events that have ended the process, and who is in the VM now. Private to turn/. */
#ifndef BYLINA_TURN_GUARD_H
#define BYLINA_TURN_GUARD_H

#include "turn/run.h"

#define GUARD_ENDS_MAX 2                         /* of the process by one event: it is condemned */
#define GUARD_SLOW_US  (25000 * SCRIPT_SLOWDOWN) /* of the processor at once: it is in the log */

/* The turn begins (it counts as a flight already). True: its script may run now; false: guard.c
 * calls turn_first when the other turns are over. */
bool guard_begin(struct turn *turn);
/* The failure of an event that is condemned: no script runs. For free(); NULL: it is not. */
char *guard_verdict(const struct turn *turn);
/* script_run_resume, with the event told to the guard, and the log told of a slow one. */
enum script_result guard_resume(struct turn *turn);
void guard_settled(const struct turn *turn); /* its event is over */
void guard_free(struct turn *turn);          /* the turn goes; it counts as a flight no more */

#endif
