/* The till: the talk with Telegram about Stars that is no turn. It answers pre-checkout queries,
 * and has payments given back.
 *
 * A refund is asked of Telegram until it has an end: what the table of payments holds as asked for
 * is asked again after a start (Telegram takes a second time for done). When the money is back, an
 * event in the payer's lane undoes what it had bought. Loop thread. */
#ifndef BYLINA_APP_TILL_H
#define BYLINA_APP_TILL_H

#include "telegram/telegram.h"
#include "turn/turn.h"

struct till;

struct till_config {
    struct loop *loop;
    struct store *store;
    struct turns *turns;
    struct telegram *telegram;
};

struct till *till_new(const struct till_config *config);
void till_stop(struct till *till); /* before telegram_free: no more calls. NULL is fine */
void till_free(struct till *till); /* after store_close and telegram_free; NULL is fine */

/* A pre-checkout query: `event` is what the scripts' entry "checkout" gets. */
void till_check(struct till *till, const char *query, const char *event, const char *lang);
/* An inline query: `event` is what the entry "inline" gets. Here because it is asked beside the
 * turns just as a bill is. */
void till_query(struct till *till, const char *query, const char *event);
/* Has all that is to be given back given back: at the start, and when there is more. */
void till_refund(struct till *till);

/* A payment as the event that its turn gets, for free(): type "payment" or "refund". */
struct store_payment;
char *till_event(const char *type, const struct store_payment *payment);

#endif
