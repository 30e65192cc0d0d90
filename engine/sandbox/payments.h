/* Inside sandbox/: payments in Stars: an invoice's pay button, the bot's answer, the charge. */
#ifndef BYLINA_SANDBOX_PAYMENTS_H
#define BYLINA_SANDBOX_PAYMENTS_H

#include "sandbox/model.h"

#define PAYMENTS_MAX      5000
#define PAYMENT_ANSWER_MS 10000

struct payment {
    struct list_node node;
    char *id;     /* of the pre_checkout_query */
    char *charge; /* NULL: not paid (yet) */
    int64_t bot;
    int64_t chat;
    int64_t player;
    int64_t message;
    int64_t amount;
    char *currency;
    char *payload;
    bool over; /* answered, or too late */
    bool refunded;
    char *error; /* the bot's words for no */
};

/* Presses the pay button of an invoice; the exchange is answered when the payment is over. */
void payments_start(struct chat *chat, const struct player *player, const struct message *message,
                    struct http_exchange *exchange);

/* Telegram itself gives a payment back (its support does): the one of this receipt. False: there is
 * no such payment, or it was given back before. */
bool payments_refund(const struct chat *chat, const struct message *receipt);

void payments_init(struct sandbox *sandbox);
void payments_load(struct sandbox *sandbox, const json *record);
void payments_dump(struct sandbox *sandbox);
void payments_done(struct sandbox *sandbox);

#endif
