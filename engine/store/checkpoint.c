/* Checkpoints: the copying of the log (WAL) into the database file, off the writer's way.
 *
 * SQLite would do it within a COMMIT. Here a hook tells the pages in the log after each commit, and
 * every SQLITE_CHECKPOINT pages this thread makes a passive checkpoint: it waits for nobody and
 * lets readers and the writer go on. But the log starts again at its beginning only when the writer
 * finds everything copied, which under steady load never happens; so above SQLITE_CHECKPOINT_HARD
 * the writer is asked to stand still between two groups while a second pass copies the little that
 * came meanwhile. Faults are logged and tried again with the next pages: nothing is lost by them
 * but disk space. */
#include "base/clock.h"
#include "base/log.h"
#include "store/sqlite.h"

#include <string.h>

#define CHECKPOINT_HOLD_MS 1000 /* how long to wait until the writer stands still */

static bool pass(struct checkpoint *checkpoint, int *ret_log, int *ret_copied)
{
    struct err err = {0};
    int r = db_ready(&checkpoint->db, &err);
    if (!r) {
        int rc = sqlite3_wal_checkpoint_v2(checkpoint->db.handle, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                           ret_log, ret_copied);
        if (rc && (rc & 0xff) != SQLITE_BUSY) /* busy: a command-line tool is at it */
            r = db_err(&checkpoint->db, &err, rc);
    }
    if (r)
        log_warn("store", LOG_T("checkpoint failed"), LOG_S("error", err.text));
    return !r;
}

static void hold_writer(struct checkpoint *checkpoint)
{
    pthread_mutex_lock(&checkpoint->lock);
    atomic_store(&checkpoint->hold, true);
    int64_t until_ms = clock_mono_ms() + CHECKPOINT_HOLD_MS;
    while (!checkpoint->held && !checkpoint->stopped)
        if (!timed_wait(&checkpoint->changed, &checkpoint->lock, until_ms))
            break; /* it is idle, or in a long group: copy what can be copied */
    pthread_mutex_unlock(&checkpoint->lock);
}

static void release_writer(struct checkpoint *checkpoint)
{
    pthread_mutex_lock(&checkpoint->lock);
    atomic_store(&checkpoint->hold, false);
    pthread_cond_broadcast(&checkpoint->changed);
    pthread_mutex_unlock(&checkpoint->lock);
}

static void *checkpoint_main(void *ctx)
{
    struct checkpoint *checkpoint = ctx;
    for (;;) {
        pthread_mutex_lock(&checkpoint->lock);
        while (!checkpoint->due && !checkpoint->stopped)
            pthread_cond_wait(&checkpoint->changed, &checkpoint->lock);
        bool stopped = checkpoint->stopped;
        checkpoint->due = false;
        pthread_mutex_unlock(&checkpoint->lock);
        if (stopped)
            return NULL;
        int pages = 0;
        int copied = 0;
        if (!pass(checkpoint, &pages, &copied) || pages < SQLITE_CHECKPOINT_HARD)
            continue;
        hold_writer(checkpoint);
        pass(checkpoint, &pages, &copied);
        release_writer(checkpoint);
    }
}

void checkpoint_note(struct checkpoint *checkpoint, int pages)
{
    if (pages < checkpoint->noted) /* the log has started again */
        checkpoint->noted = 0;
    if (pages - checkpoint->noted < SQLITE_CHECKPOINT)
        return;
    checkpoint->noted = pages;
    pthread_mutex_lock(&checkpoint->lock);
    checkpoint->due = true;
    pthread_cond_broadcast(&checkpoint->changed);
    pthread_mutex_unlock(&checkpoint->lock);
}

void checkpoint_yield(struct checkpoint *checkpoint)
{
    if (!atomic_load(&checkpoint->hold))
        return;
    pthread_mutex_lock(&checkpoint->lock);
    checkpoint->held = true;
    pthread_cond_broadcast(&checkpoint->changed);
    while (atomic_load(&checkpoint->hold))
        pthread_cond_wait(&checkpoint->changed, &checkpoint->lock);
    checkpoint->held = false;
    pthread_mutex_unlock(&checkpoint->lock);
}

int checkpoint_start(struct checkpoint *checkpoint, const char *path, struct err *err)
{
    int r = db_open(&checkpoint->db, path, DB_CHECKPOINTER, err);
    if (r)
        return r;
    pthread_mutex_init(&checkpoint->lock, NULL);
    cond_init(&checkpoint->changed);
    r = thread_start(&checkpoint->thread, checkpoint_main, checkpoint);
    if (!r)
        return 0;
    pthread_cond_destroy(&checkpoint->changed);
    pthread_mutex_destroy(&checkpoint->lock);
    db_close(&checkpoint->db);
    return err_set(err, ERR_SYSTEM, "cannot start the checkpoints: %s", strerror(r));
}

void checkpoint_stop(struct checkpoint *checkpoint)
{
    pthread_mutex_lock(&checkpoint->lock);
    checkpoint->stopped = true;
    pthread_cond_broadcast(&checkpoint->changed);
    pthread_mutex_unlock(&checkpoint->lock);
    pthread_join(checkpoint->thread, NULL);
    pthread_cond_destroy(&checkpoint->changed);
    pthread_mutex_destroy(&checkpoint->lock);
    db_close(&checkpoint->db);
}
