/* turns_stop. Private to turn/. */
#ifndef BYLINA_TURN_STOP_H
#define BYLINA_TURN_STOP_H

#include "turn/inner.h"

void stop_free(struct stopping *stopping); /* NULL is fine */

#endif
