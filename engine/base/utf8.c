/* UTF-8 by RFC 3629. One decoder serves all: it looks at the first byte for the length and the
 * smallest code that may need so many bytes, and takes nothing that another spelling would give
 * (overlong forms), no surrogates and nothing past U+10FFFF. A broken byte counts as one character,
 * so that every text can be walked. Runs of ASCII take a short way. */
#include "base/str.h"

#include <string.h>

static int32_t utf8_decode(const unsigned char *s, size_t len, size_t *ret_bytes)
{
    unsigned char c = s[0];
    size_t bytes = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
    static const int32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    static const unsigned char first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    *ret_bytes = 1;
    if (!bytes || bytes > len)
        return -1;
    int32_t code = c & first_bits[bytes];
    for (size_t i = 1; i < bytes; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return -1;
        code = code << 6 | (s[i] & 0x3F);
    }
    if (code < smallest[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return -1;
    *ret_bytes = bytes;
    return code;
}

int32_t utf8_next(const char *text, size_t len, size_t *at)
{
    if (*at >= len)
        return -1;
    size_t bytes;
    int32_t code = utf8_decode((const unsigned char *)text + *at, len - *at, &bytes);
    *at += bytes;
    return code;
}

static bool is_ascii8(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof(word));
    return !(word & 0x8080808080808080U);
}

/* How many of the first bytes are ASCII, as far as eight at a time tell. */
static size_t ascii_run(const char *text, size_t len)
{
    size_t at = 0;
    while (len - at >= 8 && is_ascii8(text + at))
        at += 8;
    return len >= 8 && len - at < 8 && is_ascii8(text + len - 8) ? len : at;
}

bool utf8_valid(const char *text, size_t len)
{
    size_t at = ascii_run(text, len);
    while (at < len) {
        unsigned char c = (unsigned char)text[at];
        if (c < 0x80)
            at++;
        else if (c >= 0xC2 && c < 0xE0 && at + 1 < len && (text[at + 1] & 0xC0) == 0x80)
            at += 2;
        else if (utf8_next(text, len, &at) < 0)
            return false;
    }
    return true;
}

size_t utf8_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t at = 0; at < len; count++)
        utf8_next(text, len, &at);
    return count;
}

size_t utf16_count(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t at = 0; at < len;)
        count += utf8_next(text, len, &at) > 0xFFFF ? 2 : 1;
    return count;
}

size_t utf8_put(int32_t code, char out[4])
{
    if (code < 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const int marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = bytes - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(marks[bytes] | code);
    return bytes;
}
