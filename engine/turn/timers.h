/* The timers that are due within the horizon, in memory. Private to turn/. */
#ifndef BYLINA_TURN_TIMERS_H
#define BYLINA_TURN_TIMERS_H

#include "store/waiting.h"
#include "turn/event.h"
#include "turn/inner.h"

#define TIMERS_FLIGHT_MAX  256 /* due timers that lanes were told of and that have not ended */
#define TIMERS_OVERDUE_MAX 64  /* the same while the first is late by more than TIMERS_OVERDUE_S */
#define TIMERS_OVERDUE_S   2
#define TIMERS_TICK_MS     5000   /* how late a jump of the wall clock is noticed */
#define TIMERS_TELL_MS     600000 /* between two lines of the log on how late they were */

struct timers;

struct timers *timers_new(struct turns *turns);
void timers_free(struct timers *timers);

/* Whether all timers that are due by `until` are in memory. If not, they are loaded, and the lanes
 * are pumped (and stop_look is called) when they are there. */
bool timers_cover(struct timers *timers, int64_t until);
/* Loads until `until` and the horizon behind it; fn with an error at the first failure. */
void timers_load(struct timers *timers, int64_t until, store_done_fn fn, void *ctx);
/* Reads all again that should be in memory, and adds what is missing. */
void timers_reload(struct timers *timers);

/* A commit set, replaced or cancelled (uid 0) this one. */
void timers_apply(struct timers *timers, const struct store_timer *row);
/* A commit dropped the document. */
void timers_drop(struct timers *timers, const char *kind, const char *id);

/* Wakes the lanes of what is due, oldest first, and sets the alarm for what is next. */
void timers_fire(struct timers *timers);
/* The oldest timer of the document "kind/id" with deadline <= due_by, as an event received at
 * due_by: it leaves the memory. NULL: none. */
struct event *timers_take(struct timers *timers, const char *key, int64_t due_by);
void timers_ended(struct timers *timers); /* an event of timers_take is over */
void timers_stop(struct timers *timers);

size_t timers_count(const struct timers *timers);
/* What is due now was not to be had earlier: the engine has started, or the clock was moved. */
void timers_moved(struct timers *timers);
const struct histogram *timers_late(const struct timers *timers);
void timers_lateness(const struct timers *timers, struct turns_status *ret_status);

#endif
