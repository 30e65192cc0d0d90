/* Copies of the whole database, made while it is in use. Part of store.h's contract. */
#ifndef BYLINA_STORE_BACKUP_H
#define BYLINA_STORE_BACKUP_H

#include "store/store.h"

/* What is being written has this behind its name; it is renamed when it is whole and checked. */
#define STORE_BACKUP_PART ".part"

/* One snapshot of all that was committed when it begins, into a file that does not exist yet. The
 * writer and other reads go on; it has a thread and a connection of its own, and one backup runs at
 * a time (others wait). The copy has another epoch: what it is restored to is no continuation.
 * ERR_EXISTS: the file is there. ERR_CANCELLED: the store is closing. */
void store_backup(struct store *store, const char *path, store_done_fn fn, void *ctx);

/* The same from outside, blocking, beside an engine that runs or none: for the command line. */
int store_backup_file(const char *url, const char *path, struct err *err);

#endif
