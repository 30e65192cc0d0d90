/* Moving the game's clock (turns_skip). Private to turn/. */
#ifndef BYLINA_TURN_SKIP_H
#define BYLINA_TURN_SKIP_H

#include "turn/inner.h"

#define SKIPS_MAX 64 /* asked for at once */

struct skips;

struct skips *skips_new(struct turns *turns);
void skips_free(struct skips *skips);

#endif
