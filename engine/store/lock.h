/* The lock of a database file: PATH.lock, held by the one engine that has it open, or by who
 * changes its schema or copies it meanwhile. The kernel gives it back when the process ends in
 * whatever way; the file itself stays, with the holder's process number in it. */
#ifndef BYLINA_STORE_LOCK_H
#define BYLINA_STORE_LOCK_H

#include "base/error.h"

#define LOCK_WAIT_MS 300000 /* for one who migrates */

enum lock_role { LOCK_ENGINE, LOCK_MIGRATOR };

/* ERR_EXISTS: an engine (named by its process number) has it. Who migrates is waited for
 * (blocking), since he ends by himself: ERR_TIMEOUT after LOCK_WAIT_MS. */
int lock_take(const char *path, enum lock_role role, int *ret_fd, struct err *err);
void lock_drop(int fd); /* -1 is fine */

#endif
