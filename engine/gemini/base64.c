/* Base64: 4 characters are 3 bytes; "=" at the end says how many of the last 3 there are not. The
 * alphabet for URLs (- and _) is understood as well, since both are seen. */
#include "gemini/base64.h"

#include "base/error.h"
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

static int value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

int base64_decode(const char *text, size_t len, char **ret_data, size_t *ret_len)
{
    char *data = mem_alloc(len / 4 * 3 + 4);
    uint32_t bits = 0;
    size_t out = 0;
    size_t padding = 0;

    for (; padding < 2 && len > padding && text[len - 1 - padding] == '='; padding++)
        continue;
    size_t count = len - padding;
    for (size_t i = 0; i < count; i++) {
        int value = value_of(text[i]);
        if (value < 0)
            goto broken;
        bits = bits << 6 | (uint32_t)value;
        if (i % 4 != 0)
            data[out++] = (char)(bits >> (6 - 2 * (i % 4)) & 0xff);
    }
    if (count % 4 == 1 || (padding && len % 4 != 0))
        goto broken;
    data[out] = '\0';
    *ret_data = data;
    *ret_len = out;
    return 0;

broken:
    free(data);
    return ERR_INVALID;
}

char *base64_encode(const void *data, size_t len)
{
    static const char LETTERS[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const unsigned char *bytes = data;
    char *text = mem_alloc((len + 2) / 3 * 4 + 1);
    char *at = text;
    for (size_t i = 0; i < len; i += 3) {
        size_t left = len - i;
        uint32_t bits = (uint32_t)bytes[i] << 16;
        bits |= left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0;
        bits |= left > 2 ? bytes[i + 2] : 0;
        *at++ = LETTERS[bits >> 18];
        *at++ = LETTERS[bits >> 12 & 63];
        *at++ = left > 1 ? LETTERS[bits >> 6 & 63] : '=';
        *at++ = left > 2 ? LETTERS[bits & 63] : '=';
    }
    *at = '\0';
    return text;
}
