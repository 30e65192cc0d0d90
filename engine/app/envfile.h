/* A .env file: NAME=VALUE lines, # comments, values perhaps in single or double quotes, an `export`
 * in front allowed. Nothing is expanded. */
#ifndef BYLINA_APP_ENVFILE_H
#define BYLINA_APP_ENVFILE_H

#include "base/buf.h"

#define ENVFILE_SIZE_MAX  65536
#define ENVFILE_LINES_MAX 256

struct envfile {
    char *text;
    struct {
        const char *name;
        const char *value;
    } lines[ENVFILE_LINES_MAX];
    size_t count;
};

/* An absent file is empty; what is wrong is added to `findings`, a line each, with file and line.
 */
void envfile_read(struct envfile *file, const char *path, struct buf *findings);
void envfile_done(struct envfile *file);
const char *envfile_get(const struct envfile *file, const char *name); /* the last one; or NULL */

#endif
