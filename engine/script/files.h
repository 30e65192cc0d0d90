/* The files of a folder, read whole and sorted by path: what a generation is made of. */
#ifndef BYLINA_SCRIPT_FILES_H
#define BYLINA_SCRIPT_FILES_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

#define FILES_DEPTH_MAX 16
#define FILES_PATH_MAX  512         /* bytes of a path below the folder */
#define FILES_TOTAL_MAX (64u << 20) /* bytes of a folder */

#define FILES_MARK 33 /* bytes of a text's mark */

struct file {
    char *path; /* below the folder: "scenes/yard.lua" */
    char *text; /* ends in 0 */
    size_t size;
    char mark[FILES_MARK]; /* of the text, 32 hex digits; "": see bundle_mark */
};

struct files {
    struct file *list;
    size_t count;
    size_t cap;
    size_t total;
};

/* Reads all .lua and .txt files. `name` ("scripts") stands before the paths in errors. Hidden files
 * and folders are passed over; a link that leads out of the folder is refused. */
int sources_read(const char *dir, const char *name, struct files *ret_files, struct err *err);
void sources_done(struct files *files); /* a zeroed struct is fine */

/* Takes one file, as a folder's would be, into files that begin zeroed; sources_sort ends that.
 * Where it is refused (no text, too much, a path that is none) err says why. */
int sources_add(struct files *files, const char *name, const char *path, char *take_text,
                size_t size, struct err *err);
int sources_sort(struct files *files, const char *name, struct err *err); /* two of one path: no */

/* Paths, sizes and bytes, into a running hash; begin with FILES_HASH. */
#define FILES_HASH 0xcbf29ce484222325u
uint64_t sources_hash(const struct files *files, uint64_t hash);
void sources_mark(struct files *files); /* each file */

#endif
