/* The judge of pictures: whole PNGs and JPEGs of a size that Telegram takes, and nothing else. */
#include "lore/picture.h"

#include "base/mem.h"
#include "check.h"

#include <stdlib.h>
#include <string.h>

#define PNG_SIZE 57

/* The least PNG there is, of so many pixels; its checksums nobody looks at. */
static void make_png(unsigned char png[PNG_SIZE], unsigned width, unsigned height)
{
    static const unsigned char BEGIN[] = {0x89, 'P', 'N', 'G',  '\r', '\n', 0x1a, '\n',
                                          0,    0,   0,   0x0d, 'I',  'H',  'D',  'R'};
    static const unsigned char END[] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};
    memset(png, 0, PNG_SIZE);
    memcpy(png, BEGIN, sizeof BEGIN);
    png[18] = (unsigned char)(width >> 8);
    png[19] = (unsigned char)width;
    png[22] = (unsigned char)(height >> 8);
    png[23] = (unsigned char)height;
    memcpy(png + PNG_SIZE - sizeof END, END, sizeof END);
}

static const unsigned char JPEG[] = {
    0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0,                   /* a segment to step over */
    0xff, 0xc0, 0,    11,   8, 1, 0, 2, 0, 1, 0, 0x11, 0, /* 512 by 256 */
    0xff, 0xd9,
};

static void test_png(void **state)
{
    unsigned char png[PNG_SIZE];
    (void)state;
    make_png(png, 1024, 768);
    assert_null(lore_picture_wrong(png, sizeof png, "image/png"));
    assert_non_null(lore_picture_wrong(png, sizeof png - 1, "image/png"));
    assert_non_null(lore_picture_wrong(png, sizeof png, "image/jpeg"));
    assert_non_null(lore_picture_wrong(png, sizeof png, "image/webp"));
    assert_non_null(lore_picture_wrong(png, 0, "image/png"));
    assert_non_null(lore_picture_wrong(NULL, 0, ""));
}

static void test_sides(void **state)
{
    unsigned char png[PNG_SIZE];
    (void)state;
    make_png(png, LORE_PICTURE_SIDE_MIN, LORE_PICTURE_SIDE_MAX);
    assert_null(lore_picture_wrong(png, sizeof png, "image/png"));
    make_png(png, LORE_PICTURE_SIDE_MIN - 1, 512);
    assert_non_null(lore_picture_wrong(png, sizeof png, "image/png"));
    make_png(png, 512, LORE_PICTURE_SIDE_MAX + 1);
    assert_non_null(lore_picture_wrong(png, sizeof png, "image/png"));
}

static void test_jpeg(void **state)
{
    unsigned char jpeg[sizeof JPEG];
    (void)state;
    assert_null(lore_picture_wrong(JPEG, sizeof JPEG, "image/jpeg"));
    for (size_t len = 0; len < sizeof JPEG; len++)
        assert_non_null(lore_picture_wrong(JPEG, len, "image/jpeg"));
    memcpy(jpeg, JPEG, sizeof JPEG);
    jpeg[9] = 0xc4; /* tables, and no frame behind them */
    assert_non_null(lore_picture_wrong(jpeg, sizeof jpeg, "image/jpeg"));
}

static void test_too_large(void **state)
{
    const size_t size = LORE_PICTURE_MAX + 1;
    unsigned char *png = mem_alloc(size);
    unsigned char least[PNG_SIZE];
    (void)state;
    make_png(least, 512, 512);
    memcpy(png, least, 24);
    memcpy(png + size - 12, least + PNG_SIZE - 12, 12);
    assert_non_null(lore_picture_wrong(png, size, "image/png"));
    memcpy(png + size - 13, least + PNG_SIZE - 12, 12);
    assert_null(lore_picture_wrong(png, size - 1, "image/png"));
    free(png);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_jpeg),
        cmocka_unit_test(test_too_large),
    };
    return cmocka_run_group_tests_name("lore pictures", tests, NULL, NULL);
}
