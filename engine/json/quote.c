/* A text in quotes, in one pass: what needs no escape is looked at, checked and copied at once,
 * eight bytes at a time where they are ASCII. Room is made for the rest of the text and a quote,
 * which it takes at least, so that `out` is looked after once for a text without escapes: nearly
 * all. */
#include "base/str.h"
#include "json/json.h"

#include <string.h>

#define EACH(byte)      (0x0101010101010101U * (byte))
#define HIGH            EACH(0x80)
#define HAS_ZERO(x)     (((x)-EACH(1)) & ~(x)&HIGH)
#define HAS_BELOW(x, n) (((x)-EACH(n)) & ~(x)&HIGH) /* n: at most 0x80 */

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\';
}

/* The first byte lowest. */
static uint64_t word_at(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof(word));
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? word : __builtin_bswap64(word);
}

/* A bit for each byte that does not stand as it is. The lowest bit is right; those above it may be
 * set by a borrow. */
static uint64_t special8(uint64_t word)
{
    return HAS_BELOW(word, 0x20) | HAS_ZERO(word ^ EACH('"')) | HAS_ZERO(word ^ EACH('\\'));
}

/* How many bytes lie below the lowest bit of the mask. */
static size_t bytes_below(uint64_t mask)
{
    return (size_t)__builtin_ctzll(mask) / 8;
}

size_t json_plain(const char *text, size_t len)
{
    size_t at = 0;
    for (; len - at >= 8; at += 8) {
        uint64_t special = special8(word_at(text + at));
        if (special)
            return at + bytes_below(special);
    }
    while (at < len && is_plain((unsigned char)text[at]))
        at++;
    return at;
}

/* Over one character of several bytes: false where it is broken. */
static bool step_over(const char *text, size_t len, size_t *at)
{
    unsigned char c = (unsigned char)text[*at];
    if (c < 0xC2 || c >= 0xE0 || len - *at < 2 || (text[*at + 1] & 0xC0) != 0x80)
        return utf8_next(text, len, at) >= 0;
    *at += 2;
    return true;
}

/* Copies what stands in a JSON string as it is; gives how much that was. */
static size_t copy_plain(char *to, const char *text, size_t len)
{
    size_t at = 0;
    while (at < len) {
        size_t from = at;
        unsigned char c = (unsigned char)text[at];
        if (c >= 0x80) {
            if (!step_over(text, len, &at))
                return from;
            memcpy(to + from, text + from, at - from);
        } else if (len - at >= 8) {
            uint64_t word = word_at(text + at), stop = special8(word) | (word & HIGH);
            memcpy(to + at, text + at, 8);
            at += stop ? bytes_below(stop) : 8;
            if (at == from)
                return at;
        } else if (is_plain(c)) {
            to[at++] = (char)c;
        } else {
            return at;
        }
    }
    return at;
}

void json_escape(unsigned char c, struct buf *out)
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

bool json_quote(const char *text, size_t len, struct buf *out)
{
    size_t start = out->len;
    buf_addc(out, '"');
    for (;;) {
        char *to = buf_room(out, len + 1);
        if (!to)
            return true;
        size_t run = copy_plain(to, text, len);
        if (run == len) {
            to[run] = '"';
            buf_grown(out, run + 1);
            return true;
        }
        unsigned char c = (unsigned char)text[run];
        buf_grown(out, run);
        if (!c || c >= 0x80)
            break;
        json_escape(c, out);
        text += run + 1;
        len -= run + 1;
    }
    buf_cut(out, start);
    return false;
}
