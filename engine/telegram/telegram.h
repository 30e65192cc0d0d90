/* The Bot API client: calls, flood control, and what became of a call.
 *
 * Every method of the table can be called by name. A call completes exactly once, from the loop.
 * 429 is handled here: the call waits retry_after and goes out again (it surely was not carried
 * out), and its chat waits with it; when several chats see it within a second, all do. Pacing:
 * `rate` calls a second over all, 1 a second with a burst of 3 for a private chat, 20 a minute for
 * a group (a rate of 0: no pacing but for 429); calls without a chat_id, above all callback and
 * pre-checkout answers, are not paced and overtake all. Calls of one chat leave in the order given,
 * one at a time; among chats, replies go before edits, then pushes, then broadcasts. A call with
 * allow_paid_broadcast is a broadcast at a pace of its own (1,000 a second). A 403 ends what else
 * waits for that chat as TELEGRAM_BLOCKED too. What 5xx and network faults mean for a call only its
 * owner knows: they end it as TELEGRAM_DOUBT or TELEGRAM_UNSENT. 401 ends it as TELEGRAM_DENIED.
 * The token is never in a log or an error. Loop thread only. */
#ifndef BYLINA_TELEGRAM_TELEGRAM_H
#define BYLINA_TELEGRAM_TELEGRAM_H

#include "base/error.h"
#include "base/tally.h"
#include "http/client.h"
#include "loop/loop.h"
#include "json/json.h"

#include <stdbool.h>
#include <stdint.h>

#define TELEGRAM_CALL_MS      30000 /* deadline of one try */
#define TELEGRAM_CALLS_MAX    20000 /* at once; more end as TELEGRAM_UNSENT */
#define TELEGRAM_SPARE_MAX    1000  /* and so many more without a chat_id: answers get through, */
#define TELEGRAM_MONEY_MAX    100   /* and still more answers to pre-checkout queries */
#define TELEGRAM_TRIES_MAX    20    /* after so many 429 a call ends as TELEGRAM_UNSENT */
#define TELEGRAM_FILE_MAX     (50u << 20)
#define TELEGRAM_DOWNLOAD_MAX (20u << 20)

struct telegram;

struct telegram_config {
    struct http_client *client;
    const char *api_url; /* "https://api.telegram.org" */
    const char *token;
    int rate;
    bool check; /* check every call against the table first (development) */
};

struct telegram *telegram_new(struct loop *loop, const struct telegram_config *config);
/* What is under way ends as TELEGRAM_CANCELLED, within this call. */
void telegram_free(struct telegram *telegram);
int64_t telegram_bot_id(const struct telegram *telegram); /* from the token */

/* "123456:AA..." as BotFather gives it: 0, or ERR_INVALID with the mend. */
int telegram_token_check(const char *token, struct err *err);

enum telegram_outcome {
    TELEGRAM_OK,
    TELEGRAM_SAME,     /* "message is not modified": so already. CHARGE_ALREADY_REFUNDED likewise */
    TELEGRAM_LOST,     /* the message to edit or delete is gone or cannot be edited */
    TELEGRAM_LATE,     /* "query is too old": counts as success */
    TELEGRAM_BLOCKED,  /* 403: this chat takes no messages */
    TELEGRAM_MIGRATED, /* the group has a new id: migrate_to */
    TELEGRAM_DENIED,   /* 401 or 404 for the token itself */
    TELEGRAM_REFUSED,  /* any other 4xx, or refused by the table: never try again */
    TELEGRAM_DOUBT,    /* 5xx, time-out, cut: perhaps carried out */
    TELEGRAM_UNSENT,   /* surely not carried out: no connection, queue full */
    TELEGRAM_CANCELLED,
};

struct telegram_result {
    enum telegram_outcome outcome;
    const json *result;      /* of TELEGRAM_OK; lives during the callback */
    int code;                /* HTTP status, 0 without an answer */
    const char *description; /* Telegram's words, or ours; never NULL */
    int64_t migrate_to;
};
typedef void (*telegram_done_fn)(void *ctx, const struct telegram_result *result);

/* A parameter whose value is a file to upload; or NAME, where a nested value of the parameters is
 * "attach://NAME". Read on a worker thread when the call leaves; unless its bytes are given, which
 * must live until the call ends: then path is its name alone. */
struct telegram_file {
    const char *param;
    const char *path;
    const void *data; /* or NULL */
    size_t len;
};

struct telegram_call {
    const char *method;
    json *params;                      /* taken */
    const struct telegram_file *files; /* copied; sent as multipart */
    size_t file_count;
    int64_t timeout_ms; /* 0: TELEGRAM_CALL_MS */
    bool brief;         /* of what comes back, only message_id is wanted */
    bool push;          /* nobody waits for it: it leaves after replies and edits, */
    bool broadcast;     /* and this after pushes, too, with room left for everything else */
};
void telegram_send(struct telegram *telegram, const struct telegram_call *call, telegram_done_fn fn,
                   void *ctx);

/* Somebody waits behind the pushes of this chat: they leave like replies. */
void telegram_hurry(struct telegram *telegram, int64_t chat);

/* A file that somebody has sent, by its file_id: getFile, then its bytes. ERR_LIMIT: over `most`
 * bytes (Telegram gives bots no more than TELEGRAM_DOWNLOAD_MAX). Once, never from within the call;
 * what is under way when the client is freed ends with ERR_CANCELLED. */
typedef void (*telegram_download_fn)(void *ctx, const char *data, size_t len,
                                     const struct err *err);
void telegram_download(struct telegram *telegram, const char *file_id, size_t most,
                       telegram_download_fn fn, void *ctx);

/* The tries that were answered or ended, by method and status ("200"; "0": no answer). */
const struct tally *telegram_tally(const struct telegram *telegram);
const char *telegram_outcome_name(enum telegram_outcome outcome);

#endif
