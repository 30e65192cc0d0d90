/* Upkeep: what grows is merged or pruned by the writer itself, a few hundred rows at a time between
 * two groups, so that no turn waits for it long. One round walks the stages once, a step a
 * transaction; rounds are a minute apart. A step that fails is logged and ends the round: the next
 * one begins anew. */
#include "base/clock.h"
#include "base/log.h"
#include "store/pg_lore.h"
#include "store/upkeep.h"

void pg_upkeep_start(struct pg_writer *writer)
{
    writer->stage = 0;
    writer->upkeep_ms = clock_mono_ms() + UPKEEP_ROUND_MS;
}

bool pg_upkeep_is_due(const struct pg_writer *writer)
{
    return !writer->store->beside && clock_mono_ms() >= writer->upkeep_ms;
}

static void next_step(struct pg_writer *writer, bool more)
{
    writer->upkeep_ms = clock_mono_ms() + UPKEEP_STEP_MS;
    if (!more && ++writer->stage == UPKEEP_STAGES)
        pg_upkeep_start(writer);
}

/* The stage has more to do if the step, which tells its rows, was a full one. */
static void take_step(void *of, const PGresult *res)
{
    next_step(of, pg_int(res, 0, 0) == UPKEEP_ROWS);
}

static void take_stage(void *of, const PGresult *res) /* it was done at once */
{
    (void)res;
    next_step(of, false);
}

static void ask_step(struct pg_writer *writer)
{
    int64_t now = clock_wall_ms();
    int64_t step = UPKEEP_ROWS;
    switch (writer->stage) {
    case UPKEEP_SEEN_MERGE:
        pg_ask(writer->conn, PG_SEEN_MERGE, take_stage, writer, "");
        break;
    case UPKEEP_SEEN_PRUNE: /* merged by now, hence few */
        pg_ask(writer->conn, PG_SEEN_PRUNE, take_stage, writer, "i", now - UPKEEP_SEEN_MS);
        break;
    case UPKEEP_EVENTS:
        pg_ask(writer->conn, PG_EVENT_PRUNE, take_step, writer, "ii", now - UPKEEP_SEEN_MS, step);
        break;
    case UPKEEP_OUT_SENT:
        pg_ask(writer->conn, PG_OUT_PRUNE_SENT, take_step, writer, "ii", now - UPKEEP_SENT_MS,
               step);
        break;
    case UPKEEP_OUT_ENDED:
        pg_ask(writer->conn, PG_OUT_PRUNE, take_step, writer, "ii", now - UPKEEP_ENDED_MS, step);
        break;
    case UPKEEP_FAILED:
        pg_ask(writer->conn, PG_FAILURE_PRUNE, take_step, writer, "ii", (int64_t)UPKEEP_FAILURES,
               step);
        break;
    case UPKEEP_LORE_REFUSALS:
        pg_ask(writer->conn, PG_LORE_REFUSAL_PRUNE, take_step, writer, "ii",
               (int64_t)STORE_LORE_REFUSALS_MAX, step);
        break;
    case UPKEEP_LORE_SPENT: /* few: a row a player and day */
        pg_ask(writer->conn, PG_LORE_SPENT_PRUNE, take_stage, writer, "ii", now - LORE_SPENT_MS,
               lore_span_start(LORE_DAY, now - LORE_SPENT_MS));
        break;
    default:
        pg_ask(writer->conn, PG_AUDIT_PRUNE, take_step, writer, "ii", (int64_t)STORE_REFUSED_MAX,
               step);
    }
}

void pg_upkeep_ask(struct pg_writer *writer)
{
    if (writer->undo)
        pg_ask(writer->conn, PG_ROLLBACK, NULL, NULL, "");
    writer->undo = false;
    pg_ask(writer->conn, PG_BEGIN, NULL, NULL, "");
    ask_step(writer);
    pg_ask(writer->conn, PG_COMMIT, NULL, NULL, "");
    pg_conn_end(writer->conn, NULL);
}

void pg_upkeep_failed(struct pg_writer *writer, const struct err *err)
{
    log_warn("store", LOG_T("upkeep failed"), LOG_S("error", err->text));
    pg_upkeep_start(writer);
}
