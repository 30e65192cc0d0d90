/* What AI may cost, as the operator says it: US dollars in the configuration, millionths of them
 * inside. Any thread. */
#ifndef BYLINA_APP_BUDGET_H
#define BYLINA_APP_BUDGET_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#define BUDGET_USD_MAX   100000 /* dollars */
#define BUDGET_CALLS_MAX 1000000000

struct budget {
    int64_t day, hour;                           /* millionths of a dollar */
    int64_t player;                              /* for what one player finds in a day */
    int64_t day_calls, hour_calls, player_calls; /* 0: as many as the money pays */
};

/* "1", "0.25": above 0, with at most six decimals. ERR_INVALID says what is expected. */
int budget_usd(const char *value, int64_t *ret_micro, struct err *err);
int budget_calls(const char *value, int64_t *ret_calls, struct err *err);
/* Parts that were left out: an hour may take a quarter of the day's, a player a tenth. */
void budget_fill(struct budget *budget);

/* Dollars for people: two decimals, or below a cent two digits that count: "$1.20", "$0.00078". */
void budget_print(int64_t micro, char *to, size_t size);

#endif
