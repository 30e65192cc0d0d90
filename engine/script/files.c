/* Reading a folder of scripts or content.
 *
 * Everything is read before Lua sees any of it, so that a generation is one state of the files, and
 * its hash says which. Only text is taken: UTF-8 without zero bytes; a byte order mark, as some
 * editors write it, is dropped. Links may stand for files of the same folder only: a designer's
 * archive must not reach /etc. Folders are never followed through links, so there are no loops.
 *
 * Order is by bytes of the path and so the same on every machine. Blocking; for the start and for
 * reloads. */
#include "script/files.h"

#include "base/mem.h"
#include "base/str.h"
#include "script/script.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct walk {
    const char *name; /* before the paths in errors */
    char *root;       /* without links */
    struct files files;
    struct err *err;
};

static int fail(struct walk *walk, const char *path, const char *what)
{
    return err_set(walk->err, ERR_INVALID, "%s/%s: %s", walk->name, path, what);
}

static int fail_system(struct walk *walk, const char *path)
{
    return err_set(walk->err, ERR_SYSTEM, "%s/%s: %s", walk->name, path, strerror(errno));
}

static int check_text(const char *name, const struct file *file, struct err *err)
{
    int line = 1;
    for (size_t at = 0; at < file->size;) {
        line += file->text[at] == '\n';
        int32_t code = utf8_next(file->text, file->size, &at);
        bool control = code < ' ' && !strchr("\t\n\v\f\r", code);
        if (code <= 0 || control)
            return err_set(err, ERR_INVALID, "%s/%s:%d: %s", name, file->path, line,
                           code >= 0 ? "a control character: this is no text"
                                     : "not UTF-8: save the file in that encoding");
    }
    return 0;
}

/* Characters that can be shown, and no way out of the folder. */
static int check_path(const char *name, const char *path, struct err *err)
{
    size_t len = strlen(path);
    if (len > FILES_PATH_MAX)
        return err_set(err, ERR_INVALID, "%s/%.64s...: the path is too long", name, path);
    bool plain = len > 0 && *path != '/' && path[len - 1] != '/' && !strstr(path, "//");
    for (size_t at = 0; at < len && plain;)
        plain = utf8_next(path, len, &at) >= ' ';
    for (const char *part = path; part && plain; part = strchr(part, '/')) {
        part += *part == '/';
        plain = *part != '.';
    }
    if (!plain)
        return err_set(err, ERR_INVALID, "%s: a file whose path is none of a game's", name);
    return 0;
}

static void drop_mark(struct file *file)
{
    if (file->size < 3 || memcmp(file->text, "\xEF\xBB\xBF", 3) != 0)
        return;
    file->size -= 3;
    memmove(file->text, file->text + 3, file->size + 1);
}

int sources_add(struct files *files, const char *name, const char *path, char *take_text,
                size_t size, struct err *err)
{
    if (files->count == files->cap) {
        files->cap = files->cap ? files->cap * 2 : 64;
        files->list = mem_grow(files->list, files->cap, sizeof(*files->list));
    }
    struct file *file = &files->list[files->count++];
    *file = (struct file){.path = mem_strdup(path), .text = take_text, .size = size};
    files->total += size;
    drop_mark(file);
    if (files->count > SCRIPT_FILES_MAX)
        return err_set(err, ERR_LIMIT, "%s: more than %d files", name, SCRIPT_FILES_MAX);
    if (files->total > FILES_TOTAL_MAX)
        return err_set(err, ERR_LIMIT, "%s: more than %u bytes of text", name, FILES_TOTAL_MAX);
    if (size > SCRIPT_FILE_MAX)
        return err_set(err, ERR_LIMIT, "%s/%s: over %u bytes: split the file", name, path,
                       SCRIPT_FILE_MAX);
    int code = check_path(name, path, err);
    return code ? code : check_text(name, file, err);
}

/* All bytes of an open file, or NULL with errno; *ret_size is over the limit when it was too big.
 */
static char *read_bytes(int fd, size_t *ret_size)
{
    size_t cap = SCRIPT_FILE_MAX + 1, size = 0;
    char *text = mem_alloc(cap + 1);
    while (size < cap) {
        ssize_t got = read(fd, text + size, cap - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            free(text);
            return NULL;
        }
        if (got == 0)
            break;
        size += (size_t)got;
    }
    text[size] = '\0';
    *ret_size = size;
    return mem_grow(text, size + 1, 1);
}

static int read_file(struct walk *walk, const char *path, const char *full)
{
    int fd = open(full, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fail_system(walk, path);
    size_t size = 0;
    char *text = read_bytes(fd, &size);
    int failed = errno;
    close(fd);
    errno = failed;
    if (!text)
        return fail_system(walk, path);
    return sources_add(&walk->files, walk->name, path, text, size, walk->err);
}

/* Where a link leads: *ret_real is a file of this folder, for free(). */
static int follow(struct walk *walk, const char *path, const char *full, char **ret_real)
{
    struct stat stat_of;
    size_t len = strlen(walk->root);
    char *real = realpath(full, NULL);
    int code = 0;
    if (!real || stat(real, &stat_of) != 0)
        code = fail_system(walk, path);
    else if (strncmp(real, walk->root, len) != 0 || real[len] != '/')
        code = fail(walk, path, "a link that leads out of the folder");
    else if (!S_ISREG(stat_of.st_mode))
        code = fail(walk, path, "a link to what is no file");
    if (code < 0)
        free(real);
    else
        *ret_real = real;
    return code;
}

static int read_folder(struct walk *walk, const char *path, int depth);

static int read_entry(struct walk *walk, const char *path, const char *full, int depth)
{
    struct stat stat_of;
    if (lstat(full, &stat_of) != 0)
        return fail_system(walk, path);
    if (S_ISDIR(stat_of.st_mode))
        return read_folder(walk, path, depth + 1);
    if (!str_ends(path, ".lua") && !str_ends(path, ".txt"))
        return 0;
    if (S_ISREG(stat_of.st_mode))
        return read_file(walk, path, full);
    if (!S_ISLNK(stat_of.st_mode))
        return fail(walk, path, "this is no file");
    char *real = NULL;
    int code = follow(walk, path, full, &real);
    if (code == 0)
        code = read_file(walk, path, real);
    free(real);
    return code;
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int read_named(struct walk *walk, const char *folder, const char *name, int depth)
{
    char *path = *folder ? mem_printf("%s/%s", folder, name) : mem_strdup(name);
    char *full = mem_printf("%s/%s", walk->root, path);
    int code = strlen(path) > FILES_PATH_MAX ? fail(walk, path, "the path is too long")
                                             : read_entry(walk, path, full, depth);
    free(full);
    free(path);
    return code;
}

/* scripts/meta has annotations for editors: not a part of the game. */
static bool is_for_editors(const struct walk *walk, const char *name)
{
    return str_equal(walk->name, "scripts") && str_equal(name, "meta");
}

/* `path` is "" for the folder itself. */
static int read_folder(struct walk *walk, const char *path, int depth)
{
    if (depth > FILES_DEPTH_MAX)
        return fail(walk, path, "folders nest too deep");
    struct dirent **entries = NULL;
    char *full = mem_printf("%s/%s", walk->root, path);
    int count = scandir(full, &entries, not_hidden, by_bytes);
    free(full);
    if (count < 0)
        return fail_system(walk, path);
    int code = 0;
    for (int i = 0; i < count; i++) {
        if (code == 0 && (*path || !is_for_editors(walk, entries[i]->d_name)))
            code = read_named(walk, path, entries[i]->d_name, depth);
        free(entries[i]);
    }
    free(entries);
    return code;
}

static int by_path(const void *a, const void *b)
{
    const struct file *left = a, *right = b;
    return strcmp(left->path, right->path);
}

int sources_read(const char *dir, const char *name, struct files *ret_files, struct err *err)
{
    struct walk walk = {.name = name, .root = realpath(dir, NULL), .err = err};
    struct stat stat_of;
    int code = 0;
    if (!walk.root)
        code = err_set(err, ERR_NOT_FOUND, "%s: cannot open the folder %s: %s", name, dir,
                       strerror(errno));
    else if (stat(walk.root, &stat_of) != 0 || !S_ISDIR(stat_of.st_mode))
        code = err_set(err, ERR_INVALID, "%s: %s is no folder", name, dir);
    else
        code = read_folder(&walk, "", 0);
    free(walk.root);
    if (code < 0) {
        sources_done(&walk.files);
        return code;
    }
    sources_sort(&walk.files, name, NULL); /* a folder has no two of one path */
    *ret_files = walk.files;
    return 0;
}

int sources_sort(struct files *files, const char *name, struct err *err)
{
    if (files->count)
        qsort(files->list, files->count, sizeof(*files->list), by_path);
    for (size_t i = 1; i < files->count; i++)
        if (strcmp(files->list[i - 1].path, files->list[i].path) == 0)
            return err_set(err, ERR_INVALID, "%s/%s: it is there twice", name, files->list[i].path);
    return 0;
}

void sources_done(struct files *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free(files->list[i].path);
        free(files->list[i].text);
    }
    free(files->list);
    *files = (struct files){0};
}

/* FNV-1a: it tells one state of the files from another, and is no defence against forgery. */
static uint64_t mix(uint64_t hash, const void *data, size_t len)
{
    const unsigned char *bytes = data;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ bytes[i]) * 0x100000001b3u;
    return hash;
}

uint64_t sources_hash(const struct files *files, uint64_t hash)
{
    for (size_t i = 0; i < files->count; i++) {
        const struct file *file = &files->list[i];
        uint64_t size = file->size;
        hash = mix(hash, file->path, strlen(file->path) + 1);
        hash = mix(hash, &size, sizeof(size));
        hash = mix(hash, file->text, file->size);
    }
    return mix(hash, "", 1); /* ends this folder */
}

__extension__ typedef unsigned __int128 wide;

/* FNV-1a of 128 bits: wide enough to name a text by. */
static void mark_file(struct file *file)
{
    const wide prime = ((wide)1 << 88) + 0x13b;
    wide hash = ((wide)0x6c62272e07bb0142u << 64) + 0x62b821756295c58du;
    for (size_t i = 0; i < file->size; i++)
        hash = (hash ^ (unsigned char)file->text[i]) * prime;
    snprintf(file->mark, sizeof(file->mark), "%016" PRIx64 "%016" PRIx64, (uint64_t)(hash >> 64),
             (uint64_t)hash);
}

void sources_mark(struct files *files)
{
    for (size_t i = 0; i < files->count; i++)
        mark_file(&files->list[i]);
}
