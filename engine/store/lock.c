/* flock on a file of its own: SQLite's locks on the database file are taken and given back with
 * each transaction and would let a second engine in between, and opening and closing the database
 * file beside SQLite would lose them (POSIX locks belong to the process). The lock file is never
 * deleted: whoever deleted it could pull it from under one who has just opened it. */
#include "store/lock.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

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

static int lock_taken(int fd, const char *path, const char *name, struct err *err)
{
    char owner[24] = "";
    ssize_t got = pread(fd, owner, sizeof(owner) - 1, 0);
    owner[got > 0 ? strspn(owner, "0123456789") : 0] = 0;
    return err_set(err, ERR_EXISTS,
                   "%s: another engine%s%s has this database open (lock file %s): stop it first, "
                   "or name another database",
                   path, *owner ? ", process " : "", owner, name);
}

int lock_take(const char *path, int *ret_fd, struct err *err)
{
    char *name = mem_printf("%s.lock", path);
    char owner[24];
    int result = 0;
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) {
        result = lock_words(path, name, errno, err);
        goto out;
    }
    if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        result = errno == EWOULDBLOCK ? lock_taken(fd, path, name, err)
                                      : lock_words(path, name, errno, err);
        close(fd);
        goto out;
    }
    /* The number only helps a person: on a full disk the lock holds without it. */
    int len = snprintf(owner, sizeof(owner), "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) == 0 && pwrite(fd, owner, (size_t)len, 0) < 0)
        errno = 0;
    *ret_fd = fd;
out:
    free(name);
    return result;
}

void lock_drop(int fd)
{
    if (fd >= 0)
        close(fd);
}
