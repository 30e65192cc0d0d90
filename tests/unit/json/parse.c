/* json: what is read, what is refused, and the getters on whatever was read. */
#include "base/str.h"
#include "check.h"
#include "json/json.h"

static json *parse(const char *text)
{
    json *value = NULL;
    struct err err = {0};
    if (json_parse(text, strlen(text), &value, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    return value;
}

static void refuses_what_is_not_json(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "NaN",
        "-NaN",
        "Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1.e3",
        "1e",
        "1e+",
        "0x10",
        "1e999",
        "-1e999",
        "1 2",
        "[1] x",
        "{}{}",
        "[",
        "]",
        "{",
        "}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{1:2}",
        "[1}",
        "{\"a\":1]",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\u\"",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\ud800\\u0041\"",
        "\"\\udc00\"",
        "\"\\ud800x\"",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\x01\"",
        "\"\xFF\"",
        "\"\xC0\x80\"",
        "\"\xED\xA0\x80\"",
        "\xEF\xBB\xBF[]",
        "{\"\\u0000\":1}",
        "// x\n1",
        "1234567890123456789012345678901234567890123456789012345678901234",
    };
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        json *value = NULL;
        struct err err = {0};
        if (json_parse(wrong[i], strlen(wrong[i]), &value, &err) != ERR_INVALID)
            fail_msg("taken: %s", wrong[i]);
        assert_null(value);
        assert_int_equal(err.code, ERR_INVALID);
        assert_true(str_starts(err.text, "JSON, line "));
        assert_true(utf8_valid(err.text, strlen(err.text)));
        assert_int_equal(json_parse(wrong[i], strlen(wrong[i]), &value, NULL), ERR_INVALID);
    }
    json *value = NULL;
    assert_int_equal(json_parse("[1]\0", 4, &value, NULL), ERR_INVALID);
    assert_int_equal(json_parse("\"a\0b\"", 5, &value, NULL), ERR_INVALID);
    assert_int_equal(json_parse(NULL, 0, &value, NULL), ERR_INVALID);
}

static void takes_json(void **state)
{
    (void)state;
    static const char *const right[] = {
        "0",
        "-0",
        "1",
        "-12.5e-3",
        "1E5",
        "123456789012",
        "true",
        "false",
        "null",
        "\"\"",
        " [ ] ",
        "\t{\r\n} ",
        "[[],{}]",
        "{\"a\":{\"b\":[1,{\"c\":null}]},\"a\":2}",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0416\\uD83D\\uDE00\"",
        "\"\xD0\x96\"",
        "\"\x7F\"",
        "1e-999",
        "1e308",
    };
    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
        json_free(parse(right[i]));
}

static void reads_exactly_len_bytes(void **state)
{
    (void)state;
    static const char whole[] = "[12345]x";
    for (size_t len = 0; len < 7; len++) {
        char *copy = malloc(len + 1); /* on the heap: the sanitizer sees a step too far */
        memcpy(copy, whole, len);
        copy = realloc(copy, len ? len : 1);
        json *value = NULL;
        assert_int_equal(json_parse(copy, len, &value, NULL), ERR_INVALID);
        free(copy);
    }
    json *value = NULL;
    assert_int_equal(json_parse(whole, 7, &value, NULL), 0);
    assert_int_equal(json_number(json_first(value), 0), 12345);
    json_free(value);
    char *digits = malloc(3); /* a number that ends with the memory */
    memcpy(digits, "123", 3);
    assert_int_equal(json_parse(digits, 3, &value, NULL), 0);
    assert_int_equal(json_number(value, 0), 123);
    json_free(value);
    free(digits);
}

static void limits_depth(void **state)
{
    (void)state;
    static const char *const open[] = {"[", "{\"a\":"};
    static const char *const close[] = {"]", "}"};
    for (int kind = 0; kind < 2; kind++) {
        for (int depth = JSON_DEPTH_MAX; depth <= JSON_DEPTH_MAX + 1; depth++) {
            struct buf text;
            json *value = NULL;
            struct err err = {0};
            buf_init(&text, 10000);
            for (int i = 0; i < depth; i++)
                buf_adds(&text, open[kind]);
            buf_adds(&text, "1");
            for (int i = 0; i < depth; i++)
                buf_adds(&text, close[kind]);
            int r = json_parse(text.data, text.len, &value, &err);
            assert_int_equal(r, depth > JSON_DEPTH_MAX ? ERR_INVALID : 0);
            assert_true(r == 0 || strstr(err.text, "too deep"));
            json_free(value);
            buf_done(&text);
        }
    }
    char text[200];
    memset(text, '[', 65);
    memset(text + 65, ']', 65);
    json *value = NULL;
    assert_int_equal(json_parse(text, 130, &value, NULL), ERR_INVALID); /* the innermost is empty */
    assert_int_equal(json_parse(text + 1, 128, &value, NULL), 0);
    json_free(value);
}

static void names_line_and_column(void **state)
{
    (void)state;
    static const char text[] = "{\n  \"жар\": 12,\n  \"жук\": nope\n}";
    struct err err = {0};
    json *value = NULL;
    assert_int_equal(json_parse(text, strlen(text), &value, &err), ERR_INVALID);
    assert_string_equal(err.text, "JSON, line 3, column 10: a value is expected");
    assert_int_equal(json_parse("[1] 2", 5, &value, &err), ERR_INVALID);
    assert_string_equal(err.text, "JSON, line 1, column 5: nothing may follow the value");
}

static void getters_give_defaults(void **state)
{
    (void)state;
    json *o = parse("{\"s\":\"text\",\"n\":7,\"r\":1.5,\"b\":true,\"z\":null,\"a\":[1,2,3],"
                    "\"big\":9007199254740992,\"bigger\":9007199254740994,\"id\":-1001234567890}");
    assert_string_equal(json_str(o, "s", "no"), "text");
    assert_string_equal(json_str(o, "n", "no"), "no");
    assert_null(json_str(o, "absent", NULL));
    assert_int_equal(json_int(o, "n", -1), 7);
    assert_int_equal(json_int(o, "r", -1), -1);
    assert_int_equal(json_int(o, "s", -1), -1);
    assert_true(json_int(o, "big", 0) == JSON_INT_MAX);
    assert_int_equal(json_int(o, "bigger", -1), -1);
    assert_true(json_int(o, "id", 0) == -1001234567890);
    assert_true(json_bool(o, "b", false));
    assert_true(json_bool(o, "n", true));
    assert_true(json_real(json_get(o, "r"), 0) == 1.5);
    assert_true(json_real(json_get(o, "s"), 2.5) == 2.5);
    assert_int_equal(json_type(json_get(o, "z")), JSON_NULL);
    assert_null(json_get(o, "S")); /* case counts */
    assert_int_equal(json_count(json_get(o, "a")), 3);
    assert_int_equal(json_number(json_at(json_get(o, "a"), 2), 0), 3);
    assert_null(json_at(json_get(o, "a"), 3));
    assert_null(json_at(json_get(o, "a"), -1));
    assert_null(json_at(o, 0));
    assert_null(json_get(json_get(o, "a"), "s"));
    assert_string_equal(json_key(json_first(o)), "s");
    assert_null(json_key(json_at(json_get(o, "a"), 0)));
    int sum = 0;
    for (json *c = json_first(json_get(o, "a")); c; c = json_next(c))
        sum += (int)json_number(c, 0);
    assert_int_equal(sum, 6);
    json_free(o);
}

static void null_is_nothing(void **state)
{
    (void)state;
    assert_int_equal(json_type(NULL), JSON_NONE);
    assert_null(json_get(NULL, "a"));
    assert_null(json_at(NULL, 0));
    assert_int_equal(json_count(NULL), 0);
    assert_null(json_first(NULL));
    assert_null(json_next(NULL));
    assert_null(json_key(NULL));
    assert_string_equal(json_text(NULL, "x"), "x");
    assert_int_equal(json_number(NULL, 3), 3);
    assert_true(json_truth(NULL, true));
    assert_int_equal(json_int(NULL, "a", 4), 4);
    assert_null(json_clone(NULL));
    json_remove(NULL, "a");
    json_free(NULL);
}

static void needed_fields_are_named(void **state)
{
    (void)state;
    json *o = parse("{\"s\":\"text\",\"n\":7,\"r\":1.5}");
    struct err err = {0};
    const char *text = "old";
    int64_t number = 1;
    assert_int_equal(json_need_str(o, "s", &text, &err), 0);
    assert_string_equal(text, "text");
    assert_int_equal(json_need_int(o, "n", &number, &err), 0);
    assert_int_equal(number, 7);
    assert_int_equal(json_need_str(o, "chat_id", &text, &err), ERR_INVALID);
    assert_string_equal(err.text, "field \"chat_id\" is missing");
    assert_int_equal(json_need_str(o, "n", &text, &err), ERR_INVALID);
    assert_string_equal(err.text, "field \"n\" is not a string");
    assert_int_equal(json_need_int(o, "r", &number, &err), ERR_INVALID);
    assert_string_equal(err.text, "field \"r\" is not a whole number");
    assert_int_equal(json_need_int(NULL, "r", &number, NULL), ERR_INVALID);
    assert_int_equal(number, 7);
    assert_string_equal(text, "text");
    json_free(o);
}

static json *parse_some(const char *text)
{
    static const char *const names[] = {"ok", "result", "id", "\xD0\x96", NULL};
    json *some = NULL;
    struct err err = {0};
    if (json_parse_some(text, strlen(text), names, &some, &err) < 0)
        fail_msg("%s: %s", text, err.text);
    return some;
}

static void reads_what_is_wanted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *wanted;
    } cases[] = {
        {"0", "0"},
        {" -12.5e-3 ", "-0.0125"},
        {"null", "null"},
        {"\"\\\"\"", "\"\\\"\""},
        {" [ 1, {} ] ", "[]"},
        {"\t{\r\n} ", "{}"},
        {"{\"a\":{\"id\":1}, \"id\" : {\"ok\":[2]} }", "{\"id\":{\"ok\":[]}}"},
        {"{\"i\\u0064\":1,\"idx\":2,\"i\":3,\"\xD0\x96\":4}", "{\"\xD0\x96\":4}"},
        {"{\"ok\":true,\"result\":{\"from\":{\"a\":{\"b\":[\"}\"]}},\"text\":\"{\\\\\\\"\","
         "\"list\":[1,{\"x\":\"]\"}],\"id\":-7},\"more\":{}}",
         "{\"ok\":true,\"result\":{\"id\":-7}}"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        json *some = parse_some(cases[i].text), *wanted = parse(cases[i].wanted);
        if (!json_same(some, wanted))
            fail_msg("%s", cases[i].text);
        json_free(some);
        json_free(wanted);
    }
    json *none = NULL;
    static const char *const names[] = {NULL};
    assert_int_equal(json_parse_some("{\"a\":{\"b\":[}}", 13, names, &none, NULL), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_wanted),
        cmocka_unit_test(refuses_what_is_not_json),
        cmocka_unit_test(takes_json),
        cmocka_unit_test(reads_exactly_len_bytes),
        cmocka_unit_test(limits_depth),
        cmocka_unit_test(names_line_and_column),
        cmocka_unit_test(getters_give_defaults),
        cmocka_unit_test(null_is_nothing),
        cmocka_unit_test(needed_fields_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
