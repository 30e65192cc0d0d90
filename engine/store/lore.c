/* SQLite's side of lore.h: from a want to a text that is kept.
 *
 * Each function is one operation of the writer, which undoes all of it if any part fails; so a
 * claim and its reserve, or a settlement, its bill and its records, stand together or not at all.
 * Who holds a row is its fence: it rises with each claim and whenever a moderator takes the row
 * away, and a settlement with an older one changes nothing but the bill. */
#include "base/clock.h"
#include "base/str.h"
#include "store/sqlite_lore.h"

#include <inttypes.h>

int lore_put_wants(struct db *db, const struct store_turn *turn, struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < turn->want_count; i++) {
        const struct store_want *want = &turn->wants[i];
        r = db_run(db, SQL_LORE_WANT, NULL, err, "ttttttti", want->id, want->kind, want->entity,
                   want->language, want->attributes, want->facts, want->discoverer,
                   want->discovered);
    }
    return r;
}

int lore_missing(int64_t row, const char *id, struct err *err)
{
    if (id)
        return err_set(err, ERR_NOT_FOUND, "there is no lore %s", id);
    return err_set(err, ERR_NOT_FOUND, "there is no lore %" PRId64, row);
}

int lore_tell(struct db *db, struct store_op *op, int outcome, int64_t row, struct err *err)
{
    struct store_lore *lore = NULL;
    int r = lore_find(db, &op->rows, row, NULL, &lore, err);
    if (r)
        return r;
    struct store_lore_told *told = &rows_add(&op->rows)->lore_told;
    told->outcome = outcome;
    told->lore = lore;
    return 0;
}

/* --- claims ---------------------------------------------------------------------------------- */

/* The row waits and nobody holds it: what its last holder reserved is lost, and the next one's must
 * fit. */
static int take(struct db *db, const struct store_lore_claim *claim, const struct store_lore *lore,
                int64_t now, enum store_lore_claimed *verdict, int64_t *wait_ms, struct err *err)
{
    int r = lore->lease_ms ? budget_lose(db, lore->row, lore->fence, err) : 0;
    if (!r)
        r = budget_fits(db, claim, now, verdict, wait_ms, err);
    if (r || *verdict != STORE_LORE_CLAIMED)
        return r;
    r = db_run(db, SQL_LORE_CLAIM, NULL, err, "ii", lore->row, now + claim->lease_ms);
    return r ? r : budget_reserve(db, claim, lore->row, lore->fence + 1, now, err);
}

int write_lore_claim(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_claim *claim = op->in.lore_claim;
    struct store_lore *lore = NULL;
    int64_t now = clock_wall_ms();
    int64_t wait_ms = 0;
    int r = lore_find(db, &op->rows, 0, claim->id, &lore, err);
    if (!r && !lore)
        return lore_missing(0, claim->id, err);
    if (r)
        return r;
    enum store_lore_claimed verdict = lore_rule_look(lore, claim->prompt, now, &wait_ms);
    if (verdict == STORE_LORE_CLAIMED)
        r = take(db, claim, lore, now, &verdict, &wait_ms, err);
    if (!r)
        r = lore_tell(db, op, (int)verdict, lore->row, err);
    if (!r)
        op->rows.at[0].lore_told.wait_ms = wait_ms;
    return r;
}

int write_lore_lease(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_lease *lease = op->in.lore_lease;
    int64_t changes = 0;
    int r = db_run(db, SQL_LORE_LEASE, &changes, err, "iii", lease->row, lease->fence,
                   clock_wall_ms() + lease->lease_ms);
    return r ? r : lore_tell(db, op, changes > 0, lease->row, err);
}

/* --- settlement ------------------------------------------------------------------------------ */

static int add_reason(struct db *db, const char *reason, int64_t now, struct err *err)
{
    return db_run(db, SQL_LORE_REASON_ADD, NULL, err, "it", lore_monday(now), reason);
}

/* The answers that were no good; and why there was none. */
static int put_refused(struct db *db, const struct store_lore_settle *settle, int64_t now,
                       struct err *err)
{
    int r = 0;
    for (size_t i = 0; !r && i < settle->refused_count; i++) {
        const struct store_lore_refused *refused = &settle->refused[i];
        r = db_run(db, SQL_LORE_REFUSAL_ADD, NULL, err, "iitttt", settle->row, now, refused->reason,
                   refused->words, settle->model, settle->prompt);
        if (!r)
            r = add_reason(db, refused->reason, now, err);
    }
    bool told = settle->end == STORE_LORE_END_FAILED ||
                (settle->end != STORE_LORE_END_KEPT && !settle->refused_count);
    return !r && told && settle->reason ? add_reason(db, settle->reason, now, err) : r;
}

static int put_bill(struct db *db, const struct store_lore_settle *settle, bool stands, int64_t now,
                    struct err *err)
{
    int64_t kept = stands && settle->end == STORE_LORE_END_KEPT;
    int64_t given_up = stands && settle->end == STORE_LORE_END_GIVEN_UP;
    int r = db_run(db, SQL_LORE_COST, NULL, err, "iiii", settle->row, settle->tokens_in,
                   settle->tokens_out, settle->cost);
    if (!r)
        r = db_run(db, SQL_LORE_WEEK_ADD, NULL, err, "iiiiiiiii", lore_monday(now), (int64_t)0,
                   (int64_t)0, settle->calls, settle->cost, settle->tokens_in, settle->tokens_out,
                   kept, given_up);
    return r ? r : put_refused(db, settle, now, err);
}

int lore_supersede(struct db *db, int64_t row, int64_t now, struct err *err)
{
    int r = db_run(db, SQL_LORE_SUPERSEDE, NULL, err, "iit", row, now, LORE_SUPERSEDED);
    return r ? r : db_run(db, SQL_LORE_REPORTS_DROP, NULL, err, "i", row);
}

int lore_count_found(struct db *db, int64_t row, int more, int64_t now, struct err *err)
{
    if (!more)
        return 0;
    int r = db_run(db, SQL_LORE_PIONEER_ADD, NULL, err, "iii", row, (int64_t)more, now);
    return r || more > 0 ? r : db_run(db, SQL_LORE_PIONEER_DROP, NULL, err, "i", row);
}

static int keep(struct db *db, const struct store_lore_settle *settle,
                const struct store_lore *lore, int64_t now, struct err *err)
{
    int r = lore_supersede(db, lore->row, now, err);
    if (!r)
        r = db_run(db, SQL_LORE_KEPT, NULL, err, "ittti", lore->row, settle->body, settle->model,
                   settle->prompt, now);
    return r ? r
             : lore_count_found(db, lore->row, lore_found(lore->state, STORE_LORE_KEPT), now, err);
}

static int end(struct db *db, const struct store_lore_settle *settle, const struct store_lore *lore,
               int64_t now, struct err *err)
{
    switch (settle->end) {
    case STORE_LORE_END_KEPT:
        return keep(db, settle, lore, now, err);
    case STORE_LORE_END_REFUSED:
    case STORE_LORE_END_FAILED:
        return db_run(db, SQL_LORE_LATER, NULL, err, "iitt", lore->row, now + settle->next_after_ms,
                      settle->reason,
                      settle->end == STORE_LORE_END_REFUSED ? settle->prompt : NULL);
    case STORE_LORE_END_GIVEN_UP:
        return db_run(db, SQL_LORE_GIVEN_UP, NULL, err, "it", lore->row, settle->reason);
    case STORE_LORE_END_FREED:
        return db_run(db, SQL_LORE_FREED, NULL, err, "i", lore->row);
    }
    return err_set(err, ERR_INVALID, "no such end");
}

int write_lore_settle(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_settle *settle = op->in.lore_settle;
    struct store_lore *lore = NULL;
    int64_t now = clock_wall_ms();
    int r = lore_find(db, &op->rows, settle->row, NULL, &lore, err);
    if (!r && !lore)
        return lore_missing(settle->row, NULL, err);
    if (r)
        return r;
    bool first = false;
    r = budget_settle(db, settle, &first, err);
    bool stands = first && lore->fence == settle->fence && lore->lease_ms;
    if (!r && first)
        r = put_bill(db, settle, stands, now, err);
    if (!r && stands)
        r = end(db, settle, lore, now, err);
    return r ? r : lore_tell(db, op, stands, lore->row, err);
}

/* --- small things ---------------------------------------------------------------------------- */

int write_lore_published(struct db *db, struct store_op *op, struct err *err)
{
    return db_run(db, SQL_LORE_PUBLISHED, NULL, err, "ii", op->in.lore.row, op->in.lore.number);
}

int write_lore_count(struct db *db, struct store_op *op, struct err *err)
{
    int64_t none = 0;
    return db_run(db, SQL_LORE_WEEK_ADD, NULL, err, "iiiiiiiii", lore_monday(clock_wall_ms()),
                  op->in.lore.row, op->in.lore.number, none, none, none, none, none, none);
}

int write_picture(struct db *db, struct store_op *op, struct err *err)
{
    return db_run(db, SQL_LORE_PICTURE_PUT, NULL, err, "tt", op->in.value.name, op->in.value.value);
}
