/* Lore on PostgreSQL: the writes. Each act is one function of functions_lore.sql, and then the row
 * is asked for as it is in that transaction. A group that has failed is asked again, so every act
 * begins with no rows. */
#include "store/pg_lore.h"

#include <inttypes.h>

void pg_put_wants(struct pg_writer *writer, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->want_count; i++) {
        const struct store_want *want = &turn->wants[i];
        pg_ask(writer->conn, PG_LORE_WANT, NULL, NULL, "ttttttti", want->id, want->kind,
               want->entity, want->language, want->attributes, want->facts, want->discoverer,
               want->discovered);
    }
}

/* --- what came of an act --------------------------------------------------------------------- */

static struct store_lore_told *begin(struct store_op *op)
{
    rows_done(&op->rows);
    return &rows_add(&op->rows)->lore_told;
}

static void take_row(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (PQntuples(res))
        op->rows.at[0].lore_told.lore = pg_lore_at(res, 0, &op->rows);
}

static void ask_row(struct pg_writer *writer, struct store_op *op, int64_t row)
{
    pg_ask(writer->conn, PG_LORE_NOW, take_row, op, "i", row);
}

/* NULL: there is no such row. */
static bool take_outcome(struct store_op *op, const PGresult *res, int64_t row)
{
    if (PQgetisnull(res, 0, 0)) {
        err_set(&op->err, ERR_NOT_FOUND, "there is no lore %" PRId64, row);
        return false;
    }
    op->rows.at[0].lore_told.outcome = (int)pg_int(res, 0, 0);
    return true;
}

/* --- the work -------------------------------------------------------------------------------- */

static void take_claim(void *of, const PGresult *res)
{
    struct store_op *op = of;
    if (PQgetisnull(res, 0, 0))
        err_set(&op->err, ERR_NOT_FOUND, "there is no lore %s", op->in.lore_claim->id);
    op->rows.at[0].lore_told.outcome = (int)pg_int(res, 0, 0);
    op->rows.at[0].lore_told.wait_ms = pg_int(res, 0, 1);
}

void pg_write_lore_claim(struct pg_writer *writer, struct store_op *op)
{
    const struct store_lore_claim *claim = op->in.lore_claim;
    const struct store_lore_caps *caps = &claim->caps;
    const int64_t all[] = {caps->hour_cost, caps->hour_calls,  caps->day_cost,
                           caps->day_calls, caps->player_cost, caps->player_calls};
    struct pg_list list;
    begin(op);
    pg_list_init(&list, PG_BIGINTS);
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        pg_list_int(&list, all[i]);
    pg_ask(writer->conn, PG_LORE_CLAIM, take_claim, op, "tiiittl", claim->id, claim->lease_ms,
           claim->reserve, lore_claim_calls(claim), claim->player ? claim->player : "",
           claim->prompt, &list);
    pg_list_done(&list);
    pg_ask(writer->conn, PG_LORE_NOW_OF, take_row, op, "t", claim->id);
}

static void take_lease(void *of, const PGresult *res)
{
    struct store_op *op = of;
    take_outcome(op, res, op->in.lore_lease->row);
}

void pg_write_lore_lease(struct pg_writer *writer, struct store_op *op)
{
    const struct store_lore_lease *lease = op->in.lore_lease;
    begin(op);
    pg_ask(writer->conn, PG_LORE_LEASE, take_lease, op, "iii", lease->row, lease->fence,
           lease->lease_ms);
    ask_row(writer, op, lease->row);
}

static void take_settle(void *of, const PGresult *res)
{
    struct store_op *op = of;
    take_outcome(op, res, op->in.lore_settle->row);
}

void pg_write_lore_settle(struct pg_writer *writer, struct store_op *op)
{
    const struct store_lore_settle *settle = op->in.lore_settle;
    struct pg_list reasons;
    struct pg_list words;
    struct pg_list numbers;
    begin(op);
    pg_list_init(&reasons, PG_TEXTS);
    pg_list_init(&words, PG_TEXTS);
    pg_list_init(&numbers, PG_BIGINTS);
    for (size_t i = 0; i < settle->refused_count; i++) {
        pg_list_text(&reasons, settle->refused[i].reason);
        pg_list_text(&words, settle->refused[i].words);
    }
    pg_list_int(&numbers, settle->tokens_in);
    pg_list_int(&numbers, settle->tokens_out);
    pg_list_int(&numbers, settle->cost);
    pg_list_int(&numbers, settle->calls);
    pg_ask(writer->conn, PG_LORE_SETTLE, take_settle, op, "iiittttllli", settle->row, settle->fence,
           (int64_t)settle->end, settle->body, settle->model, settle->prompt, settle->reason,
           &reasons, &words, &numbers, settle->next_after_ms);
    pg_list_done(&reasons);
    pg_list_done(&words);
    pg_list_done(&numbers);
    ask_row(writer, op, settle->row);
}

void pg_write_lore_published(struct pg_writer *writer, struct store_op *op)
{
    pg_ask(writer->conn, PG_LORE_PUBLISHED, NULL, NULL, "ii", op->in.lore.row, op->in.lore.number);
}

void pg_write_lore_count(struct pg_writer *writer, struct store_op *op)
{
    pg_ask(writer->conn, PG_LORE_COUNT, NULL, NULL, "ii", op->in.lore.row, op->in.lore.number);
}

/* --- review ---------------------------------------------------------------------------------- */

static void take_edit(void *of, const PGresult *res)
{
    struct store_op *op = of;
    int64_t row = op->in.lore_edit->row;
    int outcome = take_outcome(op, res, row) ? op->rows.at[0].lore_told.outcome : 0;
    if (outcome == -1)
        err_set(&op->err, ERR_INVALID, "lore %" PRId64 " has no text that could be kept", row);
    else if (outcome < -1)
        lore_gone(row, &op->err);
}

void pg_write_lore_edit(struct pg_writer *writer, struct store_op *op)
{
    const struct store_lore_edit *edit = op->in.lore_edit;
    if (edit->act == STORE_LORE_WRITE && !edit->body) {
        err_set(&op->err, ERR_INVALID, "lore %" PRId64 ": no text was given", edit->row);
        return;
    }
    begin(op);
    pg_ask(writer->conn, PG_LORE_EDIT, take_edit, op, "iittt", edit->row, (int64_t)edit->act,
           edit->who, lore_act_name(edit->act), edit->body);
    ask_row(writer, op, edit->row);
}

static void take_report(void *of, const PGresult *res)
{
    struct store_op *op = of;
    take_outcome(op, res, op->in.lore_report->row);
}

void pg_write_lore_report(struct pg_writer *writer, struct store_op *op)
{
    const struct store_lore_report *report = op->in.lore_report;
    begin(op);
    pg_ask(writer->conn, PG_LORE_REPORT, take_report, op, "it", report->row, report->player);
    ask_row(writer, op, report->row);
}

static void take_import(void *of, const PGresult *res)
{
    struct store_op *op = of;
    op->rows.at[0].lore_told.outcome += (int)pg_int(res, 0, 0);
}

static void ask_import(struct pg_writer *writer, struct store_op *op, const struct store_lore *row)
{
    struct pg_list numbers;
    pg_list_init(&numbers, PG_BIGINTS);
    pg_list_int(&numbers, row->discovered);
    pg_list_int(&numbers, (int64_t)row->state);
    pg_list_int(&numbers, row->tokens_in);
    pg_list_int(&numbers, row->tokens_out);
    pg_list_int(&numbers, row->cost);
    pg_list_int(&numbers, row->written_ms);
    pg_ask(writer->conn, PG_LORE_IMPORT, take_import, op, "ittttttttttl",
           (int64_t)op->in.lore_import->replace, row->id, row->kind, row->entity, row->language,
           row->attributes, row->facts, row->body, row->discoverer, row->model, row->prompt,
           &numbers);
    pg_list_done(&numbers);
}

void pg_write_lore_import(struct pg_writer *writer, struct store_op *op)
{
    const struct store_lore_import *import = op->in.lore_import;
    if (lore_check_import(import, &op->err))
        return;
    begin(op);
    pg_ask(writer->conn, PG_LORE_TAKEN, NULL, NULL, "");
    for (size_t i = 0; i < import->count; i++)
        ask_import(writer, op, &import->rows[i]);
    pg_ask(writer->conn, PG_LORE_IMPORTED, NULL, NULL, "ti", import->who, (int64_t)import->count);
}

void pg_write_picture(struct pg_writer *writer, struct store_op *op)
{
    pg_ask(writer->conn, PG_LORE_PICTURE_PUT, NULL, NULL, "tt", op->in.value.name,
           op->in.value.value);
}
