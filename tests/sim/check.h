/* What must hold, watched from outside of the engine: from the database (what was committed), from
 * Telegram (what came and what left), and at the port between them.
 *
 * check.c       updates, their order and timers          check_port.c  what goes out
 * check_game.c  what the fair promises (tests/fair/scripts/init.lua) */
#ifndef BYLINA_TESTS_SIM_CHECK_H
#define BYLINA_TESTS_SIM_CHECK_H

#include "sim.h"
#include "turn/turn.h"

struct tg_update;

struct check *check_new(struct sim *sim);
void check_free(struct check *check);
void check_process(struct check *check); /* a process starts: only what is stored is known to it */

/* From Telegram. */
void check_received(struct check *check, const struct tg_update *update);
void check_confirmed(struct check *check, const struct tg_update *update);

/* Between turn/ and the port: the port, watched. Valid until the next one is made. */
struct turn_port check_port(struct check *check, struct turn_port port);

void check_foreign(struct check *check, int64_t player); /* somebody gives him a coin */

/* Is there nothing left to wait for? If not, *ret_why says what. */
bool check_rests(struct check *check, const char **ret_why);
void check_end(struct check *check); /* when it rests */

#endif
