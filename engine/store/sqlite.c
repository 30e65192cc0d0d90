/* The SQLite backend: what it is made of and the order in which it starts and stops.
 *
 *     loop --writes--> queue --> writer thread      (writer.c: groups; turn.c, writes.c: one each;
 *      |                               |             upkeep.c, seen.c: merging and pruning)
 *      |                               | pages in the log
 *      |                               v
 *      |                         checkpoint thread  (checkpoint.c)
 *      +----reads----> queue --> reader thread      (reader.c, reads.c)
 *      +---backups---> queue --> backup thread      (backup.c)
 *
 * Each thread has a connection of its own (db.c) to the one file, in write-ahead-log mode with
 * synchronous=FULL: what was told as committed survives a power cut. The file belongs to one engine
 * (lock.c). Opening is blocking and in this order: lock, migrations (on a connection of their own,
 * so that a file of another program is refused before anything of it is changed), the writer's
 * connection with the epoch and the first block of ids, reader, checkpoints, threads. */
#include "store/sqlite.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/lock.h"
#include "store/migrate.h"
#include "store/upkeep.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SQLITE_ID_MAX ((int64_t)1 << 53)

struct sqlite_store {
    struct store base;
    char *path;
    int lock;
    struct checkpoint checkpoint;
    struct reader reader;
    struct writer writer;
    struct backup backup;
};

/* --- opening --------------------------------------------------------------------------------- */

int sqlite_check_path(const char *path, struct err *err)
{
    if (!*path || path[strlen(path) - 1] == '/')
        return err_set(err, ERR_INVALID, "database \"sqlite:%s\": write sqlite:PATH of a file",
                       path);
    if (str_starts(path, "//") && path[2] != '/')
        return err_set(err, ERR_INVALID,
                       "database \"sqlite:%s\": without slashes: sqlite:PATH, as in sqlite:%s",
                       path, path + 2);
    if (path[0] == ':' || str_starts(path, "file:"))
        return err_set(err, ERR_INVALID, "database \"sqlite:%s\": it needs a plain file", path);
    return 0;
}

/* The value into `text`, or "". */
static int setting(struct db *db, const char *name, char *text, size_t size, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = db_start(db, SQL_VALUE_GET, &stmt, err, "t", name);
    if (!r)
        r = db_step(db, stmt, err);
    if (r < 0)
        return r;
    str_copy(text, size, r ? (const char *)sqlite3_column_text(stmt, 0) : "");
    if (r)
        db_stop(stmt);
    return 0;
}

static int load_epoch(struct sqlite_store *store, struct err *err)
{
    char *epoch = store->base.epoch;
    int r = setting(&store->writer.db, "store.epoch", epoch, sizeof(store->base.epoch), err);
    if (r || strlen(epoch) == STORE_EPOCH_LEN)
        return r;
    uint64_t chance = 0;
    rng_secret(&chance, sizeof(chance));
    snprintf(epoch, sizeof(store->base.epoch), "%016" PRIx64, chance);
    return db_run(&store->writer.db, SQL_VALUE_SET, NULL, err, "tt", "store.epoch", epoch);
}

static int load_ids(struct sqlite_store *store, struct err *err)
{
    char text[24];
    int64_t next = 1;
    int r = setting(&store->writer.db, "store.ids", text, sizeof(text), err);
    if (r)
        return r;
    if (*text && str_to_i64(text, 1, SQLITE_ID_MAX - STORE_IDS_BLOCK, &next))
        return err_set(err, ERR_CORRUPT, "%s: its counter of ids reads \"%s\": restore a backup",
                       store->path, text);
    atomic_store(&store->base.next_id, next);
    return writer_reserve_ids(&store->writer.db, next, &store->writer.ids_mark, err);
}

static int load_last_now(struct sqlite_store *store, struct err *err)
{
    char text[24];
    int r = setting(&store->writer.db, "store.now", text, sizeof(text), err);
    if (!r && *text && str_to_i64(text, 0, INT64_MAX, &store->writer.last_now))
        return err_set(err, ERR_CORRUPT, "%s: its last time reads \"%s\": restore a backup",
                       store->path, text);
    store->base.last_now = store->writer.last_now;
    return r;
}

static int load_start(struct sqlite_store *store, struct err *err)
{
    struct db *db = &store->writer.db;
    int r = db_run(db, SQL_BEGIN_WRITE, NULL, err, "");
    if (!r)
        r = load_epoch(store, err);
    if (!r)
        r = load_ids(store, err);
    if (!r)
        r = load_last_now(store, err);
    if (!r) /* before the first poll: ids begin at a random number after an idle week */
        r = db_run(db, SQL_SEEN_PRUNE, NULL, err, "i", clock_wall_ms() - UPKEEP_SEEN_MS);
    if (!r)
        r = db_run(db, SQL_COMMIT, NULL, err, "");
    return r;
}

static int prepare(struct sqlite_store *store, struct err *err)
{
    int r = lock_take(store->path, LOCK_ENGINE, &store->lock, err);
    if (!r)
        r = migrate_sqlite_held(store->path, err);
    return r;
}

/* Beside the owner: the file is as it is, and no ids are given out, so that none need be reserved.
 */
static int prepare_beside(struct sqlite_store *store, struct err *err)
{
    if (access(store->path, R_OK | W_OK) != 0)
        return err_set(err, ERR_NOT_FOUND,
                       "%s: there is no database here that may be read and written (%s)",
                       store->path, strerror(errno));
    store->base.beside = true;
    store->writer.ids_mark = INT64_MAX;
    return 0;
}

/* A file without a schema has no name yet: whoever asks it for more is told so. */
static void read_epoch(struct sqlite_store *store)
{
    struct err none;
    setting(&store->writer.db, "store.epoch", store->base.epoch, sizeof(store->base.epoch), &none);
}

static int open_connections(struct sqlite_store *store, bool beside, struct err *err)
{
    int r = beside ? prepare_beside(store, err) : prepare(store, err);
    if (!r)
        r = db_open(&store->writer.db, store->path, DB_WRITER, err);
    if (!r && !beside)
        r = load_start(store, err);
    if (!r && beside)
        read_epoch(store);
    if (!r)
        r = db_open(&store->reader.db, store->path, DB_READER, err);
    return r;
}

static int start_threads(struct sqlite_store *store, struct err *err)
{
    store->writer.store = store->reader.store = store->backup.store = &store->base;
    store->backup.path = store->path;
    store->writer.checkpoint = &store->checkpoint;
    int r = checkpoint_start(&store->checkpoint, store->path, err);
    if (r)
        return r;
    r = reader_start(&store->reader, err);
    if (!r) {
        r = backup_start(&store->backup, err);
        if (!r) {
            r = writer_start(&store->writer, err);
            if (!r)
                return 0;
            backup_stop(&store->backup);
        }
        reader_stop(&store->reader);
    }
    checkpoint_stop(&store->checkpoint);
    return r;
}

static void sqlite_free(struct sqlite_store *store)
{
    db_close(&store->reader.db);
    db_close(&store->writer.db); /* the last one: copies the log and deletes it */
    lock_drop(store->lock);
    free(store->path);
    free(store);
}

static int open_as(struct loop *loop, const char *rest, bool beside, struct store **ret_store,
                   struct err *err)
{
    int r = sqlite_check_path(rest, err);
    if (r)
        return r;
    /* SQLite's own count of its memory, which nobody reads, takes a lock at each allocation. A
     * second store finds it set: then this does nothing. */
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    struct sqlite_store *store = mem_alloc(sizeof(*store));
    store->lock = -1;
    store->path = mem_strdup(rest);
    r = open_connections(store, beside, err);
    if (!r) {
        store_init(&store->base, &store_sqlite, loop);
        r = start_threads(store, err);
        if (r)
            store_done(&store->base);
    }
    if (r) {
        sqlite_free(store);
        return r;
    }
    *ret_store = &store->base;
    return 0;
}

static int sqlite_open(struct loop *loop, const char *rest, struct store **ret_store,
                       struct err *err)
{
    return open_as(loop, rest, false, ret_store, err);
}

static int sqlite_beside(struct loop *loop, const char *rest, struct store **ret_store,
                         struct err *err)
{
    return open_as(loop, rest, true, ret_store, err);
}

/* --- the table ------------------------------------------------------------------------------- */

static void sqlite_submit(struct store *base, struct store_op *op)
{
    struct sqlite_store *store = (struct sqlite_store *)base;
    struct queue *queue = op->kind == STORE_OP_BACKUP ? &store->backup.queue
                          : store_op_writes(op)       ? &store->writer.queue
                                                      : &store->reader.queue;
    queue_put(queue, op);
}

static void sqlite_close_store(struct store *base)
{
    struct sqlite_store *store = (struct sqlite_store *)base;
    writer_stop(&store->writer);
    backup_stop(&store->backup);
    checkpoint_stop(&store->checkpoint);
    reader_stop(&store->reader);
    store_done(base);
    sqlite_free(store);
}

static int sqlite_backup(const char *rest, const char *path, struct err *err)
{
    int r = sqlite_check_path(rest, err);
    return r ? r : backup_run(rest, path, NULL, err);
}

const struct store_backend store_sqlite = {
    .scheme = "sqlite",
    .open = sqlite_open,
    .beside = sqlite_beside,
    .submit = sqlite_submit,
    .close = sqlite_close_store,
    .backup = sqlite_backup,
};
