/* Lore in SQLite: the operations of lore.h and lore_review.h for the tables of read_run and
 * write_run, and what they share. As sqlite.h. */
#ifndef BYLINA_STORE_SQLITE_LORE_H
#define BYLINA_STORE_SQLITE_LORE_H

#include "store/lore_rules.h"
#include "store/sqlite.h"

/* lore.c */
int lore_put_wants(struct db *db, const struct store_turn *turn, struct err *err);
int write_lore_claim(struct db *db, struct store_op *op, struct err *err);
int write_lore_lease(struct db *db, struct store_op *op, struct err *err);
int write_lore_settle(struct db *db, struct store_op *op, struct err *err);
int write_lore_published(struct db *db, struct store_op *op, struct err *err);
int write_lore_count(struct db *db, struct store_op *op, struct err *err);
int write_picture(struct db *db, struct store_op *op, struct err *err);
/* lore_review.c */
int write_lore_edit(struct db *db, struct store_op *op, struct err *err);
int write_lore_report(struct db *db, struct store_op *op, struct err *err);
int write_lore_import(struct db *db, struct store_op *op, struct err *err);
int lore_erase(struct db *db, const char *player, struct err *err);
/* lore_reads.c */
int read_lore(struct db *db, struct store_op *op, struct err *err);
int read_lore_page(struct db *db, struct store_op *op, struct err *err);
int read_lore_recent(struct db *db, struct store_op *op, struct err *err);
int read_lore_refusals(struct db *db, struct store_op *op, struct err *err);
int read_lore_figures(struct db *db, struct store_op *op, struct err *err);
int read_lore_weeks(struct db *db, struct store_op *op, struct err *err);
int read_lore_reasons(struct db *db, struct store_op *op, struct err *err);
int read_pioneers(struct db *db, struct store_op *op, struct err *err);
int read_picture(struct db *db, struct store_op *op, struct err *err);

/* The row by its number, or if that is 0 by its id, in the memory of `rows`; NULL: none. */
int lore_find(struct db *db, struct store_rows *rows, int64_t row, const char *id,
              struct store_lore **ret_lore, struct err *err);
/* ERR_NOT_FOUND, in words. */
int lore_missing(int64_t row, const char *id, struct err *err);
/* Tells of an act: the row as it is now. */
int lore_tell(struct db *db, struct store_op *op, int outcome, int64_t row, struct err *err);
/* The text that is served now becomes one of those that are not. */
int lore_supersede(struct db *db, int64_t row, int64_t now, struct err *err);
/* The row's state has changed: so many more has its discoverer found. */
int lore_count_found(struct db *db, int64_t row, int more, int64_t now, struct err *err);

/* lore_budget.c. A claim's reserve is taken, lost with its lease (booked as spent), or settled. */
int budget_fits(struct db *db, const struct store_lore_claim *claim, int64_t now,
                enum store_lore_claimed *ret_verdict, int64_t *ret_wait_ms, struct err *err);
int budget_reserve(struct db *db, const struct store_lore_claim *claim, int64_t row, int64_t fence,
                   int64_t now, struct err *err);
int budget_lose(struct db *db, int64_t row, int64_t fence, struct err *err);
/* ret_first: it had not been settled before. */
int budget_settle(struct db *db, const struct store_lore_settle *settle, bool *ret_first,
                  struct err *err);
/* player: '' for all. */
int budget_spent(struct db *db, enum lore_span span, const char *player, int64_t now,
                 struct store_lore_spent *ret_spent, struct err *err);

#endif
