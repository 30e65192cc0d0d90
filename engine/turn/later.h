/* Things to be done a little later: retries and rests. Each is a one-shot timer that frees itself.
 * Private to turn/. */
#ifndef BYLINA_TURN_LATER_H
#define BYLINA_TURN_LATER_H

#include "base/list.h"
#include "base/rng.h"
#include "loop/loop.h"

#define LATER_BACKOFF_MAX_MS 60000

struct later;
struct laters {
    struct loop *loop;
    struct list all;
};

void laters_init(struct laters *laters, struct loop *loop);
void laters_done(struct laters *laters); /* what waits is never called */

/* fn(ctx) once, from the loop; `later` is gone when fn is called. */
struct later *later_start(struct laters *laters, int64_t delay_ms, loop_fn fn, void *ctx);
void later_cancel(struct later *later); /* NULL is fine */

/* first_ms doubled with each try after the first, at most LATER_BACKOFF_MAX_MS, and a jitter of a
 * quarter either way. */
int64_t later_backoff_ms(struct rng *chance, int64_t first_ms, int tries);

#endif
