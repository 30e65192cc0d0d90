/* What is shown of an answer that is still being written: of every beginning of it. */
#include "lore/draft.h"

#include "check.h"

static void expect(const char *json, size_t len, const char *wanted)
{
    struct buf out;
    char *copy = malloc(len ? len : 1); /* no byte behind it may be read */
    memcpy(copy, json, len);
    buf_init(&out, 4096);
    lore_draft(copy, len, "text", &out);
    assert_string_equal(out.data, wanted);
    buf_done(&out);
    free(copy);
}

static void test_fields(void **state)
{
    static const struct {
        const char *json, *wanted;
    } CASES[] = {
        {"", ""},
        {"{", ""},
        {"no JSON", ""},
        {"[\"text\"]", ""},
        {"{\"text\"", ""},
        {"{\"text\": ", ""},
        {"{\"text\": 7}", ""},
        {"{\"text\": \"", ""},
        {"{\"text\": \"The sword", "The sword"},
        {" {\n \"text\" : \"a\\\"b\\\\c\\nd\", \"mood\": \"x\"}", "a\"b\\c\nd"},
        {"{\"mood\": \"text\", \"text\": \"one\"}", "one"},
        {"{\"deep\": {\"text\": \"no\", \"l\": [1, \"}\"]}, \"n\": -1.5e3, \"text\": \"yes", "yes"},
        {"{\"text\": \"a\\", "a"},
        {"{\"text\": \"a\\u04", "a"},
        {"{\"text\": \"a\\u0451!", "a\xd1\x91!"},
        {"{\"text\": \"a\\ud83d", "a"},
        {"{\"text\": \"a\\ud83d\\ude0", "a"},
        {"{\"text\": \"a\\ud83d\\ude00", "a\xf0\x9f\x98\x80"},
        {"{\"text\": \"a\\ude00b", "a"},
        {"{\"text\": \"a\\u0000b", "a"},
        {"{\"text\": \"a\\qb", "a"},
        {"{\"text\": \"a\xd1", "a"},
        {"{\"text\": \"a\xf0\x9f\x98", "a"},
        {"{\"text\": \"a\xd1\x91", "a\xd1\x91"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        expect(CASES[i].json, strlen(CASES[i].json), CASES[i].wanted);
}

static void test_every_beginning_is_a_beginning(void **state)
{
    static const char JSON[] =
        "{\"mood\":\"w\\u0440y\",\"of\":[{\"text\":\"x\"}],\"text\":\"\xd0\xa1"
        "\xd1\x82\xd0\xb0\xd1\x80\\n\\ud83d\\ude00 \xf0\x9f\x98\x80 end\"}";
    static const char WHOLE[] = "\xd0\xa1\xd1\x82\xd0\xb0\xd1\x80\n\xf0\x9f\x98\x80 "
                                "\xf0\x9f\x98\x80 end";
    size_t last = 0;
    (void)state;
    for (size_t len = 0; len < sizeof JSON; len++) {
        struct buf out;
        buf_init(&out, 4096);
        lore_draft(JSON, len, "text", &out);
        assert_true(out.len >= last && out.len <= strlen(WHOLE));
        assert_memory_equal(out.data, WHOLE, out.len);
        last = out.len;
        buf_done(&out);
    }
    assert_int_equal(last, strlen(WHOLE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_every_beginning_is_a_beginning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
