/* A turn's commit within the writer's transaction, in this order:
 *
 *     event id  ->  charge, its mark  ->  reads still true?  ->  documents  ->  timers  -> the rest
 *     SEEN/GONE     SEEN                  CONFLICT
 *
 * Of an update's turn without money nothing is written before its verdict is known (turn_is_plain).
 *
 * The event goes first, because a turn that is settled after an unknown commit must hear SEEN and
 * not CONFLICT: its reads have changed by its own doing. Statements see what earlier turns of the
 * same group wrote. Writes go before timers, since dropping a document deletes its timers; a timer
 * that the same turn sets on a document it drops is not set. Nothing here undoes anything: the
 * writer has a savepoint around it. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/sqlite_lore.h"
#include "store/turn_parts.h"

#include <inttypes.h>
#include <stdlib.h>

struct turn_at { /* the turn under way */
    struct db *db;
    const struct store_turn *turn;
    struct err *err;
};

/* --- the event ------------------------------------------------------------------------------- */

static int event_has(const struct turn_at *at, const char *prefix, const char *name, bool *ret_has)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(at->db, SQL_EVENT_FIND, &stmt, at->err, "tt", prefix, name);
    if (!r)
        r = db_step(at->db, stmt, at->err);
    if (r < 0)
        return r;
    *ret_has = r > 0;
    if (r > 0)
        db_stop(stmt);
    return 0;
}

static int take_text_event(const struct turn_at *at, const char *prefix, const char *name,
                           enum store_verdict *verdict)
{
    bool has = false;
    int r = event_has(at, prefix, name, &has);
    if (r)
        return r;
    if (has) {
        *verdict = STORE_SEEN;
        return 0;
    }
    if (at->turn->event.kind == STORE_TIMER) {
        int64_t fired = 0;
        r = db_run(at->db, SQL_TIMER_FIRE, &fired, at->err, "i", at->turn->event.number);
        if (r)
            return r;
        if (!fired) {
            *verdict = STORE_GONE;
            return 0;
        }
    }
    return db_run(at->db, SQL_EVENT_ADD, NULL, at->err, "tti", prefix, name, clock_wall_ms());
}

static int take_event(const struct turn_at *at, enum store_verdict *verdict)
{
    const struct store_event *event = &at->turn->event;
    char number[24];
    bool seen = false;
    int r = 0;
    switch (event->kind) {
    case STORE_UPDATE:
        r = seen_has(at->db, event->bot, event->number, &seen, at->err);
        if (!r && seen)
            *verdict = STORE_SEEN;
        return r;
    case STORE_TIMER:
        sqlite3_snprintf(sizeof(number), number, "%lld", (long long)event->number);
        return take_text_event(at, "timer/", number, verdict);
    default:
        return take_text_event(at, "other/", event->name, verdict);
    }
}

/* A payment whose charge is known is told as SEEN, whatever update brought it. */
static int take_payment(const struct turn_at *at, enum store_verdict *verdict)
{
    const struct store_payment *paid = at->turn->payment;
    int64_t added = 0;
    if (!paid)
        return 0;
    int r = db_run(at->db, SQL_PAYMENT_ADD, &added, at->err, "ttiiittiit", paid->charge,
                   paid->provider_charge, paid->bot, paid->payer, paid->chat, paid->payload,
                   paid->currency, paid->amount, clock_wall_ms(), at->turn->failure);
    if (!r && !added)
        *verdict = STORE_SEEN;
    return r;
}

int turn_consume(struct db *db, const struct store_turn *turn, struct err *err)
{
    int r = 0;
    if (turn->event.kind == STORE_UPDATE)
        r = db_run(db, SQL_INBOX_DROP_UPDATE, NULL, err, "ii", turn->event.bot, turn->event.number);
    if (!r && turn->inbox)
        r = db_run(db, SQL_INBOX_DROP, NULL, err, "i", turn->inbox);
    return r;
}

/* --- documents and timers -------------------------------------------------------------------- */

static int check_reads(const struct turn_at *at, enum store_verdict *verdict)
{
    if (at->turn->read_count && at->turn->as_of != at->db->foreign) {
        *verdict = STORE_CONFLICT;
        return 0;
    }
    for (size_t i = 0; i < at->turn->read_count; i++) {
        const struct store_read_mark *mark = &at->turn->reads[i];
        sqlite3_stmt *stmt = NULL;
        int r = db_start(at->db, SQL_DOC_VERSION, &stmt, at->err, "tt", mark->kind, mark->id);
        if (!r)
            r = db_step(at->db, stmt, at->err);
        if (r < 0)
            return r;
        int64_t version = r ? sqlite3_column_int64(stmt, 0) : 0;
        if (r)
            db_stop(stmt);
        if (version != mark->version) {
            *verdict = STORE_CONFLICT;
            return 0;
        }
    }
    return 0;
}

static int put_documents(const struct turn_at *at)
{
    int r = 0;
    for (size_t i = 0; !r && i < at->turn->write_count; i++) {
        const struct store_write *write = &at->turn->writes[i];
        r = db_run(at->db, SQL_DOC_WRITE, NULL, at->err, "ttib", write->kind, write->id,
                   write->version, write->body, write->len);
        if (!r && write->index)
            r = found_put(at->db, write->kind, write->id, write->body ? write->index : NULL,
                          at->err);
        if (!r && !write->body)
            r = db_run(at->db, SQL_DOC_DROP_TIMERS, NULL, at->err, "tt", write->kind, write->id);
    }
    return r;
}

static int put_timers(const struct turn_at *at)
{
    int r = 0;
    for (size_t i = 0; !r && i < at->turn->timer_count; i++) {
        const struct store_timer *timer = &at->turn->timers[i];
        if (!timer->uid)
            r = db_run(at->db, SQL_TIMER_CANCEL, NULL, at->err, "ttt", timer->kind, timer->id,
                       timer->name);
        else if (!turn_drops(at->turn, timer->kind, timer->id))
            r = db_run(at->db, SQL_TIMER_SET, NULL, at->err, "ittti", timer->uid, timer->kind,
                       timer->id, timer->name, timer->deadline);
    }
    return r;
}

/* --- what goes out, and the records ---------------------------------------------------------- */

int chat_bottom(struct db *db, int64_t chat, int64_t bottom, struct err *err)
{
    if (!chat || bottom <= 0)
        return 0;
    return db_run(db, SQL_CHAT_BOTTOM, NULL, err, "ii", chat, bottom);
}

/* The chat was heard from, or has told that it is gone. */
static int put_chat(const struct turn_at *at)
{
    const struct store_turn *turn = at->turn;
    if (!turn->chat)
        return 0;
    if (turn->gone)
        return db_run(at->db, SQL_CHAT_BLOCK, NULL, at->err, "ii", turn->chat, clock_wall_ms());
    return db_run(at->db, SQL_CHAT_HEARD, NULL, at->err, "iii", turn->chat, turn->bottom,
                  turn->now / TURN_DAY_S);
}

static int put_going_out(const struct turn_at *at)
{
    const struct store_turn *turn = at->turn;
    int r = put_chat(at);
    for (size_t i = 0; !r && i < turn->out_count; i++)
        r = db_run(at->db, SQL_OUT_ADD, NULL, at->err, "iitiii", turn->outs[i].id,
                   turn->outs[i].chat, turn->outs[i].body, (int64_t)turn->outs[i].priority,
                   (int64_t)turn->outs[i].policy, clock_wall_ms());
    for (size_t i = 0; !r && i < turn->slot_count; i++)
        r = db_run(at->db, SQL_SLOT_WANT, NULL, at->err, "itit", turn->slots[i].chat,
                   turn->slots[i].slot, turn->slots[i].version, turn->slots[i].desired);
    return r;
}

static int put_rankings(const struct turn_at *at)
{
    int r = 0;
    for (size_t i = 0; !r && i < at->turn->ranking_count; i++)
        r = ranking_put(at->db, &at->turn->rankings[i], at->err);
    return r;
}

static int put_letters(const struct turn_at *at)
{
    const struct store_turn *turn = at->turn;
    int r = 0;
    for (size_t i = 0; !r && i < turn->letter_count; i++)
        r = db_run(at->db, SQL_INBOX_ADD, NULL, at->err, "iiiitt", turn->letters[i].id,
                   (int64_t)STORE_OWN, turn->letters[i].id, turn->now, turn->letters[i].lane,
                   turn->letters[i].body);
    return r;
}

/* Before the audit of this very turn. A button of a push that goes is dropped as by a turn. */
static int put_erasure(const struct turn_at *at)
{
    static const enum sql plain[] = {SQL_ERASE_FAILURES, SQL_ERASE_OUTS, SQL_ERASE_AUDIT};
    const char *id = at->turn->erase;
    int r = 0;
    for (size_t i = 0; id && !r && i < sizeof(plain) / sizeof(*plain); i++)
        r = db_run(at->db, plain[i], NULL, at->err, "t", id);
    if (id && !r)
        r = db_run(at->db, SQL_ERASE_PUSHES, NULL, at->err, "ti", id, at->turn->erase_version);
    return id && !r ? lore_erase(at->db, id, at->err) : r;
}

static int put_audits(const struct turn_at *at)
{
    int r = 0;
    for (size_t i = 0; !r && i < at->turn->audit_count; i++)
        r = audit_put(at->db, &at->turn->audits[i], at->err);
    return r;
}

static int put_records(const struct turn_at *at)
{
    const struct store_turn *turn = at->turn;
    if (!turn->pay_count && !turn->failure)
        return 0;
    char *event = turn_event_text(&turn->event);
    int r = 0;
    for (size_t i = 0; !r && i < turn->pay_count; i++)
        r = db_run(at->db, SQL_PAY_ADD, NULL, at->err, "ittitt", turn->now, turn->pays[i].from,
                   turn->pays[i].to, turn->pays[i].amount, turn->pays[i].why, event);
    if (!r && turn->failure)
        r = db_run(at->db, SQL_FAILURE_ADD, NULL, at->err, "ttiitt", event,
                   turn->lane ? turn->lane : "", turn->now, clock_wall_ms(), turn->failure,
                   turn->event_body);
    free(event);
    return r;
}

static int put_seen(const struct turn_at *at)
{
    const struct store_event *event = &at->turn->event;
    bool is_new = false;
    if (event->kind != STORE_UPDATE)
        return 0;
    return seen_add(at->db, event->bot, event->number, &is_new, at->err);
}

bool turn_is_plain(const struct store_turn *turn)
{
    return turn->event.kind == STORE_UPDATE && !turn->payment && !turn->paid;
}

int turn_run(struct db *db, const struct store_turn *turn, enum store_verdict *ret_verdict,
             struct err *err)
{
    struct turn_at at = {db, turn, err};
    enum store_verdict verdict = STORE_COMMITTED;
    int r = take_event(&at, &verdict);
    if (!r && verdict == STORE_COMMITTED)
        r = take_payment(&at, &verdict);
    if (!r && verdict == STORE_COMMITTED && turn->paid)
        r = paid_mark(db, turn->paid, &verdict, err);
    if (!r && verdict == STORE_COMMITTED)
        r = check_reads(&at, &verdict);
    if (!r && verdict == STORE_COMMITTED) {
        r = put_seen(&at);
        if (!r)
            r = turn_consume(db, turn, err);
        if (!r)
            r = put_documents(&at);
        if (!r)
            r = put_timers(&at);
        if (!r)
            r = put_going_out(&at);
        if (!r)
            r = put_rankings(&at);
        if (!r)
            r = live_put(db, turn, err);
        if (!r)
            r = lore_put_wants(db, turn, err);
        if (!r)
            r = put_letters(&at);
        if (!r)
            r = put_erasure(&at);
        if (!r)
            r = put_audits(&at);
        if (!r)
            r = put_records(&at);
    }
    if (!r)
        *ret_verdict = verdict;
    return r;
}
