/* bylina lore warm: texts that the game would like to have before anybody asks. */
#ifndef BYLINA_APP_LORE_WARM_H
#define BYLINA_APP_LORE_WARM_H

#include "app/lore_cli.h"

struct lore_warmed {
    int64_t named;  /* texts that the game names, in all languages, */
    int64_t wanted; /* and those that are wanted now */
};

/* At most `limit` of those that are not there are wanted: an engine that runs on this database, or
 * the next that does, writes them within its budget. `cli` is open; its config is of a game. */
int lore_cli_warm(struct lore_cli *cli, int64_t limit, struct lore_warmed *ret_warm,
                  struct err *err);

#endif
