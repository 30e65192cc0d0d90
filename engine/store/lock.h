/* The lock of a database file: PATH.lock, held by the one engine that has it open. The kernel gives
 * it back when the process ends in whatever way; the file itself stays. */
#ifndef BYLINA_STORE_LOCK_H
#define BYLINA_STORE_LOCK_H

#include "base/error.h"

/* ERR_EXISTS: another engine (named by its process id) has it. */
int lock_take(const char *path, int *ret_fd, struct err *err);
void lock_drop(int fd); /* -1 is fine */

#endif
