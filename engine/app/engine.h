/* The running bot: owns every lifetime of `bylina run`. */
#ifndef BYLINA_APP_ENGINE_H
#define BYLINA_APP_ENGINE_H

#include "app/config.h"
#include "app/poison.h"
#include "base/error.h"

/* What the process around it gives. */
struct engine_frame {
    struct poison *poison;
    int line; /* to the supervisor; -1: there is none */
};

/* Builds all parts in order and runs until a signal asks to stop or a part ends. 0: stopped
 * cleanly; else err has one clear line. Blocking. */
int engine_run(const struct config *config, const struct engine_frame *frame, struct err *err);

#endif
