/* The files of scripts/ or content/, read whole before Lua sees any of them. */
#ifndef BYLINA_SCRIPT_FILES_H
#define BYLINA_SCRIPT_FILES_H

#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

struct script_file {
    char *path; /* relative to the folder, with "/" */
    char *text;
    size_t len;
};

struct script_files {
    struct script_file *rows; /* sorted by path */
    size_t count;
    size_t cap;
};

/* Reads .lua and .txt files below dir. Refused, with the file named: links that lead out of it,
 * text that is not UTF-8 (with the line), a file over SCRIPT_FILE_MAX, more than SCRIPT_FILES_MAX.
 */
int script_files_read(struct script_files *files, const char *dir, struct err *err);
void script_files_done(struct script_files *files);
/* A hash over paths and bytes, chained from `seed`. */
uint64_t script_files_hash(const struct script_files *files, uint64_t seed);

#endif
