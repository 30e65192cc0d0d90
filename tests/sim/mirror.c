/* All that a store tells its callers passes store_complete; the linker lets it pass here first
 * (--wrap). The writer has one transaction under way at a time and gives all of it back at once,
 * before it begins another: so the database is what it is after this very group.
 *
 *     told       -> the model carries it out, and must come to the same verdict
 *     not known  -> commits are kept (a copy); of other writes only that there was one
 *     the next that is told, or a new process: is the event of a kept commit in the database? Then
 *                   it stood, and the model carries it out now, before what came later. Of the rest
 *                   the model is told by the rows
 *
 * An unknown commit is tried again unchanged until it is known, so there is one copy an event. The
 * reads of a copy are not kept: that they held is the database's word.
 *
 * Rows that differ stay different, so they are not compared after every group. */
#include "mirror.h"

#include "base/mem.h"
#include "base/str.h"
#include "store/pg_ops.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { COMPARE_EACH = 4 }; /* groups; and whenever something was in doubt */

struct doubt {
    struct list_node node;
    struct store_turn turn;
    struct store_rows memory; /* of all that the turn points to */
};

struct mirror {
    struct sim *sim;
    struct eye *eye;
    struct list doubts; /* in the order of the commits */
    bool unsure;        /* of other writes */
    int64_t pays, paid; /* the ledger */
    int64_t groups;     /* that were told */
    size_t under_way;   /* commits */
    struct mirror_figures figures;
};

static struct mirror *watching; /* store_complete knows no context */

void __real_pg_writer_submit(struct pg_writer *writer, struct store_op *op);
void __wrap_pg_writer_submit(struct pg_writer *writer, struct store_op *op);
void __real_store_complete(struct store *store, struct list *ops);
void __wrap_store_complete(struct store *store, struct list *ops);

/* --- copies ---------------------------------------------------------------------------------- */

static const char *text(struct doubt *doubt, const char *from)
{
    return rows_text(&doubt->memory, from, from ? strlen(from) : 0);
}

static void *array(struct doubt *doubt, const void *from, size_t count, size_t size)
{
    void *to = rows_alloc(&doubt->memory, (count + 1) * size);
    if (count)
        memcpy(to, from, count * size);
    return to;
}

static void copy_documents(struct doubt *doubt, const struct store_turn *from)
{
    struct store_turn *turn = &doubt->turn;
    struct store_write *writes =
        array(doubt, from->writes, from->write_count, sizeof(*from->writes));
    struct store_timer *timers =
        array(doubt, from->timers, from->timer_count, sizeof(*from->timers));
    for (size_t i = 0; i < from->write_count; i++) {
        writes[i].kind = text(doubt, writes[i].kind);
        writes[i].id = text(doubt, writes[i].id);
        writes[i].body = rows_text(&doubt->memory, writes[i].body, writes[i].len);
        writes[i].index = NULL; /* nobody finds anything in the model */
    }
    for (size_t i = 0; i < from->timer_count; i++) {
        timers[i].kind = text(doubt, timers[i].kind);
        timers[i].id = text(doubt, timers[i].id);
        timers[i].name = text(doubt, timers[i].name);
    }
    turn->writes = writes;
    turn->timers = timers;
}

static void copy_going_out(struct doubt *doubt, const struct store_turn *from)
{
    struct store_turn *turn = &doubt->turn;
    struct store_out *outs = array(doubt, from->outs, from->out_count, sizeof(*from->outs));
    struct store_slot *slots = array(doubt, from->slots, from->slot_count, sizeof(*from->slots));
    for (size_t i = 0; i < from->out_count; i++)
        outs[i].body = text(doubt, outs[i].body);
    for (size_t i = 0; i < from->slot_count; i++) {
        slots[i].slot = text(doubt, slots[i].slot);
        slots[i].desired = text(doubt, slots[i].desired);
    }
    turn->outs = outs;
    turn->slots = slots;
}

static void copy_records(struct doubt *doubt, const struct store_turn *from)
{
    struct store_turn *turn = &doubt->turn;
    struct store_pay *pays = array(doubt, from->pays, from->pay_count, sizeof(*from->pays));
    struct store_letter *letters =
        array(doubt, from->letters, from->letter_count, sizeof(*from->letters));
    for (size_t i = 0; i < from->pay_count; i++) {
        pays[i].from = text(doubt, pays[i].from);
        pays[i].to = text(doubt, pays[i].to);
        pays[i].why = text(doubt, pays[i].why);
    }
    for (size_t i = 0; i < from->letter_count; i++) {
        letters[i].lane = text(doubt, letters[i].lane);
        letters[i].body = text(doubt, letters[i].body);
    }
    turn->pays = pays;
    turn->letters = letters;
}

static struct doubt *doubt_new(const struct store_turn *from)
{
    struct doubt *doubt = mem_alloc(sizeof(*doubt));
    doubt->turn = (struct store_turn){
        .event = from->event,
        .inbox = from->inbox,
        .lane = text(doubt, from->lane),
        .now = from->now,
        .write_count = from->write_count,
        .timer_count = from->timer_count,
        .out_count = from->out_count,
        .slot_count = from->slot_count,
        .pay_count = from->pay_count,
        .letter_count = from->letter_count,
        .chat = from->chat,
        .bottom = from->bottom,
        .gone = from->gone,
        .failure = text(doubt, from->failure),
    };
    doubt->turn.event.name = text(doubt, from->event.name);
    copy_documents(doubt, from);
    copy_going_out(doubt, from);
    copy_records(doubt, from);
    return doubt;
}

static void doubt_free(struct doubt *doubt)
{
    list_remove(&doubt->node);
    rows_done(&doubt->memory);
    free(doubt);
}

static bool is_event(const struct store_event *a, const struct store_event *b)
{
    return a->kind == b->kind && a->bot == b->bot && a->number == b->number &&
           str_equal(a->name ? a->name : "", b->name ? b->name : "");
}

static struct doubt *doubt_of(struct mirror *mirror, const struct store_event *event)
{
    for (struct list_node *at = list_first(&mirror->doubts); at;
         at = list_next(&mirror->doubts, at))
        if (is_event(&LIST_OF(at, struct doubt, node)->turn.event, event))
            return LIST_OF(at, struct doubt, node);
    return NULL;
}

/* --- carrying out ---------------------------------------------------------------------------- */

static const char *verdict_text(enum store_verdict verdict)
{
    static const char *const words[] = {"committed", "a conflict", "seen", "gone", "unknown"};
    return words[verdict];
}

static void count_pays(struct mirror *mirror, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->pay_count; i++) {
        mirror->pays++;
        mirror->paid += turn->pays[i].amount;
    }
}

static void carry_out_turn(struct mirror *mirror, const struct store_turn *turn,
                           enum store_verdict verdict)
{
    struct memdb *db = mirror->sim->db;
    struct store_op op = {.kind = STORE_OP_COMMIT, .in.turn = turn};
    db->noticed = turn->as_of;
    if (verdict == STORE_COMMITTED)
        count_pays(mirror, turn); /* the watch may look */
    memdb_run(db, &op);
    if (op.verdict == verdict)
        return;
    char *ranges = eye_seen_about(mirror->eye, &turn->event);
    sim_fail(mirror->sim,
             "a turn of %s (event %" PRId64 ") is %s in the database, and should be %s; ids seen "
             "there: %s",
             turn->lane ? turn->lane : "?", turn->event.number, verdict_text(verdict),
             verdict_text(op.verdict), ranges);
    free(ranges);
}

static void note_conflict(struct mirror *mirror, const struct store_turn *turn)
{
    struct memdb *db = mirror->sim->db;
    const struct store_read_mark *lost = memdb_lost(db, turn);
    if (!lost && turn->as_of == atomic_load(&mirror->sim->store->foreign))
        sim_fail(mirror->sim, "a turn of %s met a conflict, but all that it read still holds",
                 turn->lane);
    db->watch.conflicted(db->watch.ctx, turn, lost);
}

static void carry_out(struct mirror *mirror, const struct store_op *op)
{
    struct store_op model = {.kind = op->kind, .in = op->in};
    mirror->figures.writes++;
    if (op->kind == STORE_OP_COMMIT && op->verdict == STORE_CONFLICT) {
        note_conflict(mirror, op->in.turn);
        return;
    }
    if (op->kind == STORE_OP_COMMIT) {
        carry_out_turn(mirror, op->in.turn, op->verdict);
        return;
    }
    memdb_run(mirror->sim->db, &model);
    rows_done(&model.rows);
}

static void note_doubt(struct mirror *mirror, const struct store_op *op)
{
    sim_note(mirror->sim, "not known: %s %" PRId64 ": %s",
             op->kind == STORE_OP_COMMIT ? "commit of event" : "operation",
             op->kind == STORE_OP_COMMIT ? op->in.turn->event.number : (int64_t)op->kind,
             op->err.text);
    if (op->kind != STORE_OP_COMMIT) {
        mirror->unsure = true;
        return;
    }
    if (op->err.code == ERR_INVALID)
        sim_fail(mirror->sim, "the database refuses what a turn of %s wrote: %s", op->in.turn->lane,
                 op->err.text);
    if (doubt_of(mirror, &op->in.turn->event) || memdb_has(mirror->sim->db, &op->in.turn->event))
        return; /* Telegram may tell again of what has long been committed */
    mirror->figures.doubts++;
    list_push(&mirror->doubts, &doubt_new(op->in.turn)->node);
}

/* --- settling -------------------------------------------------------------------------------- */

/* The doubts whose event the group itself has decided: SEEN alone speaks for them. */
static void drop_decided(struct mirror *mirror, const struct list *ops)
{
    for (struct list_node *at = list_first(ops); at; at = list_next(ops, at)) {
        const struct store_op *op = LIST_OF(at, struct store_op, node);
        struct doubt *doubt = op->kind == STORE_OP_COMMIT && !op->err.code
                                  ? doubt_of(mirror, &op->in.turn->event)
                                  : NULL;
        if (!doubt || op->verdict == STORE_SEEN)
            continue;
        sim_note(mirror->sim, "in doubt no more: event %" PRId64 " of %s did not stand",
                 doubt->turn.event.number, doubt->turn.lane);
        mirror->figures.undone++;
        doubt_free(doubt);
    }
}

/* False: nothing was in doubt. */
static bool settle(struct mirror *mirror)
{
    struct list_node *node;
    if (list_empty(&mirror->doubts) && !mirror->unsure)
        return false;
    while ((node = list_first(&mirror->doubts))) {
        struct doubt *doubt = LIST_OF(node, struct doubt, node);
        bool stood = eye_has_event(mirror->eye, &doubt->turn.event);
        *(stood ? &mirror->figures.stood : &mirror->figures.undone) += 1;
        sim_note(mirror->sim, "in doubt: event %" PRId64 " of %s %s", doubt->turn.event.number,
                 doubt->turn.lane, stood ? "stood" : "did not stand");
        if (stood)
            carry_out_turn(mirror, &doubt->turn, STORE_COMMITTED);
        doubt_free(doubt);
    }
    eye_catch_up(mirror->eye, mirror->sim->db);
    mirror->unsure = false;
    return true;
}

static void compare(struct mirror *mirror, bool bodies)
{
    char *words = eye_compare(mirror->eye, mirror->sim->db, mirror->pays, mirror->paid, bodies);
    mirror->figures.compared++;
    if (words)
        sim_fail(mirror->sim, "%s", words);
    free(words);
}

void mirror_settle(struct mirror *mirror)
{
    settle(mirror);
    compare(mirror, true);
}

/* --- what passes ----------------------------------------------------------------------------- */

static bool any_told(const struct list *ops)
{
    for (struct list_node *at = list_first(ops); at; at = list_next(ops, at))
        if (!LIST_OF(at, struct store_op, node)->err.code)
            return true;
    return false;
}

static void group_passes(struct mirror *mirror, const struct list *ops)
{
    bool told = any_told(ops);
    bool settled = false;
    if (told)
        drop_decided(mirror, ops);
    if (told)
        settled = settle(mirror);
    for (struct list_node *at = list_first(ops); at; at = list_next(ops, at)) {
        const struct store_op *op = LIST_OF(at, struct store_op, node);
        mirror->under_way -= op->kind == STORE_OP_COMMIT;
        if (op->err.code)
            note_doubt(mirror, op);
        else
            carry_out(mirror, op);
    }
    if (told && (settled || ++mirror->groups % COMPARE_EACH == 0))
        compare(mirror, false);
}

void __wrap_pg_writer_submit(struct pg_writer *writer, struct store_op *op)
{
    watching->under_way += op->kind == STORE_OP_COMMIT;
    if (op->kind == STORE_OP_COMMIT)
        sim_note(watching->sim, "%s asks: event %" PRId64, op->in.turn->lane,
                 op->in.turn->event.number);
    __real_pg_writer_submit(writer, op);
}

void __wrap_store_complete(struct store *store, struct list *ops)
{
    struct list_node *first = list_first(ops);
    if (watching && first && store_op_writes(LIST_OF(first, struct store_op, node)))
        group_passes(watching, ops);
    __real_store_complete(store, ops);
}

/* --- life ------------------------------------------------------------------------------------ */

struct mirror *mirror_new(struct sim *sim, struct eye *eye)
{
    struct mirror *mirror = mem_alloc(sizeof(*mirror));
    mirror->sim = sim;
    mirror->eye = eye;
    list_init(&mirror->doubts);
    watching = mirror;
    return mirror;
}

void mirror_free(struct mirror *mirror)
{
    struct list_node *node;
    if (!mirror)
        return;
    watching = NULL;
    while ((node = list_first(&mirror->doubts)))
        doubt_free(LIST_OF(node, struct doubt, node));
    free(mirror);
}

bool mirror_is_committing(const struct mirror *mirror)
{
    return mirror->under_way > 0;
}

void mirror_figures(const struct mirror *mirror, struct mirror_figures *ret_figures)
{
    *ret_figures = mirror->figures;
}
