/* Sums of JSON: what means the same has the same sum, and nothing else has. */
#include "store/jsonsum.h"

#include "base/error.h"
#include "check.h"

static uint64_t sum(const char *text)
{
    uint64_t sum = 0;
    if (json_sum(text, strlen(text), &sum))
        fail_msg("no JSON: %s", text);
    return sum;
}

static void test_spellings_of_the_same(void **state)
{
    static const char *const pairs[][2] = {
        {"{\"a\":1,\"b\":[true,null]}", " { \"b\" : [ true , null ] , \"a\" : 1 } "},
        {"1e300",
         "1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
         "0000000000000000000000000000000000000"},
        {"2.50", "2.5"},
        {"-0.0", "0"},
        {"0.00125", "1.25e-3"},
        {"12E+1", "120.00"},
        {"\"\\u0416\\ud83d\\ude00\\/\\n\"", "\"Ж😀/\\u000a\""},
        {"{}", "{ }"},
        {"[[],{}]", "[ [ ] , { } ]"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
        if (sum(pairs[i][0]) != sum(pairs[i][1]))
            fail_msg("not the same: %s and %s", pairs[i][0], pairs[i][1]);
}

static void test_all_different(void **state)
{
    static const char *const texts[] = {
        "1",          "-1",       "10",        "1.5",       "\"1\"",     "true",      "false",
        "null",       "\"\"",     "{}",        "[]",        "[[]]",      "[1,2]",     "[2,1]",
        "[12]",       "[1,[2]]",  "{\"a\":1}", "{\"b\":1}", "{\"a\":2}", "[\"a\",1]", "{\"a\":[]}",
        "{\"a\":{}}", "\"true\"", "0",         "[null]",    "1e5",       "1e-5",      "\"\\u0000\"",
    };
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts) - 1; i++)
        for (size_t j = i + 1; j < sizeof(texts) / sizeof(*texts) - 1; j++)
            if (sum(texts[i]) == sum(texts[j]))
                fail_msg("the same: %s and %s", texts[i], texts[j]);
}

static void test_no_json(void **state)
{
    static const char *const texts[] = {
        "",      " ",   "{",      "[1",          "[1,]",     "{\"a\"}", "{\"a\":}",
        "{a:1}", "\"a", "\"\n\"", "\"\\x\"",     "\"\xff\"", "1 2",     "nul",
        "-",     "1.",  "1e",     "\"\\ud83d\"", "[1}",      "trained", "\"\\u0000\"",
    };
    uint64_t ignored = 0;
    char deep[600];
    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        if (json_sum(texts[i], strlen(texts[i]), &ignored) != ERR_INVALID)
            fail_msg("taken: %s", texts[i]);
    memset(deep, '[', sizeof(deep));
    assert_int_equal(json_sum(deep, sizeof(deep), &ignored), ERR_INVALID);
    assert_int_equal(json_sum("1\0", 2, &ignored), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings_of_the_same),
        cmocka_unit_test(test_all_different),
        cmocka_unit_test(test_no_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
