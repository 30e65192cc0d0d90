/* See lore_rules.h. SQLite's backend reads the row and the budgets within its transaction, asks
 * here what may be, and writes that; functions_lore.sql has most of it once more. Days and hours
 * are of UTC, and weeks begin on Mondays: day 0 (1970-01-01) was a Thursday. */
#include "store/lore_rules.h"

#include "base/str.h"

#include <inttypes.h>

enum { HOUR_MS = 3600 * 1000, DAY_HOURS = 24, WEEK_DAYS = 7, THURSDAY = 3 };

int64_t lore_span_hours(enum lore_span span)
{
    return span == LORE_HOUR ? 1 : DAY_HOURS;
}

int64_t lore_span_start(enum lore_span span, int64_t ms)
{
    int64_t hours = ms / HOUR_MS;
    return hours - hours % lore_span_hours(span);
}

int64_t lore_span_rest_ms(enum lore_span span, int64_t ms)
{
    return (lore_span_start(span, ms) + lore_span_hours(span)) * HOUR_MS - ms;
}

int64_t lore_monday(int64_t ms)
{
    int64_t day = lore_span_start(LORE_DAY, ms) / DAY_HOURS;
    return day - (day + THURSDAY) % WEEK_DAYS;
}

bool lore_is_open(const struct store_lore *lore)
{
    return lore->state == STORE_LORE_WANTED || lore->renew;
}

/* What was refused to a prompt says nothing of another. */
static bool must_wait(const struct store_lore *lore, const char *prompt, int64_t now_ms)
{
    bool other = prompt && lore->refused_prompt && !str_equal(prompt, lore->refused_prompt);
    return lore->next_ms > now_ms && !other;
}

enum store_lore_claimed lore_rule_look(const struct store_lore *lore, const char *prompt,
                                       int64_t now_ms, int64_t *ret_wait_ms)
{
    *ret_wait_ms = 0;
    if (!lore_is_open(lore))
        return STORE_LORE_DONE;
    if (lore->lease_ms > now_ms) {
        *ret_wait_ms = lore->lease_ms - now_ms;
        return STORE_LORE_BUSY;
    }
    if (must_wait(lore, prompt, now_ms)) {
        *ret_wait_ms = lore->next_ms - now_ms;
        return STORE_LORE_LATER;
    }
    return STORE_LORE_CLAIMED;
}

int64_t lore_claim_calls(const struct store_lore_claim *claim)
{
    return claim->calls > 0 ? claim->calls : 1;
}

static bool within(int64_t cap, int64_t used)
{
    return !cap || used <= cap;
}

enum store_lore_claimed lore_fits(const struct store_lore_claim *claim, enum lore_span span,
                                  const struct store_lore_spent *spent)
{
    const struct store_lore_caps *caps = &claim->caps;
    const int64_t cost[] = {caps->hour_cost, caps->day_cost, caps->player_cost};
    const int64_t calls[] = {caps->hour_calls, caps->day_calls, caps->player_calls};
    static const enum store_lore_claimed over[] = {STORE_LORE_OVER_HOUR, STORE_LORE_OVER_DAY,
                                                   STORE_LORE_OVER_PLAYER};
    if (within(cost[span], spent->cost + spent->reserved + claim->reserve) &&
        within(calls[span], spent->calls + lore_claim_calls(claim)))
        return STORE_LORE_CLAIMED;
    return over[span];
}

int lore_gone(int64_t row, struct err *err)
{
    return err_set(err, ERR_INVALID,
                   "lore %" PRId64 " is empty for good: a player whom it named has been erased",
                   row);
}

static int keep(const struct store_lore *lore, struct lore_change *change, struct err *err)
{
    if (!lore->body)
        return err_set(err, ERR_INVALID, "lore %s has no text that could be kept", lore->id);
    change->revise = lore->state != STORE_LORE_KEPT;
    change->any = change->revise || lore->reports > 0;
    change->state = STORE_LORE_KEPT;
    return 0;
}

int lore_change(const struct store_lore *lore, const struct store_lore_edit *edit,
                struct lore_change *ret_change, struct err *err)
{
    struct lore_change change = {.state = lore->state, .renew = lore->renew};
    int r = 0;
    if (!*lore->entity && (edit->act == STORE_LORE_WRITE || edit->act == STORE_LORE_RENEW))
        return lore_gone(lore->row, err);
    switch (edit->act) {
    case STORE_LORE_KEEP:
        r = keep(lore, &change, err);
        break;
    case STORE_LORE_HIDE:
        change.any = change.revise = lore->state != STORE_LORE_HIDDEN;
        change.any = change.any || lore->renew;
        change.state = STORE_LORE_HIDDEN;
        change.renew = false;
        change.take = true;
        break;
    case STORE_LORE_WRITE:
        if (!edit->body)
            return err_set(err, ERR_INVALID, "lore %s: no text was given", lore->id);
        change.any = change.revise = change.rewrite = change.take = true;
        change.state = STORE_LORE_KEPT;
        change.renew = false;
        break;
    case STORE_LORE_RENEW:
        change.renew = lore->state != STORE_LORE_WANTED;
        change.any = change.renew != lore->renew || lore->attempts || lore->next_ms;
        change.again = true;
        break;
    }
    if (!r)
        *ret_change = change;
    return r;
}

int64_t lore_page_state(const struct store_lore_page *page)
{
    switch (page->which) {
    case STORE_LORE_ONLY_WANTED:
        return STORE_LORE_WANTED;
    case STORE_LORE_ONLY_KEPT:
        return STORE_LORE_KEPT;
    case STORE_LORE_ONLY_HIDDEN:
        return STORE_LORE_HIDDEN;
    case STORE_LORE_ONLY_GIVEN_UP:
        return STORE_LORE_GIVEN_UP;
    default:
        return -1;
    }
}

int lore_check_import(const struct store_lore_import *import, struct err *err)
{
    if (import->count > STORE_LORE_PAGE_MAX)
        return err_set(err, ERR_LIMIT, "more than %d texts at once", STORE_LORE_PAGE_MAX);
    for (size_t i = 0; i < import->count; i++) {
        const struct store_lore *row = &import->rows[i];
        if (!row->body || (row->state != STORE_LORE_KEPT && row->state != STORE_LORE_HIDDEN))
            return err_set(err, ERR_INVALID, "lore %s: a text that is kept or hidden expected",
                           row->id);
    }
    return 0;
}

int lore_found(enum store_lore_state was, enum store_lore_state is)
{
    return (is == STORE_LORE_KEPT) - (was == STORE_LORE_KEPT);
}

const char *lore_act_name(enum store_lore_act act)
{
    static const char *const names[] = {"lore.keep", "lore.hide", "lore.write", "lore.renew"};
    return names[act];
}
