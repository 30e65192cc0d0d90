/* The way of an operation through the model:
 *
 *     write: queue -> [delay] group of 1..8, its fate drawn, done -> [delay] -> told in order
 *     read:           [delay] done                                -> [delay] -> told, each alone
 *
 * A crash may fall into any of the gaps. While a write is in doubt ("late"), readers see the
 * documents as they were before it, and the next group waits: so does a real database whose old
 * backend is still committing. */
#include "memstore.h"

#include "base/mem.h"
#include "base/plant.h"

#include <stdlib.h>
#include <string.h>

enum { GROUP_MOST = 8, DOUBT_MS = 400 };

struct memstore;

struct reading {
    struct list_node node;
    struct memstore *store;
    struct loop_timer *timer;
    struct store_op *op;
    bool done; /* carried out, to be told */
};

struct before { /* a document as it was */
    struct list_node node;
    char *kind;
    char *id;
    char *body;
    int64_t version;
};

struct memstore {
    struct store base;
    struct loop *loop;
    struct memdb *db;
    struct memstore_faults faults;
    struct list writes; /* asked for */
    struct list told;   /* carried out, to be told */
    struct loop_timer *writer;
    struct list reads;  /* struct reading */
    struct list before; /* while a write is in doubt */
    bool doubt;
};

static struct memstore *of(struct store *store)
{
    return (struct memstore *)(void *)store;
}

static bool happens(const struct memstore *store, unsigned per_mille)
{
    return per_mille && store->faults.chance && rng_below(store->faults.chance, 1000) < per_mille;
}

static int64_t some_delay(const struct memstore *store)
{
    unsigned most = store->faults.delay_ms;
    return most ? (int64_t)rng_below(store->faults.chance, most + 1) : 0;
}

static void complete(struct memstore *store, struct store_op *op)
{
    struct list one;
    list_init(&one);
    list_push(&one, &op->node);
    store_complete(&store->base, &one);
}

/* --- a write in doubt ------------------------------------------------------------------------ */

static void forget_before(struct memstore *store)
{
    struct list_node *node;
    while ((node = list_pop(&store->before))) {
        struct before *before = LIST_OF(node, struct before, node);
        free(before->kind);
        free(before->id);
        free(before->body);
        free(before);
    }
    store->doubt = false;
}

static void keep_before(struct memstore *store, const struct store_op *op)
{
    const struct store_turn *turn = op->in.turn;
    for (size_t i = 0; op->kind == STORE_OP_COMMIT && i < turn->write_count; i++) {
        const struct store_write *write = &turn->writes[i];
        const struct memdoc *doc = memdb_doc(store->db, write->kind, write->id);
        struct before *before = mem_alloc(sizeof(*before));
        before->kind = mem_strdup(write->kind);
        before->id = mem_strdup(write->id);
        before->body = mem_strdup(doc ? doc->body : NULL);
        before->version = doc ? doc->version : 0;
        list_push(&store->before, &before->node);
    }
}

static void look_before(const struct memstore *store, struct store_op *op)
{
    for (struct list_node *at = list_first(&store->before); at; at = list_next(&store->before, at))
        for (size_t i = 0; i < op->rows.count; i++) {
            const struct before *before = LIST_OF(at, struct before, node);
            struct store_doc *doc = &op->rows.at[i].doc;
            if (strcmp(doc->kind, before->kind) != 0 || strcmp(doc->id, before->id) != 0)
                continue;
            doc->version = before->version;
            doc->len = before->body ? strlen(before->body) : 0;
            doc->body = rows_text(&op->rows, before->body, doc->len);
        }
}

/* --- writes ---------------------------------------------------------------------------------- */

static void reserve_ids(struct memstore *store)
{
    int64_t next = atomic_load(&store->base.next_id);
    if (next >= store->db->ids_mark - STORE_IDS_BLOCK / 2)
        store->db->ids_mark = next + STORE_IDS_BLOCK;
}

static void lose(struct store_op *op)
{
    op->verdict = STORE_UNKNOWN;
    err_set(&op->err, ERR_SYSTEM, "memory: the database gave no answer");
}

/* The timer's row is deleted although the rest of the transaction is not kept. */
static void plant_timer_outside(struct memstore *store, const struct store_op *op)
{
    if (op->kind != STORE_OP_COMMIT || op->in.turn->event.kind != STORE_TIMER)
        return;
    for (struct list_node *at = list_first(&store->db->timers); at;
         at = list_next(&store->db->timers, at)) {
        struct memtimer *timer = LIST_OF(at, struct memtimer, node);
        if (timer->row.uid == op->in.turn->event.number)
            timer->row.uid = -timer->row.uid; /* nothing finds it any more */
    }
}

/* --- the fate of a group */
enum fate { KEPT, FAILED, LOST, LATE };

static enum fate draw_fate(const struct memstore *store)
{
    if (happens(store, store->faults.fails))
        return FAILED;
    if (happens(store, store->faults.lost))
        return LOST;
    return happens(store, store->faults.late) ? LATE : KEPT;
}

static void carry_out(struct memstore *store, struct store_op *op, enum fate fate)
{
    if (fate == FAILED) {
        if (PLANTED(timer_outside))
            plant_timer_outside(store, op);
        lose(op);
        return;
    }
    if (fate == LATE)
        keep_before(store, op);
    store->db->unheard = fate != KEPT;
    memdb_run(store->db, op);
    store->db->unheard = false;
    if (fate != KEPT)
        lose(op);
}

static void notice_strangers(struct memstore *store)
{
    if (store->db->stranger)
        atomic_store(&store->base.foreign, ++store->db->noticed);
    store->db->stranger = false;
}

static size_t group_size(const struct memstore *store)
{
    return store->faults.chance ? 1 + (size_t)rng_below(store->faults.chance, GROUP_MOST)
                                : STORE_GROUP_MAX;
}

static void run_group(struct memstore *store)
{
    enum fate fate = draw_fate(store);
    size_t most = group_size(store);
    notice_strangers(store);
    struct list_node *node;
    for (size_t i = 0; i < most && (node = list_pop(&store->writes)); i++) {
        carry_out(store, LIST_OF(node, struct store_op, node), fate);
        list_push(&store->told, node);
    }
    store->doubt = fate == LATE;
    reserve_ids(store);
}

static void on_writer(void *ctx)
{
    struct memstore *store = ctx;
    if (!list_empty(&store->told)) {
        store_complete(&store->base, &store->told);
        if (store->doubt)
            loop_timer_start(store->writer, DOUBT_MS);
        else if (!list_empty(&store->writes))
            loop_timer_start(store->writer, some_delay(store));
        return;
    }
    forget_before(store);
    if (list_empty(&store->writes))
        return;
    run_group(store);
    loop_timer_start(store->writer, some_delay(store));
}

/* --- reads ----------------------------------------------------------------------------------- */

static void reading_end(struct reading *reading)
{
    list_remove(&reading->node);
    loop_timer_free(reading->timer);
    complete(reading->store, reading->op);
    free(reading);
}

static void read_now(struct memstore *store, struct store_op *op)
{
    if (happens(store, store->faults.reads_fail)) {
        err_set(&op->err, ERR_SYSTEM, "memory: the database cannot be read");
        return;
    }
    memdb_run(store->db, op);
    if (op->kind == STORE_OP_READ)
        look_before(store, op);
}

static void on_reading(void *ctx)
{
    struct reading *reading = ctx;
    if (reading->done) {
        reading_end(reading);
        return;
    }
    read_now(reading->store, reading->op);
    reading->done = true;
    loop_timer_start(reading->timer, some_delay(reading->store));
}

/* --- the backend ----------------------------------------------------------------------------- */

static void submit(struct store *base, struct store_op *op)
{
    struct memstore *store = of(base);
    if (base->closing) { /* the next page of a load */
        memdb_run(store->db, op);
        complete(store, op);
    } else if (store_op_writes(op)) {
        list_push(&store->writes, &op->node);
        if (!loop_timer_active(store->writer))
            loop_timer_start(store->writer, some_delay(store));
    } else {
        struct reading *reading = mem_alloc(sizeof(*reading));
        reading->store = store;
        reading->op = op;
        reading->timer = loop_timer_new(store->loop, on_reading, reading);
        list_push(&store->reads, &reading->node);
        loop_timer_start(reading->timer, some_delay(store));
    }
}

static void free_store(struct store *base)
{
    struct memstore *store = of(base);
    forget_before(store);
    loop_timer_free(store->writer);
    store_done(base);
    free(store);
}

static const struct store_backend backend = {
    .scheme = "memory",
    .submit = submit,
    .close = free_store,
};

struct store *memstore_open(struct loop *loop, struct memdb *db,
                            const struct memstore_faults *faults)
{
    struct memstore *store = mem_alloc(sizeof(*store));
    store->loop = loop;
    store->db = db;
    if (faults)
        store->faults = *faults;
    list_init(&store->writes);
    list_init(&store->told);
    list_init(&store->reads);
    list_init(&store->before);
    store_init(&store->base, &backend, loop);
    store->writer = loop_timer_new(loop, on_writer, store);
    memcpy(store->base.epoch, db->epoch, sizeof(db->epoch));
    atomic_store(&store->base.next_id, db->ids_mark);
    store->base.last_now = db->last_now;
    db->stranger = false;
    db->noticed = 0;
    reserve_ids(store);
    return &store->base;
}

void memstore_calm(struct store *store)
{
    of(store)->faults = (struct memstore_faults){0};
}

/* Everything under way ends now, each write in its order. */
static void finish(struct memstore *store, bool crash)
{
    struct list_node *node;
    while ((node = list_first(&store->reads))) {
        struct reading *reading = LIST_OF(node, struct reading, node);
        if (!reading->done)
            memdb_run(store->db, reading->op);
        reading_end(reading);
    }
    if (!list_empty(&store->told))
        store_complete(&store->base, &store->told);
    bool cut = false;
    while ((node = list_pop(&store->writes))) {
        struct store_op *op = LIST_OF(node, struct store_op, node);
        cut = cut || (crash && happens(store, 500));
        if (cut)
            lose(op);
        else
            memdb_run(store->db, op);
        complete(store, op);
    }
    reserve_ids(store);
}

void memstore_close(struct store *store)
{
    finish(of(store), false);
    store_close(store);
}

void memstore_crash(struct store *store)
{
    finish(of(store), true);
    store_close(store);
}
