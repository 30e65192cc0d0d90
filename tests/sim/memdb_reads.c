/* The reads of the model: rows behind the cursor, in order, a page at a time. The lists are short,
 * so each row of a page is found by a walk for the smallest one behind the last. */
#include "memdb.h"

#include "base/mem.h"
#include "base/str.h"

#include <string.h>

static const char *copy(struct store_op *op, const char *text)
{
    return text ? rows_text(&op->rows, text, strlen(text)) : NULL;
}

static void read_documents(const struct memdb *db, struct store_op *op)
{
    for (size_t i = 0; i < op->in.read.count; i++) {
        const struct store_key *key = &op->in.read.keys[i];
        const struct memdoc *found = memdb_doc(db, key->kind, key->id);
        struct store_doc *doc = &rows_add(&op->rows)->doc;
        doc->kind = key->kind;
        doc->id = key->id;
        if (!found)
            continue;
        doc->version = found->version;
        doc->body = copy(op, found->body);
        doc->len = found->body ? strlen(found->body) : 0;
    }
}

static void read_inbox(const struct memdb *db, struct store_op *op)
{
    for (struct list_node *at = list_first(&db->inbox); at && op->rows.count < STORE_PAGE;
         at = list_next(&db->inbox, at)) {
        const struct store_inbox *row = &LIST_OF(at, struct meminbox, node)->row;
        if (row->id <= op->cursor[0])
            continue;
        struct store_inbox *made = &rows_add(&op->rows)->inbox;
        *made = *row;
        made->lane = copy(op, row->lane);
        made->body = copy(op, row->body);
        op->cursor[0] = row->id;
    }
    op->more = op->rows.count == STORE_PAGE;
}

static bool is_behind(const struct store_timer *row, const int64_t cursor[2])
{
    return row->deadline > cursor[0] || (row->deadline == cursor[0] && row->uid > cursor[1]);
}

static const struct store_timer *next_timer(const struct memdb *db, const struct store_op *op)
{
    const struct store_timer *first = NULL;
    for (struct list_node *at = list_first(&db->timers); at; at = list_next(&db->timers, at)) {
        const struct store_timer *row = &LIST_OF(at, struct memtimer, node)->row;
        if (is_behind(row, op->cursor) && row->deadline <= op->in.until &&
            (!first || row->deadline < first->deadline ||
             (row->deadline == first->deadline && row->uid < first->uid)))
            first = row;
    }
    return first;
}

static void read_timers(const struct memdb *db, struct store_op *op)
{
    const struct store_timer *row;
    while (op->rows.count < STORE_PAGE && (row = next_timer(db, op))) {
        struct store_timer *made = &rows_add(&op->rows)->timer;
        *made = *row;
        made->kind = copy(op, row->kind);
        made->id = copy(op, row->id);
        made->name = copy(op, row->name);
        op->cursor[0] = row->deadline;
        op->cursor[1] = row->uid;
    }
    op->more = op->rows.count == STORE_PAGE;
}

static void add_out(struct store_op *op, const struct memout *out)
{
    struct store_out_row *made = &rows_add(&op->rows)->out;
    made->out = out->row;
    made->out.body = copy(op, out->row.body);
    made->state = out->state;
}

static void read_outs(const struct memdb *db, struct store_op *op)
{
    for (struct list_node *at = list_first(&db->outs); at && op->rows.count < STORE_PAGE;
         at = list_next(&db->outs, at)) {
        const struct memout *out = LIST_OF(at, struct memout, node);
        if (out->row.id <= op->cursor[0] || out->state >= STORE_SENT)
            continue;
        add_out(op, out);
        op->cursor[0] = out->row.id;
    }
    op->more = op->rows.count == STORE_PAGE;
}

static void pick_outs(const struct memdb *db, struct store_op *op)
{
    for (struct list_node *at = list_first(&db->outs); at; at = list_next(&db->outs, at)) {
        const struct memout *out = LIST_OF(at, struct memout, node);
        for (size_t i = 0; i < op->in.pick.count; i++)
            if (op->in.pick.ids[i] == out->row.id && out->state < STORE_SENT)
                add_out(op, out);
    }
}

static void add_slot(const struct memdb *db, struct store_op *op, const struct store_slot_row *row)
{
    struct store_slot_row *made = &rows_add(&op->rows)->slot;
    *made = *row;
    made->slot.slot = copy(op, row->slot.slot);
    made->slot.desired = copy(op, row->slot.desired);
    const struct memchat *chat = memdb_chat(db, row->slot.chat);
    made->bottom = chat ? chat->bottom : 0;
    made->blocked = chat && chat->blocked;
}

static void read_slot(const struct memdb *db, struct store_op *op)
{
    struct store_slot_row absent = {.slot = {.chat = op->in.slot.chat, .slot = op->in.slot.slot}};
    const struct store_slot_row *row = &absent;
    for (struct list_node *at = list_first(&db->slots); at; at = list_next(&db->slots, at)) {
        const struct memslot *slot = LIST_OF(at, struct memslot, node);
        if (slot->row.slot.chat == op->in.slot.chat &&
            str_equal(slot->row.slot.slot, op->in.slot.slot))
            row = &slot->row;
    }
    add_slot(db, op, row);
}

static const struct store_slot_row *next_slot(const struct memdb *db, const struct store_op *op)
{
    const struct store_slot_row *first = NULL;
    for (struct list_node *at = list_first(&db->slots); at; at = list_next(&db->slots, at)) {
        const struct store_slot_row *row = &LIST_OF(at, struct memslot, node)->row;
        if (row->slot.version > op->cursor[0] &&
            (row->shown < row->slot.version || row->in_doubt) &&
            (!first || row->slot.version < first->slot.version))
            first = row;
    }
    return first;
}

static void read_slots(const struct memdb *db, struct store_op *op)
{
    const struct store_slot_row *row;
    while (op->rows.count < STORE_PAGE && (row = next_slot(db, op))) {
        add_slot(db, op, row);
        op->cursor[0] = row->slot.version;
    }
    op->more = op->rows.count == STORE_PAGE;
}

static void read_named(struct store_op *op, struct map *values)
{
    const char *value = map_get(values, op->in.value.name);
    if (value) {
        const char *text = copy(op, value);
        rows_add(&op->rows)->value = text;
    }
}

static void read_value(const struct memdb *db, struct store_op *op)
{
    read_named(op, db->values);
}

static void read_picture(const struct memdb *db, struct store_op *op)
{
    read_named(op, db->pictures);
}

void memdb_read(const struct memdb *db, struct store_op *op)
{
    static void (*const read[STORE_OP_COUNT])(const struct memdb *db, struct store_op *op) = {
        [STORE_OP_READ] = read_documents,
        [STORE_OP_INBOX_LOAD] = read_inbox,
        [STORE_OP_TIMERS_LOAD] = read_timers,
        [STORE_OP_OUTS_LOAD] = read_outs,
        [STORE_OP_OUTS_PICK] = pick_outs,
        [STORE_OP_SLOT_GET] = read_slot,
        [STORE_OP_SLOTS_LOAD] = read_slots,
        [STORE_OP_VALUE_GET] = read_value,
        [STORE_OP_PICTURE_GET] = read_picture,
        [STORE_OP_FIND] = memdb_find,
        [STORE_OP_KIND_LOAD] = memdb_kind,
        [STORE_OP_BOARD_GET] = memdb_board,
        [STORE_OP_STALE_LOAD] = memdb_stale,
        [STORE_OP_GENERATIONS_LOAD] = memdb_generations,
        [STORE_OP_SOURCES_LOAD] = memdb_sources,
        [STORE_OP_PLACES_LOAD] = memdb_places,
        [STORE_OP_LORE_GET] = memdb_lore_get,
        [STORE_OP_LORE_LOAD] = memdb_lore_page,
        [STORE_OP_LORE_FIGURES_GET] = memdb_lore_figures,
    };
    if (read[op->kind])
        read[op->kind](db, op);
    else
        err_set(&op->err, ERR_INVALID, "memory: operation %d is not modelled", (int)op->kind);
}
