/* What a database must offer to be a backend of the store: three functions around one struct, the
 * operation. store.c makes an operation of each call of store.h, hands it to the backend, and tells
 * the caller when it comes back; so a new backend is one table, and knows nothing of callbacks. */
#ifndef BYLINA_STORE_BACKEND_H
#define BYLINA_STORE_BACKEND_H

#include "base/list.h"
#include "store/ops.h"
#include "store/rows.h"

#include <pthread.h>
#include <stdatomic.h>

#define STORE_PENDING_MAX 65536     /* operations under way; one more is refused with ERR_LIMIT */
#define STORE_PAGE        256       /* rows of a load that are read and told at once */
#define STORE_EPOCH_LEN   16        /* hex digits */
#define STORE_CLOSE_MS    10000     /* for what is under way when it closes */
#define STORE_IDS_BLOCK   (1 << 20) /* ids reserved ahead: see store_backend */

/* One call: `in` is as the caller gave it (his memory, alive until the completion). The backend
 * fills what is below `ctx` and gives the operation back by store_complete, exactly once. */
struct store_op {
    struct list_node node;
    enum store_op_kind kind;
    union {
        struct {
            const struct store_key *keys;
            size_t count;
        } read;
        struct {
            const struct store_inbox *rows;
            size_t count;
        } inbox;
        int64_t until; /* of timers */
        struct store_pick pick;
        struct store_slot_name slot;
        struct {
            const char *name, *value;
        } value;
        struct {
            int64_t id; /* this one alone; 0: a list */
            int64_t before;
            const char *after;
            int64_t limit;
            const char *of; /* what: a kind of documents, a part of the report */
        } list;
        struct {
            const struct store_indexing *rows;
            size_t count;
        } indexing;
        struct {
            int64_t row, number; /* the revision; or hits and misses */
            const char *id;
        } lore;
        struct store_lore_page lore_page;
        struct store_key key;
        const struct store_find *find;
        const struct store_board *board;
        const struct store_stale *stale;
        const struct store_failure_end *failure_end;
        const struct store_failed_out_end *failed_out_end;
        const struct store_timer_end *timer_end;
        const struct store_paid_which *which;
        const struct store_paid_end *paid_end;
        const struct store_broadcast *broadcast;
        const struct store_broadcast_plan *plan;
        const struct store_broadcast_step *step;
        const struct store_turn *turn;
        const struct store_out_end *out_end;
        const struct store_slot_shown *shown;
        const struct store_audit *audit;
        const struct store_generation_new *generation;
        const struct store_lore_recent *lore_recent;
        const struct store_lore_refusals *lore_refusals;
        const struct store_lore_claim *lore_claim;
        const struct store_lore_lease *lore_lease;
        const struct store_lore_settle *lore_settle;
        const struct store_lore_edit *lore_edit;
        const struct store_lore_report *lore_report;
        const struct store_lore_import *lore_import;
    } in;
    union store_fn fn;
    void *ctx;
    struct err err; /* code 0: it went well */
    enum store_verdict verdict;
    struct store_rows rows;
    /* A load tells at most STORE_PAGE rows at a time: those behind the cursor (the last row's
     * deadline and id, or its id or version). With `more` it is submitted again. */
    int64_t cursor[2];
    bool more;
};

/* open: `rest` is what follows "scheme:". SQLite's migrates its file, PostgreSQL's refuses a world
 * with pending migrations. Takes the engine's lock, fills `epoch`, `next_id`, `last_now`.
 * beside: store_open_beside: the same without all that, and `beside` is set.
 * submit: loop thread; must not complete from within. Writes keep their order.
 * close: nothing is under way any more. Frees the struct.
 *
 * Ids: any id that a transaction makes durable must be below a durable mark, at which the next
 * start begins. The backend therefore looks at next_id in each write transaction, after it has
 * taken the operations, and moves the mark STORE_IDS_BLOCK ahead in that very transaction when less
 * than half a block is left; and once when it opens. */
struct store_backend {
    const char *scheme;
    int (*open)(struct loop *loop, const char *rest, struct store **ret_store, struct err *err);
    int (*beside)(struct loop *loop, const char *rest, struct store **ret_store, struct err *err);
    void (*submit)(struct store *store, struct store_op *op);
    void (*close)(struct store *store);
    int (*backup)(const char *rest, const char *path, struct err *err); /* store_backup_file */
    /* NULL for a backend with threads. While the store closes no loop runs: goes on until something
     * has completed; what is not done by that monotonic time is given up. */
    void (*drain)(struct store *store, int64_t until_ms);
};

struct store { /* the first member of each backend's own struct */
    const struct store_backend *backend;
    struct loop_wake *wake;
    _Atomic int64_t next_id;
    char epoch[STORE_EPOCH_LEN + 1];
    bool beside; /* no engine's: it gives out no ids */
    int64_t last_now;
    _Atomic int64_t foreign; /* changes by others that the backend has noticed, */
    int64_t foreign_told;    /* and those that were told (loop thread) */
    loop_fn on_foreign;
    void *on_foreign_ctx;
    size_t pending;      /* loop thread */
    atomic_bool closing; /* set by the loop's thread */
    pthread_mutex_t lock;
    pthread_cond_t arrived; /* store_close waits for it */
    struct list completed;
    struct store_status status; /* groups, writes, taken: under `lock`; the rest: loop thread */
};

extern const struct store_backend store_sqlite;
extern const struct store_backend store_postgres;
/* For backends: the common part, and the way back (any thread; the list is empty afterwards). */
void store_init(struct store *store, const struct store_backend *backend, struct loop *loop);
void store_done(struct store *store);
void store_complete(struct store *store, struct list *ops);
/* A transaction with so many operations stood after so long; any thread. */
void store_note_group(struct store *store, int64_t writes, int64_t us);

static inline bool store_op_writes(const struct store_op *op)
{
    return op->kind >= STORE_OP_COMMIT;
}

#endif
