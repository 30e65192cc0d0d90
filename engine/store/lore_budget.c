/* What lore costs, in SQLite: reserves and what became of them.
 *
 *     claim                         reserved += worst case
 *     settle                        reserved -= worst case, spent += cost
 *     lost                          reserved -= worst case, spent += worst case
 *     settle of one that was lost   spent += cost - worst case
 *
 * in the hour, the day and the player's day in which it was claimed, whenever it is settled.
 * So the sum of both never forgets a call: not a process that died in it, nor one that comes back
 * late. Calls are one number, counted when they are reserved and put right by the settlement. */
#include "store/sqlite_lore.h"

#include "base/str.h"

struct held { /* a claim as it is on record */
    int64_t claimed_ms;
    char player[96];
    int64_t reserved;
    int64_t calls;
    bool lost;
};

static const char *budget_of(enum lore_span span, const char *player)
{
    return span == LORE_PLAYER ? player : "";
}

static bool has_budget(enum lore_span span, const char *player)
{
    return span != LORE_PLAYER || (player && *player);
}

int budget_spent(struct db *db, enum lore_span span, const char *player, int64_t now,
                 struct store_lore_spent *ret_spent, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    *ret_spent = (struct store_lore_spent){0};
    int r = db_start(db, SQL_LORE_SPENT_GET, &stmt, err, "iit", lore_span_hours(span),
                     lore_span_start(span, now), player);
    if (!r)
        r = db_step(db, stmt, err);
    if (r <= 0)
        return r;
    ret_spent->cost = sqlite3_column_int64(stmt, 0);
    ret_spent->reserved = sqlite3_column_int64(stmt, 1);
    ret_spent->calls = sqlite3_column_int64(stmt, 2);
    db_stop(stmt);
    return 0;
}

int budget_fits(struct db *db, const struct store_lore_claim *claim, int64_t now,
                enum store_lore_claimed *ret_verdict, int64_t *ret_wait_ms, struct err *err)
{
    *ret_verdict = STORE_LORE_CLAIMED;
    for (enum lore_span span = 0; span < LORE_SPANS; span++) {
        struct store_lore_spent spent;
        if (!has_budget(span, claim->player))
            continue;
        int r = budget_spent(db, span, budget_of(span, claim->player), now, &spent, err);
        if (r)
            return r;
        *ret_verdict = lore_fits(claim, span, &spent);
        *ret_wait_ms = lore_span_rest_ms(span, now);
        if (*ret_verdict != STORE_LORE_CLAIMED)
            return 0;
    }
    *ret_wait_ms = 0;
    return 0;
}

/* In all budgets of a claim that was made then. */
static int book(struct db *db, const struct held *held, int64_t reserved, int64_t spent,
                int64_t calls, struct err *err)
{
    int r = 0;
    for (enum lore_span span = 0; !r && span < LORE_SPANS; span++)
        if (has_budget(span, held->player))
            r = db_run(db, SQL_LORE_SPENT_ADD, NULL, err, "iitiii", lore_span_hours(span),
                       lore_span_start(span, held->claimed_ms), budget_of(span, held->player),
                       reserved, spent, calls);
    return r;
}

int budget_reserve(struct db *db, const struct store_lore_claim *claim, int64_t row, int64_t fence,
                   int64_t now, struct err *err)
{
    struct held held = {.claimed_ms = now, .calls = lore_claim_calls(claim)};
    str_copy(held.player, sizeof(held.player), claim->player ? claim->player : "");
    int r = db_run(db, SQL_LORE_CLAIM_ADD, NULL, err, "iiitii", row, fence, now, held.player,
                   claim->reserve, held.calls);
    return r ? r : book(db, &held, claim->reserve, 0, held.calls, err);
}

/* ret_there: it is on record. */
static int find(struct db *db, int64_t row, int64_t fence, struct held *ret_held, bool *ret_there,
                struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_LORE_CLAIM_GET, &stmt, err, "ii", row, fence);
    if (!r)
        r = db_step(db, stmt, err);
    *ret_there = r > 0;
    if (r <= 0)
        return r;
    ret_held->claimed_ms = sqlite3_column_int64(stmt, 0);
    str_copy(ret_held->player, sizeof(ret_held->player),
             (const char *)sqlite3_column_text(stmt, 1));
    ret_held->reserved = sqlite3_column_int64(stmt, 2);
    ret_held->calls = sqlite3_column_int64(stmt, 3);
    ret_held->lost = sqlite3_column_int(stmt, 4);
    db_stop(stmt);
    return 0;
}

int budget_lose(struct db *db, int64_t row, int64_t fence, struct err *err)
{
    struct held held;
    bool there = false;
    int r = find(db, row, fence, &held, &there, err);
    if (r || !there || held.lost)
        return r;
    r = db_run(db, SQL_LORE_CLAIM_LOSE, NULL, err, "ii", row, fence);
    return r ? r : book(db, &held, -held.reserved, held.reserved, 0, err);
}

int budget_settle(struct db *db, const struct store_lore_settle *settle, bool *ret_first,
                  struct err *err)
{
    struct held held;
    int r = find(db, settle->row, settle->fence, &held, ret_first, err);
    if (r || !*ret_first)
        return r;
    r = db_run(db, SQL_LORE_CLAIM_DROP, NULL, err, "ii", settle->row, settle->fence);
    if (r)
        return r;
    return book(db, &held, held.lost ? 0 : -held.reserved,
                settle->cost - (held.lost ? held.reserved : 0), settle->calls - held.calls, err);
}
