/* What the Gemini API may say. The first letter of the input says what the rest is:
 *
 *   w   an answer, whole: answer.c
 *   s   a stream of events: sse.c, then answer.c. It is read twice, at once and in pieces of a few
 *       bytes, and must come to the same
 *   r   an error, "r STATUS BODY": refusal.c
 *
 * Whatever it was, there is a verdict with words, in which the key does not show. Only STOP with a
 * text is an answer, and its text is whole characters. */
#include "fuzz.h"

#include "base/str.h"
#include "gemini/refusal.h"
#include "gemini/sse.h"

#define SECRET      "AIzaFuzzSecret"
#define EVENT_LIMIT 4096
#define PIECE_MAX   7

static bool on_event(void *ctx, const char *data, size_t len)
{
    return reading_take(ctx, data, len, SECRET);
}

static void check_verdict(const struct verdict *verdict)
{
    FUZZ_CHECK(*verdict->words && !strstr(verdict->words, SECRET), "words: %s", verdict->words);
    FUZZ_CHECK(strcmp(gemini_end_name(verdict->end), "unknown") != 0, "end %d", (int)verdict->end);
    FUZZ_CHECK(verdict->retry_after_ms >= 0 && verdict->retry_after_ms <= REFUSAL_DELAY_MAX,
               "a delay of %lld ms", (long long)verdict->retry_after_ms);
}

static void check_reading(const struct reading *reading, const struct verdict *verdict, bool image)
{
    const struct gemini_usage *usage = &reading->usage;

    check_verdict(verdict);
    FUZZ_CHECK(utf8_valid(reading->text.data, reading->text.len), "half a character");
    FUZZ_CHECK(usage->prompt >= 0 && usage->cached >= 0 && usage->candidates >= 0 &&
                   usage->thoughts >= 0 && usage->images >= 0 && usage->total >= 0,
               "tokens below 0");
    if (verdict->end != GEMINI_OK)
        return;
    FUZZ_CHECK(strcmp(reading->reason, "STOP") == 0, "ok after %s", reading->reason);
    FUZZ_CHECK(!reading->garbled && !reading->too_long && !reading->failed, "ok, but broken");
    FUZZ_CHECK(image ? reading->image_len > 0 : reading->text.len > 0, "ok without an answer");
    FUZZ_CHECK(!verdict->again && !verdict->goes_on, "ok, but not over");
}

/* Reads a stream in pieces of that size (0: at once). */
static void read_stream(struct reading *reading, const char *text, size_t len, size_t size)
{
    struct sse sse;
    int code = 0;

    sse_init(&sse, EVENT_LIMIT);
    for (size_t at = 0; at < len && code == 0;) {
        size_t piece = size && size < len - at ? size : len - at;
        code = sse_feed(&sse, text + at, piece, on_event, reading);
        at += piece;
    }
    if (code == 0)
        code = sse_end(&sse, on_event, reading);
    reading->too_long = reading->too_long || code == ERR_LIMIT;
    sse_done(&sse);
}

static void fuzz_reading(const char *text, size_t len, bool stream, size_t size,
                         struct reading *reading, struct verdict *verdict)
{
    reading_init(reading);
    reading_begin(reading, false);
    if (stream)
        read_stream(reading, text, len, size);
    else
        reading_take(reading, text, len, SECRET);
    reading_judge(reading, false, NULL, verdict);
    check_reading(reading, verdict, false);
    struct verdict image;
    reading_judge(reading, true, "token", &image);
    check_reading(reading, &image, true);
}

static void fuzz_stream(const char *text, size_t len)
{
    struct reading whole, pieces;
    struct verdict first, second;

    fuzz_reading(text, len, true, 0, &whole, &first);
    fuzz_reading(text, len, true, 1 + len % PIECE_MAX, &pieces, &second);
    FUZZ_CHECK(first.end == second.end && first.bill == second.bill, "%s, in pieces %s",
               first.words, second.words);
    FUZZ_CHECK(strcmp(whole.text.data, pieces.text.data) == 0, "other text in pieces");
    reading_done(&whole);
    reading_done(&pieces);
}

static void fuzz_refusal(char *text, size_t len)
{
    char *body = NULL;
    int status = (int)strtol(text, &body, 10) % 1000;
    struct verdict verdict;

    body += *body == ' ';
    refusal_read(status, body, len - (size_t)(body - text), SECRET, &verdict);
    check_verdict(&verdict);
    FUZZ_CHECK(verdict.end != GEMINI_OK && !verdict.goes_on, "an error is an answer");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct reading reading;
    struct verdict verdict;

    if (size < 2)
        return 0;
    char *text = fuzz_text(data + 1, size - 1);
    if (data[0] == 's') {
        fuzz_stream(text, size - 1);
    } else if (data[0] == 'r') {
        fuzz_refusal(text, size - 1);
    } else {
        fuzz_reading(text, size - 1, false, 0, &reading, &verdict);
        reading_done(&reading);
    }
    free(text);
    return 0;
}
