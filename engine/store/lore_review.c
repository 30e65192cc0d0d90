/* Lore in SQLite: the acts of moderators and players. What an act does to a row is decided by
 * lore_rules.c; here it is carried out in one operation of the writer, with its line in the audit,
 * and the row is told as it is then, so that the engine can bring its document up to it. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/sqlite_lore.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* --- moderators ------------------------------------------------------------------------------ */

static int audit(struct db *db, const struct store_lore_edit *edit, const struct store_lore *lore,
                 struct err *err)
{
    char *subject = mem_printf("_lore/%s", lore->id);
    bool rewritten = edit->act == STORE_LORE_WRITE;
    const struct store_audit line = {.who = edit->who,
                                     .what = lore_act_name(edit->act),
                                     .detail = lore->id,
                                     .subject = subject,
                                     .was = rewritten ? lore->body : NULL,
                                     .became = rewritten ? edit->body : NULL};
    int r = audit_put(db, &line, err);
    free(subject);
    return r;
}

static int apply(struct db *db, const struct store_lore_edit *edit, const struct store_lore *lore,
                 const struct lore_change *change, struct err *err)
{
    int64_t now = clock_wall_ms();
    int r = 0;
    if (change->rewrite) {
        r = lore_supersede(db, lore->row, now, err);
        if (!r)
            r = db_run(db, SQL_LORE_WRITE, NULL, err, "iti", lore->row, edit->body, now);
    }
    if (!r)
        r = db_run(db, SQL_LORE_CHANGE, NULL, err, "iiiiii", lore->row, (int64_t)change->state,
                   (int64_t)change->revise, (int64_t)change->renew, (int64_t)change->take,
                   (int64_t)change->again);
    if (!r)
        r = lore_count_found(db, lore->row, lore_found(lore->state, change->state), now, err);
    return r ? r : audit(db, edit, lore, err);
}

int write_lore_edit(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_edit *edit = op->in.lore_edit;
    struct lore_change change;
    struct store_lore *lore = NULL;
    int r = lore_find(db, &op->rows, edit->row, NULL, &lore, err);
    if (r)
        return r;
    if (!lore)
        return lore_missing(edit->row, NULL, err);
    r = lore_change(lore, edit, &change, err);
    if (!r && change.any)
        r = apply(db, edit, lore, &change, err);
    return r ? r : lore_tell(db, op, change.any, edit->row, err);
}

/* --- players --------------------------------------------------------------------------------- */

int write_lore_report(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_report *report = op->in.lore_report;
    struct store_lore *lore = NULL;
    int64_t added = 0;
    int r = lore_find(db, &op->rows, report->row, NULL, &lore, err);
    if (r)
        return r;
    if (!lore || lore->state != STORE_LORE_KEPT)
        return lore_missing(report->row, NULL, err);
    r = db_run(db, SQL_LORE_REPORT_ADD, &added, err, "it", report->row, report->player);
    if (!r && added)
        r = db_run(db, SQL_LORE_REPORTED, NULL, err, "i", report->row);
    return r ? r : lore_tell(db, op, added > 0, report->row, err);
}

/* His texts lose him; what names him is emptied (0010_lore.sql), and so are the answers that were
 * refused for it and what moderators wrote. A text stays found by whoever found it. */
int lore_erase(struct db *db, const char *player, struct err *err)
{
    static const enum sql_lore all[] = {SQL_LORE_ERASE_AUDIT,   SQL_LORE_ERASE_ANSWERS,
                                        SQL_LORE_ERASE_TEXTS,   SQL_LORE_ERASE_FINDER,
                                        SQL_LORE_ERASE_REPORTS, SQL_LORE_ERASE_PIONEER};
    int r = 0;
    for (size_t i = 0; !r && i < sizeof(all) / sizeof(*all); i++)
        r = db_run(db, (int)all[i], NULL, err, "t", player);
    return r;
}

/* --- import ---------------------------------------------------------------------------------- */

static int insert(struct db *db, const struct store_lore *row, int64_t *ret_added, struct err *err)
{
    return db_run(db, SQL_LORE_IMPORT, ret_added, err, "tttttttiitttiiii", row->id, row->kind,
                  row->entity, row->language, row->attributes, row->facts, row->discoverer,
                  row->discovered, (int64_t)row->state, row->body, row->model, row->prompt,
                  row->tokens_in, row->tokens_out, row->cost, row->written_ms);
}

static int replace(struct db *db, const struct store_lore *old, const struct store_lore *row,
                   int64_t now, struct err *err)
{
    int lost = old->state == STORE_LORE_KEPT ? -1 : 0;
    int r = lore_supersede(db, old->row, now, err);
    if (!r)
        r = lore_count_found(db, old->row, lost, now, err);
    if (!r)
        r = db_run(db, SQL_LORE_REPLACE, NULL, err, "itiitttiiii", old->row, row->discoverer,
                   row->discovered, (int64_t)row->state, row->body, row->model, row->prompt,
                   row->tokens_in, row->tokens_out, row->cost, row->written_ms);
    return r;
}

static bool takes(const struct store_lore *old, const struct store_lore *row, bool replaces)
{
    bool waits = old->state == STORE_LORE_WANTED || old->state == STORE_LORE_GIVEN_UP;
    bool same = old->state == row->state && old->body && str_equal(old->body, row->body);
    return waits || (replaces && !same && *old->entity);
}

/* *taken: one more, if it was taken. */
static int import_one(struct db *db, struct store_op *op, const struct store_lore *row, int *taken,
                      struct err *err)
{
    struct store_lore *now = NULL;
    int64_t added = 0;
    int r = insert(db, row, &added, err);
    if (!r)
        r = lore_find(db, &op->rows, 0, row->id, &now, err);
    if (r)
        return r;
    if (!added) {
        if (!takes(now, row, op->in.lore_import->replace))
            return 0;
        r = replace(db, now, row, clock_wall_ms(), err);
    }
    (*taken)++;
    int found = row->state == STORE_LORE_KEPT;
    return r ? r : lore_count_found(db, now->row, found, clock_wall_ms(), err);
}

int write_lore_import(struct db *db, struct store_op *op, struct err *err)
{
    const struct store_lore_import *import = op->in.lore_import;
    char detail[64];
    int taken = 0;
    int r = lore_check_import(import, err);
    for (size_t i = 0; !r && i < import->count; i++)
        r = import_one(db, op, &import->rows[i], &taken, err);
    if (r)
        return r;
    snprintf(detail, sizeof(detail), "%d of %zu texts", taken, import->count);
    const struct store_audit line = {.who = import->who, .what = "lore.import", .detail = detail};
    rows_add(&op->rows)->lore_told.outcome = taken;
    return audit_put(db, &line, err);
}
