/* The parts of the SQLite backend, each on the thread that is named; see sqlite.c for the whole. */
#ifndef BYLINA_STORE_SQLITE_H
#define BYLINA_STORE_SQLITE_H

#include "store/db.h"
#include "store/queue.h"

#define SQLITE_GROUP_OPS       256   /* operations of all kinds in one transaction */
#define SQLITE_REST_MS         100   /* pause after a failed transaction */
#define SQLITE_CHECKPOINT      1000  /* pages in the log that start a checkpoint */
#define SQLITE_CHECKPOINT_HARD 16000 /* pages for which the writer stands still a moment */

/* Is it the path of a file, and no pattern of SQLite's? */
int sqlite_check_path(const char *path, struct err *err);

/* Copies the log into the file, on a thread and a connection of its own. */
struct checkpoint {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct db db;
    bool due;
    bool stopped;
    bool held;        /* the writer stands still */
    atomic_bool hold; /* it is asked to */
    int noted;        /* writer: pages in the log at the last request */
};
int checkpoint_start(struct checkpoint *checkpoint, const char *path, struct err *err);
void checkpoint_stop(struct checkpoint *checkpoint);
void checkpoint_note(struct checkpoint *checkpoint, int pages); /* writer, after a commit */
void checkpoint_yield(struct checkpoint *checkpoint);           /* writer, between transactions */

/* Merging and pruning, in small transactions on the writer's thread. */
struct upkeep {
    int64_t next_ms; /* monotonic: when the next step is due */
    int stage;
    int64_t seen_bot; /* where the merging of seen ids stands */
    int64_t seen_first;
};
void upkeep_init(struct upkeep *upkeep);
void upkeep_step(struct upkeep *upkeep, struct db *db); /* if one is due */

struct writer {
    pthread_t thread;
    struct queue queue;
    struct db db;
    struct store *store;
    struct checkpoint *checkpoint;
    struct upkeep upkeep;
    int64_t ids_mark;     /* ids below are reserved durably */
    int64_t last_now;     /* newest of the committed turns */
    int64_t data_version; /* SQLite's number at the last look; 0: none yet */
};
int writer_start(struct writer *writer, struct err *err); /* db, store, checkpoint, mark are set */
void writer_stop(struct writer *writer);
/* Writes a new mark for ids if next_id came near the old one; within a transaction. */
int writer_reserve_ids(struct db *db, int64_t next_id, int64_t *mark, struct err *err);

/* Copies of the whole, on a thread of its own. */
struct backup {
    pthread_t thread;
    struct queue queue;
    const char *path; /* the owner's */
    struct store *store;
};
int backup_start(struct backup *backup, struct err *err);
void backup_stop(struct backup *backup);
/* stop: NULL, or set to cut it off. */
int backup_run(const char *from, const char *path, atomic_bool *stop, struct err *err);

struct reader {
    pthread_t thread;
    struct queue queue;
    struct db db;
    struct store *store;
};
int reader_start(struct reader *reader, struct err *err);
void reader_stop(struct reader *reader);
int read_run(struct db *db, struct store_op *op, struct err *err); /* one operation's answer */

/* One operation within the writer's transaction; its verdict is in op. An error may have left half
 * of its changes: the caller undoes them. */
int write_run(struct db *db, struct store_op *op, struct err *err);
int turn_run(struct db *db, const struct store_turn *turn, enum store_verdict *ret_verdict,
             struct err *err);
/* Nothing of it is written unless it is committed or at fault, and it may be run again. */
bool turn_is_plain(const struct store_turn *turn);
/* What is left of a turn that was undone as SEEN or GONE: its inbox row goes all the same. */
int turn_consume(struct db *db, const struct store_turn *turn, struct err *err);
/* A line of the audit, as of now. */
int audit_put(struct db *db, const struct store_audit *line, struct err *err);
int chat_bottom(struct db *db, int64_t chat, int64_t bottom, struct err *err);

/* reads_admin.c and writes_admin.c: one kind of operation each, for the tables of read_run and
 * write_run. */
int read_failures(struct db *db, struct store_op *op, struct err *err);
int read_failed_outs(struct db *db, struct store_op *op, struct err *err);
int read_timers_of(struct db *db, struct store_op *op, struct err *err);
int read_counts(struct db *db, struct store_op *op, struct err *err);
int read_queues(struct db *db, struct store_op *op, struct err *err);
int read_failure_kinds(struct db *db, struct store_op *op, struct err *err);
int read_audit(struct db *db, struct store_op *op, struct err *err);
int read_planned(struct db *db, struct store_op *op, struct err *err);
int write_broadcast_plan(struct db *db, struct store_op *op, struct err *err);
int read_broadcast(struct db *db, struct store_op *op, struct err *err);
int read_players(struct db *db, struct store_op *op, struct err *err);
int read_names(struct db *db, struct store_op *op, struct err *err);
int write_failure_end(struct db *db, struct store_op *op, struct err *err);
int write_failed_out_end(struct db *db, struct store_op *op, struct err *err);
int write_timer_end(struct db *db, struct store_op *op, struct err *err);
int write_broadcast(struct db *db, struct store_op *op, struct err *err);
int write_broadcast_step(struct db *db, struct store_op *op, struct err *err);
/* generations.c: likewise. */
int read_generations(struct db *db, struct store_op *op, struct err *err);
int read_sources(struct db *db, struct store_op *op, struct err *err);
int read_places(struct db *db, struct store_op *op, struct err *err);
int write_generation(struct db *db, struct store_op *op, struct err *err);

/* found.c: the document's place in the index; index NULL: it has none any more. */
int found_put(struct db *db, const char *kind, const char *id, const struct store_index *index,
              struct err *err);
int read_find(struct db *db, struct store_op *op, struct err *err);
int read_kind(struct db *db, struct store_op *op, struct err *err);
int write_indexing(struct db *db, struct store_op *op, struct err *err);
/* paid.c */
int read_paid(struct db *db, struct store_op *op, struct err *err);
int read_refunds(struct db *db, struct store_op *op, struct err *err);
int write_paid_end(struct db *db, struct store_op *op, struct err *err);
int paid_mark(struct db *db, const struct store_paid_done *done, enum store_verdict *verdict,
              struct err *err);

/* ranks.c */
int ranking_put(struct db *db, const struct store_ranking *ranking, struct err *err);
int read_board(struct db *db, struct store_op *op, struct err *err);

/* watches.c: the live kinds that the turn has written, and what its lanes watch. */
int live_put(struct db *db, const struct store_turn *turn, struct err *err);
int changes_now(struct db *db, const char *kind, int64_t *ret_changes, struct err *err);
int read_stale(struct db *db, struct store_op *op, struct err *err);

/* Ids of updates as ranges. seen_add: ret_new tells whether it was absent. The range that grows is
 * in memory until seen_keep, without which no transaction may end. */
int seen_has(struct db *db, int64_t bot, int64_t id, bool *ret_has, struct err *err);
int seen_add(struct db *db, int64_t bot, int64_t id, bool *ret_new, struct err *err);
int seen_keep(struct db *db, struct err *err);
/* Merges neighbours among UPKEEP_ROWS rows from (bot, first) on; moves those; ret_more. */
int seen_merge(struct db *db, int64_t *bot, int64_t *first, bool *ret_more, struct err *err);

#endif
