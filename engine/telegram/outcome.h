/* What became of a call: Telegram's answer, or its absence, read. Private to telegram/. */
#ifndef BYLINA_TELEGRAM_OUTCOME_H
#define BYLINA_TELEGRAM_OUTCOME_H

#include "http/client.h"
#include "telegram/telegram.h"

#define TELEGRAM_WORDS_MAX   512   /* bytes of a description, the 0 byte included */
#define TELEGRAM_RETRY_S     5     /* where a 429 does not say */
#define TELEGRAM_RETRY_MAX_S 86400 /* no pause is longer */

struct telegram_answer {
    struct telegram_result result;
    int64_t retry_s; /* above 0: 429, and how long to wait; the outcome is then UNSENT */
    json *body;
    char words[TELEGRAM_WORDS_MAX];
};

/* Exactly one of res and err is given. `secret` never shows in the words. brief: of the result
 * only message_id is read. Must not be moved. */
void telegram_answer_read(struct telegram_answer *answer, const struct http_response *res,
                          const struct err *err, const char *secret, bool brief);
void telegram_answer_done(struct telegram_answer *answer);

#endif
