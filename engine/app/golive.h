/* New generations without a stall: built on a worker thread, and freed on one when the last turn
 * has left them. Loop thread. */
#ifndef BYLINA_APP_GOLIVE_H
#define BYLINA_APP_GOLIVE_H

#include "app/game.h"
#include "loop/loop.h"

#define GOLIVE_RETIRED_MAX 16 /* old generations that turns are still in */

struct golive;

struct golive *golive_new(struct loop *loop, const struct game_source *source);
/* What is being built is let go of when it is there. NULL is fine. */
void golive_free(struct golive *golive);

/* One at a time. Once, never from within the call. The generation is the receiver's; NULL: err says
 * why. */
typedef void (*golive_fn)(void *ctx, struct generation *take_generation, const struct err *err);
void golive_build(struct golive *golive, struct bundle *bundle, int64_t number, golive_fn fn,
                  void *ctx);
/* Takes over the caller's hold on a generation that no new turn will enter. */
void golive_retire(struct golive *golive, struct generation *take_generation);

#endif
