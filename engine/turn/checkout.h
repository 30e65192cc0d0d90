/* Questions before a payment (rule 15): read-only, outside the lanes. Private to turn/; turn.h has
 * turns_check. */
#ifndef BYLINA_TURN_CHECKOUT_H
#define BYLINA_TURN_CHECKOUT_H

#include "turn/inner.h"

#define CHECKOUT_MAX        256  /* that wait for documents at once; more are refused */
#define CHECKOUT_INLINE_MAX 128  /* so many leave no room for inline queries: bills come first */
#define CHECKOUT_MS         7000 /* Telegram waits ten seconds for the answer */

void checkouts_free(struct turns *turns); /* nothing of them is under way in the store */

#endif
