/* How turn/ is: figures for admins, tests and benches. Part of turn.h's contract. */
#ifndef BYLINA_TURN_STATUS_H
#define BYLINA_TURN_STATUS_H

#include "base/histogram.h"
#include "base/tally.h"

#include <stdbool.h>
#include <stdint.h>

struct turns;

struct turns_status {
    int64_t turns;  /* committed since the start */
    int64_t failed; /* scripts that failed */
    int64_t conflicts;
    int64_t accepted;    /* updates that came into a lane */
    int64_t refused;     /* updates over a limit */
    int64_t waiting;     /* events in lanes */
    int64_t outgoing;    /* posts that wait or are under way */
    int64_t backlog;     /* pushes that wait in the database alone */
    int64_t timers;      /* in memory */
    int64_t fired;       /* timers, since the start */
    int64_t overdue;     /* of these, due before the start or a move of the clock: not late */
    int64_t held_max_us; /* of the processor, that a script had at once: the longest */
    int64_t late_p50_ms; /* from the deadline to the start of the turn */
    int64_t late_p99_ms;
    int64_t late_max_ms;
};
void turns_status(const struct turns *turns, struct turns_status *ret_status);

/* The database gives no answer, and those who wait were told. */
bool turns_outage(const struct turns *turns);

/* The same for a plot; all of it since the start, and alive as long as `turns`. */
struct turns_figures {
    const struct tally *ends; /* (the handler that ran first, or "", "committed" or "failed") */
    const struct histogram *taken; /* from receipt to commit, of all turns */
    const struct histogram *late;  /* of timers that were not overdue */
};
void turns_figures(const struct turns *turns, struct turns_figures *ret_figures);

#endif
