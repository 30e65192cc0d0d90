/* flock on a file of its own: SQLite's locks on the database file are taken and given back with
 * each transaction and would let a second engine in between, and opening and closing the database
 * file beside SQLite would lose them (POSIX locks belong to the process). The lock file is never
 * deleted: whoever deleted it could pull it from under one who has just opened it.
 *
 * Who migrates takes a lock of another kind first (on the file's first byte, of the open file), so
 * that others can tell from outside who has the flock: with that byte locked it is one who
 * migrates, and ends by himself; without, an engine. */
#include "store/lock.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define LOCK_POLL_MS 20
#define LOCK_LOOKS   3
#define OWNER_SIZE   24

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

static void read_owner(int fd, char *owner, size_t size)
{
    ssize_t got = pread(fd, owner, size - 1, 0);
    owner[got > 0 ? strspn(owner, "0123456789") : 0] = 0;
}

static void write_owner(int fd)
{
    char owner[OWNER_SIZE];
    int len = snprintf(owner, sizeof(owner), "%ld\n", (long)getpid());
    /* It only helps a person: on a full disk the lock holds without it. */
    if (ftruncate(fd, 0) == 0 && pwrite(fd, owner, (size_t)len, 0) < 0)
        errno = 0;
}

static int lock_taken(int fd, const char *path, const char *name, bool migrates, struct err *err)
{
    char owner[OWNER_SIZE] = "";
    read_owner(fd, owner, sizeof(owner));
    if (migrates)
        return err_set(err, ERR_TIMEOUT,
                       "%s: another process (%s) migrates this database or copies it, and does not "
                       "end (lock file %s): wait for it, or stop it",
                       path, *owner ? owner : "?", name);
    return err_set(err, ERR_EXISTS,
                   "%s: another engine%s%s has this database open (lock file %s): stop it first, "
                   "or name another database",
                   path, *owner ? ", process " : "", owner, name);
}

static bool try_byte(int fd, int command, struct flock *byte)
{
    *byte = (struct flock){.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
    return fcntl(fd, command, byte) == 0;
}

static bool migrates(int fd)
{
    struct flock byte;
    return try_byte(fd, F_OFD_GETLK, &byte) && byte.l_type != F_UNLCK;
}

static bool wait_again(int64_t *waited)
{
    const struct timespec pause = {0, LOCK_POLL_MS * 1000000L};
    if (*waited >= LOCK_WAIT_MS)
        return false;
    nanosleep(&pause, NULL);
    *waited += LOCK_POLL_MS;
    return true;
}

/* The byte first: whoever has it is alone among those who migrate. */
static int take_byte(int fd, const char *path, const char *name, struct err *err)
{
    struct flock byte;
    int64_t waited = 0;
    while (!try_byte(fd, F_OFD_SETLK, &byte)) {
        if (errno != EAGAIN && errno != EACCES)
            return lock_words(path, name, errno, err);
        if (!wait_again(&waited))
            return lock_taken(fd, path, name, true, err);
    }
    return 0;
}

/* Between two looks one who migrates may have ended and another begun: an engine is believed when
 * it was seen a few times in a row. */
static int take_whole(int fd, enum lock_role role, const char *path, const char *name,
                      struct err *err)
{
    int64_t waited = 0;
    int seen = 0;
    while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
        if (errno != EWOULDBLOCK)
            return lock_words(path, name, errno, err);
        bool other = role == LOCK_ENGINE && migrates(fd);
        seen = other ? 0 : seen + 1;
        if (seen == LOCK_LOOKS || !wait_again(&waited))
            return lock_taken(fd, path, name, other, err);
    }
    return 0;
}

int lock_take(const char *path, enum lock_role role, int *ret_fd, struct err *err)
{
    char *name = mem_printf("%s.lock", path);
    int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    int result = fd < 0 ? lock_words(path, name, errno, err) : 0;
    if (!result && role == LOCK_MIGRATOR)
        result = take_byte(fd, path, name, err);
    if (!result)
        result = take_whole(fd, role, path, name, err);
    if (!result) {
        write_owner(fd);
        *ret_fd = fd;
    } else if (fd >= 0) {
        close(fd);
    }
    free(name);
    return result;
}

void lock_drop(int fd)
{
    if (fd < 0)
        return;
    flock(fd, LOCK_UN); /* before the byte, which goes with the file */
    close(fd);
}
