/* A bundle is two lists of files (files.c) and a hash over both.
 *
 * Packed it is a line and the bytes for each file, so that it can be read back without a search:
 *
 *     812 scripts/scenes/yard.lua\n  812 bytes \n   ...   end\n
 *
 * The count of holders is atomic because generations are built and freed on worker threads. */
#include "script/bundle.h"

#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define END  "end\n"
#define LINE 640 /* bytes of the line before a file: its size and its path */

struct bundle {
    atomic_int refs;
    struct files scripts;
    struct files content;
    char hash[17];
};

struct bundle *bundle_new(void)
{
    struct bundle *bundle = mem_alloc(sizeof(*bundle));
    atomic_init(&bundle->refs, 1);
    return bundle;
}

static void hash(struct bundle *bundle)
{
    uint64_t sum = sources_hash(&bundle->scripts, FILES_HASH);
    sum = sources_hash(&bundle->content, sum);
    snprintf(bundle->hash, sizeof(bundle->hash), "%016" PRIx64, sum);
}

int bundle_read(const char *scripts_dir, const char *content_dir, struct bundle **ret_bundle,
                struct err *err)
{
    struct bundle *bundle = bundle_new();
    int code = 0;
    if (scripts_dir)
        code = sources_read(scripts_dir, "scripts", &bundle->scripts, err);
    if (code == 0 && content_dir)
        code = sources_read(content_dir, "content", &bundle->content, err);
    if (code < 0) {
        bundle_release(bundle);
        return code;
    }
    hash(bundle);
    *ret_bundle = bundle;
    return 0;
}

int bundle_add(struct bundle *bundle, const char *path, const char *text, size_t size,
               struct err *err)
{
    bool scripts = str_starts(path, "scripts/");
    if (!scripts && !str_starts(path, "content/"))
        return err_set(err, ERR_INVALID, "%.64s: not below scripts/ or content/", path);
    return sources_add(scripts ? &bundle->scripts : &bundle->content,
                       scripts ? "scripts" : "content", path + strlen("scripts/"),
                       mem_dup(text, size), size, err);
}

int bundle_seal(struct bundle *bundle, struct err *err)
{
    int code = sources_sort(&bundle->scripts, "scripts", err);
    if (code == 0)
        code = sources_sort(&bundle->content, "content", err);
    hash(bundle);
    return code;
}

void bundle_mark(struct bundle *bundle)
{
    sources_mark(&bundle->scripts);
    sources_mark(&bundle->content);
}

struct bundle *bundle_hold(struct bundle *bundle)
{
    atomic_fetch_add(&bundle->refs, 1);
    return bundle;
}

void bundle_release(struct bundle *bundle)
{
    if (!bundle || atomic_fetch_sub(&bundle->refs, 1) > 1)
        return;
    sources_done(&bundle->scripts);
    sources_done(&bundle->content);
    free(bundle);
}

const char *bundle_hash(const struct bundle *bundle)
{
    return bundle->hash;
}

const struct files *bundle_scripts(const struct bundle *bundle)
{
    return &bundle->scripts;
}

const struct files *bundle_content(const struct bundle *bundle)
{
    return &bundle->content;
}

static void pack(const struct files *files, const char *name, struct buf *out)
{
    for (size_t i = 0; i < files->count; i++) {
        const struct file *file = &files->list[i];
        buf_addf(out, "%zu %s/%s\n", file->size, name, file->path);
        buf_add(out, file->text, file->size);
        buf_addc(out, '\n');
    }
}

int bundle_pack(const struct bundle *bundle, struct buf *out)
{
    pack(&bundle->scripts, "scripts", out);
    pack(&bundle->content, "content", out);
    buf_adds(out, END);
    return out->full ? ERR_LIMIT : 0;
}

/* The size before the path, which *at is moved to; -1: it is none. */
static int64_t read_size(char **at)
{
    char *space = strchr(*at, ' ');
    int64_t size = -1;
    if (!space)
        return -1;
    *space = '\0';
    if (str_to_i64(*at, 0, FILES_TOTAL_MAX, &size))
        return -1;
    *at = space + 1;
    return size;
}

/* One file at *at, which is moved behind it. */
static int unpack_one(struct bundle *bundle, const char **at, const char *end, struct err *err)
{
    char line[LINE];
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    if (!stop || (size_t)(stop - *at) >= sizeof(line))
        return err_set(err, ERR_CORRUPT, "packed files: a line that is none");
    memcpy(line, *at, (size_t)(stop - *at));
    line[stop - *at] = '\0';
    char *path = line;
    int64_t size = read_size(&path);
    if (size < 0 || end - stop <= size + 1)
        return err_set(err, ERR_CORRUPT, "packed files: cut off");
    *at = stop + 1 + size + 1;
    return bundle_add(bundle, path, stop + 1, (size_t)size, err);
}

int bundle_unpack(const char *data, size_t len, struct bundle **ret_bundle, struct err *err)
{
    const size_t tail = strlen(END);
    if (len < tail || memcmp(data + len - tail, END, tail) != 0)
        return err_set(err, ERR_CORRUPT, "packed files: cut off");
    const char *at = data, *end = data + len - tail;
    struct bundle *bundle = bundle_new();
    int code = 0;
    while (code == 0 && at < end)
        code = unpack_one(bundle, &at, end, err);
    if (code == 0)
        code = bundle_seal(bundle, err);
    if (code < 0)
        bundle_release(bundle);
    else
        *ret_bundle = bundle;
    return code;
}
