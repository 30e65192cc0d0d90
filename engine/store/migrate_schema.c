/* What a database looks like against what its migrations make: the files are applied to an empty
 * database beside it, both schemas are written as lines, and the lines are compared as two sorted
 * lists. So nobody keeps a second description of the schema that could go stale.
 *
 *     check   the live schema against that of the recorded migrations
 *     stamp   records without running, where the schema is already there
 *     repair  a half migration is done or undone when the schema says so */
#include "store/migrate_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

#define DIFFERENCES_TOLD 5 /* in an error */

/* --- lines ----------------------------------------------------------------------------------- */

struct lines {
    char **at; /* into the text of a buf, sorted */
    size_t count;
};

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Cuts `text` in place. */
static void lines_cut(struct lines *lines, char *text)
{
    *lines = (struct lines){NULL, 0};
    for (char *line; (line = strsep(&text, "\n")) != NULL;) {
        if (!*line)
            continue;
        lines->at = mem_grow(lines->at, lines->count + 1, sizeof(*lines->at));
        lines->at[lines->count++] = line;
    }
    if (lines->count)
        qsort(lines->at, lines->count, sizeof(*lines->at), by_text);
}

static void tell(const char *word, const char *line, migrate_text_fn fn, void *ctx)
{
    char *text = mem_printf("%s: %s", word, line);
    if (fn)
        fn(ctx, text);
    free(text);
}

static int compare(const struct lines *live, const struct lines *wanted, migrate_text_fn fn,
                   void *ctx)
{
    size_t i = 0;
    size_t j = 0;
    int count = 0;
    while (i < live->count || j < wanted->count) {
        int order = i == live->count     ? 1
                    : j == wanted->count ? -1
                                         : strcmp(live->at[i], wanted->at[j]);
        if (order < 0)
            tell("unexpected", live->at[i], fn, ctx);
        else if (order > 0)
            tell("missing", wanted->at[j], fn, ctx);
        count += order != 0;
        i += order <= 0;
        j += order >= 0;
    }
    return count;
}

/* --- the schema that the files make ---------------------------------------------------------- */

static int make_wanted(struct migrate *migrate, int number, struct buf *out, struct err *err)
{
    struct migrate scratch = {.backend = migrate->backend, .lock = -1};
    int r = migrate->backend->scratch(migrate, &scratch, err);
    for (int i = 0; !r && i < number; i++) {
        const struct migration *next = &migrate->files.at[i];
        if (!next->alone)
            r = migrate_begin(&scratch, err);
        if (!r)
            r = migrate_run_up(&scratch, next, err);
        if (!r && !next->alone)
            r = migrate_commit(&scratch, err);
    }
    if (!r)
        r = migrate->backend->schema(&scratch, out, err);
    migrate->backend->close(&scratch);
    free(scratch.place);
    return r;
}

int migrate_compare(struct migrate *migrate, int number, migrate_text_fn fn, void *ctx,
                    int *ret_count, struct err *err)
{
    struct buf live_text;
    struct buf wanted_text;
    struct lines live;
    struct lines wanted;
    buf_init(&live_text, MIGRATE_SCHEMA_MAX);
    buf_init(&wanted_text, MIGRATE_SCHEMA_MAX);
    int r = migrate->backend->schema(migrate, &live_text, err);
    if (!r)
        r = make_wanted(migrate, number, &wanted_text, err);
    if (!r) {
        lines_cut(&live, live_text.data);
        lines_cut(&wanted, wanted_text.data);
        *ret_count = compare(&live, &wanted, fn, ctx);
        free(live.at);
        free(wanted.at);
    }
    buf_done(&live_text);
    buf_done(&wanted_text);
    return r;
}

int migrate_check(struct migrate *migrate, migrate_text_fn fn, void *ctx, int *ret_count,
                  struct err *err)
{
    struct records records;
    int r = records_load(migrate, &records, err);
    if (!r && records.count > migrate->files.count)
        r = records_check(migrate, &records, err); /* newer: it says so */
    if (!r)
        r = migrate_compare(migrate, records.count, fn, ctx, ret_count, err);
    records_done(&records);
    return r;
}

/* --- stamp ----------------------------------------------------------------------------------- */

struct told {
    char *text;
    int count;
};

static void on_difference(void *ctx, const char *text)
{
    struct told *told = ctx;
    if (told->count++ >= DIFFERENCES_TOLD)
        return;
    char *longer = mem_printf("%s\n  %s", told->text ? told->text : "", text);
    free(told->text);
    told->text = longer;
}

static int refuse_different(struct migrate *migrate, int number, struct err *err)
{
    struct told told = {NULL, 0};
    int count = 0;
    int r = migrate_compare(migrate, number, on_difference, &told, &count, err);
    if (!r && count)
        r = err_set(err, ERR_CONFLICT,
                    "%s: its schema is not what the migrations up to %d make (%d difference%s): "
                    "mend it, or choose another number%s%s",
                    migrate->place, number, count, count == 1 ? "" : "s", told.text,
                    count > DIFFERENCES_TOLD ? "\n  ..." : "");
    free(told.text);
    return r;
}

/* Within the transaction. */
static int write_records(struct migrate *migrate, int number, struct err *err)
{
    struct records records;
    int r = records_load(migrate, &records, err);
    if (!r)
        r = records_prepare(migrate, &records, err);
    if (!r)
        r = migrate->backend->run(migrate, "DELETE FROM migrations", "stamping", err);
    for (int i = 0; !r && i < number; i++) {
        char *sql = records_insert(migrate, &migrate->files.at[i], "done");
        r = migrate->backend->run(migrate, sql, "stamping", err);
        free(sql);
    }
    records_done(&records);
    return r;
}

static int stamp(struct migrate *migrate, int number, bool unchecked, struct err *err)
{
    int r = migrate->backend->alone(migrate, err);
    if (!r && !unchecked)
        r = refuse_different(migrate, number, err);
    if (!r)
        r = migrate_begin(migrate, err);
    if (r)
        return r;
    r = write_records(migrate, number, err);
    if (!r)
        r = migrate_forget_engine(migrate, err);
    if (!r)
        r = migrate_commit(migrate, err);
    if (r)
        migrate_rollback(migrate);
    return r;
}

int migrate_stamp(struct migrate *migrate, int number, bool unchecked, struct err *err)
{
    if (number < 0 || number > migrate->files.count)
        return err_set(err, ERR_INVALID, "stamp: a number from 0 to %d is expected",
                       migrate->files.count);
    int r = migrate->backend->lock(migrate, err);
    if (r)
        return r;
    r = stamp(migrate, number, unchecked, err);
    migrate->backend->unlock(migrate);
    return r;
}

/* --- repair ---------------------------------------------------------------------------------- */

/* By the schema: is `number` applied (1) or not (0)? */
static int judge(struct migrate *migrate, int number, struct err *err)
{
    struct told told = {NULL, 0};
    int before = 0;
    int after = 0;
    int r = migrate_compare(migrate, number - 1, NULL, NULL, &before, err);
    if (!r)
        r = migrate_compare(migrate, number, on_difference, &told, &after, err);
    if (!r && !after && !before)
        r = err_set(err, ERR_CONFLICT,
                    "%s: migration %s changes no schema, so it cannot be seen whether it is done: "
                    "look at its rows, and say `--as done` or `--as undone`",
                    migrate->place, migrate->files.at[number - 1].name);
    if (!r && after && before)
        r = err_set(err, ERR_CONFLICT,
                    "%s: the schema is neither the one before migration %s nor the one after it. "
                    "Against the one after it:%s\nFinish it or undo it by hand, then repair "
                    "again; or say `--as done` or `--as undone` if you are sure",
                    migrate->place, migrate->files.at[number - 1].name, told.text);
    free(told.text);
    return r ? r : after == 0;
}

static int settle_half(struct migrate *migrate, const struct record *half, enum migrate_mend mend,
                       struct migrate_line *ret_line, struct err *err)
{
    int number = (int)half->number;
    int done = mend == MIGRATE_LOOK ? judge(migrate, number, err) : mend == MIGRATE_AS_DONE;
    if (done < 0)
        return done;
    char *sql = mem_printf("%s WHERE number = %d",
                           done ? "UPDATE migrations SET state = 'done'" : "DELETE FROM migrations",
                           number);
    int r = migrate->backend->run(migrate, sql, "settling it", err);
    free(sql);
    *ret_line = (struct migrate_line){number, migrate->files.at[number - 1].name,
                                      done ? MIGRATE_DONE : MIGRATE_PENDING, 0, 0};
    return r;
}

static int repair(struct migrate *migrate, enum migrate_mend mend, struct migrate_line *ret_line,
                  struct err *err)
{
    struct records records;
    int r = migrate->backend->alone(migrate, err);
    int loaded = records_load(migrate, &records, r ? NULL : err);
    r = r ? r : loaded;
    const struct record *half = records_half(&records);
    if (!r && half && half->number > migrate->files.count)
        r = records_check(migrate, &records, err);
    if (!r)
        r = migrate_forget_engine(migrate, err);
    if (!r && half)
        r = settle_half(migrate, half, mend, ret_line, err);
    else if (!r)
        r = err_set(err, ERR_NOT_FOUND, "%s: no migration is half done: nothing to repair",
                    migrate->place);
    records_done(&records);
    return r;
}

int migrate_repair(struct migrate *migrate, enum migrate_mend mend, struct migrate_line *ret_line,
                   struct err *err)
{
    int r = migrate->backend->lock(migrate, err);
    if (r)
        return r;
    r = repair(migrate, mend, ret_line, err);
    migrate->backend->unlock(migrate);
    return r;
}
