/* The engine's watchdog, tied to its frame: the supervisor is told of a trip, and the suspect of
 * where it was. */
#ifndef BYLINA_APP_ENGINE_WATCHDOG_H
#define BYLINA_APP_ENGINE_WATCHDOG_H

#include "app/engine.h"
#include "app/watchdog.h"
#include "loop/loop.h"

/* For watchdog_free; NULL: ms is 0. The frame and the pointer to it outlive
 * it. */
struct watchdog *engine_watchdog(struct loop *loop, const struct engine_frame **frame, int64_t ms);

#endif
