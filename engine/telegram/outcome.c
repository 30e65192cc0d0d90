/* From an answer to an outcome. The order of trust:
 *
 *   1. no answer             what the HTTP client says: never left, or in doubt
 *   2. JSON with "ok"        the Bot API spoke: its code, then its words
 *   3. anything else         a proxy or a wrong address spoke. 5xx and 2xx leave the call in doubt;
 *                            other statuses did surely not carry it out, and do not count as the
 *                            Bot API's verdict on a chat or the token
 *
 * The words are those of the server (tdlib/telegram-bot-api): a rule holds if they begin as given
 * after the prefix "Bad Request: ". */
#include "telegram/outcome.h"

#include "base/str.h"

#include <stdio.h>
#include <string.h>

#define BAD_REQUEST "Bad Request: "

static const struct {
    const char *words;
    enum telegram_outcome outcome;
} bad_requests[] = {
    {"message is not modified", TELEGRAM_SAME},
    {"CHARGE_ALREADY_REFUNDED", TELEGRAM_SAME},
    {"message to edit not found", TELEGRAM_LOST},
    {"message to delete not found", TELEGRAM_LOST},
    {"message can't be edited", TELEGRAM_LOST},
    {"message can't be deleted", TELEGRAM_LOST},
    {"there is no text in the message to edit", TELEGRAM_LOST},
    {"there is no media in the message to edit", TELEGRAM_LOST},
    {"there is no caption in the message to edit", TELEGRAM_LOST},
    {"query is too old", TELEGRAM_LATE},
};

/* Copies with every occurrence of the secret replaced. */
static void copy_words(char *out, size_t size, const char *words, const char *secret)
{
    char clean[TELEGRAM_WORDS_MAX];
    size_t secret_len = secret ? strlen(secret) : 0;
    size_t len = 0;

    while (*words && len + 4 < sizeof(clean)) {
        if (secret_len && strncmp(words, secret, secret_len) == 0) {
            memcpy(clean + len, "***", 3);
            len += 3;
            words += secret_len;
        } else {
            clean[len++] = *words++;
        }
    }
    clean[len] = '\0';
    str_copy(out, size, clean);
}

static enum telegram_outcome of_error(const struct err *err)
{
    if (err->code == ERR_CANCELLED)
        return TELEGRAM_CANCELLED;
    if (err->code == ERR_UNSENT || err->code == ERR_INVALID || err->code == ERR_SYSTEM)
        return TELEGRAM_UNSENT;
    return TELEGRAM_DOUBT;
}

static enum telegram_outcome of_bad_request(const char *words, int64_t migrate_to)
{
    if (migrate_to)
        return TELEGRAM_MIGRATED;
    if (str_starts(words, BAD_REQUEST))
        words += strlen(BAD_REQUEST);
    for (size_t i = 0; i < sizeof(bad_requests) / sizeof(bad_requests[0]); i++) {
        if (str_starts(words, bad_requests[i].words))
            return bad_requests[i].outcome;
    }
    return TELEGRAM_REFUSED;
}

static enum telegram_outcome of_refusal(int code, const char *words, int64_t migrate_to)
{
    if (code >= 500)
        return TELEGRAM_DOUBT;
    if (code == 401 || (code == 404 && str_equal(words, "Not Found")))
        return TELEGRAM_DENIED;
    if (code == 403)
        return TELEGRAM_BLOCKED;
    if (code == 429)
        return TELEGRAM_UNSENT;
    return of_bad_request(words, migrate_to);
}

static int64_t retry_seconds(const json *body, const struct http_response *res)
{
    int64_t said = json_int(json_get(body, "parameters"), "retry_after", 0);
    if (res->retry_after_s > said)
        said = res->retry_after_s;
    if (said <= 0)
        return TELEGRAM_RETRY_S;
    return said < TELEGRAM_RETRY_MAX_S ? said : TELEGRAM_RETRY_MAX_S;
}

/* The answer does not come from the Bot API. */
static void read_stranger(struct telegram_answer *answer, const struct http_response *res)
{
    bool in_doubt = res->status >= 500 || (res->status >= 200 && res->status < 300);
    struct telegram_result *result = &answer->result;

    result->outcome = in_doubt ? TELEGRAM_DOUBT : TELEGRAM_UNSENT;
    if (res->status == 413)
        result->outcome = TELEGRAM_REFUSED;
    snprintf(answer->words, sizeof(answer->words),
             "HTTP %d without an answer of the Bot API (%zu bytes)%s", res->status, res->len,
             in_doubt ? "" : ": is BOT_API_URL right?");
}

static void read_api(struct telegram_answer *answer, const struct http_response *res,
                     const char *secret)
{
    struct telegram_result *result = &answer->result;
    bool success = res->status >= 200 && res->status < 300;

    copy_words(answer->words, sizeof(answer->words), json_str(answer->body, "description", ""),
               secret);
    if (success && json_bool(answer->body, "ok", false)) {
        result->outcome = TELEGRAM_OK;
        result->result = json_get(answer->body, "result");
        return;
    }
    int64_t code = success ? json_int(answer->body, "error_code", 0) : res->status;
    if (code < 400 || code > 599) {
        read_stranger(answer, res);
        return;
    }
    result->code = (int)code;
    result->migrate_to = json_int(json_get(answer->body, "parameters"), "migrate_to_chat_id", 0);
    result->outcome = of_refusal(result->code, answer->words, result->migrate_to);
}

static int parse(const struct http_response *res, bool brief, json **ret_body)
{
    static const char *const names[] = {
        "ok",         "result",      "message_id",         "description", "error_code",
        "parameters", "retry_after", "migrate_to_chat_id", NULL};
    return brief ? json_parse_some(res->body, res->len, names, ret_body, NULL)
                 : json_parse(res->body, res->len, ret_body, NULL);
}

void telegram_answer_read(struct telegram_answer *answer, const struct http_response *res,
                          const struct err *err, const char *secret, bool brief)
{
    *answer = (struct telegram_answer){.result = {.description = answer->words}};
    if (!res) {
        answer->result.outcome = of_error(err);
        copy_words(answer->words, sizeof(answer->words), err->text, secret);
        return;
    }
    answer->result.code = res->status;
    if (parse(res, brief, &answer->body) == 0 &&
        json_type(json_get(answer->body, "ok")) == JSON_BOOL)
        read_api(answer, res, secret);
    else
        read_stranger(answer, res);
    if (answer->result.code == 429) {
        answer->retry_s = retry_seconds(answer->body, res);
        answer->result.outcome = TELEGRAM_UNSENT;
    }
}

void telegram_answer_done(struct telegram_answer *answer)
{
    json_free(answer->body);
    answer->body = NULL;
}

const char *telegram_outcome_name(enum telegram_outcome outcome)
{
    switch (outcome) {
    case TELEGRAM_OK:
        return "ok";
    case TELEGRAM_SAME:
        return "same";
    case TELEGRAM_LOST:
        return "lost";
    case TELEGRAM_LATE:
        return "late";
    case TELEGRAM_BLOCKED:
        return "blocked";
    case TELEGRAM_MIGRATED:
        return "migrated";
    case TELEGRAM_DENIED:
        return "denied";
    case TELEGRAM_REFUSED:
        return "refused";
    case TELEGRAM_DOUBT:
        return "doubt";
    case TELEGRAM_UNSENT:
        return "unsent";
    case TELEGRAM_CANCELLED:
        return "cancelled";
    }
    return "unknown";
}
