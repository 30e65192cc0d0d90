/* Files that are built into the binary (see cmake/embed.cmake). A table ends with a NULL path; the
 * data is followed by a 0 byte that size does not count. Read-only, for the life of the process. */
#ifndef BYLINA_BASE_EMBEDDED_H
#define BYLINA_BASE_EMBEDDED_H

#include <stddef.h>

struct embedded {
    const char *path;
    const unsigned char *data;
    size_t size;
};

extern const struct embedded web_files[];         /* engine/sandbox/web: the web chat */
extern const struct embedded lua_files[];         /* engine/lua: the engine's Lua half */
extern const struct embedded migration_files[];   /* db/: "sqlite/0001_start.sql", ... */
extern const struct embedded pg_function_files[]; /* engine/store/functions*.sql */

#endif
