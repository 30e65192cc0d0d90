/* The commit of a turn: the unit as rows, and what each verdict means.
 *
 *     COMMITTED  publish, end
 *     CONFLICT   the cache has lied: forget what was read, claim it, run again past the cache
 *     SEEN       done before: end. After an unknown commit: that one stood, so publish
 *     GONE       the timer was cancelled: end in silence
 *     UNKNOWN    the lane stands still and the very same commit is tried until it is known; but
 *                data that the database refuses (ERR_INVALID) never stand: the script has failed
 *
 * The row of a payment goes into every commit of its event, also that of a script that failed or of
 * an event that cannot be read any more, so that money is on record whatever scripts do.
 *
 * Ids and versions are given when the rows are made, calls before screens, so that their order
 * within a chat is the order of their ids. The rows stay unchanged while a commit is not known,
 * because SEEN then speaks of them. Only the inbox row may be filled in meanwhile. */
#include "base/plant.h"
#include "turn/aside.h"
#include "turn/outage.h"
#include "turn/recorder.h"
#include "turn/run.h"

#include <string.h>

static void submit(void *ctx);

/* --- the unit as rows ------------------------------------------------------------------------ */

static size_t count_reads(const struct unit *unit)
{
    return unit ? unit->docs.count : 0;
}

static size_t add_reads(struct store_read_mark *marks, size_t count, const struct unit *unit)
{
    for (size_t i = 0; unit && i < unit->docs.count; i++) {
        const struct unit_doc *doc = &unit->docs.at[i];
        if (doc->was_read && (doc->written || !PLANTED(only_writes)))
            marks[count++] = (struct store_read_mark){doc->kind, doc->id, doc->read_version};
    }
    return count;
}

static void build_reads(struct turn *turn)
{
    size_t most = count_reads(turn->unit) + count_reads(turn->first);
    struct store_read_mark *marks = arena_alloc(&turn->unit->arena, most * sizeof(*marks));
    size_t count = add_reads(marks, 0, turn->first);
    turn->commit.read_count = add_reads(marks, count, turn->unit);
    turn->commit.reads = marks;
    turn->commit.as_of = turn->first ? turn->first->as_of : turn->unit->as_of;
}

static void build_writes(struct turn *turn)
{
    struct unit *unit = turn->unit;
    struct store *store = turn->turns->config.store;
    struct store_write *writes = arena_alloc(&unit->arena, 2 * unit->docs.count * sizeof(*writes));
    size_t count = 0;
    for (size_t i = 0; i < unit->docs.count; i++) {
        struct unit_doc *doc = &unit->docs.at[i];
        if (!doc->written)
            continue;
        if (doc->remade && doc->body)
            writes[count++] = (struct store_write){doc->kind, doc->id,    store_id(store), NULL,
                                                   0,         doc->index, doc->live};
        doc->version = store_id(store);
        writes[count++] = (struct store_write){doc->kind, doc->id,    doc->version, doc->body,
                                               doc->len,  doc->index, doc->live};
    }
    turn->commit.writes = writes;
    turn->commit.write_count = count;
}

static void build_effects(struct turn *turn)
{
    struct unit *unit = turn->unit;
    struct store *store = turn->turns->config.store;
    for (size_t i = 0; i < unit->timers.count; i++)
        if (unit->timers.at[i].uid)
            unit->timers.at[i].uid = store_id(store);
    for (size_t i = 0; i < unit->outs.count; i++)
        unit->outs.at[i].id = store_id(store);
    for (size_t i = 0; i < unit->slots.count; i++)
        unit->slots.at[i].version = store_id(store);
    for (size_t i = 0; i < unit->rankings.count; i++)
        unit->rankings.at[i].reached = store_id(store);
    for (size_t i = 0; i < unit->letters.count; i++)
        unit->letters.at[i].id = store_id(store);
    struct store_turn *commit = &turn->commit;
    commit->timers = unit->timers.at;
    commit->timer_count = unit->timers.count;
    commit->outs = unit->outs.at;
    commit->out_count = unit->outs.count;
    commit->slots = unit->slots.at;
    commit->slot_count = unit->slots.count;
    commit->pays = unit->pays.at;
    commit->pay_count = unit->pays.count;
    commit->wants = unit->wants.at;
    commit->want_count = unit->wants.count;
    unit_fill_watchings(unit, commit);
    commit->rankings = unit->rankings.at;
    commit->ranking_count = unit->rankings.count;
    commit->letters = unit->letters.at;
    commit->letter_count = unit->letters.count;
    commit->audits = unit->audits.at;
    commit->audit_count = unit->audits.count;
    commit->erase = unit->erase;
    commit->erase_version = unit->erase ? store_id(store) : 0;
}

static void build(struct turn *turn)
{
    const struct event *event = turn->event;
    turn->commit = (struct store_turn){
        .event = event_id(event),
        .lane = event->lane,
        .now = turn->now,
        .chat = event->chat,
        .bottom = event->message > event->tapped ? event->message : event->tapped,
        .gone = event->gone,
        .payment = event->payment.charge ? &event->payment : NULL,
        .paid = turn->unit->paid.charge ? &turn->unit->paid : NULL,
        .failure = turn->failure,
        .event_body = turn->failure ? event->json : NULL,
    };
    build_reads(turn);
    build_writes(turn);
    build_effects(turn);
}

/* --- verdicts -------------------------------------------------------------------------------- */

static void forget_cached(const struct turn *turn)
{
    char key[CACHE_KEY_MAX + 1];
    if (PLANTED(rerun_cached))
        return;
    for (size_t i = 0; i < turn->commit.read_count; i++) {
        const struct store_read_mark *mark = &turn->commit.reads[i];
        if (unit_cache_key(key, mark->kind, mark->id))
            cache_drop(turn->turns->config.cache, key);
    }
}

static void on_claimed(void *ctx)
{
    turn_again(ctx);
}

static void on_conflict(struct turn *turn)
{
    turn->turns->status.conflicts++;
    turn->unknown = false; /* had it stood, it would have been seen */
    forget_cached(turn);
    log_debug("turn", LOG_T("conflict: the turn runs again"), LOG_S("lane", turn->lane->key),
              LOG_I("update_id", turn->event->number), LOG_I("turn", turn->number));
    if (++turn->attempts >= TURN_ATTEMPTS_MAX || turn->turns->stopping)
        turn_requeue(turn);
    else
        claims_take(turn, on_claimed);
}

/* One that was not credited a person must see to: the log names it, and the database lists it. */
static void tell_payment(const struct turn *turn)
{
    static const char *const marks[] = {"a payment was credited", "a payment was given back",
                                        "a payment cannot be credited"};
    const struct store_payment *paid = &turn->event->payment;
    const struct store_paid_done *done = &turn->unit->paid;
    if (done->charge)
        log_info("turn", LOG_T(marks[done->mark]), LOG_S("charge", done->charge),
                 LOG_S("lane", turn->lane->key), LOG_S("why", done->why));
    if (paid->charge && !(done->charge && done->mark == STORE_PAID_CREDITED))
        log_warn("turn", LOG_T("a payment was recorded and waits for an admin"),
                 LOG_S("charge", paid->charge), LOG_I("payer", paid->payer),
                 LOG_I("amount", paid->amount), LOG_S("currency", paid->currency),
                 LOG_S("payload", paid->payload));
}

static void on_published(void *ctx)
{
    struct turn *turn = ctx;
    turn_end(turn, turn->now);
}

/* The failure of a handler counts when it stands: before that, what it had read may be untrue. */
static void count_failure(const struct turn *turn)
{
    struct turns *turns = turn->turns;
    struct turn_aside aside;
    if (!turn->first || !*turn->first->handler ||
        !asides_failed(turns->asides, turn->first->handler, turn->lane->key,
                       loop_now(turns->config.loop), store_id(turns->config.store), &aside))
        return;
    aside.report = turn->failure;
    log_error("turn", LOG_T("a handler fails again and again and is set aside"),
              LOG_S("handler", aside.handler), LOG_S("for", aside.lane ? aside.lane : "everybody"));
    if (turns->config.port.aside)
        turns->config.port.aside(turns->config.port.self, &aside);
}

static void on_committed(struct turn *turn, bool known)
{
    struct turns *turns = turn->turns;
    const char *led = turn->first ? turn->first->led : turn->unit->led;
    turns->status.turns++;
    tally_add(turns->ends, led, turn->failure ? "failed" : "committed");
    histogram_add(&turns->taken, (game_clock_mono_ms(turns->clock) - turn->event->taken_ms) * 1000);
    if (turn->failure) {
        turns->status.failed++;
        log_error("turn", LOG_T("a script failed"), LOG_S("lane", turn->lane->key),
                  LOG_I("update_id", turn->event->number), LOG_I("turn", turn->number),
                  LOG_S("error", turn->failure));
        count_failure(turn);
    }
    tell_payment(turn);
    if (!known) {
        publish_settled(turn, on_published);
        return;
    }
    publish_committed(turn);
    recorder_keep(turns->recorder, turn);
    turn_end(turn, turn->now);
}

static void select_commit(void *ctx);

/* Only while that bug is planted: a SELECT is believed, though the commit may still be on its way.
 */
static void on_selected(void *ctx, const struct store_doc *docs, size_t count,
                        const struct err *err)
{
    struct turn *turn = ctx;
    if (!op_end(turn->turns))
        return;
    if (err || count != 1)
        turn_retry(turn, "a commit cannot be looked up", err, select_commit);
    else if (docs->version == turn->commit.writes->version)
        on_committed(turn, true);
    else
        turn_again(turn);
}

static void select_commit(void *ctx)
{
    struct turn *turn = ctx;
    turn->later = NULL;
    turn->unit->wanted = (struct store_key){turn->commit.writes->kind, turn->commit.writes->id};
    op_begin(turn->turns);
    store_read(turn->turns->config.store, &turn->unit->wanted, 1, on_selected, turn);
}

static void on_commit(void *ctx, enum store_verdict verdict, const struct err *err)
{
    struct turn *turn = ctx;
    if (!op_end(turn->turns))
        return;
    if (verdict != STORE_UNKNOWN || (err && err->code == ERR_INVALID))
        outage_over(turn->turns->outage);
    switch (verdict) {
    case STORE_COMMITTED:
        on_committed(turn, true);
        return;
    case STORE_CONFLICT:
        on_conflict(turn);
        return;
    case STORE_SEEN:
        if (turn->unknown)
            on_committed(turn, false);
        else
            turn_end(turn, 0);
        return;
    case STORE_GONE:
        turn_end(turn, 0);
        return;
    case STORE_UNKNOWN:
        if (err && err->code == ERR_INVALID && !turn->unknown && !turn->first) {
            turn_fail(turn, err->text);
            return;
        }
        turn->unknown = !PLANTED(settle_by_select) || !turn->commit.write_count;
        turn_retry(turn, "a commit failed and is tried again", err,
                   turn->unknown ? submit : select_commit);
        return;
    }
}

static void submit(void *ctx)
{
    struct turn *turn = ctx;
    turn->later = NULL;
    turn->commit.inbox = turn->event->inbox; /* may have been stored since */
    op_begin(turn->turns);
    outage_doubt(turn->turns->outage);
    store_commit(turn->turns->config.store, &turn->commit, on_commit, turn);
}

static void on_passed(void *ctx)
{
    commit_start(ctx);
}

void commit_start(struct turn *turn)
{
    if (!claims_pass(turn, on_passed))
        return;
    build(turn);
    turn->tries = 0;
    submit(turn);
}
