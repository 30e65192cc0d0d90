/* The table of Bot API 10.3 and the check of calls against it. */
#include "base/str.h"
#include "botapi/botapi.h"
#include "json/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* `expected` NULL: the call passes; else the words of the refusal. */
static void check_call(const char *method, const char *params, const char *expected)
{
    struct err err = {0};
    json *value = NULL;
    assert_int_equal(json_parse(params, strlen(params), &value, &err), 0);
    const struct botapi_method *found = botapi_method_find(method);
    assert_non_null(found);
    int code = botapi_check(found, value, &err);
    if (expected) {
        assert_string_equal(err.text, expected);
        assert_int_equal(code, ERR_INVALID);
    } else if (code) {
        fail_msg("%s %s: %s", method, params, err.text);
    }
    json_free(value);
}

static void test_find(void **state)
{
    (void)state;
    assert_string_equal(botapi_method_find("SENDmessage")->name, "sendMessage");
    assert_string_equal(botapi_method_find("getMe")->returns, "User");
    assert_null(botapi_method_find("sendMessages"));
    assert_null(botapi_method_find(""));
    assert_string_equal(botapi_type_find("Update")->fields[0].name, "update_id");
    assert_null(botapi_type_find("update"));
    size_t count = 0;
    const struct botapi_method *all = botapi_method_all(&count);
    assert_true(count > 150);
    for (size_t i = 0; i < count; i++)
        assert_ptr_equal(botapi_method_find(all[i].name), &all[i]);
}

static void test_passes(void **state)
{
    (void)state;
    check_call("getMe", "{}", NULL);
    check_call("sendMessage", "{\"chat_id\":1,\"text\":\"a\"}", NULL);
    check_call("sendMessage", "{\"chat_id\":\"@a\",\"text\":\"a\",\"parse_mode\":\"HTML\"}", NULL);
    check_call("sendMessage",
               "{\"chat_id\":1,\"text\":\"a\",\"reply_markup\":{\"keyboard\":[[\"plain\","
               "{\"text\":\"b\"}]],\"resize_keyboard\":true}}",
               NULL);
    check_call("sendMessage",
               "{\"chat_id\":1,\"text\":\"a\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":"
               "\"b\",\"callback_data\":\"c\",\"style\":\"danger\"}],[]]}}",
               NULL);
    check_call("sendMessage",
               "{\"chat_id\":1,\"text\":\"a\",\"reply_markup\":{\"remove_keyboard\":true}}", NULL);
    check_call("editMessageMedia",
               "{\"chat_id\":1,\"message_id\":2,\"media\":{\"type\":\"photo\",\"media\":"
               "\"attach://a\"}}",
               NULL);
    check_call("getUpdates", "{\"allowed_updates\":[\"message\",\"callback_query\"]}", NULL);
    check_call("setMessageReaction",
               "{\"chat_id\":1,\"message_id\":2,\"reaction\":[{\"type\":\"emoji\",\"emoji\":"
               "\"\xF0\x9F\x91\x8D\"}]}",
               NULL);
}

static void test_refusals(void **state)
{
    (void)state;
    check_call("sendMessage", "{\"text\":\"a\"}", "sendMessage: chat_id is required");
    check_call("sendMessage", "{\"chat_id\":1,\"text\":7}", "sendMessage: text must be a string");
    check_call("sendMessage", "{\"chat_id\":1,\"text\":\"\"}",
               "sendMessage: text must have 1 to 4096 characters, has 0");
    check_call("sendMessage", "{\"chat_id\":1,\"text\":\"a\",\"txet\":1}",
               "sendMessage: txet is not known");
    check_call("sendMessage", "{\"chat_id\":1,\"text\":\"a\",\"parse_mode\":\"XML\"}",
               "sendMessage: parse_mode must be \"HTML\" or another known value");
    check_call("sendMessage", "[]", "sendMessage: must be an object");
    check_call("getUpdates", "{\"allowed_updates\":[\"mesage\"]}",
               "getUpdates: allowed_updates[0] must be \"message\" or another known value");
    check_call("sendMessage",
               "{\"chat_id\":1,\"text\":\"a\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":"
               "\"b\",\"url\":\"u\"},{\"url\":\"u\"}]]}}",
               "sendMessage: reply_markup.inline_keyboard[0][1].text is required");
    check_call("editMessageMedia",
               "{\"chat_id\":1,\"message_id\":2,\"media\":{\"type\":\"photo\"}}",
               "editMessageMedia: media.media is required");
    check_call("sendMessage",
               "{\"chat_id\":1,\"text\":\"a\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":"
               "\"b\",\"callback_data\":\"12345678901234567890123456789012345678901234567890"
               "123456789012345\"}]]}}",
               "sendMessage: reply_markup.inline_keyboard[0][0].callback_data must have 1 to 64 "
               "bytes, has 65");
}

/* 4096 characters of text, however many bytes; with markup the table does not count. */
static void test_lengths(void **state)
{
    (void)state;
    char params[3 * 4097 + 100] = "{\"chat_id\":1,\"text\":\"";
    size_t at = strlen(params);
    for (int i = 0; i < 4096; i++, at += 2)
        memcpy(params + at, "\xD1\x8F", 2);
    memcpy(params + at, "\"}", 3);
    check_call("sendMessage", params, NULL);
    memcpy(params + at, "!\"}", 4);
    check_call("sendMessage", params, "sendMessage: text must have 1 to 4096 characters, has 4097");
    memcpy(params + at, "!\",\"parse_mode\":\"HTML\"}", 24);
    check_call("sendMessage", params, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_passes),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
