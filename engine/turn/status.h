/* How turn/ is: figures for admins, tests and benches. Part of turn.h's contract. */
#ifndef BYLINA_TURN_STATUS_H
#define BYLINA_TURN_STATUS_H

#include <stdint.h>

struct turns;

struct turns_status {
    int64_t turns;  /* committed since the start */
    int64_t failed; /* scripts that failed */
    int64_t conflicts;
    int64_t refused;     /* updates over a limit */
    int64_t waiting;     /* events in lanes */
    int64_t outgoing;    /* posts that wait or are under way */
    int64_t timers;      /* in memory */
    int64_t fired;       /* timers, since the start */
    int64_t overdue;     /* of these, due before the start or a move of the clock: not late */
    int64_t held_max_us; /* of the processor, that a script had at once: the longest */
    int64_t late_p50_ms; /* from the deadline to the start of the turn */
    int64_t late_p99_ms;
    int64_t late_max_ms;
};
void turns_status(const struct turns *turns, struct turns_status *ret_status);

#endif
