/* The writes. A commit is looked at first and then carried out, so that nothing has to be undone:
 *
 *     sound?  ->  event new, timer there?  ->  reads still true?  ->  everything, the watch last
 *     INVALID     SEEN, GONE                   CONFLICT
 *
 * Bugs are planted here whose rule is the database's. */
#include "memdb.h"

#include "base/mem.h"
#include "base/plant.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_MAX = 600 };

/* --- finding --------------------------------------------------------------------------------- */

const struct memdoc *memdb_doc(const struct memdb *db, const char *kind, const char *id)
{
    char key[KEY_MAX];
    snprintf(key, sizeof(key), "%s/%s", kind, id);
    return map_get(db->docs, key);
}

static void update_key(char key[KEY_MAX], int64_t bot, int64_t update)
{
    snprintf(key, KEY_MAX, "update/%" PRId64 "/%" PRId64, bot, update);
}

bool memdb_seen(const struct memdb *db, int64_t bot, int64_t update)
{
    char key[KEY_MAX];
    update_key(key, bot, update);
    if (PLANTED(seen_high_water))
        return update <= db->last_update;
    return map_get(db->events, key) != NULL;
}

static struct meminbox *inbox_find(const struct memdb *db, int64_t bot, int64_t update)
{
    for (struct list_node *at = list_first(&db->inbox); at; at = list_next(&db->inbox, at)) {
        struct meminbox *row = LIST_OF(at, struct meminbox, node);
        if (row->row.bot == bot && row->row.update == update)
            return row;
    }
    return NULL;
}

const struct meminbox *memdb_inbox(const struct memdb *db, int64_t bot, int64_t update)
{
    return inbox_find(db, bot, update);
}

static struct memtimer *timer_find(const struct memdb *db, const char *kind, const char *id,
                                   const char *name)
{
    for (struct list_node *at = list_first(&db->timers); at; at = list_next(&db->timers, at)) {
        struct memtimer *timer = LIST_OF(at, struct memtimer, node);
        if (str_equal(timer->row.kind, kind) && str_equal(timer->row.id, id) &&
            (!name || str_equal(timer->row.name, name)))
            return timer;
    }
    return NULL;
}

static struct memtimer *timer_by_uid(const struct memdb *db, int64_t uid)
{
    for (struct list_node *at = list_first(&db->timers); at; at = list_next(&db->timers, at))
        if (LIST_OF(at, struct memtimer, node)->row.uid == uid)
            return LIST_OF(at, struct memtimer, node);
    return NULL;
}

static struct memslot *slot_find(const struct memdb *db, int64_t chat, const char *slot)
{
    for (struct list_node *at = list_first(&db->slots); at; at = list_next(&db->slots, at)) {
        struct memslot *found = LIST_OF(at, struct memslot, node);
        if (found->row.slot.chat == chat && str_equal(found->row.slot.slot, slot))
            return found;
    }
    return NULL;
}

static struct memchat *chat_find(const struct memdb *db, int64_t id)
{
    for (struct list_node *at = list_first(&db->chats); at; at = list_next(&db->chats, at))
        if (LIST_OF(at, struct memchat, node)->id == id)
            return LIST_OF(at, struct memchat, node);
    return NULL;
}

const struct memchat *memdb_chat(const struct memdb *db, int64_t chat)
{
    return chat_find(db, chat);
}

/* --- rows, made and freed -------------------------------------------------------------------- */

static void inbox_put(struct memdb *db, const struct store_inbox *row)
{
    if (inbox_find(db, row->bot, row->update))
        return;
    struct meminbox *made = mem_alloc(sizeof(*made));
    made->row = *row;
    made->row.lane = mem_strdup(row->lane);
    made->row.body = mem_strdup(row->body);
    struct list_node *at = db->inbox.head.prev;
    while (at != &db->inbox.head && LIST_OF(at, struct meminbox, node)->row.id > row->id)
        at = at->prev;
    list_insert_after(at, &made->node);
}

static struct memdoc *doc_put(struct memdb *db, const char *kind, const char *id, const char *body,
                              int64_t version)
{
    char key[KEY_MAX];
    snprintf(key, sizeof(key), "%s/%s", kind, id);
    struct memdoc *doc = map_get(db->docs, key);
    if (!doc) {
        doc = mem_alloc(sizeof(*doc));
        doc->kind = mem_strdup(kind);
        doc->id = mem_strdup(id);
        map_put(db->docs, key, doc);
    }
    free(doc->body);
    doc->body = mem_strdup(body);
    doc->version = version;
    return doc;
}

void memdb_foreign(struct memdb *db, const char *kind, const char *id, const char *body,
                   int64_t version)
{
    doc_put(db, kind, id, body, version);
    db->stranger = true;
}

static struct memchat *chat_make(struct memdb *db, int64_t id)
{
    struct memchat *chat = chat_find(db, id);
    if (!chat) {
        chat = mem_alloc(sizeof(*chat));
        chat->id = id;
        list_push(&db->chats, &chat->node);
    }
    return chat;
}

static void chat_raise(struct memdb *db, int64_t id, int64_t bottom)
{
    if (!id || bottom <= 0)
        return;
    struct memchat *chat = chat_make(db, id);
    if (bottom > chat->bottom)
        chat->bottom = bottom;
}

/* Heard from, or gone. */
static void put_chat(struct memdb *db, const struct store_turn *turn)
{
    if (!turn->chat)
        return;
    struct memchat *chat = chat_make(db, turn->chat);
    chat->blocked = turn->gone;
    if (!turn->gone)
        chat_raise(db, turn->chat, turn->bottom);
}

/* --- a commit -------------------------------------------------------------------------------- */

/* What the schema would refuse. */
static bool is_sound(const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->out_count; i++)
        if (!turn->outs[i].body)
            return false;
    for (size_t i = 0; i < turn->pay_count; i++)
        if (turn->pays[i].amount < 0)
            return false;
    for (size_t i = 0; i < turn->write_count; i++)
        if (turn->writes[i].version <= 0)
            return false;
    return true;
}

static void event_key(char key[KEY_MAX], const struct store_event *event)
{
    if (event->kind == STORE_UPDATE)
        update_key(key, event->bot, event->number);
    else if (event->kind == STORE_TIMER)
        snprintf(key, KEY_MAX, "timer/%" PRId64, event->number);
    else
        snprintf(key, KEY_MAX, "other/%s", event->name);
}

bool memdb_has(const struct memdb *db, const struct store_event *event)
{
    char key[KEY_MAX];
    event_key(key, event);
    return map_get(db->events, key) != NULL;
}

static enum store_verdict look_at_event(const struct memdb *db, const struct store_event *event)
{
    if (event->kind == STORE_UPDATE)
        return memdb_seen(db, event->bot, event->number) ? STORE_SEEN : STORE_COMMITTED;
    if (memdb_has(db, event))
        return STORE_SEEN;
    if (event->kind == STORE_TIMER && !timer_by_uid(db, event->number))
        return STORE_GONE;
    return STORE_COMMITTED;
}

const struct store_read_mark *memdb_lost(const struct memdb *db, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->read_count; i++) {
        const struct store_read_mark *mark = &turn->reads[i];
        const struct memdoc *doc = memdb_doc(db, mark->kind, mark->id);
        if (mark->version != (doc ? doc->version : 0))
            return mark;
    }
    return NULL;
}

static bool reads_hold(const struct memdb *db, const struct store_turn *turn)
{
    if (PLANTED(no_version_check))
        return true;
    const struct store_read_mark *lost = memdb_lost(db, turn);
    bool holds = !turn->read_count || turn->as_of == db->noticed;
    if ((lost || !holds) && !db->unheard && db->watch.conflicted)
        db->watch.conflicted(db->watch.ctx, turn, lost);
    return holds && !lost;
}

static void consume(struct memdb *db, const struct store_turn *turn)
{
    struct meminbox *row;
    if (turn->event.kind == STORE_UPDATE) {
        row = inbox_find(db, turn->event.bot, turn->event.number);
        if (row)
            meminbox_free(row);
    }
    for (struct list_node *at = list_first(&db->inbox); turn->inbox && at;
         at = list_next(&db->inbox, at)) {
        row = LIST_OF(at, struct meminbox, node);
        if (row->row.id == turn->inbox) {
            meminbox_free(row);
            return;
        }
    }
}

static void take_event(struct memdb *db, const struct store_event *event)
{
    char key[KEY_MAX];
    event_key(key, event);
    map_put(db->events, key, db);
    if (event->kind == STORE_UPDATE && event->number > db->last_update)
        db->last_update = event->number;
    if (event->kind == STORE_TIMER && timer_by_uid(db, event->number))
        memtimer_free(timer_by_uid(db, event->number));
}

static void put_documents(struct memdb *db, const struct store_turn *turn)
{
    struct memtimer *timer;
    for (size_t i = 0; i < turn->write_count; i++) {
        const struct store_write *write = &turn->writes[i];
        char *body = write->body ? mem_strndup(write->body, write->len) : NULL;
        struct memdoc *doc = doc_put(db, write->kind, write->id, body, write->version);
        if (write->index)
            memdoc_index(doc, body ? write->index : NULL);
        free(body);
        while (!write->body && (timer = timer_find(db, write->kind, write->id, NULL)))
            memtimer_free(timer);
    }
}

static bool turn_drops(const struct store_turn *turn, const char *kind, const char *id)
{
    for (size_t i = turn->write_count; i-- > 0;)
        if (str_equal(turn->writes[i].kind, kind) && str_equal(turn->writes[i].id, id))
            return !turn->writes[i].body;
    return false;
}

static void put_timers(struct memdb *db, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->timer_count; i++) {
        const struct store_timer *timer = &turn->timers[i];
        if (timer->uid && turn_drops(turn, timer->kind, timer->id))
            continue;
        struct memtimer *old = timer_find(db, timer->kind, timer->id, timer->name);
        if (old)
            memtimer_free(old);
        if (!timer->uid)
            continue;
        struct memtimer *made = mem_alloc(sizeof(*made));
        made->row = *timer;
        made->row.kind = mem_strdup(timer->kind);
        made->row.id = mem_strdup(timer->id);
        made->row.name = mem_strdup(timer->name);
        list_push(&db->timers, &made->node);
    }
}

static void put_out(struct memdb *db, const struct store_out *out, enum store_out_state state)
{
    struct memout *made = mem_alloc(sizeof(*made));
    made->row = *out;
    made->row.body = mem_strdup(out->body);
    made->state = state;
    struct list_node *at = db->outs.head.prev;
    while (at != &db->outs.head && LIST_OF(at, struct memout, node)->row.id > out->id)
        at = at->prev;
    list_insert_after(at, &made->node);
}

static void put_slot(struct memdb *db, const struct store_slot *slot)
{
    struct memslot *made = slot_find(db, slot->chat, slot->slot);
    if (!made) {
        made = mem_alloc(sizeof(*made));
        made->row.slot.chat = slot->chat;
        made->row.slot.slot = mem_strdup(slot->slot);
        list_push(&db->slots, &made->node);
    }
    memslot_forget(made);
    made->row.slot.desired = mem_strdup(slot->desired);
    made->row.slot.version = slot->version;
}

static void put_going_out(struct memdb *db, const struct store_turn *turn)
{
    put_chat(db, turn);
    for (size_t i = 0; i < turn->out_count; i++)
        put_out(db, &turn->outs[i], STORE_WAITING);
    for (size_t i = 0; i < turn->slot_count; i++)
        put_slot(db, &turn->slots[i]);
    for (size_t i = 0; i < turn->letter_count; i++) {
        const struct store_letter *letter = &turn->letters[i];
        struct store_inbox row = {letter->id, STORE_OWN,    letter->id,
                                  turn->now,  letter->lane, letter->body};
        inbox_put(db, &row);
    }
}

static void commit(struct memdb *db, struct store_op *op)
{
    const struct store_turn *turn = op->in.turn;
    op->verdict = look_at_event(db, &turn->event);
    if (op->verdict == STORE_COMMITTED && !is_sound(turn)) {
        op->verdict = STORE_UNKNOWN;
        err_set(&op->err, ERR_INVALID, "memory: the data break a rule of the schema");
        return;
    }
    if (op->verdict == STORE_COMMITTED && !reads_hold(db, turn))
        op->verdict = STORE_CONFLICT;
    if (op->verdict != STORE_CONFLICT)
        consume(db, turn);
    if (op->verdict != STORE_COMMITTED)
        return;
    take_event(db, &turn->event);
    put_documents(db, turn);
    put_timers(db, turn);
    put_going_out(db, turn);
    for (size_t i = 0; i < turn->ranking_count; i++)
        memdb_rank(db, &turn->rankings[i]);
    memdb_live(db, turn);
    for (size_t i = 0; i < turn->want_count; i++)
        memdb_want(db, &turn->wants[i]);
    if (turn->now > db->last_now)
        db->last_now = turn->now;
    if (db->watch.committed)
        db->watch.committed(db->watch.ctx, turn);
}

/* --- other writes ---------------------------------------------------------------------------- */

static void inbox_add(struct memdb *db, const struct store_op *op)
{
    for (size_t i = 0; i < op->in.inbox.count; i++)
        if (!memdb_seen(db, op->in.inbox.rows[i].bot, op->in.inbox.rows[i].update))
            inbox_put(db, &op->in.inbox.rows[i]);
}

static void out_settle(struct memdb *db, const struct store_out_end *end)
{
    for (struct list_node *at = list_first(&db->outs); at; at = list_next(&db->outs, at)) {
        struct memout *out = LIST_OF(at, struct memout, node);
        if (out->row.id != end->id || out->state >= STORE_SENT)
            continue;
        enum store_out_state before = out->state;
        out->state = end->state;
        if (db->watch.settled)
            db->watch.settled(db->watch.ctx, out, before);
    }
    chat_raise(db, end->chat, end->bottom);
}

static void slot_settle(struct memdb *db, const struct store_slot_shown *shown)
{
    struct memslot *slot = slot_find(db, shown->chat, shown->slot);
    if (slot) {
        slot->row.shown = shown->shown;
        slot->row.message = shown->message;
        slot->row.in_doubt = shown->in_doubt;
    }
    chat_raise(db, shown->chat, shown->bottom);
    if (shown->failure) {
        struct store_out failed = {.id = shown->id, .chat = shown->chat, .body = shown->body};
        put_out(db, &failed, STORE_FAILED);
    }
}

static void value_set(struct memdb *db, struct store_op *op)
{
    if (str_starts(op->in.value.name, "store."))
        err_set(&op->err, ERR_INVALID, "value %s: such names are the store's own",
                op->in.value.name);
    else
        free(map_put(db->values, op->in.value.name, mem_strdup(op->in.value.value)));
}

static void index_put(struct memdb *db, const struct store_op *op)
{
    char key[KEY_MAX];
    for (size_t i = 0; i < op->in.indexing.count; i++) {
        const struct store_indexing *row = &op->in.indexing.rows[i];
        snprintf(key, sizeof(key), "%s/%s", row->kind, row->id);
        struct memdoc *doc = map_get(db->docs, key);
        if (doc && doc->version == row->version)
            memdoc_index(doc, doc->body ? row->index : NULL);
        if (doc && doc->version == row->version)
            memdb_rank(db, &row->ranking);
    }
}

void memdb_run(struct memdb *db, struct store_op *op)
{
    op->verdict = STORE_COMMITTED;
    switch (op->kind) {
    case STORE_OP_COMMIT:
        commit(db, op);
        return;
    case STORE_OP_INBOX_ADD:
        inbox_add(db, op);
        return;
    case STORE_OP_OUT_SETTLE:
        out_settle(db, op->in.out_end);
        return;
    case STORE_OP_SLOT_SETTLE:
        slot_settle(db, op->in.shown);
        return;
    case STORE_OP_CHAT_BLOCK:
        chat_make(db, op->in.slot.chat)->blocked = true;
        return;
    case STORE_OP_VALUE_SET:
        value_set(db, op);
        return;
    case STORE_OP_PICTURE_PUT:
        if (!map_get(db->pictures, op->in.value.name))
            map_put(db->pictures, op->in.value.name, mem_strdup(op->in.value.value));
        return;
    case STORE_OP_INDEX_PUT:
        index_put(db, op);
        return;
    case STORE_OP_LORE_CLAIM:
        memdb_lore_claim(db, op);
        return;
    case STORE_OP_LORE_LEASE:
        memdb_lore_lease(db, op);
        return;
    case STORE_OP_LORE_SETTLE:
        memdb_lore_settle(db, op);
        return;
    case STORE_OP_LORE_PUBLISHED:
        memdb_lore_published(db, op);
        return;
    case STORE_OP_GENERATION_ADD:
        memdb_generation_add(db, op->in.generation);
        return;
    case STORE_OP_AUDIT_ADD:
        return; /* nobody reads it here */
    default:
        if (store_op_writes(op))
            err_set(&op->err, ERR_INVALID, "memory: operation %d is not modelled", (int)op->kind);
        else
            memdb_read(db, op);
    }
}
