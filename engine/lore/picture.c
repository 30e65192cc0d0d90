/* Both formats begin and end with marks of their own, so that one that was cut off is known without
 * decoding it; the size in pixels stands in a PNG's first chunk and in a JPEG's frame header (SOF),
 * behind segments that each tell their length. */
#include "lore/picture.h"

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static const unsigned char PNG_BEGIN[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
static const unsigned char PNG_END[] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};
#define PNG_WIDTH 16 /* of the IHDR chunk; the height follows */
#define PNG_LEAST 57 /* bytes of one with the least chunks */

struct size {
    uint32_t width;
    uint32_t height;
};

static uint32_t read_be(const unsigned char *at, int count)
{
    uint32_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 8 | at[i];
    return value;
}

static bool png_size(const unsigned char *data, size_t len, struct size *ret_size)
{
    if (len < PNG_LEAST || memcmp(data, PNG_BEGIN, sizeof PNG_BEGIN) != 0 ||
        memcmp(data + len - sizeof PNG_END, PNG_END, sizeof PNG_END) != 0)
        return false;
    *ret_size = (struct size){read_be(data + PNG_WIDTH, 4), read_be(data + PNG_WIDTH + 4, 4)};
    return true;
}

/* SOF0 to SOF15, but for the three numbers that mean something else. */
static bool is_frame(unsigned char mark)
{
    return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
}

static bool jpeg_size(const unsigned char *data, size_t len, struct size *ret_size)
{
    if (len < 4 || data[0] != 0xff || data[1] != 0xd8 || data[len - 2] != 0xff ||
        data[len - 1] != 0xd9)
        return false;
    for (size_t at = 2; at + 9 < len && data[at] == 0xff;) {
        if (is_frame(data[at + 1])) {
            *ret_size = (struct size){read_be(data + at + 7, 2), read_be(data + at + 5, 2)};
            return true;
        }
        at += 2 + read_be(data + at + 2, 2);
    }
    return false;
}

static bool fits(uint32_t side)
{
    return side >= LORE_PICTURE_SIDE_MIN && side <= LORE_PICTURE_SIDE_MAX;
}

const char *lore_picture_wrong(const void *data, size_t len, const char *type)
{
    struct size size;
    bool whole;
    if (len > LORE_PICTURE_MAX)
        return "the picture is too large (LORE_PICTURE_MAX)";
    if (str_equal(type, "image/png"))
        whole = png_size(data, len, &size);
    else if (str_equal(type, "image/jpeg"))
        whole = jpeg_size(data, len, &size);
    else
        return "the picture is neither a PNG nor a JPEG";
    if (!whole)
        return "the picture is not whole, or not what it says it is";
    if (!fits(size.width) || !fits(size.height))
        return "the picture has too few pixels or too many (LORE_PICTURE_SIDE)";
    return NULL;
}
