/* Inside sandbox/: files that bots sent: found by file_id or path, with their bytes in memory, or
 * in a folder beside the journal. The oldest are forgotten past the limits. */
#ifndef BYLINA_SANDBOX_FILES_H
#define BYLINA_SANDBOX_FILES_H

#include "sandbox/call.h"

#define FILES_MAX         2000
#define FILES_BYTES_MAX   (256u << 20)
#define FILE_PHOTO_MAX    (10u << 20)
#define FILE_DOCUMENT_MAX (50u << 20)
#define FILE_DOWNLOAD_MAX (20u << 20)

struct file {
    struct list_node node;
    char *id;
    char *unique_id;
    char *path; /* as getFile tells it */
    char *name;
    char *type;
    int64_t width; /* of a photo */
    int64_t height;
    size_t size;
    char *data; /* NULL: in the folder */
};

/* NULL: the bytes cannot be kept, and `err` says why. */
struct file *files_add(struct sandbox *sandbox, const struct upload *upload, bool photo,
                       struct err *err);
struct file *files_by_id(struct sandbox *sandbox, const char *id);
struct file *files_by_path(struct sandbox *sandbox, const char *path);
void files_reply(struct sandbox *sandbox, const struct file *file, struct http_exchange *exchange);

void files_init(struct sandbox *sandbox);
void files_load(struct sandbox *sandbox, const json *record);
void files_dump(struct sandbox *sandbox);
void files_done(struct sandbox *sandbox);

#endif
