/* The size of a picture from its first bytes; every read is checked against the end. */
#include "base/image.h"

#include "base/error.h"

#include <string.h>

static int64_t big(const uint8_t *at, int bytes)
{
    int64_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return value;
}

static int64_t little(const uint8_t *at, int bytes)
{
    int64_t value = 0;
    for (int i = bytes - 1; i >= 0; i--)
        value = value << 8 | at[i];
    return value;
}

/* Segments until a start of frame (C0 to CF but C4, C8 and CC). */
static int jpeg_size(const uint8_t *data, size_t len, int64_t *ret_width, int64_t *ret_height)
{
    size_t at = 2;
    while (at + 9 < len && data[at] == 0xFF) {
        uint8_t kind = data[at + 1];
        if (kind >= 0xC0 && kind <= 0xCF && kind != 0xC4 && kind != 0xC8 && kind != 0xCC) {
            *ret_height = big(data + at + 5, 2);
            *ret_width = big(data + at + 7, 2);
            return 0;
        }
        at += kind == 0xFF ? 1 : 2 + (size_t)big(data + at + 2, 2);
    }
    return ERR_INVALID;
}

static int webp_size(const uint8_t *data, int64_t *ret_width, int64_t *ret_height)
{
    if (!memcmp(data + 12, "VP8 ", 4)) {
        *ret_width = little(data + 26, 2) & 0x3FFF;
        *ret_height = little(data + 28, 2) & 0x3FFF;
    } else if (!memcmp(data + 12, "VP8L", 4)) {
        int64_t bits = little(data + 21, 4);
        *ret_width = (bits & 0x3FFF) + 1;
        *ret_height = (bits >> 14 & 0x3FFF) + 1;
    } else {
        *ret_width = little(data + 24, 3) + 1;
        *ret_height = little(data + 27, 3) + 1;
    }
    return 0;
}

int image_size(const void *from, size_t len, int64_t *ret_width, int64_t *ret_height,
               const char **ret_type)
{
    const uint8_t *data = from;
    if (len > 24 && !memcmp(data, "\x89PNG\r\n\x1a\n", 8)) {
        *ret_type = "image/png";
        *ret_width = big(data + 16, 4);
        *ret_height = big(data + 20, 4);
        return 0;
    }
    if (len > 10 && !memcmp(data, "GIF8", 4)) {
        *ret_type = "image/gif";
        *ret_width = little(data + 6, 2);
        *ret_height = little(data + 8, 2);
        return 0;
    }
    if (len > 30 && !memcmp(data, "RIFF", 4) && !memcmp(data + 8, "WEBPVP8", 7)) {
        *ret_type = "image/webp";
        return webp_size(data, ret_width, ret_height);
    }
    if (len > 4 && !memcmp(data, "\xFF\xD8\xFF", 3)) {
        *ret_type = "image/jpeg";
        return jpeg_size(data, len, ret_width, ret_height);
    }
    return ERR_INVALID;
}
