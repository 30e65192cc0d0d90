/* From an error to a verdict.
 *
 *   no answer       never left: again, costs nothing. In doubt: again, and may be billed
 *   an error object the API spoke: nothing is billed; its status says the rest
 *   anything else   a proxy or a wrong address spoke; 408, 502 and 504 leave the call in doubt
 *
 * Statuses that may end better: 408, 429, 500, 502, 503, 504. 429 names its delay in a RetryInfo
 * and the quota in a QuotaFailure: that of a day is not waited for. A 400 is about the ask itself,
 * unless it is about the key, the project's billing or the region: these are the same for all. */
#include "gemini/refusal.h"

#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define WORDS_FROM_SERVER 240 /* bytes of its message that are told */
#define NS_DIGITS         9

/* Copies a server's text as one line, with the secret replaced. */
static void copy_words(char *out, size_t size, const char *words, const char *secret)
{
    size_t secret_len = secret ? strlen(secret) : 0;
    char clean[WORDS_FROM_SERVER];
    size_t len = 0;

    while (*words && len + 4 < sizeof(clean)) {
        if (secret_len && strncmp(words, secret, secret_len) == 0) {
            memcpy(clean + len, "***", 3);
            len += 3;
            words += secret_len;
        } else {
            clean[len++] = (unsigned char)*words < ' ' ? ' ' : *words;
            words++;
        }
    }
    clean[len] = '\0';
    str_copy(out, size, clean);
}

int64_t refusal_delay(const char *text)
{
    int64_t ms = 0, part = 0, unit = 100;
    size_t at = 0;

    for (; text[at] >= '0' && text[at] <= '9'; at++)
        ms = ms < REFUSAL_DELAY_MAX ? ms * 10 + (text[at] - '0') : ms;
    if (at == 0)
        return -1;
    ms = ms < REFUSAL_DELAY_MAX ? ms * 1000 : REFUSAL_DELAY_MAX;
    if (text[at] == '.') {
        bool more = false;
        for (at++; text[at] >= '0' && text[at] <= '9'; at++, unit /= 10) {
            part += unit * (text[at] - '0');
            more = more || (unit == 0 && text[at] != '0');
        }
        part += more;
    }
    if (text[at] != 's' || text[at + 1])
        return -1;
    ms += part;
    return ms < REFUSAL_DELAY_MAX ? ms : REFUSAL_DELAY_MAX;
}

static bool is_type(const json *detail, const char *name)
{
    return str_ends(json_str(detail, "@type", ""), name);
}

static void read_details(const json *error, struct verdict *verdict)
{
    const json *details = json_get(error, "details");
    for (const json *detail = json_first(details); detail; detail = json_next(detail)) {
        if (is_type(detail, ".RetryInfo")) {
            int64_t ms = refusal_delay(json_str(detail, "retryDelay", ""));
            verdict->retry_after_ms = ms > 0 ? ms : 0;
        }
        const json *violations = json_get(detail, "violations");
        for (const json *one = json_first(violations); one; one = json_next(one))
            if (strstr(json_str(one, "quotaId", ""), "PerDay"))
                verdict->per_day = true;
    }
}

static bool reason_is(const json *error, const char *reason)
{
    const json *details = json_get(error, "details");
    for (const json *detail = json_first(details); detail; detail = json_next(detail))
        if (str_equal(json_str(detail, "reason", NULL), reason))
            return true;
    return false;
}

static enum answer_door door_of(int status, const json *error)
{
    if (status == 401 || status == 403)
        return DOOR_ALL;
    if (status == 404)
        return DOOR_MODEL;
    if (status != 400)
        return DOOR_NONE;
    if (str_equal(json_str(error, "status", NULL), "FAILED_PRECONDITION") ||
        reason_is(error, "API_KEY_INVALID"))
        return DOOR_ALL;
    return DOOR_PROMPT;
}

static bool ends_better(int status)
{
    return status == 408 || status == 429 || status == 500 || (status >= 502 && status <= 504);
}

static void of_status(int status, const json *error, struct verdict *verdict)
{
    verdict->status = status;
    verdict->again = ends_better(status);
    verdict->door = door_of(status, error);
    if (status == 429) {
        verdict->end = GEMINI_BUSY;
        read_details(error, verdict);
        verdict->again = !verdict->per_day;
    } else {
        verdict->end = status == 408 || status >= 500 ? GEMINI_DOWN : GEMINI_WRONG;
        read_details(error, verdict);
        verdict->per_day = false;
    }
}

static const char *mend_of(const struct verdict *verdict)
{
    if (verdict->door == DOOR_ALL)
        return " (is GEMINI_API_KEY right, and has its project billing and the region?)";
    if (verdict->door == DOOR_MODEL)
        return " (is GEMINI_MODEL right, and GEMINI_API_VERSION?)";
    return "";
}

/* The API's own error object, with its HTTP status or, in mid-stream, its code. */
static void of_error(int status, const json *error, const char *secret, struct verdict *verdict)
{
    char said[WORDS_FROM_SERVER];
    char name[ANSWER_REASON_MAX];

    of_status(status, error, verdict);
    copy_words(name, sizeof(name), json_str(error, "status", ""), secret);
    copy_words(said, sizeof(said), json_str(error, "message", ""), secret);
    snprintf(verdict->words, sizeof(verdict->words), "%d %s: %s%s", status, name, said,
             mend_of(verdict));
}

void refusal_read(int status, const char *body, size_t len, const char *secret,
                  struct verdict *ret_verdict)
{
    json *parsed = NULL;
    const json *error = NULL;

    *ret_verdict = (struct verdict){0};
    if (json_parse(body, len, &parsed, NULL) == 0)
        error = json_get(json_type(parsed) == JSON_ARRAY ? json_first(parsed) : parsed, "error");
    if (json_type(error) == JSON_OBJECT) {
        of_error(status, error, secret, ret_verdict);
    } else {
        of_status(status, NULL, ret_verdict);
        if (status == 408 || status == 502 || status == 504)
            ret_verdict->bill = BILL_UNKNOWN;
        snprintf(ret_verdict->words, sizeof(ret_verdict->words),
                 "HTTP %d without an error of the Gemini API (%zu bytes)%s", status, len,
                 ret_verdict->again ? "" : ": is GEMINI_API_URL right?");
    }
    json_free(parsed);
}

bool refusal_in_answer(const json *error, const char *secret, struct verdict *ret_verdict)
{
    int64_t code = json_int(error, "code", 0);
    if (json_type(error) != JSON_OBJECT)
        return false;
    *ret_verdict = (struct verdict){0};
    of_error(code >= 400 && code <= 599 ? (int)code : 500, error, secret, ret_verdict);
    ret_verdict->bill = BILL_UNKNOWN;
    return true;
}

void refusal_none(const struct err *err, const char *secret, struct verdict *ret_verdict)
{
    *ret_verdict = (struct verdict){.end = GEMINI_DOWN, .bill = BILL_UNKNOWN, .again = true};
    copy_words(ret_verdict->words, sizeof(ret_verdict->words), err->text, secret);
    if (err->code == ERR_UNSENT)
        ret_verdict->bill = BILL_NO;
    if (err->code == ERR_LIMIT) {
        ret_verdict->end = GEMINI_GARBLED;
        ret_verdict->again = false;
    }
    if (err->code == ERR_INVALID || err->code == ERR_SYSTEM) {
        ret_verdict->end = err->code == ERR_INVALID ? GEMINI_WRONG : GEMINI_DOWN;
        ret_verdict->bill = BILL_NO;
        ret_verdict->again = false;
    }
}
