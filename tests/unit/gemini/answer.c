/* Answers: what is one, and what is none. */
#include "rig.h"

#include "gemini/answer.h"
#include "gemini/base64.h"

static struct verdict judged(const char *text, bool image)
{
    struct reading reading;
    struct verdict verdict;
    reading_init(&reading);
    reading_begin(&reading, false);
    reading_take(&reading, text, strlen(text), RIG_KEY);
    reading_judge(&reading, image, NULL, &verdict);
    reading_done(&reading);
    return verdict;
}

static enum gemini_end end_of(const char *text)
{
    return judged(text, false).end;
}

static void test_only_stop_is_ok(void **state)
{
    static const struct {
        const char *reason;
        enum gemini_end end;
    } rows[] = {
        {"STOP", GEMINI_OK},
        {"MAX_TOKENS", GEMINI_CUT},
        {"SAFETY", GEMINI_REFUSED},
        {"RECITATION", GEMINI_REFUSED},
        {"LANGUAGE", GEMINI_REFUSED},
        {"OTHER", GEMINI_REFUSED},
        {"BLOCKLIST", GEMINI_REFUSED},
        {"PROHIBITED_CONTENT", GEMINI_REFUSED},
        {"SPII", GEMINI_REFUSED},
        {"IMAGE_SAFETY", GEMINI_REFUSED},
        {"NO_IMAGE", GEMINI_REFUSED},
        {"MALFORMED_RESPONSE", GEMINI_GARBLED},
        {"FINISH_REASON_UNSPECIFIED", GEMINI_GARBLED},
        {"A_NEW_ONE", GEMINI_GARBLED},
        {"CONTINUATION", GEMINI_CUT}, /* without a token */
        {"", GEMINI_CUT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char *text = mem_printf("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"A text\"}]},"
                                "\"finishReason\":\"%s\"}]}",
                                rows[i].reason);
        assert_int_equal(end_of(text), rows[i].end);
        free(text);
    }
}

static void test_what_is_no_answer(void **state)
{
    (void)state;
    static const char *const garbled[] = {
        "",
        "null",
        "[]",
        "{",
        "{\"candidates\":[]}",
        "{\"candidates\":5}",
        "{\"candidates\":[{\"finishReason\":\"STOP\"}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\"}]},\"finishReason\":\"STOP\"}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hm\",\"thought\":true}]},"
        "\"finishReason\":\"STOP\"}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"!!\"}}]},"
        "\"finishReason\":\"STOP\"}]}",
    };
    for (size_t i = 0; i < sizeof(garbled) / sizeof(garbled[0]); i++)
        assert_int_equal(end_of(garbled[i]), GEMINI_GARBLED);
    struct verdict verdict = judged("{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}", false);
    assert_int_equal(verdict.end, GEMINI_BLOCKED);
    verdict = judged(RIG_ERROR("503", "UNAVAILABLE", ""), false);
    assert_int_equal(verdict.end, GEMINI_DOWN);
    assert_int_equal(verdict.status, 503);
    assert_null(strstr(verdict.words, RIG_KEY));
}

static void test_text_over_its_limit(void **state)
{
    (void)state;
    char *text = mem_alloc(GEMINI_TEXT_MAX + 2);
    memset(text, 'x', GEMINI_TEXT_MAX + 1);
    char *body = mem_printf("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"%s\"}]},"
                            "\"finishReason\":\"STOP\"}]}",
                            text);
    assert_int_equal(end_of(body), GEMINI_GARBLED);
    free(body);
    free(text);
}

static void test_parts_make_one_text_without_thoughts(void **state)
{
    struct reading reading;
    (void)state;
    const char *text = "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"I think\","
                       "\"thought\":true},{\"text\":\"One \"},{\"text\":\"two\"}]},"
                       "\"finishReason\":\"STOP\"},{\"content\":{\"parts\":[{\"text\":\"second\"}]}"
                       "}],\"usageMetadata\":{\"promptTokenCount\":-4,\"cachedContentTokenCount\":"
                       "1e300,\"candidatesTokensDetails\":[{\"modality\":\"IMAGE\",\"tokenCount\":"
                       "9}]}}";
    reading_init(&reading);
    reading_begin(&reading, false);
    assert_true(reading_take(&reading, text, strlen(text), RIG_KEY));
    assert_string_equal(reading.text.data, "One two");
    assert_int_equal(reading.usage.prompt, 0);
    assert_int_equal(reading.usage.cached, 0);
    assert_int_equal(reading.usage.images, 9);
    reading_done(&reading);
}

static void expect_base64(const char *text, const char *bytes, size_t len)
{
    char *data = NULL;
    size_t got = 0;
    assert_int_equal(base64_decode(text, strlen(text), &data, &got), 0);
    assert_int_equal(got, len);
    assert_memory_equal(data, bytes, len);
    free(data);
}

static void test_base64(void **state)
{
    (void)state;
    expect_base64("", "", 0);
    expect_base64("Zg==", "f", 1);
    expect_base64("Zm8=", "fo", 2);
    expect_base64("Zm9v", "foo", 3);
    expect_base64("Zm9vYg", "foob", 4);
    expect_base64("+/-_", "\xfb\xff\xbf", 3);
    static const char *const whole[] = {"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "+/+/AA=="};
    for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++) {
        char *data = NULL;
        size_t len;
        assert_int_equal(base64_decode(whole[i], strlen(whole[i]), &data, &len), 0);
        char *text = base64_encode(data, len);
        assert_string_equal(text, whole[i]);
        free(text);
        free(data);
    }
    static const char *const broken[] = {"Z", "Zm9vY", "Z===", "Zm 9", "====", "Zg=", "Zm9v="};
    for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
        char *data = NULL;
        size_t len;
        assert_int_not_equal(base64_decode(broken[i], strlen(broken[i]), &data, &len), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_stop_is_ok),
        cmocka_unit_test(test_what_is_no_answer),
        cmocka_unit_test(test_text_over_its_limit),
        cmocka_unit_test(test_parts_make_one_text_without_thoughts),
        cmocka_unit_test(test_base64),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
