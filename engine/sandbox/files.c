/* Files that bots sent.
 *
 * With a journal each file's bytes stand in "<journal>.files/<unique id>", written when it is sent,
 * and its line in the journal names it. Without one they stay in memory. Both the number of files
 * and the sum of their bytes are bounded; what falls out is gone for the chat, too. */
#include "sandbox/files.h"

#include "base/image.h"
#include "base/mem.h"
#include "base/str.h"
#include "sandbox/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UNIQUE_LEN 15
#define ID_LEN     64

void files_init(struct sandbox *sandbox)
{
    sandbox->files = map_new();
    list_init(&sandbox->file_list);
}

static char *path_in_folder(const struct sandbox *sandbox, const struct file *file)
{
    return mem_printf("%s/%s", sandbox->folder, file->unique_id);
}

static void file_free(struct sandbox *sandbox, struct file *file)
{
    list_remove(&file->node);
    map_take(sandbox->files, file->id);
    map_take(sandbox->files, file->path);
    sandbox->file_bytes -= file->size;
    free(file->id);
    free(file->unique_id);
    free(file->path);
    free(file->name);
    free(file->type);
    free(file->data);
    free(file);
}

static void file_forget(struct sandbox *sandbox, struct file *file)
{
    if (sandbox->folder) {
        char *path = path_in_folder(sandbox, file);
        unlink(path);
        free(path);
    }
    file_free(sandbox, file);
}

static void file_record(struct sandbox *sandbox, const struct file *file)
{
    if (!sandbox->journal)
        return;
    json *record = json_object();
    json_add_str(record, "t", "file");
    json_add_str(record, "id", file->id);
    json_add_str(record, "unique_id", file->unique_id);
    json_add_str(record, "path", file->path);
    json_add_str(record, "name", file->name);
    json_add_str(record, "type", file->type);
    json_add_int(record, "width", file->width);
    json_add_int(record, "height", file->height);
    json_add_int(record, "size", (int64_t)file->size);
    journal_add(sandbox->journal, record);
}

static void keep(struct sandbox *sandbox, struct file *file)
{
    list_push(&sandbox->file_list, &file->node);
    map_put(sandbox->files, file->id, file);
    map_put(sandbox->files, file->path, file);
    sandbox->file_bytes += file->size;
    while (map_count(sandbox->files) > 2 * FILES_MAX || sandbox->file_bytes > FILES_BYTES_MAX) {
        struct file *oldest = LIST_OF(list_first(&sandbox->file_list), struct file, node);
        if (oldest == file)
            break;
        file_forget(sandbox, oldest);
    }
}

static int write_bytes(struct sandbox *sandbox, const struct file *file, const void *data,
                       struct err *err)
{
    char *path = path_in_folder(sandbox, file);
    int code = 0;
    if (mkdir(sandbox->folder, 0700) < 0 && errno != EEXIST) {
        code = err_set(err, ERR_SYSTEM, "%s: %s", sandbox->folder, strerror(errno));
        goto out;
    }
    FILE *out = fopen(path, "wbe");
    if (!out || fwrite(data, 1, file->size, out) != file->size)
        code = err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    if (out && fclose(out) != 0 && !code)
        code = err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    if (code)
        unlink(path);
out:
    free(path);
    return code;
}

struct file *files_add(struct sandbox *sandbox, const struct upload *upload, bool photo,
                       struct err *err)
{
    struct file *file = mem_alloc(sizeof(*file));
    char id[ID_LEN + 1];
    const char *type = NULL;
    rng_word(&sandbox->rng, id, ID_LEN);
    file->id = mem_strdup(id);
    rng_word(&sandbox->rng, id, UNIQUE_LEN);
    file->unique_id = mem_strdup(id);
    file->name = mem_strdup(*upload->filename ? upload->filename : "file");
    file->size = upload->len;
    bool known = !image_size(upload->data, upload->len, &file->width, &file->height, &type);
    const char *given = *upload->content_type ? upload->content_type : "application/octet-stream";
    file->type = mem_strdup(known ? type : given);
    file->path =
        mem_printf("%s/file_%s%s", photo ? "photos" : "documents", id, photo ? ".jpg" : "");
    if (sandbox->folder && write_bytes(sandbox, file, upload->data, err) < 0) {
        list_push(&sandbox->file_list, &file->node);
        sandbox->file_bytes += file->size;
        file_free(sandbox, file);
        return NULL;
    }
    if (!sandbox->folder)
        file->data = mem_dup(upload->data, upload->len);
    keep(sandbox, file);
    file_record(sandbox, file);
    return file;
}

struct file *files_by_id(struct sandbox *sandbox, const char *id)
{
    struct file *file = id ? map_get(sandbox->files, id) : NULL;
    return file && str_equal(file->id, id) ? file : NULL;
}

struct file *files_by_path(struct sandbox *sandbox, const char *path)
{
    struct file *file = map_get(sandbox->files, path);
    return file && str_equal(file->path, path) ? file : NULL;
}

void files_reply(struct sandbox *sandbox, const struct file *file, struct http_exchange *exchange)
{
    static const char *const headers[] = {"X-Content-Type-Options: nosniff",
                                          "Content-Security-Policy: sandbox", NULL};
    char *bytes = NULL;
    if (!file->data) {
        char *path = path_in_folder(sandbox, file);
        FILE *in = fopen(path, "rbe");
        bytes = mem_alloc(file->size + 1);
        if (!in || fread(bytes, 1, file->size, in) != file->size) {
            free(bytes);
            bytes = NULL;
        }
        if (in)
            fclose(in);
        free(path);
    }
    const char *data = file->data ? file->data : bytes;
    if (data)
        http_reply_with(exchange, 200, file->type, data, file->size, headers);
    else
        http_reply_text(exchange, 404, "The file's bytes are gone\n");
    free(bytes);
}

static bool is_name(const char *text)
{
    return text && *text && !strchr(text, '/') && strcmp(text, ".") != 0 && strcmp(text, "..") != 0;
}

void files_load(struct sandbox *sandbox, const json *record)
{
    const char *id = json_str(record, "id", NULL);
    const char *path = json_str(record, "path", NULL);
    if (!id || !path || !is_name(json_str(record, "unique_id", NULL)) || !sandbox->folder ||
        files_by_id(sandbox, id))
        return;
    struct file *file = mem_alloc(sizeof(*file));
    file->id = mem_strdup(id);
    file->path = mem_strdup(path);
    file->unique_id = mem_strdup(json_str(record, "unique_id", ""));
    file->name = mem_strdup(json_str(record, "name", "file"));
    file->type = mem_strdup(json_str(record, "type", "application/octet-stream"));
    file->width = json_int(record, "width", 0);
    file->height = json_int(record, "height", 0);
    int64_t size = json_int(record, "size", 0);
    file->size = size > 0 && size <= FILE_DOCUMENT_MAX ? (size_t)size : 0;
    keep(sandbox, file);
}

void files_dump(struct sandbox *sandbox)
{
    const struct list *files = &sandbox->file_list;
    for (struct list_node *n = list_first(files); n; n = list_next(files, n))
        file_record(sandbox, LIST_OF(n, struct file, node));
}

void files_done(struct sandbox *sandbox)
{
    struct list_node *node;
    if (!sandbox->files)
        return;
    while ((node = list_first(&sandbox->file_list)))
        file_free(sandbox, LIST_OF(node, struct file, node));
    map_free(sandbox->files);
}
