/* Lanes: the turns of one document, one after another. Private to turn/. */
#ifndef BYLINA_TURN_LANE_H
#define BYLINA_TURN_LANE_H

#include "turn/event.h"
#include "turn/inner.h"

struct turn;
struct lane {
    struct list_node ready; /* in turns->ready */
    struct turns *turns;
    struct list events; /* in the order of receipt */
    size_t waiting;
    struct turn *turn;  /* under way */
    struct later *rest; /* nothing runs before it ends */
    int64_t last_now;   /* of its last committed turn */
    int64_t ready_ms;   /* monotonic: since when it waits for the pump */
    char key[];         /* "kind/id" */
};

void lanes_init(struct turns *turns);
void lanes_done(struct turns *turns);
void lanes_pump(struct turns *turns); /* runs what is ready, soon */

size_t lane_waiting(const struct turns *turns, const char *key);
/* Takes the event over, at the end of its lane (made if need be). */
void lane_push(struct turns *turns, struct event *event);
/* A timer of this document is due. */
void lane_wake(struct turns *turns, const char *key);

/* Its turn is over: the next may run. `now`: of a committed turn, else 0. */
void lane_release(struct lane *lane, int64_t now);
/* Its turn is over but not its event, which runs again after a rest. */
void lane_put_back(struct lane *lane, struct event *event, int64_t rest_ms);

#endif
