/* buf: growth, the ceiling, and handing over. */
#include "base/buf.h"

#include "base/error.h"
#include "check.h"

static void grows_and_ends_in_0(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 1 << 20);
    assert_string_equal(buf.data, "");
    for (int i = 0; i < 5000; i++) {
        assert_int_equal(buf_addc(&buf, (char)('a' + i % 26)), 0);
        assert_int_equal(buf.data[buf.len], 0);
    }
    assert_int_equal(buf.len, 5000);
    for (int i = 0; i < 5000; i++)
        assert_int_equal(buf.data[i], 'a' + i % 26);
    buf_done(&buf);
}

static void appends_bytes_text_and_formats(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 100000);
    assert_int_equal(buf_add(&buf, "a\0b", 3), 0);
    assert_int_equal(buf_adds(&buf, "-text-"), 0);
    assert_int_equal(buf_addf(&buf, "%d:%s", 7, "x"), 0);
    assert_int_equal(buf.len, 12);
    assert_memory_equal(buf.data, "a\0b-text-7:x", 13);
    buf_reset(&buf);
    assert_int_equal(buf.len, 0);
    assert_string_equal(buf.data, "");
    /* longer than the formatter's own scratch space */
    assert_int_equal(buf_addf(&buf, "%05000d|", 1), 0);
    assert_int_equal(buf.len, 5001);
    assert_string_equal(buf.data + 4998, "01|");
    buf_done(&buf);
}

static void refuses_past_the_ceiling(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 5);
    assert_int_equal(buf_adds(&buf, "1234"), 0);
    assert_int_equal(buf_adds(&buf, "56"), ERR_LIMIT);
    assert_true(buf.full);
    assert_string_equal(buf.data, "1234");
    assert_int_equal(buf_addf(&buf, "%s", "56"), ERR_LIMIT);
    assert_string_equal(buf.data, "1234");
    assert_int_equal(buf_addc(&buf, '5'), 0); /* exactly full is no failure */
    assert_int_equal(buf_addc(&buf, '6'), ERR_LIMIT);
    assert_string_equal(buf.data, "12345");
    buf_reset(&buf);
    assert_false(buf.full);
    assert_int_equal(buf_adds(&buf, "abcde"), 0);
    assert_false(buf.full);
    buf_done(&buf);
}

static void ceiling_holds_far_above_the_first_size(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 1000);
    size_t added = 0;
    while (buf_add(&buf, "0123456", 7) == 0)
        added += 7;
    assert_int_equal(added, 994);
    assert_int_equal(buf.len, 994);
    buf_done(&buf);
}

static void detach_hands_over(void **state)
{
    (void)state;
    struct buf buf;
    size_t len = 99;
    buf_init(&buf, 100);
    char *nothing = buf_detach(&buf, &len);
    assert_int_equal(len, 0);
    assert_string_equal(nothing, "");
    free(nothing);
    buf_adds(&buf, "word");
    char *word = buf_detach(&buf, NULL);
    assert_string_equal(word, "word");
    assert_int_equal(buf.len, 0);
    assert_int_equal(buf_adds(&buf, "again"), 0);
    assert_string_equal(word, "word");
    free(word);
    buf_done(&buf);
    buf_done(&(struct buf){0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows_and_ends_in_0),
        cmocka_unit_test(appends_bytes_text_and_formats),
        cmocka_unit_test(refuses_past_the_ceiling),
        cmocka_unit_test(ceiling_holds_far_above_the_first_size),
        cmocka_unit_test(detach_hands_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
