/* Both formats begin and end with marks of their own, so that one that was cut off is known without
 * decoding it. What a picture is and how large it is base/image.h says. */
#include "lore/picture.h"

#include "base/image.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const unsigned char PNG_END[] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};
static const unsigned char JPEG_END[] = {0xff, 0xd9};
#define PNG_LEAST 57 /* bytes of one with the least chunks */

static bool ends_with(const void *data, size_t len, const unsigned char *end, size_t end_len)
{
    return len >= end_len && memcmp((const char *)data + len - end_len, end, end_len) == 0;
}

static bool is_whole(const void *data, size_t len, const char *type)
{
    if (str_equal(type, "image/png"))
        return len >= PNG_LEAST && ends_with(data, len, PNG_END, sizeof PNG_END);
    return ends_with(data, len, JPEG_END, sizeof JPEG_END);
}

static bool fits(int64_t side)
{
    return side >= LORE_PICTURE_SIDE_MIN && side <= LORE_PICTURE_SIDE_MAX;
}

const char *lore_picture_wrong(const void *data, size_t len, const char *type)
{
    int64_t width = 0, height = 0;
    const char *is = "";
    if (len > LORE_PICTURE_MAX)
        return "the picture is too large (LORE_PICTURE_MAX)";
    if (!str_equal(type, "image/png") && !str_equal(type, "image/jpeg"))
        return "the picture is neither a PNG nor a JPEG";
    if (image_size(data, len, &width, &height, &is) || !str_equal(is, type) ||
        !is_whole(data, len, type))
        return "the picture is not whole, or not what it says it is";
    if (!fits(width) || !fits(height))
        return "the picture has too few pixels or too many (LORE_PICTURE_SIDE)";
    return NULL;
}
