/* A turn's commit: what it asks of the server within its group, in this order:
 *
 *     turn_begin (event, charge, mark, reads: the verdict)
 *     payment  ->  documents  ->  timers  ->  what goes out  ->  boards  ->  live  ->  lore
 *     letters  ->  erasure    ->  audit   ->  records
 *
 * turn_begin (functions.sql) looks at everything before it writes; all that follows is bound to its
 * verdict, so that nothing has to be undone. Only what the turn has is asked. Dropping a document
 * deletes its timers; a timer that the same turn sets on a document it drops is not set. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/pg_lore.h"
#include "store/turn_parts.h"

#include <stdlib.h>

enum { NO_MARK = -1 };

/* --- the event ------------------------------------------------------------------------------- */

static void take_verdict(void *of, const PGresult *res)
{
    struct store_op *op = of;
    op->verdict = (enum store_verdict)pg_int(res, 0, 0);
}

static void ask_verdict(struct pg_writer *writer, struct store_op *op, const char *name)
{
    const struct store_turn *turn = op->in.turn;
    struct pg_list kinds;
    struct pg_list ids;
    struct pg_list versions;
    pg_list_init(&kinds, PG_TEXTS);
    pg_list_init(&ids, PG_TEXTS);
    pg_list_init(&versions, PG_BIGINTS);
    for (size_t i = 0; i < turn->read_count; i++) {
        pg_list_text(&kinds, turn->reads[i].kind);
        pg_list_text(&ids, turn->reads[i].id);
        pg_list_int(&versions, turn->reads[i].version);
    }
    pg_ask(writer->conn, PG_TURN_BEGIN, take_verdict, op, "iiitiiiillltti",
           (int64_t)turn->event.kind, turn->event.bot, turn->event.number, name, turn->inbox,
           turn->now, clock_wall_ms(), turn->as_of + writer->others_base, &kinds, &ids, &versions,
           turn->payment ? turn->payment->charge : NULL, turn->paid ? turn->paid->charge : NULL,
           turn->paid ? (int64_t)turn->paid->mark : (int64_t)NO_MARK);
    pg_list_done(&kinds);
    pg_list_done(&ids);
    pg_list_done(&versions);
}

static void put_payment(struct pg_writer *writer, const struct store_turn *turn)
{
    const struct store_payment *paid = turn->payment;
    if (paid)
        pg_ask(writer->conn, PG_PAYMENT_ADD, NULL, NULL, "ttiiittiit", paid->charge,
               paid->provider_charge, paid->bot, paid->payer, paid->chat, paid->payload,
               paid->currency, paid->amount, clock_wall_ms(), turn->failure);
    if (!turn->paid)
        return;
    const struct store_paid_done *done = turn->paid;
    if (done->mark == STORE_PAID_CREDITED)
        pg_ask(writer->conn, PG_PAID_CREDITED, NULL, NULL, "ti", done->charge, clock_wall_ms());
    else if (done->mark == STORE_PAID_REFUNDED)
        pg_ask(writer->conn, PG_PAID_REFUNDED, NULL, NULL, "tit", done->charge, clock_wall_ms(),
               done->why);
    else
        pg_ask(writer->conn, PG_PAID_REFUSED, NULL, NULL, "tt", done->charge, done->why);
}

/* --- documents and timers -------------------------------------------------------------------- */

int pg_index_init(struct pg_index *at, const char *kind, const struct store_index *index)
{
    int len = index ? index_pack(index, at->packed) : 0;
    at->fields = index && len >= 0 ? at->packed : NULL;
    at->len = len > 0 ? (size_t)len : 0;
    pg_list_init(&at->shapes, PG_BIGINTS);
    pg_list_init(&at->keys, PG_BYTEAS);
    if (!at->fields)
        return len < 0 ? len : 0;
    struct index_row *rows = mem_array(INDEX_ROWS_MAX, sizeof(*rows));
    size_t count = index_rows(kind, at->packed, at->len, rows);
    for (size_t i = 0; i < count; i++) {
        pg_list_int(&at->shapes, rows[i].shape);
        pg_list_bytes(&at->keys, rows[i].key, rows[i].len);
    }
    free(rows);
    return 0;
}

void pg_index_done(struct pg_index *at)
{
    pg_list_done(&at->shapes);
    pg_list_done(&at->keys);
}

/* An index that cannot be kept makes the turn invalid: a null id, which the schema refuses, undoes
 * it as any other fault of its own data does. */
static void put_index(struct pg_writer *writer, const struct store_write *write)
{
    struct pg_index at;
    bool bad = pg_index_init(&at, write->kind, write->body ? write->index : NULL) < 0;
    pg_ask(writer->conn, PG_INDEX_PUT, NULL, NULL, "ttxll", write->kind, bad ? NULL : write->id,
           bad ? at.packed : at.fields, at.len, &at.shapes, &at.keys);
    pg_index_done(&at);
}

static void put_documents(struct pg_writer *writer, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->write_count; i++) {
        const struct store_write *write = &turn->writes[i];
        pg_ask(writer->conn, PG_DOC_WRITE, NULL, NULL, "ttib", write->kind, write->id,
               write->version, write->body, write->len);
        if (write->index)
            put_index(writer, write);
        if (!write->body)
            pg_ask(writer->conn, PG_DOC_DROP_TIMERS, NULL, NULL, "tt", write->kind, write->id);
    }
}

static void put_timers(struct pg_writer *writer, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->timer_count; i++) {
        const struct store_timer *timer = &turn->timers[i];
        if (!timer->uid)
            pg_ask(writer->conn, PG_TIMER_CANCEL, NULL, NULL, "ttt", timer->kind, timer->id,
                   timer->name);
        else if (!turn_drops(turn, timer->kind, timer->id))
            pg_ask(writer->conn, PG_TIMER_SET, NULL, NULL, "ittti", timer->uid, timer->kind,
                   timer->id, timer->name, timer->deadline);
    }
}

/* --- what goes out --------------------------------------------------------------------------- */

void pg_put_bottom(struct pg_writer *writer, int64_t chat, int64_t bottom)
{
    if (chat && bottom > 0)
        pg_ask(writer->conn, PG_CHAT_BOTTOM, NULL, NULL, "ii", chat, bottom);
}

static void put_going_out(struct pg_writer *writer, const struct store_turn *turn)
{
    if (turn->chat && turn->gone)
        pg_ask(writer->conn, PG_CHAT_BLOCK, NULL, NULL, "ii", turn->chat, clock_wall_ms());
    else if (turn->chat)
        pg_ask(writer->conn, PG_CHAT_HEARD, NULL, NULL, "iii", turn->chat, turn->bottom,
               turn->now / TURN_DAY_S);
    for (size_t i = 0; i < turn->out_count; i++)
        pg_ask(writer->conn, PG_OUT_ADD, NULL, NULL, "iitiii", turn->outs[i].id, turn->outs[i].chat,
               turn->outs[i].body, (int64_t)turn->outs[i].priority, (int64_t)turn->outs[i].policy,
               clock_wall_ms());
    for (size_t i = 0; i < turn->slot_count; i++)
        pg_ask(writer->conn, PG_SLOT_WANT, NULL, NULL, "itit", turn->slots[i].chat,
               turn->slots[i].slot, turn->slots[i].version, turn->slots[i].desired);
}

void pg_put_ranking(struct pg_writer *writer, const struct store_ranking *ranking)
{
    bool out = ranking->ranked == STORE_RANK_OUT;
    if (out)
        pg_ask(writer->conn, PG_UNRANKED_ADD, NULL, NULL, "t", ranking->id);
    else if (ranking->ranked == STORE_RANK_IN)
        pg_ask(writer->conn, PG_UNRANKED_DROP, NULL, NULL, "t", ranking->id);
    for (size_t i = 0; i < ranking->count; i++) {
        const struct store_score *score = &ranking->scores[i];
        if (score->gone || out)
            pg_ask(writer->conn, PG_SCORE_DROP, NULL, NULL, "tt", score->board, ranking->id);
        else
            pg_ask(writer->conn, PG_SCORE_PUT, NULL, NULL, "ttiit", score->board, ranking->id,
                   score->score, ranking->reached, ranking->name);
    }
}

/* --- live documents -------------------------------------------------------------------------- */

static bool writes_kind(const struct store_turn *turn, size_t count, const char *kind)
{
    for (size_t i = 0; i < count; i++)
        if (turn->writes[i].live && str_equal(turn->writes[i].kind, kind))
            return true;
    return false;
}

static void put_live(struct pg_writer *writer, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->write_count; i++) /* once a kind */
        if (turn->writes[i].live && !writes_kind(turn, i, turn->writes[i].kind))
            pg_ask(writer->conn, PG_CHANGE_COUNT, NULL, NULL, "t", turn->writes[i].kind);
    for (size_t i = 0; i < turn->watching_count; i++) {
        const struct store_watching *watching = &turn->watchings[i];
        pg_ask(writer->conn, PG_WATCH_DROP, NULL, NULL, "t", watching->lane);
        for (size_t k = 0; k < watching->count; k++) {
            const struct store_watch *watch = &watching->at[k];
            bool own = !*watch->id && writes_kind(turn, turn->write_count, watch->kind);
            pg_ask(writer->conn, PG_WATCH_PUT, NULL, NULL, "tttii", watch->kind, watch->id,
                   watching->lane, watch->version, (int64_t)own);
        }
    }
}

/* --- records --------------------------------------------------------------------------------- */

void pg_put_audit(struct pg_writer *writer, const struct store_audit *line)
{
    pg_ask(writer->conn, PG_AUDIT_ADD, NULL, NULL, "itttttti", clock_wall_ms(), line->who,
           line->what, line->detail, line->subject, line->was, line->became,
           (int64_t)line->refused);
}

/* Before the audit of this very turn. A button of a push that goes is dropped as by a turn. */
static void put_erasure(struct pg_writer *writer, const struct store_turn *turn)
{
    if (!turn->erase)
        return;
    pg_ask(writer->conn, PG_ERASE_FAILURES, NULL, NULL, "t", turn->erase);
    pg_ask(writer->conn, PG_ERASE_OUTS, NULL, NULL, "t", turn->erase);
    pg_ask(writer->conn, PG_ERASE_AUDIT, NULL, NULL, "t", turn->erase);
    pg_ask(writer->conn, PG_ERASE_PUSHES, NULL, NULL, "ti", turn->erase, turn->erase_version);
    pg_ask(writer->conn, PG_LORE_ERASE, NULL, NULL, "t", turn->erase);
}

static void put_records(struct pg_writer *writer, const struct store_turn *turn, const char *event)
{
    for (size_t i = 0; i < turn->letter_count; i++)
        pg_ask(writer->conn, PG_INBOX_ADD, NULL, NULL, "iiiitt", turn->letters[i].id,
               (int64_t)STORE_OWN, turn->letters[i].id, turn->now, turn->letters[i].lane,
               turn->letters[i].body);
    put_erasure(writer, turn);
    for (size_t i = 0; i < turn->audit_count; i++)
        pg_put_audit(writer, &turn->audits[i]);
    for (size_t i = 0; i < turn->pay_count; i++)
        pg_ask(writer->conn, PG_PAY_ADD, NULL, NULL, "ittitt", turn->now, turn->pays[i].from,
               turn->pays[i].to, turn->pays[i].amount, turn->pays[i].why, event);
    if (turn->failure)
        pg_ask(writer->conn, PG_FAILURE_ADD, NULL, NULL, "ttiitt", event,
               turn->lane ? turn->lane : "", turn->now, clock_wall_ms(), turn->failure,
               turn->event_body);
}

void pg_write_turn(struct pg_writer *writer, struct store_op *op)
{
    const struct store_turn *turn = op->in.turn;
    char *event = turn_event_text(&turn->event);
    ask_verdict(writer, op, event);
    put_payment(writer, turn);
    put_documents(writer, turn);
    put_timers(writer, turn);
    put_going_out(writer, turn);
    for (size_t i = 0; i < turn->ranking_count; i++)
        pg_put_ranking(writer, &turn->rankings[i]);
    put_live(writer, turn);
    pg_put_wants(writer, turn);
    put_records(writer, turn, event);
    free(event);
}
