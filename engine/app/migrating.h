/* The schema of the database at the start of the engine. */
#ifndef BYLINA_APP_MIGRATING_H
#define BYLINA_APP_MIGRATING_H

#include "app/config.h"

/* Brings it up where the configuration says so (MIGRATE), a line in the log for each migration;
 * otherwise it must be up already: ERR_REFUSED names what is pending and the mend. Blocking. */
int migrating_at_start(const struct config *config, struct err *err);

#endif
