/* Handlers that are set aside because they fail again and again. A handler is a thing of the game
 * by kind and id: "scene yard", "command top", "timer duel.round", "quest wolf_winter".
 *
 * It is set aside for everybody when its last ASIDE_FAILURES failures came from several lanes
 * within ASIDE_WITHIN_MS of machine time, and for one lane when all of them came from there: so
 * nobody can close a place to others by what he alone does. Kept in memory only, and forgotten when
 * another generation goes live. Loop thread only. */
#ifndef BYLINA_TURN_ASIDE_H
#define BYLINA_TURN_ASIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ASIDE_FAILURES     5
#define ASIDE_WITHIN_MS    60000
#define ASIDE_HANDLERS_MAX 256 /* whose failures are remembered; more are not counted */
#define ASIDE_LANES_MAX    8 /* for which alone a handler is set aside; with more, for everybody */

struct turns;
struct asides;

/* One that has just been set aside, as port.aside is told. Pointers live until it returns. */
struct turn_aside {
    int64_t number; /* never used again */
    const char *handler;
    const char *report;                /* of the last failure */
    const char *lane;                  /* for this one alone; NULL: for everybody */
    const char *lanes[ASIDE_FAILURES]; /* of the failures, each once */
    size_t lane_count;
};

/* It may run again; false: it is not set aside (any more). */
bool turns_aside_again(struct turns *turns, int64_t number);
/* Those that are set aside for everybody, in no order. */
void turns_asides(const struct turns *turns, void (*fn)(void *ctx, const char *handler), void *ctx);

/* The rest is private to turn/. */
struct asides *asides_new(void);
void asides_free(struct asides *asides); /* NULL is fine */
void asides_forget(struct asides *asides);
/* Is it set aside for this lane? */
bool asides_hold(const struct asides *asides, const char *handler, const char *lane);
/* It has failed. True: it is set aside from now on, and ret_aside (all but the report) says how;
 * `number` is what it is called then. */
bool asides_failed(struct asides *asides, const char *handler, const char *lane, int64_t now_ms,
                   int64_t number, struct turn_aside *ret_aside);
bool asides_again(struct asides *asides, int64_t number);

#endif
