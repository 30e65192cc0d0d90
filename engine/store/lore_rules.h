/* What lore.h decides without a database: whether a row may be claimed, whether a reserve fits,
 * what an act does to a row, which day, hour and week a time is in. Pure; any thread.
 *
 * SQLite's backend and the simulation's model ask all of it here. PostgreSQL's decides within the
 * server, in one step (functions_lore.sql), so these rules stand twice and must change together:
 *
 *     lore_rule_look, lore_is_open    lore_claim
 *     lore_fits, lore_span_*          lore_over, lore_book, lore_claim
 *     lore_change, lore_found         lore_edit, lore_found
 *     lore_monday                     lore_monday
 *
 * tests/contract/store/lore_rules.c runs all states, acts and waits through both and holds what
 * they do against one table. Shared by both: lore_claim_calls, lore_gone, lore_page_state,
 * lore_check_import, lore_act_name, and the start of the day from which the upkeep forgets. */
#ifndef BYLINA_STORE_LORE_RULES_H
#define BYLINA_STORE_LORE_RULES_H

#include "store/lore_review.h"

#define LORE_SPENT_MS   (8LL * 24 * 3600 * 1000) /* days, hours and lost claims are remembered */
#define LORE_SUPERSEDED "superseded"

/* The budgets of a claim: of the hour, the day, and the player's day. */
enum lore_span { LORE_HOUR, LORE_DAY, LORE_PLAYER, LORE_SPANS };

int64_t lore_span_hours(enum lore_span span);               /* 1 or 24 */
int64_t lore_span_start(enum lore_span span, int64_t ms);   /* hours since 1970 */
int64_t lore_span_rest_ms(enum lore_span span, int64_t ms); /* until the next */
int64_t lore_monday(int64_t ms);                            /* of its week: days since 1970 */

/* CLAIMED (as far as the row goes), DONE, BUSY or LATER, with *ret_wait_ms. */
enum store_lore_claimed lore_rule_look(const struct store_lore *lore, const char *prompt,
                                       int64_t now_ms, int64_t *ret_wait_ms);
bool lore_is_open(const struct store_lore *lore); /* it waits for a text */

/* CLAIMED if what the claim reserves fits into that budget, as it is now. */
enum store_lore_claimed lore_fits(const struct store_lore_claim *claim, enum lore_span span,
                                  const struct store_lore_spent *spent);
int64_t lore_claim_calls(const struct store_lore_claim *claim);

/* What an act does to the row in this state. 0, or ERR_INVALID. */
struct lore_change {
    bool any; /* else it is as it was */
    enum store_lore_state state;
    bool revise;  /* one revision more */
    bool rewrite; /* its body is the edit's */
    bool renew;
    bool take;  /* from who has claimed it */
    bool again; /* attempts begin anew */
};
/* Nothing is left of a text that named a player who has been erased. */
int lore_gone(int64_t row, struct err *err);
int lore_change(const struct store_lore *lore, const struct store_lore_edit *edit,
                struct lore_change *ret_change, struct err *err);
/* What a page looks for in `state`; -1: anything. */
int64_t lore_page_state(const struct store_lore_page *page);
/* ERR_LIMIT; ERR_INVALID: a row without a text, or neither kept nor hidden. */
int lore_check_import(const struct store_lore_import *import, struct err *err);
/* How many texts more (or less) its discoverer has found when the state changes. */
int lore_found(enum store_lore_state was, enum store_lore_state is);
const char *lore_act_name(enum store_lore_act act); /* "lore.hide" */

#endif
