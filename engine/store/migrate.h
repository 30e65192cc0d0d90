/* Versioned migrations: db/<backend>/NNNN_name.sql, built into the binary (migration_files).
 *
 * A file has two parts, begun by the lines "-- up" and "-- down". Each is applied once, in a
 * transaction, under a lock that holds between processes, and recorded with its number, name, time
 * and a checksum of its text. Refused, with the mend named: a recorded migration whose text has
 * changed, a gap, a database that is newer than this binary. */
#ifndef BYLINA_STORE_MIGRATE_H
#define BYLINA_STORE_MIGRATE_H

#include "base/embedded.h"
#include "base/error.h"

struct sqlite3;

/* Brings an open database up to the newest of `files` in `folder` ("sqlite/"). Blocking. Leaves the
 * connection's foreign keys off and its busy time-out long: close it or set them afterwards. */
int migrate_sqlite_up(struct sqlite3 *db, const char *path, const struct embedded *files,
                      const char *folder, struct err *err);

#endif
