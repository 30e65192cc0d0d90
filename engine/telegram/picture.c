/* A map from path to file_id. A file counts as changed when its size or its time of change differ:
 * a designer's new picture shows with the next screen. Lost at a restart, which costs one upload a
 * picture. */
#include "telegram/picture.h"

#include "base/mem.h"
#include "telegram/inner.h"

#include <stdlib.h>
#include <sys/stat.h>

struct picture {
    char *file_id;
    int64_t size;
    int64_t changed_s;
    int64_t changed_ns;
};

static bool picture_stat(const char *path, struct picture *picture)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return false;
    picture->size = st.st_size;
    picture->changed_s = st.st_mtim.tv_sec;
    picture->changed_ns = st.st_mtim.tv_nsec;
    return true;
}

const char *telegram_picture_find(const struct telegram *telegram, const char *path)
{
    const struct picture *known = map_get(telegram->pictures, path);
    struct picture now;
    if (!known || !picture_stat(path, &now))
        return NULL;
    bool same = known->size == now.size && known->changed_s == now.changed_s &&
                known->changed_ns == now.changed_ns;
    return same ? known->file_id : NULL;
}

void telegram_picture_learn(struct telegram *telegram, const char *path, const json *message)
{
    const json *sizes = json_get(message, "photo");
    const char *file_id = json_str(json_at(sizes, json_count(sizes) - 1), "file_id", NULL);
    struct picture now = {0};

    if (!file_id || !picture_stat(path, &now))
        return;
    telegram_picture_forget(telegram, path);
    if (map_count(telegram->pictures) >= TELEGRAM_PICTURES_MAX)
        return;
    now.file_id = mem_strdup(file_id);
    map_put(telegram->pictures, path, mem_dup(&now, sizeof(now)));
}

void telegram_picture_forget(struct telegram *telegram, const char *path)
{
    telegram_picture_free(map_take(telegram->pictures, path));
}

void telegram_picture_free(void *picture)
{
    struct picture *known = picture;
    if (!known)
        return;
    free(known->file_id);
    free(known);
}
