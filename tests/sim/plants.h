/* The planted bugs by name. */
#ifndef BYLINA_TESTS_SIM_PLANTS_H
#define BYLINA_TESTS_SIM_PLANTS_H

#include "base/embedded.h"

#include <stdbool.h>

struct plant {
    const char *name;
    const char *what;
};

const struct plant *plants_all(void); /* ends with a NULL name */
bool plant_choose(const char *name);  /* false: there is none of that name */
/* The engine's Lua half with the bug, if it is one of that half; NULL: its place was not found. */
const struct embedded *plant_lua(const struct embedded *files);

#endif
