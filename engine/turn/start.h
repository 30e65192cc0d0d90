/* turns_start. Private to turn/. */
#ifndef BYLINA_TURN_START_H
#define BYLINA_TURN_START_H

#include "turn/inner.h"

void start_free(struct starting *starting); /* NULL is fine */

#endif
