/* Nothing that the archive says of itself is believed: sizes are counted while a file is unpacked,
 * a path is looked at part by part, and what is neither file nor folder ends it. Nothing is ever
 * written to the disk. Names are taken as bytes; who takes the files decides about their letters.
 */
#include "zip/zip.h"

#include "base/buf.h"
#include "base/str.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdbool.h>
#include <string.h>

#define CHUNK     65536
#define PATH_SHOW 80 /* bytes of a path in an error */

struct reading {
    struct archive *archive;
    size_t packed;
    size_t total;
    size_t entries;
    struct buf file;
    zip_file_fn fn;
    void *ctx;
    struct err *err;
};

static int refuse(struct reading *reading, const char *path, const char *what)
{
    return err_set(reading->err, ERR_INVALID, "%.*s: %s", PATH_SHOW, path, what);
}

static bool is_part(const char *part, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(part, word, len) == 0;
}

/* Relative, with slashes, and on no way out. */
static bool is_safe(const char *path)
{
    if (!*path || *path == '/' || strchr(path, '\\') || strchr(path, ':'))
        return false;
    for (const char *part = path; *part;) {
        size_t len = strcspn(part, "/");
        if (!len || is_part(part, len, ".") || is_part(part, len, ".."))
            return false;
        part += len;
        part += *part == '/';
    }
    return true;
}

static int check_limits(struct reading *reading, const char *path)
{
    if (reading->file.full)
        return err_set(reading->err, ERR_LIMIT, "%.*s: over %u MiB unpacked", PATH_SHOW, path,
                       ZIP_FILE_MAX >> 20);
    if (reading->total > ZIP_TOTAL_MAX)
        return err_set(reading->err, ERR_LIMIT, "the archive has over %zu MiB unpacked",
                       ZIP_TOTAL_MAX >> 20);
    if (reading->total > ZIP_RATIO_MIN && reading->total / ZIP_RATIO_MAX > reading->packed)
        return err_set(reading->err, ERR_LIMIT,
                       "the archive unpacks to more than %d times its size: this is no game",
                       ZIP_RATIO_MAX);
    return 0;
}

static int broken(struct reading *reading)
{
    const char *words = archive_error_string(reading->archive);
    return err_set(reading->err, ERR_INVALID, "the archive is broken or no .zip: %s",
                   words ? words : "it cannot be read");
}

static int read_file(struct reading *reading, const char *path)
{
    char chunk[CHUNK];
    la_ssize_t got;
    buf_reset(&reading->file);
    while ((got = archive_read_data(reading->archive, chunk, sizeof(chunk))) > 0) {
        reading->total += (size_t)got;
        buf_add(&reading->file, chunk, (size_t)got);
        int code = check_limits(reading, path);
        if (code)
            return code;
    }
    if (got < 0)
        return broken(reading);
    return reading->fn(reading->ctx, path, reading->file.data, reading->file.len, reading->err);
}

static int read_entry(struct reading *reading, struct archive_entry *entry)
{
    const char *path = archive_entry_pathname_utf8(entry);
    if (!path)
        path = archive_entry_pathname(entry);
    if (++reading->entries > ZIP_FILES_MAX)
        return err_set(reading->err, ERR_LIMIT, "the archive has more than %d entries",
                       ZIP_FILES_MAX);
    if (!path || !is_safe(path))
        return refuse(reading, path ? path : "?", "a path that leads out of the archive");
    if (archive_entry_is_encrypted(entry))
        return refuse(reading, path, "it is encrypted");
    if (archive_entry_filetype(entry) == AE_IFDIR)
        return 0;
    if (archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry))
        return refuse(reading, path, "a link, or no plain file");
    return read_file(reading, path);
}

static int read_all(struct reading *reading)
{
    struct archive_entry *entry;
    int got, code = 0;
    while ((got = archive_read_next_header(reading->archive, &entry)) == ARCHIVE_OK ||
           got == ARCHIVE_WARN) {
        code = read_entry(reading, entry);
        if (code)
            return code;
    }
    return got == ARCHIVE_EOF ? 0 : broken(reading);
}

int zip_read(const void *data, size_t len, zip_file_fn fn, void *ctx, struct err *err)
{
    struct reading reading = {
        .archive = archive_read_new(), .packed = len, .fn = fn, .ctx = ctx, .err = err};
    if (!reading.archive)
        return err_set(err, ERR_SYSTEM, "archives cannot be read here");
    buf_init(&reading.file, ZIP_FILE_MAX);
    archive_read_support_format_zip_seekable(reading.archive);
    int code = archive_read_open_memory(reading.archive, data, len) == ARCHIVE_OK
                   ? read_all(&reading)
                   : broken(&reading);
    archive_read_free(reading.archive);
    buf_done(&reading.file);
    return code;
}
