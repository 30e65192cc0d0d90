/* Reading a .zip that came from outside: its files one by one, within limits that hold whatever its
 * headers say. Over libarchive, which no other folder sees. Blocking; any thread. */
#ifndef BYLINA_ZIP_ZIP_H
#define BYLINA_ZIP_ZIP_H

#include "base/error.h"

#include <stddef.h>

#define ZIP_FILES_MAX 20000              /* entries, folders included */
#define ZIP_FILE_MAX  (8u << 20)         /* bytes of one file, unpacked */
#define ZIP_TOTAL_MAX ((size_t)96 << 20) /* of all of them */
#define ZIP_RATIO_MAX 100                /* bytes unpacked for one packed, */
#define ZIP_RATIO_MIN ((size_t)1 << 20)  /* beyond so many */

/* A file: the path is relative, with slashes, without "." and "..", and safe to append to a folder;
 * data ends in 0. Not 0: stops, and is what zip_read gives. */
typedef int (*zip_file_fn)(void *ctx, const char *path, const char *data, size_t size,
                           struct err *err);

/* ERR_INVALID: no .zip, an encrypted or broken one, or one with a link, a device, or a path that
 * leads outside; ERR_LIMIT. Files before the fault were told. */
int zip_read(const void *data, size_t len, zip_file_fn fn, void *ctx, struct err *err);

#endif
