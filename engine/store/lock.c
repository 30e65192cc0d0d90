/* flock on a file of its own: SQLite's locks on the database file are taken and given back with
 * each transaction and would let a second engine in between, and opening and closing the database
 * file beside SQLite would lose them (POSIX locks belong to the process). The lock file is never
 * deleted: whoever deleted it could pull it from under one who has just opened it. */
#include "store/lock.h"

#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define LOCK_POLL_MS  20
#define LOCK_GRACE_MS 100
#define MIGRATES      " migrates"
#define OWNER_SIZE    40

static int lock_words(const char *path, const char *name, int error, struct err *err)
{
    if (error == ENOENT || error == ENOTDIR)
        return err_set(err, ERR_NOT_FOUND, "%s: its folder does not exist: make it first", path);
    if (error == EACCES || error == EPERM || error == EROFS)
        return err_set(err, ERR_REFUSED,
                       "%s: its folder may not be written (%s): mend its rights or choose another",
                       path, strerror(error));
    if (error == ENOSPC)
        return err_set(err, ERR_SYSTEM, "%s: the disk is full: free some space there", path);
    return err_set(err, ERR_SYSTEM, "%s: cannot be made: %s", name, strerror(error));
}

/* Who holds it, as he has written it: "123", or "123 migrates"; "" while he has not yet. */
static void read_owner(int fd, char *owner, size_t size)
{
    ssize_t got = pread(fd, owner, size - 1, 0);
    owner[got > 0 ? strcspn(owner, "\n") : 0] = 0;
}

static void write_owner(int fd, enum lock_role role)
{
    char owner[OWNER_SIZE];
    int len = snprintf(owner, sizeof(owner), "%ld%s\n", (long)getpid(),
                       role == LOCK_MIGRATOR ? MIGRATES : "");
    /* It only helps a person: on a full disk the lock holds without it. */
    if (ftruncate(fd, 0) == 0 && pwrite(fd, owner, (size_t)len, 0) < 0)
        errno = 0;
}

static int lock_taken(const char *owner, const char *path, const char *name, struct err *err)
{
    int digits = (int)strspn(owner, "0123456789");
    if (str_ends(owner, MIGRATES))
        return err_set(err, ERR_TIMEOUT,
                       "%s: process %.*s migrates this database or copies it, and does not end "
                       "(lock file %s): wait for it, or stop it",
                       path, digits, owner, name);
    return err_set(err, ERR_EXISTS,
                   "%s: another engine%s%.*s has this database open (lock file %s): stop it first, "
                   "or name another database",
                   path, *owner ? ", process " : "", digits, owner, name);
}

/* What stands in the file may be his who had the lock before: a new holder is given a moment to
 * write. */
static int wait_for_lock(int fd, const char *path, const char *name, struct err *err)
{
    const struct timespec pause = {0, LOCK_POLL_MS * 1000000L};
    int64_t waited = 0;
    int64_t engine = 0; /* so long it has looked like an engine's */
    for (;;) {
        char owner[OWNER_SIZE] = "";
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return 0;
        if (errno != EWOULDBLOCK)
            return lock_words(path, name, errno, err);
        read_owner(fd, owner, sizeof(owner));
        engine = str_ends(owner, MIGRATES) ? 0 : engine + LOCK_POLL_MS;
        if (engine > LOCK_GRACE_MS || waited > LOCK_WAIT_MS)
            return lock_taken(owner, path, name, err);
        nanosleep(&pause, NULL);
        waited += LOCK_POLL_MS;
    }
}

int lock_take(const char *path, enum lock_role role, int *ret_fd, struct err *err)
{
    char *name = mem_printf("%s.lock", path);
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    int result = fd < 0 ? lock_words(path, name, errno, err) : wait_for_lock(fd, path, name, err);
    if (!result) {
        write_owner(fd, role);
        *ret_fd = fd;
    } else if (fd >= 0) {
        close(fd);
    }
    free(name);
    return result;
}

void lock_drop(int fd)
{
    if (fd >= 0)
        close(fd);
}
