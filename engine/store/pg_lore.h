/* Lore on PostgreSQL: the operations of lore.h and lore_review.h for the tables of pg_read and
 * pg_write. As pg_ops.h. */
#ifndef BYLINA_STORE_PG_LORE_H
#define BYLINA_STORE_PG_LORE_H

#include "store/lore_rules.h"
#include "store/pg_ops.h"

/* pg_lore.c */
void pg_put_wants(struct pg_writer *writer, const struct store_turn *turn);
void pg_write_lore_claim(struct pg_writer *writer, struct store_op *op);
void pg_write_lore_lease(struct pg_writer *writer, struct store_op *op);
void pg_write_lore_settle(struct pg_writer *writer, struct store_op *op);
void pg_write_lore_published(struct pg_writer *writer, struct store_op *op);
void pg_write_lore_count(struct pg_writer *writer, struct store_op *op);
void pg_write_lore_edit(struct pg_writer *writer, struct store_op *op);
void pg_write_lore_report(struct pg_writer *writer, struct store_op *op);
void pg_write_lore_import(struct pg_writer *writer, struct store_op *op);
void pg_write_picture(struct pg_writer *writer, struct store_op *op);
/* pg_lore_reads.c */
void pg_read_lore(struct pg_conn *conn, struct store_op *op);
void pg_read_lore_page(struct pg_conn *conn, struct store_op *op);
void pg_read_lore_recent(struct pg_conn *conn, struct store_op *op);
void pg_read_lore_refusals(struct pg_conn *conn, struct store_op *op);
void pg_read_lore_figures(struct pg_conn *conn, struct store_op *op);
void pg_read_lore_weeks(struct pg_conn *conn, struct store_op *op);
void pg_read_lore_reasons(struct pg_conn *conn, struct store_op *op);
void pg_read_pioneers(struct pg_conn *conn, struct store_op *op);
void pg_read_picture(struct pg_conn *conn, struct store_op *op);

/* The row in the memory of `rows`. */
struct store_lore *pg_lore_at(const PGresult *res, int row, struct store_rows *rows);

#endif
