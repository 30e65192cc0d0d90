/* A database in memory that keeps the rules of engine/store's backends: what engine/store/turn.c,
 * writes.c, reads.c and sql.c do with SQLite, on lists and maps. It outlives the processes that
 * open it (memstore.h). Each call is one transaction that stands when it returns. What admins and
 * broadcasts ask for is not modelled. */
#ifndef BYLINA_TESTS_SIM_MEMDB_H
#define BYLINA_TESTS_SIM_MEMDB_H

#include "base/list.h"
#include "base/map.h"
#include "store/backend.h"
#include "store/ops.h"

struct memdoc {
    char *kind;
    char *id;
    int64_t version;
    char *body;             /* NULL: dropped */
    struct memindex *index; /* NULL: not in the index */
};

struct meminbox {
    struct list_node node; /* by id */
    struct store_inbox row;
};

struct memtimer {
    struct list_node node;
    struct store_timer row;
};

struct memout {
    struct list_node node; /* by id */
    struct store_out row;
    enum store_out_state state;
};

struct memslot {
    struct list_node node;
    struct store_slot_row row; /* bottom: of the chat, filled in when read */
};

struct memchat {
    struct list_node node;
    int64_t id;
    int64_t bottom;
    bool blocked;
};

/* Told when it stands: what a commit kept, and what became of a call. */
struct memdb_watch {
    void *ctx;
    void (*committed)(void *ctx, const struct store_turn *turn);
    /* The first read that does not hold any more; NULL: a stranger's write was noticed. */
    void (*conflicted)(void *ctx, const struct store_turn *turn,
                       const struct store_read_mark *mark);
    void (*settled)(void *ctx, const struct memout *out, enum store_out_state before);
};

struct memdb {
    struct map *docs;   /* "kind/id" -> struct memdoc */
    struct map *events; /* "update/BOT/ID", "timer/UID", "other/NAME" */
    int64_t last_update;
    struct list inbox, timers, outs, slots, chats;
    struct map *values;
    struct map *pictures;
    struct list ranks;       /* of leader boards: memdb_board.c */
    struct map *unranked;    /* ids */
    struct list watches;     /* memdb_live.c */
    struct map *changes;     /* kind -> struct memchanges */
    struct list generations; /* memdb_generations.c */
    struct map *texts;       /* of their files, by hash */
    struct list lore;        /* memdb_lore.c */
    struct list bills;       /* of its claims */
    int64_t last_lore;       /* row */
    int64_t ids_mark;
    int64_t last_now; /* newest of the committed turns */
    bool stranger;    /* somebody else has written, which the engine has not noticed yet */
    int64_t noticed;  /* by this process */
    bool unheard;     /* what the operation under way brings will not be told */
    char epoch[STORE_EPOCH_LEN + 1];
    struct memdb_watch watch;
};

void meminbox_free(struct meminbox *row); /* memdb_rows.c; these take it out of its list */
void memtimer_free(struct memtimer *timer);
void memslot_forget(struct memslot *slot); /* what it should show */

/* memdb_find.c: the index, as a walk over all documents. */
void memdoc_index(struct memdoc *doc, const struct store_index *index); /* a copy; NULL: none */
void memdb_find(const struct memdb *db, struct store_op *op);
void memdb_kind(const struct memdb *db, struct store_op *op);

/* memdb_generations.c */
void memdb_generation_add(struct memdb *db, const struct store_generation_new *made);
void memdb_generations(const struct memdb *db, struct store_op *op);
void memdb_sources(const struct memdb *db, struct store_op *op);
void memdb_places(const struct memdb *db, struct store_op *op);
void memdb_generations_free(struct memdb *db);

/* memdb_board.c */
void memdb_rank(struct memdb *db, const struct store_ranking *ranking);
void memdb_board(const struct memdb *db, struct store_op *op);
void memdb_ranks_free(struct memdb *db);

/* memdb_live.c */
void memdb_live(struct memdb *db, const struct store_turn *turn);
int64_t memdb_changes(const struct memdb *db, const char *kind);
void memdb_stale(const struct memdb *db, struct store_op *op);
void memdb_live_free(struct memdb *db);

/* memdb_lore.c */
void memdb_want(struct memdb *db, const struct store_want *want);
void memdb_lore_get(const struct memdb *db, struct store_op *op);
void memdb_lore_page(const struct memdb *db, struct store_op *op);
void memdb_lore_figures(const struct memdb *db, struct store_op *op);
void memdb_lore_claim(struct memdb *db, struct store_op *op);
void memdb_lore_lease(struct memdb *db, struct store_op *op);
void memdb_lore_settle(struct memdb *db, struct store_op *op);
void memdb_lore_published(struct memdb *db, const struct store_op *op);
void memdb_lore_free(struct memdb *db);

struct memdb *memdb_new(void);
void memdb_free(struct memdb *db);

/* Carries out one operation; what it brings back is in the operation. */
void memdb_run(struct memdb *db, struct store_op *op);
void memdb_read(const struct memdb *db, struct store_op *op); /* memdb_reads.c */

/* The first read that does not hold any more, or NULL. */
const struct store_read_mark *memdb_lost(const struct memdb *db, const struct store_turn *turn);
const struct memdoc *memdb_doc(const struct memdb *db, const char *kind, const char *id);
bool memdb_has(const struct memdb *db, const struct store_event *event); /* is it committed? */
bool memdb_seen(const struct memdb *db, int64_t bot, int64_t update);
const struct meminbox *memdb_inbox(const struct memdb *db, int64_t bot, int64_t update);
/* Somebody else writes: the body under a new version. */
void memdb_foreign(struct memdb *db, const char *kind, const char *id, const char *body,
                   int64_t version);
const struct memchat *memdb_chat(const struct memdb *db, int64_t chat); /* NULL: not known */

#endif
