/* The writer: compact JSON straight into a struct buf, so that the buffer's ceiling holds while the
 * text grows, and no second copy is made. Whole numbers up to 2^53 are printed as integers
 * (Telegram's ids), other numbers with the fewest digits of 15 to 17 that read back as the same
 * double. Keys and texts that are not UTF-8 (keys are not checked when they are added) get U+FFFD
 * for each broken byte.
 *
 * A tree deeper than what json_parse takes is refused: nobody could read it again. */
#include "base/str.h"
#include "json/json.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Without a byte to escape, and not UTF-8. */
static void write_broken(struct buf *out, const char *text, size_t len)
{
    size_t run = 0, at = 0;
    while (at < len) {
        size_t start = at;
        if (utf8_next(text, len, &at) >= 0)
            continue;
        buf_add(out, text + run, start - run);
        buf_adds(out, "\xEF\xBF\xBD");
        run = at;
    }
    buf_add(out, text + run, len - run);
}

/* Not UTF-8: run by run between the bytes to escape. */
static void write_mended(struct buf *out, const char *text, size_t len)
{
    buf_addc(out, '"');
    while (len) {
        size_t run = json_plain(text, len);
        write_broken(out, text, run);
        text += run;
        len -= run;
        if (!len)
            break;
        json_escape((unsigned char)*text++, out);
        len--;
    }
    buf_addc(out, '"');
}

void json_write_text(const char *text, struct buf *out)
{
    size_t len = strlen(text);
    if (!json_quote(text, len, out))
        write_mended(out, text, len);
}

static void write_integer(struct buf *out, int64_t number)
{
    char digits[STR_I64];
    buf_add(out, digits, str_put_i64(digits, number));
}

static void write_real(struct buf *out, double number)
{
    char digits[40];
    int len = 0;
    for (int precision = 15; precision <= 17; precision++) {
        len = snprintf(digits, sizeof(digits), "%.*g", precision, number);
        if (strtod(digits, NULL) == number)
            break;
    }
    buf_add(out, digits, (size_t)len);
}

static void write_number(struct buf *out, double number)
{
    if (!isfinite(number))
        buf_adds(out, "null");
    else if (number >= -(double)JSON_INT_MAX && number <= (double)JSON_INT_MAX &&
             number == (double)(int64_t)number)
        write_integer(out, (int64_t)number);
    else
        write_real(out, number);
}

static int write_value(struct buf *out, const json *value, int depth);

static int write_children(struct buf *out, const json *value, int depth)
{
    bool object = json_type(value) == JSON_OBJECT;
    if (depth >= JSON_DEPTH_MAX)
        return ERR_LIMIT;
    buf_addc(out, object ? '{' : '[');
    for (const json *child = json_first(value); child && !out->full; child = json_next(child)) {
        if (child != value->child)
            buf_addc(out, ',');
        if (object) {
            json_write_text(child->string, out);
            buf_addc(out, ':');
        }
        int r = write_value(out, child, depth + 1);
        if (r < 0)
            return r;
    }
    buf_addc(out, object ? '}' : ']');
    return 0;
}

static int write_value(struct buf *out, const json *value, int depth)
{
    switch (json_type(value)) {
    case JSON_BOOL:
        buf_adds(out, json_truth(value, false) ? "true" : "false");
        return 0;
    case JSON_NUMBER:
        write_number(out, value->valuedouble);
        return 0;
    case JSON_STRING:
        json_write_text(value->valuestring, out);
        return 0;
    case JSON_ARRAY:
    case JSON_OBJECT:
        return write_children(out, value, depth);
    default:
        buf_adds(out, "null");
        return 0;
    }
}

int json_write(const json *value, struct buf *out)
{
    size_t start = out->len;
    bool was_full = out->full;
    out->full = false;
    int r = write_value(out, value, 0);
    if (out->full)
        r = ERR_LIMIT;
    if (r < 0)
        buf_cut(out, start);
    out->full = was_full || r < 0;
    return r;
}

char *json_print(const json *value)
{
    struct buf out;
    buf_init(&out, SIZE_MAX / 4);
    if (json_write(value, &out) < 0) {
        buf_done(&out);
        return NULL;
    }
    return buf_detach(&out, NULL);
}
