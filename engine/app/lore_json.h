/* Lore as JSON: rows as lists, exports and the answers to admins have them, and all the figures of
 * /lore and `bylina lore stats`. Loop thread. */
#ifndef BYLINA_APP_LORE_JSON_H
#define BYLINA_APP_LORE_JSON_H

#include "app/budget.h"
#include "store/lore_review.h"
#include "json/json.h"

#define LORE_JSON_WEEKS   8   /* that are shown */
#define LORE_JSON_HISTORY 250 /* weeks that the totals are over */

/* "wanted", "kept", "hidden", "given_up": 0; or ERR_INVALID for another word. */
int lore_json_state_parse(const char *word, enum store_lore_state *ret_state, struct err *err);

/* The whole row; what it has not is left out. For json_free. */
json *lore_json_row(const struct store_lore *lore);

/* {wanted, kept, hidden, given_up, reported, renewed, day {cost, calls}, hour {...}, weeks
 * [{week (seconds), requests, misses, calls, cost, facts}] (the newest last), total {requests,
 * misses, calls, cost, facts}, reasons [{why, count}]}: fn once; figures for json_free, NULL: err.
 * Caps are added where `budget` is given, reserves count as spent. */
typedef void (*lore_figures_fn)(void *ctx, json *figures, const struct err *err);
void lore_json_figures(struct store *store, const struct budget *budget, lore_figures_fn fn,
                       void *ctx);
/* Without weeks, total and reasons: one short look. */
void lore_json_counts(struct store *store, const struct budget *budget, lore_figures_fn fn,
                      void *ctx);

#endif
