/* Bugs planted on purpose, to show that the simulation (tests/sim) finds them. PLANTED(name) is
 * true while the bug of that name is the one that is planted; without the build option
 * BYLINA_PLANT, as in every binary that is meant to be used, it is plain false and its code is
 * gone. */
#ifndef BYLINA_BASE_PLANT_H
#define BYLINA_BASE_PLANT_H

#include <stdbool.h>

#ifdef BYLINA_PLANT
bool plant_is(const char *name); /* in tests/sim */
#define PLANTED(name) plant_is(#name)
#else
#define PLANTED(name) false
#endif

#endif
