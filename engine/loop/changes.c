/* Changes of files: a watch of libuv on each folder (inotify knows no trees).
 *
 * An event says at most a name, and is not always to be believed, so every one that is not of a
 * hidden file does the same: the rest timer starts anew. When it has come to rest all watches are
 * made again, for folders come, go, and come back under their names (a checkout), even with the
 * same inode. What changes in between is before the call of fn, and whoever looks then sees it. A
 * folder that is not there at that moment is awaited. */
#include "loop/changes.h"

#include "base/mem.h"
#include "base/str.h"
#include "loop/inner.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct folder {
    uv_fs_event_t uv; /* first: loop_close_handle */
    struct changes *changes;
};

struct changes {
    struct loop *loop;
    struct loop_timer *rest;
    char **roots;
    size_t root_count;
    struct folder *folders[CHANGES_FOLDERS_MAX];
    size_t count;
    loop_fn fn;
    void *ctx;
};

static void on_event(uv_fs_event_t *uv, const char *name, int events, int status)
{
    struct folder *folder = uv->data;
    (void)events;
    if (status < 0 || (name && *name == '.'))
        return;
    loop_timer_start(folder->changes->rest, CHANGES_REST_MS);
}

static int watch(struct changes *changes, const char *path, struct err *err)
{
    if (changes->count == CHANGES_FOLDERS_MAX)
        return err_set(err, ERR_LIMIT, "%s: more than %d folders to watch", path,
                       CHANGES_FOLDERS_MAX);
    struct folder *folder = mem_alloc(sizeof(*folder));
    folder->changes = changes;
    uv_fs_event_init(&changes->loop->uv, &folder->uv);
    folder->uv.data = folder;
    changes->folders[changes->count++] = folder;
    int code = uv_fs_event_start(&folder->uv, on_event, path, 0);
    if (code < 0)
        return err_set(err, ERR_SYSTEM, "%s cannot be watched: %s", path, uv_strerror(code));
    return 0;
}

static int walk(struct changes *changes, const char *path, int depth, struct err *err);

static int walk_into(struct changes *changes, const char *path, int depth, struct err *err)
{
    DIR *dir = opendir(path);
    int code = 0;
    if (!dir)
        return err_set(err, ERR_SYSTEM, "%s: %s", path, strerror(errno));
    for (const struct dirent *entry; code == 0 && (entry = readdir(dir));) {
        if (*entry->d_name == '.')
            continue;
        char *inner = mem_printf("%s/%s", path, entry->d_name);
        struct stat info;
        if (stat(inner, &info) == 0 && S_ISDIR(info.st_mode))
            code = walk(changes, inner, depth + 1, err);
        free(inner);
    }
    closedir(dir);
    return code;
}

static int walk(struct changes *changes, const char *path, int depth, struct err *err)
{
    if (depth > CHANGES_DEPTH_MAX)
        return 0;
    int code = watch(changes, path, err);
    return code ? code : walk_into(changes, path, depth, err);
}

static void forget(struct changes *changes)
{
    while (changes->count > 0)
        loop_close_handle((uv_handle_t *)&changes->folders[--changes->count]->uv);
}

static int walk_all(struct changes *changes, struct err *err)
{
    int code = 0;
    forget(changes);
    for (size_t i = 0; code == 0 && i < changes->root_count; i++)
        code = walk(changes, changes->roots[i], 0, err);
    return code;
}

static void on_rest(void *ctx)
{
    struct changes *changes = ctx;
    if (walk_all(changes, NULL) < 0)
        loop_timer_start(changes->rest, CHANGES_REST_MS);
    else
        changes->fn(changes->ctx);
}

int changes_new(struct loop *loop, const char *const *folders, size_t count, loop_fn fn, void *ctx,
                struct changes **ret_changes, struct err *err)
{
    struct changes *changes = mem_alloc(sizeof(*changes));
    changes->loop = loop;
    changes->fn = fn;
    changes->ctx = ctx;
    changes->rest = loop_timer_new(loop, on_rest, changes);
    changes->roots = mem_array(count, sizeof(*changes->roots));
    for (size_t i = 0; i < count; i++)
        changes->roots[i] = mem_strdup(folders[i]);
    changes->root_count = count;
    int code = walk_all(changes, err);
    if (code < 0)
        changes_free(changes);
    else
        *ret_changes = changes;
    return code;
}

void changes_free(struct changes *changes)
{
    if (!changes)
        return;
    forget(changes);
    for (size_t i = 0; i < changes->root_count; i++)
        free(changes->roots[i]);
    loop_timer_free(changes->rest);
    free(changes->roots);
    free(changes);
}
