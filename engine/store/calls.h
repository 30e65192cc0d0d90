/* Between store.c and calls*.c: an operation's way there and its last step. Loop thread. */
#ifndef BYLINA_STORE_CALLS_H
#define BYLINA_STORE_CALLS_H

#include "store/backend.h"

void op_submit(struct store *store, struct store_op *op); /* takes op */
struct store_op *op_new(enum store_op_kind kind, void *ctx);
const struct err *op_err(const struct store_op *op); /* NULL: none */

/* calls_admin.c: one kind of operation each, for the table in calls.c. */
void tell_failures(const struct store_op *op);
void tell_failed_outs(const struct store_op *op);
void tell_queues(const struct store_op *op);
void tell_failure_kinds(const struct store_op *op);
void tell_audit(const struct store_op *op);
void tell_counts(const struct store_op *op);
void tell_broadcast(const struct store_op *op);
void tell_names(const struct store_op *op);
void tell_players(const struct store_op *op);
/* calls_generations.c: likewise. */
void tell_generations(const struct store_op *op);
void tell_sources(const struct store_op *op);
void tell_places(const struct store_op *op);

/* calls_find.c: likewise. */
void tell_found(const struct store_op *op);
void tell_board(const struct store_op *op);
/* calls_paid.c: likewise. */
void tell_paid(const struct store_op *op);
void tell_refunds(const struct store_op *op);

/* calls_lore.c: likewise. */
void tell_lore_get(const struct store_op *op);
void tell_lore_load(const struct store_op *op);
void tell_lore_refusals(const struct store_op *op);
void tell_lore_figures(const struct store_op *op);
void tell_lore_weeks(const struct store_op *op);
void tell_lore_reasons(const struct store_op *op);
void tell_pioneers(const struct store_op *op);
void tell_lore_claimed(const struct store_op *op);
void tell_lore_done(const struct store_op *op);
void tell_lore_imported(const struct store_op *op);
void tell_picture(const struct store_op *op);

void op_tell(const struct store_op *op); /* calls the caller's fn with what op brought back */

#endif
