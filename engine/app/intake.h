/* Intake: batches of updates from polling into turns, confirmed only when they are safe. */
#ifndef BYLINA_APP_INTAKE_H
#define BYLINA_APP_INTAKE_H

#include "app/port.h"
#include "telegram/poll.h"

struct intake;

/* Starts polling at once; on_end when the token is refused. */
struct intake *intake_new(struct loop *loop, struct telegram *telegram, struct port *port,
                          struct turns *turns, void (*on_end)(void *ctx, const struct err *err),
                          void *ctx);
void intake_stop(struct intake *intake, loop_fn fn, void *ctx);
void intake_free(struct intake *intake);

#endif
