/* Upkeep: what grows is merged or pruned by the writer itself, a few hundred rows at a time between
 * two groups, so that no turn waits for it long. One round walks the stages once, a step a
 * transaction (which writes nothing if there is nothing to do); rounds are a minute apart. A step
 * that fails is logged and ends the round: the next one begins anew. */
#include "store/upkeep.h"

#include "base/clock.h"
#include "base/log.h"
#include "store/sqlite_lore.h"

/* One step of the stage, within a transaction; ret_more: the stage has more to do. */
static int stage_run(struct upkeep *upkeep, struct db *db, bool *ret_more, struct err *err)
{
    int64_t now = clock_wall_ms();
    int64_t step = UPKEEP_ROWS;
    int64_t changes = 0;
    int r = 0;
    switch (upkeep->stage) {
    case UPKEEP_SEEN_MERGE:
        return seen_merge(db, &upkeep->seen_bot, &upkeep->seen_first, ret_more, err);
    case UPKEEP_SEEN_PRUNE: /* merged by now, hence few */
        r = db_run(db, SQL_SEEN_PRUNE, NULL, err, "i", now - UPKEEP_SEEN_MS);
        break;
    case UPKEEP_EVENTS:
        r = db_run(db, SQL_EVENT_PRUNE, &changes, err, "ii", now - UPKEEP_SEEN_MS, step);
        break;
    case UPKEEP_OUT_SENT:
        r = db_run(db, SQL_OUT_PRUNE_SENT, &changes, err, "ii", now - UPKEEP_SENT_MS, step);
        break;
    case UPKEEP_OUT_ENDED:
        r = db_run(db, SQL_OUT_PRUNE, &changes, err, "ii", now - UPKEEP_ENDED_MS, step);
        break;
    case UPKEEP_FAILED:
        r = db_run(db, SQL_FAILURE_PRUNE, &changes, err, "ii", (int64_t)UPKEEP_FAILURES, step);
        break;
    case UPKEEP_LORE_REFUSALS:
        r = db_run(db, SQL_LORE_REFUSAL_PRUNE, &changes, err, "ii",
                   (int64_t)STORE_LORE_REFUSALS_MAX, step);
        break;
    case UPKEEP_LORE_SPENT: /* few: a row a player and day */
        r = db_run(db, SQL_LORE_SPENT_PRUNE, NULL, err, "i",
                   lore_span_start(LORE_DAY, now - LORE_SPENT_MS));
        if (!r)
            r = db_run(db, SQL_LORE_CLAIM_PRUNE, NULL, err, "i", now - LORE_SPENT_MS);
        break;
    default:
        r = db_run(db, SQL_AUDIT_PRUNE, &changes, err, "ii", (int64_t)STORE_REFUSED_MAX, step);
    }
    *ret_more = changes == step;
    return r;
}

static void round_end(struct upkeep *upkeep)
{
    upkeep->stage = 0;
    upkeep->seen_bot = upkeep->seen_first = INT64_MIN;
    upkeep->next_ms = clock_mono_ms() + UPKEEP_ROUND_MS;
}

void upkeep_init(struct upkeep *upkeep)
{
    round_end(upkeep);
}

void upkeep_step(struct upkeep *upkeep, struct db *db)
{
    if (clock_mono_ms() < upkeep->next_ms)
        return;
    struct err err = {0};
    bool more = false;
    int r = db_ready(db, &err);
    if (!r)
        r = db_run(db, SQL_BEGIN_WRITE, NULL, &err, "");
    if (!r)
        r = stage_run(upkeep, db, &more, &err);
    if (!r)
        r = db_run(db, SQL_COMMIT, NULL, &err, "");
    if (r) {
        log_warn("store", LOG_T("upkeep failed"), LOG_S("error", err.text));
        db_close(db); /* rolls back; the next group opens it again */
        round_end(upkeep);
        return;
    }
    upkeep->next_ms = clock_mono_ms() + UPKEEP_STEP_MS;
    if (!more && ++upkeep->stage == UPKEEP_STAGES)
        round_end(upkeep);
}
