/* A scanner that keeps nothing but sums. A list is the hash chain of its values; an object the
 * plain sum of its fields' hashes, so that their order is lost. Numbers are brought to one
 * spelling: sign, digits without zeros at either end, exponent. store/ has no JSON library: this is
 * all it needs. */
#include "store/jsonsum.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/rng.h"
#include "base/str.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

#define STRING_MAX ((size_t)64 << 20)
#define NUMBER_MAX 4096 /* digits: a server may spell a large number out */

static const uint8_t key[16] = "bylina-json-sums";

struct scan {
    const char *at;
    const char *end;
    struct buf text; /* of the string or the number at hand */
};

static void skip_blanks(struct scan *scan)
{
    while (scan->at < scan->end && strchr(" \t\r\n", *scan->at) && *scan->at)
        scan->at++;
}

static bool take(struct scan *scan, char c)
{
    if (scan->at == scan->end || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

static uint64_t mix(char kind, uint64_t a, uint64_t b)
{
    uint64_t parts[3] = {(uint64_t)(unsigned char)kind, a, b};
    return hash_keyed(key, parts, sizeof(parts));
}

/* --- strings --------------------------------------------------------------------------------- */

static int hex4(struct scan *scan)
{
    int value = 0;
    for (int i = 0; i < 4; i++) {
        if (scan->at == scan->end || !isxdigit((unsigned char)*scan->at))
            return -1;
        char c = (char)tolower((unsigned char)*scan->at++);
        value = value << 4 | (c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return value;
}

static bool unicode(struct scan *scan)
{
    char bytes[4];
    int code = hex4(scan);
    if (code >= 0xD800 && code < 0xDC00) {
        int low = take(scan, '\\') && take(scan, 'u') ? hex4(scan) : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return false;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    size_t len = code > 0 ? utf8_put(code, bytes) : 0;
    return len && !buf_add(&scan->text, bytes, len);
}

static bool escape(struct scan *scan)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char bytes[] = "\"\\/\b\f\n\r\t";
    if (take(scan, 'u'))
        return unicode(scan);
    const char *found = scan->at < scan->end && *scan->at ? strchr(letters, *scan->at) : NULL;
    if (!found)
        return false;
    scan->at++;
    return !buf_addc(&scan->text, bytes[found - letters]);
}

/* Behind the first quote. */
static bool string(struct scan *scan, uint64_t *ret_sum)
{
    buf_reset(&scan->text);
    while (scan->at < scan->end && *scan->at != '"') {
        const char *run = scan->at;
        while (scan->at < scan->end && *scan->at != '"' && *scan->at != '\\' &&
               (unsigned char)*scan->at >= 0x20)
            scan->at++;
        if (buf_add(&scan->text, run, (size_t)(scan->at - run)))
            return false;
        if (take(scan, '\\') ? !escape(scan) : scan->at < scan->end && *scan->at != '"')
            return false;
    }
    if (!take(scan, '"') || !utf8_valid(scan->text.data, scan->text.len))
        return false;
    *ret_sum = mix('s', hash_keyed(key, scan->text.data, scan->text.len), scan->text.len);
    return true;
}

/* --- numbers --------------------------------------------------------------------------------- */

/* The digits that stand here, without zeros at the front of all; how many there were. */
static size_t digits(struct scan *scan)
{
    const char *start = scan->at;
    for (; scan->at < scan->end && isdigit((unsigned char)*scan->at); scan->at++)
        if (scan->text.len || *scan->at != '0')
            buf_addc(&scan->text, *scan->at);
    return (size_t)(scan->at - start);
}

static bool exponent(struct scan *scan, int64_t *ret_exponent)
{
    int64_t value = 0;
    bool minus = take(scan, '-');
    const char *start = scan->at;
    if (!minus && take(scan, '+'))
        start = scan->at;
    for (; scan->at < scan->end && isdigit((unsigned char)*scan->at); scan->at++)
        value = value > NUMBER_MAX ? value : value * 10 + (*scan->at - '0');
    *ret_exponent = minus ? -value : value;
    return scan->at > start;
}

static bool number(struct scan *scan, uint64_t *ret_sum)
{
    int64_t power = 0;
    int64_t given = 0;
    buf_reset(&scan->text);
    bool minus = take(scan, '-');
    if (!digits(scan))
        return false;
    if (take(scan, '.')) {
        size_t count = digits(scan);
        power -= (int64_t)count;
        if (!count)
            return false;
    }
    if ((take(scan, 'e') || take(scan, 'E')) && !exponent(scan, &given))
        return false;
    size_t len = scan->text.len;
    if (len > NUMBER_MAX)
        return false;
    for (power += given; len && scan->text.data[len - 1] == '0'; len--)
        power++;
    *ret_sum = !len
                   ? mix('n', 0, 0)
                   : mix(minus ? 'm' : 'n', hash_keyed(key, scan->text.data, len), (uint64_t)power);
    return true;
}

/* --- values ---------------------------------------------------------------------------------- */

static bool value(struct scan *scan, int depth, uint64_t *ret_sum);

static bool field(struct scan *scan, int depth, uint64_t *ret_sum)
{
    uint64_t name = 0;
    uint64_t sum = 0;
    skip_blanks(scan);
    if (!take(scan, '"') || !string(scan, &name))
        return false;
    skip_blanks(scan);
    if (!take(scan, ':') || !value(scan, depth, &sum))
        return false;
    *ret_sum += mix('f', name, sum);
    return true;
}

static bool item(struct scan *scan, int depth, uint64_t *ret_sum)
{
    uint64_t sum = 0;
    if (!value(scan, depth, &sum))
        return false;
    *ret_sum = mix('i', *ret_sum, sum);
    return true;
}

static bool children(struct scan *scan, char close, int depth, uint64_t *ret_sum)
{
    uint64_t sum = 0;
    skip_blanks(scan);
    bool more = !take(scan, close);
    while (more) {
        if (!(close == '}' ? field : item)(scan, depth + 1, &sum))
            return false;
        skip_blanks(scan);
        more = take(scan, ',');
        if (!more && !take(scan, close))
            return false;
    }
    *ret_sum = mix(close, sum, 0);
    return true;
}

static bool word(struct scan *scan, uint64_t *ret_sum)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        size_t len = strlen(words[i]);
        if ((size_t)(scan->end - scan->at) < len || memcmp(scan->at, words[i], len) != 0)
            continue;
        scan->at += len;
        *ret_sum = mix('w', i, 0);
        return true;
    }
    return false;
}

static bool value(struct scan *scan, int depth, uint64_t *ret_sum)
{
    if (depth > JSON_SUM_DEPTH)
        return false;
    skip_blanks(scan);
    if (take(scan, '{'))
        return children(scan, '}', depth, ret_sum);
    if (take(scan, '['))
        return children(scan, ']', depth, ret_sum);
    if (take(scan, '"'))
        return string(scan, ret_sum);
    if (scan->at < scan->end && (*scan->at == '-' || isdigit((unsigned char)*scan->at)))
        return number(scan, ret_sum);
    return word(scan, ret_sum);
}

int json_sum(const char *text, size_t len, uint64_t *ret_sum)
{
    struct scan scan = {.at = text, .end = text + len};
    uint64_t sum = 0;
    buf_init(&scan.text, STRING_MAX);
    bool good = value(&scan, 0, &sum);
    skip_blanks(&scan);
    good = good && scan.at == scan.end;
    buf_done(&scan.text);
    if (!good)
        return ERR_INVALID;
    *ret_sum = sum;
    return 0;
}
