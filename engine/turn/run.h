/* One turn: an event, its run (or runs), its commit. Private to turn/.
 *
 *     turn_begin -> run [-> failed run] -> commit -> COMMITTED: publish -> turn_end
 *                    ^                        |
 *                    +------- CONFLICT -------+ */
#ifndef BYLINA_TURN_RUN_H
#define BYLINA_TURN_RUN_H

#include "turn/claims.h"
#include "turn/lane.h"
#include "turn/unit_inner.h"

struct turn {
    struct list_node node; /* in turns->running */
    struct turns *turns;
    struct lane *lane;
    struct event *event;
    int64_t number; /* for the log */
    int64_t now;
    uint64_t seed;
    int attempts; /* runs that ended in a conflict */
    int tries;    /* of the database, since it last answered */
    int ends;     /* of the process, by this event: see guard.c */
    bool unknown; /* a commit has been tried whose outcome is not known */
    struct script_run *run;
    struct unit *unit;
    struct unit *first; /* the unit of the script that failed, while `unit` is that of its reply */
    char *failure;      /* report of the failed script; NULL: none */
    struct store_turn commit;
    struct turn_claims claims; /* from the second attempt */
    struct later *later;
    loop_fn on_looked; /* lookup.c */
};

void turn_begin(struct lane *lane, struct event *event);
void turn_first(struct turn *turn);  /* its first run; guard.c calls it for a suspect */
void turn_run_on(struct turn *turn); /* what the script waited for is there */
/* What it did cannot be kept: the failure is committed, with the reply of the entry "failed". */
void turn_fail(struct turn *turn, const char *report);
void turn_again(struct turn *turn);            /* after a conflict: the same, past the cache */
void turn_requeue(struct turn *turn);          /* out of attempts, or the engine stops */
void turn_end(struct turn *turn, int64_t now); /* event and turn are over; now: see lane_release */
void turn_free(struct turn *turn);
/* fn(turn) after a growing wait; false: the engine stops, so the turn was requeued instead. */
bool turn_retry(struct turn *turn, const char *what, const struct err *err, loop_fn fn);

/* commit.c */
void commit_start(struct turn *turn);

/* publish.c: what the commit made true, told to memory and to the outside. */
void publish_committed(struct turn *turn);
/* SEEN after an unknown commit: SQL is asked; fn(turn) when it has told. */
void publish_settled(struct turn *turn, loop_fn fn);

#endif
