/* The strict look: RFC 8259 and our limits, without building anything.
 *
 * cJSON takes leading zeros, raw line breaks in strings, bytes that are not UTF-8, numbers that end
 * as infinity, and ends a string at \u0000; all of that is refused here, so that what was parsed
 * can be written and read again without a change. The scanner keeps no tree: a bit for each open
 * level says whether it is an object, and the state is what may come next.
 *
 * Its errors are constant texts with an offset; the caller turns them into a line and a column. */
#include "base/str.h"
#include "json/inner.h"
#include "json/json.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The longest number that cJSON reads whole. */
#define NUMBER_MAX 63

struct scan {
    const char *text;
    size_t len;
    size_t at;
    size_t depth;
    bool in_object[JSON_DEPTH_MAX];
};

static char scan_peek(const struct scan *scan)
{
    return scan->at < scan->len ? scan->text[scan->at] : '\0';
}

static void scan_blanks(struct scan *scan)
{
    while (scan->at < scan->len && memchr(" \t\r\n", scan->text[scan->at], 4))
        scan->at++;
}

static const char *scan_word(struct scan *scan, const char *word)
{
    size_t len = strlen(word);
    if (scan->len - scan->at < len || memcmp(scan->text + scan->at, word, len) != 0)
        return "a value is expected";
    scan->at += len;
    return NULL;
}

static bool scan_digits(struct scan *scan)
{
    size_t start = scan->at;
    while (scan_peek(scan) >= '0' && scan_peek(scan) <= '9')
        scan->at++;
    return scan->at > start;
}

/* An exponent can leave the range of a double. */
static bool is_finite_number(const char *digits, size_t len)
{
    char copy[NUMBER_MAX + 1];
    memcpy(copy, digits, len);
    copy[len] = '\0';
    return isfinite(strtod(copy, NULL));
}

static const char *scan_number(struct scan *scan)
{
    size_t start = scan->at;
    bool exponent = false;
    scan->at += scan_peek(scan) == '-';
    if (scan_peek(scan) == '0')
        scan->at++;
    else if (!scan_digits(scan))
        return "a digit is expected";
    if (scan_peek(scan) == '.') {
        scan->at++;
        if (!scan_digits(scan))
            return "a digit is expected";
    }
    if (scan_peek(scan) == 'e' || scan_peek(scan) == 'E') {
        exponent = true;
        scan->at++;
        scan->at += scan_peek(scan) == '+' || scan_peek(scan) == '-';
        if (!scan_digits(scan))
            return "a digit is expected";
    }
    if (scan->at - start > NUMBER_MAX)
        return "the number is too long";
    if (exponent && !is_finite_number(scan->text + start, scan->at - start))
        return "the number is too large";
    return NULL;
}

int json_hex4(const char *text, size_t len)
{
    int value = 0;
    if (len < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = text[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        if (digit < 0 || digit > 15 || (digit > 9 && (c | 0x20) < 'a'))
            return -1;
        value = value << 4 | digit;
    }
    return value;
}

/* Over them; where they are not all there it stands still. */
static int scan_hex4(struct scan *scan)
{
    int value = json_hex4(scan->text + scan->at, scan->len - scan->at);
    scan->at += value < 0 ? 0 : 4;
    return value;
}

/* Behind the \u of an escape. */
static const char *scan_unicode_escape(struct scan *scan)
{
    int unit = scan_hex4(scan);
    if (unit < 0)
        return "four hexadecimal digits are expected after \\u";
    if (unit == 0)
        return "a 0 character cannot stand in a text";
    if (unit < 0xD800 || unit > 0xDFFF)
        return NULL;
    bool paired = unit < 0xDC00 && !scan_word(scan, "\\u");
    int low = paired ? scan_hex4(scan) : -1;
    return low >= 0xDC00 && low <= 0xDFFF ? NULL : "half of a surrogate pair";
}

static const char *scan_escape(struct scan *scan)
{
    char c = scan_peek(scan);
    if (!c || !strchr("\"\\/bfnrtu", c))
        return "no such escape in a string";
    scan->at++;
    return c == 'u' ? scan_unicode_escape(scan) : NULL;
}

/* Up to the next quote or backslash. */
static const char *scan_plain(struct scan *scan)
{
    size_t start = scan->at;
    size_t end = start + json_plain(scan->text + start, scan->len - start);
    bool plain = utf8_valid(scan->text + start, end - start);
    while (!plain && utf8_next(scan->text, scan->len, &scan->at) >= 0)
        continue; /* to the place that is wrong */
    if (!plain)
        return "not UTF-8";
    scan->at = end;
    bool control = end < scan->len && (unsigned char)scan->text[end] < 0x20;
    return control ? "a control character in a string" : NULL;
}

static const char *scan_string(struct scan *scan)
{
    if (scan_peek(scan) != '"')
        return "a string is expected";
    scan->at++;
    while (scan->at < scan->len) {
        const char *wrong = scan_plain(scan);
        char c = scan_peek(scan);
        if (wrong || scan->at == scan->len)
            return wrong ? wrong : "the string does not end";
        scan->at++;
        if (c == '"')
            return NULL;
        wrong = scan_escape(scan);
        if (wrong)
            return wrong;
    }
    return "the string does not end";
}

static const char *scan_key(struct scan *scan)
{
    scan_blanks(scan);
    const char *wrong = scan_string(scan);
    if (wrong)
        return wrong;
    scan_blanks(scan);
    if (scan_peek(scan) != ':')
        return "':' is expected";
    scan->at++;
    return NULL;
}

/* Behind a '[' or '{' (c): goes a level down, or over an empty pair at once. */
static const char *scan_open(struct scan *scan, char c, bool *ret_value_follows)
{
    scan->at++;
    scan_blanks(scan);
    if (scan_peek(scan) == (c == '{' ? '}' : ']')) {
        scan->at++;
        *ret_value_follows = false;
        return scan->depth < JSON_DEPTH_MAX ? NULL : "nested too deep";
    }
    if (scan->depth == JSON_DEPTH_MAX)
        return "nested too deep";
    scan->in_object[scan->depth++] = c == '{';
    *ret_value_follows = true;
    return c == '{' ? scan_key(scan) : NULL;
}

static const char *scan_value(struct scan *scan, bool *ret_value_follows)
{
    scan_blanks(scan);
    char c = scan_peek(scan);
    *ret_value_follows = false;
    switch (c) {
    case '{':
    case '[':
        return scan_open(scan, c, ret_value_follows);
    case '"':
        return scan_string(scan);
    case 't':
        return scan_word(scan, "true");
    case 'f':
        return scan_word(scan, "false");
    case 'n':
        return scan_word(scan, "null");
    default:
        return c == '-' || (c >= '0' && c <= '9') ? scan_number(scan) : "a value is expected";
    }
}

/* After a value: closes the levels that end here, and goes over the comma before the next value. */
static const char *scan_after_value(struct scan *scan, bool *ret_value_follows)
{
    while (scan->depth) {
        bool object = scan->in_object[scan->depth - 1];
        scan_blanks(scan);
        char c = scan_peek(scan);
        if (c == ',') {
            scan->at++;
            *ret_value_follows = true;
            return object ? scan_key(scan) : NULL;
        }
        if (c != (object ? '}' : ']'))
            return object ? "',' or '}' is expected" : "',' or ']' is expected";
        scan->at++;
        scan->depth--;
    }
    return NULL;
}

const char *json_scan(const char *text, size_t len, size_t *ret_at)
{
    struct scan scan = {.text = text, .len = len};
    const char *wrong = NULL;
    bool value_follows = true;
    while (value_follows && !wrong) {
        wrong = scan_value(&scan, &value_follows);
        if (!wrong && !value_follows)
            wrong = scan_after_value(&scan, &value_follows);
    }
    if (!wrong) {
        scan_blanks(&scan);
        if (scan.at < scan.len)
            wrong = "nothing may follow the value";
    }
    *ret_at = scan.at < scan.len ? scan.at : scan.len;
    return wrong;
}
