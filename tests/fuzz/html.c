/* HTML for Telegram: the emulator's parser (sandbox/html.c) and the cutter (telegram/html_cut.c)
 * are checked against each other. The input's first byte says where to cut.
 *
 *   - entities lie within the text, hold something, and are properly nested;
 *   - what html_cut gives is within the limits: bytes, and units as the parser counts them;
 *   - good markup stays good when it is cut, and broken markup is nobody's crash. */
#include "fuzz.h"

#include "base/str.h"
#include "sandbox/html.h"
#include "telegram/html_cut.h"

#define ENTITIES_MAX 256

static void check_entities(const json *entities, int64_t units)
{
    int64_t ends[ENTITIES_MAX], starts[ENTITIES_MAX];
    int count = 0;

    for (const json *one = json_first(entities); one && count < ENTITIES_MAX;
         one = json_next(one)) {
        int64_t from = json_int(one, "offset", -1), len = json_int(one, "length", -1);
        FUZZ_CHECK(*json_str(one, "type", ""), "an entity without a type");
        FUZZ_CHECK(from >= 0 && len > 0 && from + len <= units,
                   "an entity from %lld, %lld long, in a text of %lld", (long long)from,
                   (long long)len, (long long)units);
        for (int i = 0; i < count; i++) {
            bool apart = from >= ends[i] || from + len <= starts[i];
            bool inside = from >= starts[i] && from + len <= ends[i];
            bool around = from <= starts[i] && from + len >= ends[i];
            FUZZ_CHECK(apart || inside || around, "two entities cross");
        }
        starts[count] = from;
        ends[count++] = from + len;
    }
}

/* Whether it is good markup; then its length in units. */
static bool parses(const char *html, size_t *ret_units, struct err *err)
{
    struct buf text;
    json *entities = NULL;

    buf_init(&text, 1u << 24);
    bool good = html_parse(html, &text, &entities, err) == 0;
    if (good) {
        *ret_units = utf16_count(text.data, text.len);
        check_entities(entities, (int64_t)*ret_units);
        json_free(entities);
    }
    buf_done(&text);
    return good;
}

static void check_cut(const char *html, size_t max, bool good, size_t units)
{
    struct err err = {0};
    size_t left = 0;
    bool cut;

    char *short_html = html_cut(html, max, &cut);
    FUZZ_CHECK(strlen(short_html) <= TELEGRAM_RAW_MAX, "%zu bytes", strlen(short_html));
    FUZZ_CHECK(cut || strcmp(short_html, html) == 0, "changed but not cut");
    if (good) {
        FUZZ_CHECK(parses(short_html, &left, &err), "cut at %zu: %s:\n%s\nfrom\n%s", max, err.text,
                   short_html, html);
        FUZZ_CHECK(left <= max, "%zu units are left, at most %zu:\n%s", left, max, short_html);
        FUZZ_CHECK(cut || left == units, "not cut, but of another length");
    }
    free(short_html);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t limits[] = {TELEGRAM_TEXT_MAX, TELEGRAM_CAPTION_MAX, TELEGRAM_ANSWER_MAX};
    struct err err = {0};
    size_t units = 0;
    bool cut;

    if (size == 0)
        return 0;
    char *html = fuzz_text(data + 1, size - 1);
    /* As a screen's text comes to the cutter: UTF-8, because json_new_str makes it so. */
    bool good = utf8_valid(html, size - 1) && parses(html, &units, &err);
    check_cut(html, 1 + data[0], good, units);
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
        check_cut(html, limits[i], good, units);
    free(text_cut(html, 1 + data[0], &cut));
    free(html);
    return 0;
}
