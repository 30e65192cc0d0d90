/* The writer: compact JSON straight into a struct buf, so that the buffer's ceiling holds while the
 * text grows, and no second copy is made. Text goes out in runs; only what must be escaped stops a
 * run. Whole numbers up to 2^53 are printed as integers (Telegram's ids), other numbers with the
 * fewest digits of 15 to 17 that read back as the same double. Keys and texts that are not UTF-8
 * (keys are not checked when they are added) get U+FFFD for each broken byte.
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

#define EACH(byte)      (0x0101010101010101U * (byte))
#define HAS_ZERO(x)     (((x)-EACH(1)) & ~(x)&EACH(0x80))
#define HAS_BELOW(x, n) (((x)-EACH(n)) & ~(x)&EACH(0x80)) /* n: at most 0x80 */

/* What the arithmetic finds is there, if not where it says. */
static bool is_plain8(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof(word));
    return !(HAS_BELOW(word, 0x20) | HAS_ZERO(word ^ EACH('"')) | HAS_ZERO(word ^ EACH('\\')));
}

size_t json_plain(const char *text, size_t len)
{
    size_t at = 0;
    while (len - at >= 8 && is_plain8(text + at))
        at += 8;
    if (len >= 8 && len - at < 8 && is_plain8(text + len - 8))
        return len;
    while (at < len && (unsigned char)text[at] >= 0x20 && text[at] != '"' && text[at] != '\\')
        at++;
    return at;
}

static void write_escape(struct buf *out, unsigned char c)
{
    static const char names[] = "\"\"\\\\\bb\ff\nn\rr\tt"; /* pairs: the byte, its letter */
    for (size_t i = 0; names[i]; i += 2) {
        if ((unsigned char)names[i] == c) {
            char pair[2] = {'\\', names[i + 1]};
            buf_add(out, pair, 2);
            return;
        }
    }
    buf_addf(out, "\\u%04x", (unsigned)c);
}

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

static void write_text(struct buf *out, const char *text)
{
    size_t len = strlen(text);
    bool valid = utf8_valid(text, len);
    buf_addc(out, '"');
    while (len) {
        size_t run = json_plain(text, len);
        if (valid)
            buf_add(out, text, run);
        else
            write_broken(out, text, run);
        text += run;
        len -= run;
        if (!len)
            break;
        write_escape(out, (unsigned char)*text++);
        len--;
    }
    buf_addc(out, '"');
}

static void write_integer(struct buf *out, int64_t number)
{
    char digits[24], *at = digits + sizeof(digits);
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do {
        *--at = (char)('0' + left % 10);
        left /= 10;
    } while (left);
    if (number < 0)
        *--at = '-';
    buf_add(out, at, (size_t)(digits + sizeof(digits) - at));
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
            write_text(out, child->string);
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
        write_text(out, value->valuestring);
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
    if (r < 0 && out->len > start) {
        out->len = start;
        out->data[start] = '\0';
    }
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
