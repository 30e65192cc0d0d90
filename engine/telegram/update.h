/* One update, read: the only place that knows the field names of what Telegram sends. Unknown kinds
 * and unknown fields are accepted (TELEGRAM_OTHER). Pointers belong to the json given. */
#ifndef BYLINA_TELEGRAM_UPDATE_H
#define BYLINA_TELEGRAM_UPDATE_H

#include "base/error.h"
#include "json/json.h"

#include <stdbool.h>
#include <stdint.h>

enum telegram_kind {
    TELEGRAM_TEXT,  /* a message with text */
    TELEGRAM_MEDIA, /* a message with anything else */
    TELEGRAM_TAP,   /* callback_query */
    TELEGRAM_PRE_CHECKOUT,
    TELEGRAM_PAID,     /* a message with successful_payment */
    TELEGRAM_REFUNDED, /* a message with refunded_payment */
    TELEGRAM_MEMBER,   /* my_chat_member */
    TELEGRAM_INLINE_QUERY,
    TELEGRAM_CHOSEN, /* chosen_inline_result */
    TELEGRAM_OTHER,
};

struct telegram_update {
    int64_t id;
    enum telegram_kind kind;
    int64_t user; /* 0: nobody (a channel) */
    const char *first_name;
    const char *username; /* "" if none */
    const char *lang;     /* "ru", "en", ... of the client; "" if none */
    int64_t chat;
    const char *chat_type; /* "private", "group", "supergroup", "channel" */
    int64_t message;       /* id of the message, or of the one with the button; 0: none */
    const char *text;      /* text or caption; "" if none */
    int64_t reply;         /* who wrote the message that is answered; 0: nobody, or a bot */
    int64_t mention;       /* who is mentioned without a username, first; 0: nobody */
    size_t mention_at;     /* where in the text, and how long: bytes */
    size_t mention_len;
    const char *callback;        /* id of a callback_query, pre_checkout_query or inline_query */
    const char *data;            /* callback_data, or the id of the chosen result; "" if none */
    const char *inline_message;  /* inline_message_id; "" if none */
    const char *charge;          /* telegram_payment_charge_id */
    const char *provider_charge; /* provider_payment_charge_id; "" if none */
    const char *payload;         /* of an invoice */
    const char *currency;        /* "XTR", "RUB", ... */
    int64_t amount;              /* in the currency's smallest unit */
    int64_t stars;               /* the amount, if it is in Stars */
    const char *file;            /* file_id of a document; "" if none */
    const char *file_name;       /* as its sender calls it; "" if it says none */
    int64_t file_size;           /* bytes; 0 if it does not say */
    bool blocked;                /* TELEGRAM_MEMBER: the bot was kicked or blocked */
};

/* ERR_INVALID when there is no update_id. */
int telegram_update_read(const json *update, struct telegram_update *ret_update, struct err *err);

#endif
