/* Bodies of requests. That they are what the official client sends is compared in
 * tests/e2e/gemini.test.js. */
#include "rig.h"

#include "gemini/ask.h"
#include "gemini/check.h"

static void expect_body(const struct gemini_ask *ask, const char *token, const char *wanted)
{
    struct err err;
    json *body = NULL, *sent = NULL, *tree = NULL;
    char *text = NULL;
    size_t len = 0;
    assert_int_equal(ask_build(ask, &body, &err), 0);
    assert_int_equal(ask_print(body, token, &text, &len, &err), 0);
    assert_int_equal(json_parse(text, len, &sent, &err), 0);
    assert_int_equal(json_parse(wanted, strlen(wanted), &tree, &err), 0);
    if (!json_same(sent, tree))
        fail_msg("%s\nis not\n%s", text, wanted);
    json_free(body);
    json_free(sent);
    json_free(tree);
    free(text);
}

static const char *const parts[] = {"One", "two"};
#define SAFETY                                                                                     \
    "\"safetySettings\":[{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":"                \
    "\"BLOCK_ONLY_HIGH\"},{\"category\":\"HARM_CATEGORY_DANGEROUS_CONTENT\",\"threshold\":"        \
    "\"BLOCK_ONLY_HIGH\"}],"

static void test_whole(void **state)
{
    (void)state;
    struct gemini_ask ask = {.system = "You tell.",
                             .parts = parts,
                             .part_count = 2,
                             .schema = "{\"type\":\"object\"}",
                             .max_tokens = 300,
                             .thinking = "minimal",
                             .seed = 7};
    expect_body(&ask, "more",
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"One\"},{\"text\":\"two\"}"
                "]}],\"systemInstruction\":{\"role\":\"user\",\"parts\":[{\"text\":\"You tell.\"}]}"
                "," SAFETY "\"generationConfig\":{\"maxOutputTokens\":300,\"seed\":7,"
                "\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":"
                "\"object\"},\"thinkingConfig\":{\"thinkingLevel\":\"minimal\"}},"
                "\"continuationToken\":\"more\"}");
}

static void test_least(void **state)
{
    (void)state;
    struct gemini_ask ask = {.parts = parts, .part_count = 1};
    expect_body(&ask, NULL,
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"One\"}]}]," SAFETY
                "\"generationConfig\":{}}");
}

static void test_picture(void **state)
{
    (void)state;
    struct gemini_ask ask = {.parts = parts, .part_count = 1, .image = true, .aspect_ratio = "1:1"};
    expect_body(&ask, NULL,
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"One\"}]}]," SAFETY
                "\"generationConfig\":{\"responseModalities\":[\"IMAGE\"],"
                "\"imageConfig\":{\"aspectRatio\":\"1:1\"}}}");
}

static void test_checks(void **state)
{
    struct err err;
    (void)state;
    static const char *const urls[] = {"https://a.example", "http://127.0.0.1:1/proxy/"};
    static const char *const no_urls[] = {"",          "a.example",       "https://",
                                          "https:///", "https://a?key=b", "https://a b",
                                          "ftp://a",   "http://a#b"};
    for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
        assert_int_equal(gemini_check_url(urls[i], &err), 0);
    for (size_t i = 0; i < sizeof(no_urls) / sizeof(no_urls[0]); i++)
        assert_int_not_equal(gemini_check_url(no_urls[i], &err), 0);
    assert_int_equal(gemini_check_version("v1", &err), 0);
    assert_int_equal(gemini_check_version("v1beta", &err), 0);
    assert_int_not_equal(gemini_check_version("", &err), 0);
    assert_int_equal(gemini_check_model("gemini-3.5-flash-lite", &err), 0);
    static const char *const models[] = {"", "-x", "a/b", "a:b", "a b", "a?b", "модель", "a%2f"};
    for (size_t i = 0; i < sizeof(models) / sizeof(models[0]); i++)
        assert_int_not_equal(gemini_check_model(models[i], &err), 0);
    assert_int_equal(gemini_check_key(RIG_KEY, &err), 0);
    assert_int_equal(gemini_check_key("", &err), 0);
    assert_int_not_equal(gemini_check_key("a\r\nHost: x", &err), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_least),
        cmocka_unit_test(test_picture),
        cmocka_unit_test(test_checks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
