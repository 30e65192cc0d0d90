/* The rows of the model: they own their texts, though store.h's structs say const. */
#include "memdb.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>

static char *unconst(const char *text)
{
    union {
        const char *in;
        char *out;
    } same = {text};
    return same.out;
}

void meminbox_free(struct meminbox *row)
{
    list_remove(&row->node);
    free(unconst(row->row.lane));
    free(unconst(row->row.body));
    free(row);
}

void memtimer_free(struct memtimer *timer)
{
    list_remove(&timer->node);
    free(unconst(timer->row.kind));
    free(unconst(timer->row.id));
    free(unconst(timer->row.name));
    free(timer);
}

static void memout_free(struct memout *out)
{
    list_remove(&out->node);
    free(unconst(out->row.body));
    free(out);
}

void memslot_forget(struct memslot *slot)
{
    free(unconst(slot->row.slot.desired));
    slot->row.slot.desired = NULL;
}

static void memslot_free(struct memslot *slot)
{
    list_remove(&slot->node);
    free(unconst(slot->row.slot.slot));
    memslot_forget(slot);
    free(slot);
}

static void memdoc_free(void *value)
{
    struct memdoc *doc = value;
    free(doc->kind);
    free(doc->id);
    free(doc->body);
    memdoc_index(doc, NULL);
    free(doc);
}

/* --- life ------------------------------------------------------------------------------------ */

struct memdb *memdb_new(void)
{
    struct memdb *db = mem_alloc(sizeof(*db));
    db->docs = map_new();
    db->events = map_new();
    db->values = map_new();
    db->pictures = map_new();
    list_init(&db->inbox);
    list_init(&db->timers);
    list_init(&db->outs);
    list_init(&db->slots);
    list_init(&db->chats);
    list_init(&db->ranks);
    list_init(&db->generations);
    db->texts = map_new();
    list_init(&db->watches);
    list_init(&db->lore);
    list_init(&db->bills);
    db->changes = map_new();
    db->unranked = map_new();
    db->ids_mark = 1;
    str_copy(db->epoch, sizeof(db->epoch), "0123456789abcdef");
    return db;
}

void memdb_free(struct memdb *db)
{
    struct list_node *node;
    if (!db)
        return;
    while ((node = list_first(&db->inbox)))
        meminbox_free(LIST_OF(node, struct meminbox, node));
    while ((node = list_first(&db->timers)))
        memtimer_free(LIST_OF(node, struct memtimer, node));
    while ((node = list_first(&db->outs)))
        memout_free(LIST_OF(node, struct memout, node));
    while ((node = list_first(&db->slots)))
        memslot_free(LIST_OF(node, struct memslot, node));
    while ((node = list_pop(&db->chats)))
        free(LIST_OF(node, struct memchat, node));
    memdb_ranks_free(db);
    memdb_generations_free(db);
    memdb_live_free(db);
    memdb_lore_free(db);
    map_free_with(db->docs, memdoc_free);
    map_free(db->events);
    map_free_with(db->values, free);
    map_free_with(db->pictures, free);
    free(db);
}
