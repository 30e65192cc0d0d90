/* Between store.c and calls.c: an operation's way there and its last step. Loop thread. */
#ifndef BYLINA_STORE_CALLS_H
#define BYLINA_STORE_CALLS_H

#include "store/backend.h"

void op_submit(struct store *store, struct store_op *op); /* takes op */
void op_tell(const struct store_op *op); /* calls the caller's fn with what op brought back */

#endif
