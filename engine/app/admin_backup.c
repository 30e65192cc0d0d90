/* Backups, as admins ask for them: one at a time, beside the database, named by the time, and only
 * the newest BACKUPS_KEPT of those are kept. Whoever asked is told when it has begun and when it
 * stands; asked again meanwhile, how far it is. */
#include "app/admin_inner.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/backup.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define BACKUPS_KEPT     7
#define BACKUPS_SEEN_MAX 256 /* files of a listing */
#define BACKUP_END       ".backup"

struct backing {
    struct admin *admin;
    char *player;
    char *path;
    int64_t began_ms; /* monotonic */
    struct store_audit line;
};

static const char *database(const struct admin *admin)
{
    return admin->config.database + strlen("sqlite:");
}

static const char *file_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int64_t size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (int64_t)info.st_size : 0;
}

static char *new_path(const struct admin *admin)
{
    char at[32];
    time_t now = (time_t)(clock_wall_ms() / 1000);
    struct tm civil;
    strftime(at, sizeof at, "%Y%m%d-%H%M%S", gmtime_r(&now, &civil));
    return mem_printf("%s.%s" BACKUP_END, database(admin), at);
}

/* --- those that are there -------------------------------------------------------------------- */

static bool is_backup(const struct admin *admin, const char *name)
{
    const char *file = file_of(database(admin));
    size_t len = strlen(file);
    return str_starts(name, file) && name[len] == '.' && str_ends(name, BACKUP_END) &&
           strlen(name) == len + sizeof ".20260131-235959" BACKUP_END - 1;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

/* Their names, the newest first; each and the array are for free(). */
static size_t list(const struct admin *admin, char **names)
{
    size_t count = 0;
    char *folder = mem_strdup(database(admin));
    char *slash = strrchr(folder, '/');
    if (slash)
        slash[slash == folder] = '\0';
    DIR *dir = opendir(slash ? folder : ".");
    struct dirent *entry;
    while (dir && count < BACKUPS_SEEN_MAX && (entry = readdir(dir)))
        if (is_backup(admin, entry->d_name))
            names[count++] = mem_strdup(entry->d_name);
    if (dir)
        closedir(dir);
    free(folder);
    qsort(names, count, sizeof *names, by_name);
    return count;
}

static char *path_of(const struct admin *admin, const char *name)
{
    const char *path = database(admin);
    return mem_printf("%.*s%s", (int)(file_of(path) - path), path, name);
}

/* Into the answer, without the oldest, which go. */
static void keep_newest(struct ask *ask)
{
    char *names[BACKUPS_SEEN_MAX];
    size_t count = list(ask->admin, names);
    for (size_t i = 0; i < count; i++) {
        char *path = path_of(ask->admin, names[i]);
        if (i < BACKUPS_KEPT) {
            json *row = ask_row(ask);
            json_add_str(row, "file", names[i]);
            json_add_int(row, "kib", size_of(path) / 1024);
        } else {
            unlink(path);
        }
        free(path);
        free(names[i]);
    }
}

/* --- one ------------------------------------------------------------------------------------- */

static void backing_free(struct backing *backing)
{
    free(backing->player);
    free(backing->path);
    free(backing);
}

static void on_audited(void *ctx, const struct err *err)
{
    struct backing *backing = ctx;
    if (err)
        log_warn("app", LOG_T("a backup is not in the audit"), LOG_S("error", err->text));
    backing_free(backing);
}

static void on_backed_up(void *ctx, const struct err *err)
{
    struct backing *backing = ctx;
    struct admin *admin = backing->admin;
    struct ask *ask = ask_new(admin, backing->player);
    admin->backing = NULL;
    if (err) {
        log_error("app", LOG_T("a backup failed"), LOG_S("error", err->text));
        ask_fail(ask, err);
        backing_free(backing);
        return;
    }
    log_info("app", LOG_T("a backup stands"), LOG_S("file", backing->path));
    json_add_str(ask->answer, "state", "done");
    json_add_str(ask->answer, "file", file_of(backing->path));
    json_add_int(ask->answer, "ms", clock_mono_ms() - backing->began_ms);
    json_add_int(ask->answer, "kib", size_of(backing->path) / 1024);
    keep_newest(ask);
    ask_tell(ask, "backup");
    backing->line = (struct store_audit){
        .who = backing->player, .what = "backup", .detail = file_of(backing->path)};
    store_audit_add(admin->config.store, &backing->line, on_audited, backing);
}

static void tell_progress(struct ask *ask, const struct backing *backing)
{
    char *part = mem_printf("%s" STORE_BACKUP_PART, backing->path);
    json_add_str(ask->answer, "state", "running");
    json_add_str(ask->answer, "file", file_of(backing->path));
    json_add_int(ask->answer, "kib", size_of(part) / 1024);
    json_add_int(ask->answer, "of", size_of(database(ask->admin)) / 1024);
    free(part);
    ask_tell(ask, "backup");
}

static void start(struct ask *ask)
{
    struct admin *admin = ask->admin;
    struct backing *backing = mem_alloc(sizeof *backing);
    backing->admin = admin;
    backing->player = mem_strdup(ask->player);
    backing->path = new_path(admin);
    backing->began_ms = clock_mono_ms();
    admin->backing = backing;
    json_add_str(ask->answer, "state", "begun");
    json_add_str(ask->answer, "file", file_of(backing->path));
    ask_tell(ask, "backup");
    store_backup(admin->config.store, backing->path, on_backed_up, backing);
}

void ask_backup(struct ask *ask)
{
    if (!str_starts(ask->admin->config.database, "sqlite:")) { /* its own tools do it better */
        json_add_str(ask->answer, "state", "server");
        ask_tell(ask, "backup");
    } else if (ask->admin->backing) {
        tell_progress(ask, ask->admin->backing);
    } else if (json_bool(ask->words, "list", false)) {
        json_add_str(ask->answer, "state", "list");
        keep_newest(ask);
        ask_tell(ask, "backup");
    } else {
        start(ask);
    }
}
