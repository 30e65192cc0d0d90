/* json: building trees, and comparing them. */
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

static void assert_prints(const json *value, const char *expected)
{
    char *text = json_print(value);
    assert_string_equal(text, expected);
    free(text);
}

static void builds(void **state)
{
    (void)state;
    json *o = json_object();
    json_add_str(o, "s", "жар\n");
    json_add_int(o, "n", -5);
    json_add_bool(o, "t", true);
    json_add(o, "z", json_new_null());
    json_add(o, "nothing", NULL);
    json *a = json_array();
    json_push(a, json_new_int(1));
    json_push(a, json_new_real(0.5));
    json_push(a, NULL);
    json_add(o, "a", a);
    assert_prints(o, "{\"s\":\"жар\\n\",\"n\":-5,\"t\":true,\"z\":null,\"a\":[1,0.5]}");
    json_add_int(o, "n", 6); /* replaces, in its place */
    json_remove(o, "s");
    json_remove(o, "absent");
    assert_prints(o, "{\"n\":6,\"t\":true,\"z\":null,\"a\":[1,0.5]}");
    json *copy = json_clone(o);
    json_push(json_get(o, "a"), json_object());
    assert_prints(copy, "{\"n\":6,\"t\":true,\"z\":null,\"a\":[1,0.5]}");
    assert_false(json_same(o, copy));
    json_free(copy);
    json_free(o);
}

static void mends_broken_utf8(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"fine ж", "fine ж"},
        {"a\xFFz", "a\xEF\xBF\xBDz"},
        {"\xD0", "\xEF\xBF\xBD"},
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        json *value = json_new_str(cases[i][0]);
        assert_string_equal(json_text(value, NULL), cases[i][1]);
        json_free(value);
    }
    json *value = json_new_str(NULL);
    assert_int_equal(json_type(value), JSON_NULL);
    json_free(value);
}

static void compares(void **state)
{
    (void)state;
    static const struct {
        const char *a;
        const char *b;
        bool same;
    } cases[] = {
        {"1", "1.0", true},
        {"1", "2", false},
        {"1", "\"1\"", false},
        {"true", "false", false},
        {"null", "null", true},
        {"\"a\"", "\"A\"", false},
        {"[1,2]", "[1,2]", true},
        {"[1,2]", "[2,1]", false},
        {"[1]", "[1,2]", false},
        {"[1,2]", "[1]", false},
        {"[]", "{}", false},
        {"{\"a\":1,\"b\":[2]}", "{\"b\":[2],\"a\":1}", true},
        {"{\"a\":1,\"b\":2}", "{\"a\":1,\"b\":3}", false},
        {"{\"a\":1}", "{\"a\":1,\"b\":2}", false},
        {"{\"a\":1,\"b\":2}", "{\"a\":1}", false},
        {"{\"a\":1,\"a\":1}", "{\"a\":1,\"b\":1}", false},
        {"{\"a\":1,\"b\":1}", "{\"a\":1,\"a\":1}", false},
        {"{\"a\":{\"x\":1,\"y\":2}}", "{\"a\":{\"y\":2,\"x\":1}}", true},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        json *a = parse(cases[i].a), *b = parse(cases[i].b);
        if (json_same(a, b) != cases[i].same)
            fail_msg("%s and %s", cases[i].a, cases[i].b);
        json_free(a);
        json_free(b);
    }
    assert_true(json_same(NULL, NULL));
    json *null = json_new_null();
    assert_false(json_same(NULL, null));
    json_free(null);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(builds),
        cmocka_unit_test(mends_broken_utf8),
        cmocka_unit_test(compares),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
