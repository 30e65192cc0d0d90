/* Reading answers: a whole one and the pieces of a stream are the same object, one after another.
 *
 * Of the candidates only the first counts, since one was asked for. Its parts that are thoughts are
 * no answer. usageMetadata comes with every piece and counts up: the last one is the try's. What is
 * stored for ever must not be half a text, so every end but STOP is told apart here, an unknown one
 * is none, and neither is a STOP without a text. */
#include "gemini/answer.h"

#include "base/mem.h"
#include "base/str.h"
#include "gemini/base64.h"
#include "gemini/refusal.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STOP         "STOP"
#define CONTINUATION "CONTINUATION"

static const struct {
    const char *reason;
    enum gemini_end end;
} reasons[] = {
    {STOP, GEMINI_OK},
    {"MAX_TOKENS", GEMINI_CUT},
    {CONTINUATION, GEMINI_CUT},
    {"SAFETY", GEMINI_REFUSED},
    {"RECITATION", GEMINI_REFUSED},
    {"LANGUAGE", GEMINI_REFUSED},
    {"OTHER", GEMINI_REFUSED},
    {"BLOCKLIST", GEMINI_REFUSED},
    {"PROHIBITED_CONTENT", GEMINI_REFUSED},
    {"SPII", GEMINI_REFUSED},
    {"MODEL_ARMOR", GEMINI_REFUSED},
    {"NO_IMAGE", GEMINI_REFUSED},
};

void reading_init(struct reading *reading)
{
    *reading = (struct reading){0};
    buf_init(&reading->text, GEMINI_TEXT_MAX);
}

static void forget_image(struct reading *reading)
{
    free(reading->image);
    reading->image = NULL;
    reading->image_len = 0;
    reading->image_type[0] = '\0';
}

void reading_done(struct reading *reading)
{
    buf_done(&reading->text);
    free(reading->token);
    forget_image(reading);
}

void reading_begin(struct reading *reading, bool keep)
{
    struct buf text = reading->text;
    size_t mark = keep ? text.len : reading->mark;
    struct reading fresh = {.mark = mark};

    text.len = mark;
    text.data[mark] = '\0';
    text.full = false;
    fresh.text = text;
    free(reading->token);
    forget_image(reading);
    *reading = fresh;
}

static void take_image(struct reading *reading, const json *data)
{
    const char *text = json_str(data, "data", "");
    forget_image(reading);
    if (base64_decode(text, strlen(text), &reading->image, &reading->image_len) != 0) {
        reading->garbled = true;
        return;
    }
    str_copy(reading->image_type, sizeof(reading->image_type), json_str(data, "mimeType", ""));
}

static void take_part(struct reading *reading, const json *part)
{
    const char *text = json_str(part, "text", NULL);
    const json *data = json_get(part, "inlineData");

    if (json_bool(part, "thought", false))
        return;
    if (text && buf_adds(&reading->text, text) != 0)
        reading->too_long = true;
    if (data)
        take_image(reading, data);
}

/* A reason is a name of the API's; what is none is not told on. */
static void take_reason(char to[ANSWER_REASON_MAX], const char *reason)
{
    bool is_name = strlen(reason) < ANSWER_REASON_MAX;
    for (const char *at = reason; *at && is_name; at++)
        is_name = isupper((unsigned char)*at) || isdigit((unsigned char)*at) || *at == '_';
    str_copy(to, ANSWER_REASON_MAX, is_name ? reason : "UNKNOWN");
}

static void take_candidate(struct reading *reading, const json *candidate)
{
    const json *parts = json_get(json_get(candidate, "content"), "parts");
    const char *reason = json_str(candidate, "finishReason", NULL);
    const char *token = json_str(candidate, "continuationToken", NULL);

    reading->candidate = true;
    for (const json *part = json_first(parts); part; part = json_next(part))
        take_part(reading, part);
    if (reason)
        take_reason(reading->reason, reason);
    if (token && strlen(token) <= ANSWER_TOKEN_MAX) {
        free(reading->token);
        reading->token = mem_strdup(token);
    }
}

static int64_t count_of(const json *usage, const char *name)
{
    int64_t count = json_int(usage, name, 0);
    return count > 0 && count < JSON_INT_MAX / 1024 ? count : 0;
}

static int64_t images_of(const json *usage)
{
    const json *details = json_get(usage, "candidatesTokensDetails");
    int64_t count = 0;
    for (const json *one = json_first(details); one; one = json_next(one))
        if (str_equal(json_str(one, "modality", NULL), "IMAGE"))
            count += count_of(one, "tokenCount");
    return count;
}

static void take_usage(struct reading *reading, const json *usage)
{
    if (json_type(usage) != JSON_OBJECT)
        return;
    reading->usage_told = true;
    reading->usage = (struct gemini_usage){
        .prompt = count_of(usage, "promptTokenCount"),
        .cached = count_of(usage, "cachedContentTokenCount"),
        .candidates = count_of(usage, "candidatesTokenCount"),
        .thoughts = count_of(usage, "thoughtsTokenCount"),
        .images = images_of(usage),
        .total = count_of(usage, "totalTokenCount"),
    };
}

static void take_answer(struct reading *reading, const json *answer)
{
    const char *blocked = json_str(json_get(answer, "promptFeedback"), "blockReason", NULL);
    const char *version = json_str(answer, "modelVersion", NULL);
    const json *candidate = json_first(json_get(answer, "candidates"));

    if (blocked)
        take_reason(reading->blocked, blocked);
    if (version)
        str_copy(reading->model_version, sizeof(reading->model_version), version);
    if (candidate)
        take_candidate(reading, candidate);
    take_usage(reading, json_get(answer, "usageMetadata"));
}

bool reading_take(struct reading *reading, const char *text, size_t len, const char *secret)
{
    json *answer = NULL;
    if (json_parse(text, len, &answer, NULL) != 0 || json_type(answer) != JSON_OBJECT) {
        reading->garbled = true;
    } else if (refusal_in_answer(json_get(answer, "error"), secret, &reading->failure)) {
        reading->failed = true;
    } else {
        take_answer(reading, answer);
    }
    json_free(answer);
    return !reading->garbled && !reading->failed && !reading->too_long;
}

static enum gemini_end end_of(const char *reason)
{
    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
        if (strcmp(reasons[i].reason, reason) == 0)
            return reasons[i].end;
    return str_starts(reason, "IMAGE_") ? GEMINI_REFUSED : GEMINI_GARBLED;
}

static void say(struct verdict *verdict, enum gemini_end end, const char *words, const char *reason)
{
    verdict->end = end;
    snprintf(verdict->words, sizeof(verdict->words), "%s%s", words, reason);
}

/* The candidate has a finishReason. */
static void judge_reason(const struct reading *reading, bool image, struct verdict *verdict)
{
    enum gemini_end end = end_of(reading->reason);
    bool has = image ? reading->image_len > 0 : reading->text.len > 0;

    if (end != GEMINI_OK)
        say(verdict, end, "the answer ended by ", reading->reason);
    else if (!has)
        say(verdict, GEMINI_GARBLED, image ? "no picture came" : "the answer has no text", "");
    else
        say(verdict, GEMINI_OK, "ok", "");
}

/* More of it is to be had. The same token once more would bring the same once more. */
static bool goes_on(const struct reading *reading, const char *token)
{
    bool whole = *reading->reason && strcmp(reading->reason, CONTINUATION) != 0;
    return reading->token && !whole && !(token && strcmp(token, reading->token) == 0);
}

/* The usage that it told last is all there was. */
static bool is_over(const struct reading *reading)
{
    return *reading->reason || *reading->blocked || reading->token;
}

void reading_judge(const struct reading *reading, bool image, const char *token,
                   struct verdict *ret_verdict)
{
    if (reading->failed) {
        *ret_verdict = reading->failure;
        return;
    }
    *ret_verdict = (struct verdict){
        .status = 200, .bill = reading->usage_told && is_over(reading) ? BILL_KNOWN : BILL_UNKNOWN};
    if (reading->too_long)
        say(ret_verdict, GEMINI_GARBLED, "the text is longer than GEMINI_TEXT_MAX", "");
    else if (reading->garbled)
        say(ret_verdict, GEMINI_GARBLED, "the answer is not what the API gives", "");
    else if (*reading->blocked)
        say(ret_verdict, GEMINI_BLOCKED, "the prompt was refused: ", reading->blocked);
    else if (!reading->candidate)
        say(ret_verdict, GEMINI_GARBLED, "the answer has no candidate", "");
    else if (goes_on(reading, token))
        ret_verdict->goes_on = true;
    else if (!*reading->reason)
        say(ret_verdict, GEMINI_CUT, "the answer ended without a finishReason", "");
    else
        judge_reason(reading, image, ret_verdict);
    if (ret_verdict->goes_on)
        say(ret_verdict, GEMINI_CUT, "the answer was to be continued", "");
}
