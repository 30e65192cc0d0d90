/* Reading folders.
 *
 * All files are read at the start of a load, so that a generation is made of one state of the disk
 * and can be hashed; a file that changes meanwhile shows at the next reload. Depth is bounded,
 * hidden files (".git", editors' swap files) are passed over, links are followed only within the
 * folder. */
#include "script/files.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "script/script.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH_MAX 16

struct walk {
    struct script_files *files;
    const char *root;
    char real[PATH_MAX]; /* of root, with its links followed */
    struct err *err;
};

static int line_of_broken(const char *text, size_t len)
{
    int line = 1;
    for (size_t at = 0; at < len;) {
        if (text[at] == '\n')
            line++;
        if (utf8_next(text, len, &at) < 0)
            break;
    }
    return line;
}

static int add_file(struct walk *walk, const char *full, const char *path)
{
    struct script_files *files = walk->files;
    if (files->count == SCRIPT_FILES_MAX)
        return err_set(walk->err, ERR_LIMIT, "%s: more than %d files", walk->root,
                       SCRIPT_FILES_MAX);
    FILE *stream = fopen(full, "rb");
    if (!stream)
        return err_set(walk->err, ERR_SYSTEM, "%s: %s", full, strerror(errno));
    char *text = mem_alloc(SCRIPT_FILE_MAX + 1);
    size_t len = fread(text, 1, SCRIPT_FILE_MAX + 1, stream);
    fclose(stream);
    int code = 0;
    if (len > SCRIPT_FILE_MAX)
        code = err_set(walk->err, ERR_LIMIT, "%s: over %u bytes: split it", full, SCRIPT_FILE_MAX);
    else if (!utf8_valid(text, len))
        code = err_set(walk->err, ERR_INVALID, "%s:%d: not UTF-8: save the file in that encoding",
                       full, line_of_broken(text, len));
    if (code == 0) {
        if (files->count == files->cap) {
            files->cap = files->cap ? files->cap * 2 : 64;
            files->rows = mem_grow(files->rows, files->cap, sizeof *files->rows);
        }
        files->rows[files->count++] =
            (struct script_file){mem_strdup(path), mem_strndup(text, len), len};
    }
    free(text);
    return code;
}

static int check_inside(struct walk *walk, const char *full)
{
    char real[PATH_MAX];
    if (!realpath(full, real))
        return err_set(walk->err, ERR_SYSTEM, "%s: %s", full, strerror(errno));
    size_t len = strlen(walk->real);
    if (strncmp(real, walk->real, len) != 0 || (real[len] != '/' && real[len] != '\0'))
        return err_set(walk->err, ERR_REFUSED, "%s: a link that leads out of %s", full, walk->root);
    return 0;
}

static int walk_folder(struct walk *walk, const char *full, const char *path, int depth);

static int walk_entry(struct walk *walk, const char *full, const char *path, int depth)
{
    struct stat info;
    if (lstat(full, &info))
        return err_set(walk->err, ERR_SYSTEM, "%s: %s", full, strerror(errno));
    if (S_ISLNK(info.st_mode)) {
        int code = check_inside(walk, full);
        if (code)
            return code;
        if (stat(full, &info))
            return err_set(walk->err, ERR_SYSTEM, "%s: %s", full, strerror(errno));
    }
    if (S_ISDIR(info.st_mode))
        return walk_folder(walk, full, path, depth + 1);
    if (S_ISREG(info.st_mode) && (str_ends(path, ".lua") || str_ends(path, ".txt")))
        return add_file(walk, full, path);
    return 0;
}

static int walk_folder(struct walk *walk, const char *full, const char *path, int depth)
{
    if (depth > DEPTH_MAX)
        return err_set(walk->err, ERR_LIMIT, "%s: folders deeper than %d", full, DEPTH_MAX);
    DIR *dir = opendir(full);
    if (!dir)
        return err_set(walk->err, ERR_SYSTEM, "%s: %s", full, strerror(errno));
    int code = 0;
    for (struct dirent *entry; code == 0 && (entry = readdir(dir)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char *below = mem_printf("%s/%s", full, entry->d_name);
        char *name = *path ? mem_printf("%s/%s", path, entry->d_name) : mem_strdup(entry->d_name);
        code = walk_entry(walk, below, name, depth);
        free(name);
        free(below);
    }
    closedir(dir);
    return code;
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct script_file *)a)->path, ((const struct script_file *)b)->path);
}

int script_files_read(struct script_files *files, const char *dir, struct err *err)
{
    struct walk walk = {.files = files, .root = dir, .err = err};
    memset(files, 0, sizeof *files);
    if (!realpath(dir, walk.real))
        return err_set(err, ERR_NOT_FOUND, "%s: %s", dir, strerror(errno));
    int code = walk_folder(&walk, dir, "", 0);
    if (files->count)
        qsort(files->rows, files->count, sizeof *files->rows, by_path);
    return code;
}

void script_files_done(struct script_files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->rows[i].path);
        free(files->rows[i].text);
    }
    free(files->rows);
    memset(files, 0, sizeof *files);
}

static uint64_t chain(uint64_t seed, const void *data, size_t len)
{
    uint8_t key[16];
    memcpy(key, &seed, 8);
    memcpy(key + 8, &len, 8);
    return hash_keyed(key, data, len);
}

uint64_t script_files_hash(const struct script_files *files, uint64_t seed)
{
    for (size_t i = 0; i < files->count; i++) {
        seed = chain(seed, files->rows[i].path, strlen(files->rows[i].path));
        seed = chain(seed, files->rows[i].text, files->rows[i].len);
    }
    return seed;
}
