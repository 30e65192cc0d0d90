/* str and utf8: cutting, strict numbers, and UTF-8 by RFC 3629. */
#include "base/str.h"

#include "base/error.h"
#include "check.h"

static void compares(void **state)
{
    (void)state;
    assert_true(str_equal("a", "a"));
    assert_false(str_equal("a", "b"));
    assert_false(str_equal(NULL, ""));
    assert_true(str_equal(NULL, NULL));
    assert_true(str_starts("sqlite:x", "sqlite:"));
    assert_false(str_starts("sql", "sqlite:"));
    assert_true(str_ends("init.lua", ".lua"));
    assert_false(str_ends("lua", ".lua"));
    assert_true(str_ends("", ""));
}

static void copy_cuts_between_characters(void **state)
{
    (void)state;
    char to[6];
    assert_true(str_copy(to, sizeof(to), "12345"));
    assert_string_equal(to, "12345");
    assert_false(str_copy(to, sizeof(to), "123456"));
    assert_string_equal(to, "12345");
    assert_false(str_copy(to, sizeof(to), "абв")); /* 2 bytes each: 5 hold two of them */
    assert_string_equal(to, "аб");
    assert_false(str_copy(to, sizeof(to), "12\xF0\x9F\x98\x80")); /* 4 bytes: 3 would fit */
    assert_string_equal(to, "12");
    assert_false(str_copy(to, 1, "x"));
    assert_string_equal(to, "");
    assert_false(str_copy(to, 0, "x"));
}

static void reads_whole_numbers_only(void **state)
{
    (void)state;
    int64_t value = 42;
    static const char *const wrong[] = {"",
                                        "-",
                                        "+1",
                                        " 1",
                                        "1 ",
                                        "1x",
                                        "x1",
                                        "--1",
                                        "1.0",
                                        "0x1",
                                        "1e3",
                                        "9223372036854775808",
                                        "-9223372036854775809",
                                        "99999999999999999999"};
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_int_equal(str_to_i64(wrong[i], INT64_MIN, INT64_MAX, &value), ERR_INVALID);
    assert_int_equal(str_to_i64(NULL, 0, 1, &value), ERR_INVALID);
    assert_int_equal(str_to_i64("65536", 1, 65535, &value), ERR_INVALID);
    assert_int_equal(str_to_i64("0", 1, 65535, &value), ERR_INVALID);
    assert_int_equal(value, 42);
    assert_int_equal(str_to_i64("65535", 1, 65535, &value), 0);
    assert_int_equal(value, 65535);
    assert_int_equal(str_to_i64("-9223372036854775808", INT64_MIN, INT64_MAX, &value), 0);
    assert_true(value == INT64_MIN);
    assert_int_equal(str_to_i64("9223372036854775807", INT64_MIN, INT64_MAX, &value), 0);
    assert_true(value == INT64_MAX);
    assert_int_equal(str_to_i64("-007", -10, 0, &value), 0);
    assert_int_equal(value, -7);
}

static void writes_whole_numbers(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        const char *text;
    } cases[] = {
        {0, "0"},
        {7, "7"},
        {-1, "-1"},
        {1000, "1000"},
        {INT64_MAX, "9223372036854775807"},
        {INT64_MIN, "-9223372036854775808"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[STR_I64];
        assert_int_equal(str_put_i64(text, cases[i].number), strlen(cases[i].text));
        assert_string_equal(text, cases[i].text);
    }
}

static void every_code_goes_there_and_back(void **state)
{
    (void)state;
    for (int32_t code = 0; code <= 0x110000; code++) {
        char out[4];
        size_t at = 0, len = utf8_put(code, out);
        bool fine = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        if (!fine) {
            assert_int_equal(len, 0);
            continue;
        }
        if (utf8_next(out, len, &at) != code || at != len || !utf8_valid(out, len))
            fail_msg("U+%04X does not come back", (unsigned)code);
        if (len > 1 && utf8_valid(out, len - 1))
            fail_msg("U+%04X is taken without its last byte", (unsigned)code);
    }
    assert_int_equal(utf8_put(-1, (char[4]){0}), 0);
}

static void refuses_broken_utf8(void **state)
{
    (void)state;
    static const char *const broken[] = {
        "\x80",             /* a tail alone */
        "\xC0\x80",         /* overlong 0 */
        "\xC1\xBF",         /* overlong */
        "\xE0\x9F\xBF",     /* overlong */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xF4\x90\x80\x80", /* past U+10FFFF */
        "\xF5\x80\x80\x80",
        "\xFF",
        "\xE2\x82",
        "\xE2\x28\xA1",
    };
    for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
        size_t at = 0;
        assert_false(utf8_valid(broken[i], strlen(broken[i])));
        assert_int_equal(utf8_next(broken[i], strlen(broken[i]), &at), -1);
        assert_int_equal(at, 1);
    }
    assert_true(utf8_valid("a\0b", 3));
}

static void counts(void **state)
{
    (void)state;
    const char *text = "aж\xE2\x82\xAC\xF0\x9F\x98\x80"; /* 1, 2, 3 and 4 bytes */
    assert_int_equal(utf8_count(text, strlen(text)), 4);
    assert_int_equal(utf16_count(text, strlen(text)), 5);
    assert_int_equal(utf8_count("\xFF\xFF", 2), 2);
    assert_int_equal(utf16_count("\xFF\xFF", 2), 2);
    assert_int_equal(utf8_count("", 0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares),
        cmocka_unit_test(copy_cuts_between_characters),
        cmocka_unit_test(reads_whole_numbers_only),
        cmocka_unit_test(writes_whole_numbers),
        cmocka_unit_test(every_code_goes_there_and_back),
        cmocka_unit_test(refuses_broken_utf8),
        cmocka_unit_test(counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
