/* Backups of the SQLite file: VACUUM INTO a file of its own, whose copy is then looked through,
 * given another epoch, synced and renamed, so that a name without ".part" is always a sound backup.
 *
 * The thread is idle but for that. Its connection holds one read snapshot meanwhile, behind which
 * the log cannot start anew: it grows by what is written in that time, and shrinks afterwards. */
#include "store/backup.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BACKUP_IDLE_MS 3600000 /* wakes that often for nothing */
#define BACKUP_STEPS   20000   /* of SQLite's machine between two looks at whether to stop */

static int on_steps(void *ctx)
{
    const atomic_bool *stop = ctx;
    return stop && atomic_load(stop);
}

static int open_file(const char *path, int flags, sqlite3 **ret_handle, struct err *err)
{
    int rc = sqlite3_open_v2(path, ret_handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                             NULL);
    if (rc)
        return db_err_words(*ret_handle, path, rc, err);
    sqlite3_busy_timeout(*ret_handle, DB_BUSY_MS);
    return 0;
}

static int copy(const char *from, const char *part, atomic_bool *stop, struct err *err)
{
    sqlite3 *handle = NULL;
    sqlite3_stmt *stmt = NULL;
    int rc = 0;
    int r = open_file(from, SQLITE_OPEN_READONLY, &handle, err);
    if (!r) {
        sqlite3_progress_handler(handle, BACKUP_STEPS, on_steps, stop);
        rc = sqlite3_prepare_v2(handle, "VACUUM INTO ?1", -1, &stmt, NULL);
        if (!rc)
            rc = sqlite3_bind_text(stmt, 1, part, -1, SQLITE_STATIC);
        if (!rc && sqlite3_step(stmt) != SQLITE_DONE)
            rc = sqlite3_errcode(handle);
        if ((rc & 0xff) == SQLITE_INTERRUPT)
            r = err_set(err, ERR_CANCELLED, "%s: the backup was cut off", part);
        else if (rc)
            r = db_err_words(handle, part, rc, err);
    }
    sqlite3_finalize(stmt);
    sqlite3_close(handle);
    return r;
}

/* The first value of the first row must be `wanted`; NULL: there need be none. */
static int run_one(sqlite3 *handle, const char *path, const char *sql, const char *wanted,
                   struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int r = 0;
    int rc = sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL);
    if (!rc) {
        rc = sqlite3_step(stmt);
        if (rc == SQLITE_ROW && wanted &&
            strcmp((const char *)sqlite3_column_text(stmt, 0), wanted) != 0)
            r = err_set(err, ERR_CORRUPT, "%s: the copy is damaged (%s): is the disk sound?", path,
                        (const char *)sqlite3_column_text(stmt, 0));
        rc = rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : rc;
    }
    if (rc)
        r = db_err_words(handle, path, rc, err);
    sqlite3_finalize(stmt);
    return r;
}

static int check(const char *part, atomic_bool *stop, struct err *err)
{
    sqlite3 *handle = NULL;
    int r = open_file(part, SQLITE_OPEN_READWRITE, &handle, err);
    if (!r) {
        sqlite3_progress_handler(handle, BACKUP_STEPS, on_steps, stop);
        r = run_one(handle, part,
                    "UPDATE settings SET value = lower(hex(randomblob(8)))"
                    " WHERE name = 'store.epoch'",
                    NULL, err);
    }
    if (!r)
        r = run_one(handle, part, "PRAGMA integrity_check(1)", "ok", err);
    sqlite3_close(handle);
    return r;
}

static int sync_path(const char *path, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    int failed = fd < 0 || fsync(fd) != 0;
    int why = errno;
    if (fd >= 0)
        close(fd);
    return failed ? err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(why)) : 0;
}

static int put_in_place(const char *part, const char *path, struct err *err)
{
    char *folder = mem_strdup(path);
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    int r = sync_path(part, err);
    if (!r && rename(part, path) != 0)
        r = err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    if (!r)
        r = sync_path(slash ? folder : ".", err);
    free(folder);
    return r;
}

int backup_run(const char *from, const char *path, atomic_bool *stop, struct err *err)
{
    if (access(path, F_OK) == 0)
        return err_set(err, ERR_EXISTS, "%s is there already: name another file", path);
    if (access(from, R_OK) != 0)
        return err_set(err, ERR_NOT_FOUND, "%s: %s", from, strerror(errno));
    char *part = mem_printf("%s" STORE_BACKUP_PART, path);
    unlink(part); /* of a backup that was cut off */
    int r = copy(from, part, stop, err);
    if (!r)
        r = check(part, stop, err);
    if (!r)
        r = put_in_place(part, path, err);
    if (r)
        unlink(part);
    free(part);
    return r;
}

static void *backup_main(void *ctx)
{
    struct backup *backup = ctx;
    struct list taken;
    struct list_node *node;
    list_init(&taken);
    while (queue_take(&backup->queue, &taken, 1, 1, clock_mono_ms() + BACKUP_IDLE_MS)) {
        while ((node = list_pop(&taken))) {
            struct store_op *op = LIST_OF(node, struct store_op, node);
            struct list one;
            list_init(&one);
            backup_run(backup->path, op->in.value.value, &backup->store->closing, &op->err);
            list_push(&one, node);
            store_complete(backup->store, &one);
        }
    }
    return NULL;
}

int backup_start(struct backup *backup, struct err *err)
{
    queue_init(&backup->queue);
    int r = thread_start(&backup->thread, backup_main, backup);
    if (!r)
        return 0;
    queue_done(&backup->queue);
    return err_set(err, ERR_SYSTEM, "cannot start the backups: %s", strerror(r));
}

void backup_stop(struct backup *backup)
{
    queue_stop(&backup->queue);
    pthread_join(backup->thread, NULL);
    queue_done(&backup->queue);
}
