/* A variable whose value stands in a file: NAME_FILE names it, as secrets of containers come. */
#ifndef BYLINA_APP_VALUEFILE_H
#define BYLINA_APP_VALUEFILE_H

#include "base/buf.h"

#define VALUEFILE_MAX 8192 /* bytes */

/* The text of the file at `path` without the line break at its end, for free(); NULL: it cannot be
 * read, and `findings` has a line that names `name`_FILE. */
char *valuefile_read(const char *name, const char *path, struct buf *findings);

#endif
