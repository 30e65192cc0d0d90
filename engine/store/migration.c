/* Reading the files of migrations.
 *
 * The chain is what makes the checksums one history: each takes in the one before it, the name and
 * the file, so that two databases with the same newest chain were made by the same files in the
 * same order. The checksum of a file alone is kept beside it, to name the file that was changed.
 *
 * Checksums guard against edits by mistake, not by malice: SipHash with a fixed key. */
#include "store/migration.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIGRATION_MAX 9999 /* four digits */

static const uint8_t sum_key[16] = "bylina-migration";

/* The first line that is exactly `mark`: where it begins; ret_after: where the next line begins. */
static const char *find_mark(const char *text, const char *mark, const char **ret_after)
{
    size_t len = strlen(mark);
    for (const char *line = text; *line;) {
        const char *end = strchrnul(line, '\n');
        if ((size_t)(end - line) == len && !strncmp(line, mark, len)) {
            *ret_after = *end ? end + 1 : end;
            return line;
        }
        line = *end ? end + 1 : end;
    }
    return NULL;
}

/* Letters, digits and "_" only: names stand in SQL and in scripts. */
static bool is_name(const char *name)
{
    size_t len = strlen(name);
    if (len < sizeof("0001_a.sql") - 1 || name[4] != '_' || !str_ends(name, ".sql"))
        return false;
    for (size_t i = 0; i < len - strlen(".sql"); i++)
        if (!isalnum((unsigned char)name[i]) && name[i] != '_')
            return false;
    return true;
}

static int read_number(struct migration *migration, const char *name, const char *path,
                       struct err *err)
{
    char digits[5] = "";
    int64_t number = 0;
    str_copy(digits, sizeof(digits), name);
    if (!is_name(name) || str_to_i64(digits, 1, MIGRATION_MAX, &number))
        return err_set(err, ERR_INVALID, "migration %s: name it NNNN_name.sql", path);
    migration->number = (int)number;
    migration->name = name;
    return 0;
}

static int read_parts(struct migration *migration, const char *text, const char *path,
                      struct err *err)
{
    const char *up = NULL;
    const char *down = NULL;
    const char *after = NULL;
    const char *head = find_mark(text, "-- up", &up);
    if (!head)
        return err_set(err, ERR_INVALID, "migration %s: it has no line \"-- up\"", path);
    const char *end = find_mark(up, "-- down", &down);
    if (!end)
        return err_set(err, ERR_INVALID, "migration %s: it has no line \"-- down\"", path);
    const char *alone = find_mark(text, "-- no transaction", &after);
    if (alone && alone > head)
        return err_set(err, ERR_INVALID,
                       "migration %s: \"-- no transaction\" belongs above \"-- up\"", path);
    size_t len = 0;
    migration->alone = alone != NULL;
    migration->up = (struct migration_part){mem_strndup(up, (size_t)(end - up)),
                                            sql_lines(text, (size_t)(up - text)) + 1};
    migration->down =
        (struct migration_part){mem_strdup(down), sql_lines(text, (size_t)(down - text)) + 1};
    migration->one_way = !sql_next(&down, &len);
    return 0;
}

static void chain(struct migration *migration, const char *before)
{
    char *text = mem_printf("%s\n%s\n%s", before, migration->name, migration->checksum);
    snprintf(migration->chain, sizeof(migration->chain), "%016" PRIx64,
             hash_keyed(sum_key, text, strlen(text)));
    free(text);
}

static int by_number(const void *a, const void *b)
{
    return ((const struct migration *)a)->number - ((const struct migration *)b)->number;
}

static int arrange(struct migrations *all, const char *folder, struct err *err)
{
    if (all->count)
        qsort(all->at, (size_t)all->count, sizeof(*all->at), by_number);
    for (int i = 0; i < all->count; i++) {
        if (all->at[i].number != i + 1)
            return err_set(err, ERR_INVALID,
                           "migration %s%s: number %d was expected here: numbers begin at 1 and "
                           "have neither gaps nor twins",
                           folder, all->at[i].name, i + 1);
        chain(&all->at[i], i ? all->at[i - 1].chain : "");
    }
    return 0;
}

int migrations_load(struct migrations *all, const struct embedded *files, const char *folder,
                    struct err *err)
{
    for (const struct embedded *file = files; file->path; file++) {
        if (!str_starts(file->path, folder))
            continue;
        all->at = mem_grow(all->at, (size_t)all->count + 1, sizeof(*all->at));
        struct migration *next = &all->at[all->count++];
        memset(next, 0, sizeof(*next));
        int r = read_number(next, file->path + strlen(folder), file->path, err);
        if (!r)
            r = read_parts(next, (const char *)file->data, file->path, err);
        if (r)
            return r;
        snprintf(next->checksum, sizeof(next->checksum), "%016" PRIx64,
                 hash_keyed(sum_key, file->data, file->size));
    }
    return arrange(all, folder, err);
}

void migrations_done(struct migrations *all)
{
    for (int i = 0; i < all->count; i++) {
        free(all->at[i].up.text);
        free(all->at[i].down.text);
    }
    free(all->at);
    *all = (struct migrations){NULL, 0};
}
