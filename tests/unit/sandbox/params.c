/* The parameters of a call from each encoding. */
#include "sandbox/params.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void check_values(struct params *params, const char *expected)
{
    char *got = json_print(params->values);
    assert_string_equal(got, expected);
    free(got);
    params_done(params);
}

static void check_body(const char *method, const char *type, const char *body, const char *expected)
{
    struct params params;
    struct err err = {0};
    params_init(&params, botapi_method_find(method));
    if (params_add_body(&params, type, body, strlen(body), &err) < 0)
        fail_msg("%s: %s", body, err.text);
    check_values(&params, expected);
}

static void check_refused(const char *type, const char *body, int code, const char *words)
{
    struct params params;
    struct err err = {0};
    params_init(&params, botapi_method_find("sendMessage"));
    assert_int_equal(params_add_body(&params, type, body, strlen(body), &err), code);
    assert_string_equal(err.text, words);
    params_done(&params);
}

#define FORM "application/x-www-form-urlencoded"
#define JSON "application/json; charset=utf-8"

static void test_query(void **state)
{
    struct params params;
    struct err err = {0};
    (void)state;
    params_init(&params, botapi_method_find("sendMessage"));
    assert_int_equal(params_add(&params, "chat_id", "-12", &err), 0);
    assert_int_equal(params_add(&params, "text", "12", &err), 0);
    assert_int_equal(params_add(&params, "parse_mode", "", &err), 0);
    assert_int_equal(params_add(&params, "protect_content", "yes", &err), 0);
    assert_int_equal(params_add(&params, "disable_notification", "0", &err), 0);
    assert_int_equal(params_add(&params, "text", "\xFF", &err), ERR_INVALID);
    assert_string_equal(err.text, "strings must be encoded in UTF-8");
    check_values(&params, "{\"chat_id\":-12,\"text\":\"12\",\"protect_content\":true,"
                          "\"disable_notification\":false}");
}

static void test_urlencoded(void **state)
{
    (void)state;
    check_body("sendMessage", FORM,
               "chat_id=@ab&text=a+%26&reply_markup=%7B%22inline_keyboard%22%3A%5B%5D%7D",
               "{\"chat_id\":\"@ab\",\"text\":\"a &\",\"reply_markup\":{\"inline_keyboard\":[]}}");
    check_body("getUpdates", FORM, "offset=5&timeout=x&allowed_updates=%5B%22message%22%5D",
               "{\"offset\":5,\"timeout\":\"x\",\"allowed_updates\":[\"message\"]}");
    check_body("setWebhook", FORM, "url=", "{\"url\":\"\"}");
    check_refused(FORM, "reply_markup=%7B", ERR_INVALID,
                  "can't parse reply keyboard markup JSON object");
    check_refused(FORM, "entities=%5B", ERR_INVALID, "can't parse entities JSON object");
}

static void test_json(void **state)
{
    (void)state;
    check_body("sendMessage", JSON,
               "{\"chat_id\":\"7\",\"text\":7,\"protect_content\":1,\"parse_mode\":null,"
               "\"reply_markup\":\"{\\\"remove_keyboard\\\":true}\",\"entities\":[]}",
               "{\"chat_id\":7,\"text\":\"7\",\"protect_content\":true,"
               "\"reply_markup\":{\"remove_keyboard\":true},\"entities\":[]}");
    check_body("getMe", JSON, "", "{}");
    check_refused(JSON, "[]", ERR_INVALID, "can't parse request body as JSON object");
    check_refused(JSON, "{", ERR_INVALID, "can't parse request body as JSON object");
}

static void test_multipart(void **state)
{
    static const char body[] =
        "--b\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"photo\"; "
        "filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\nBYTES\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"other\"; "
        "filename=\"b\"\r\n\r\n\r\n--b--\r\n";
    struct params params;
    struct err err = {0};
    (void)state;
    params_init(&params, botapi_method_find("sendPhoto"));
    assert_int_equal(
        params_add_body(&params, "multipart/form-data; boundary=b", body, sizeof(body) - 1, &err),
        0);
    const struct upload *photo = params_upload(&params, "photo");
    assert_non_null(photo);
    assert_int_equal(photo->len, 5);
    assert_memory_equal(photo->data, "BYTES", 5);
    assert_string_equal(photo->filename, "a.png");
    assert_string_equal(photo->content_type, "image/png");
    assert_non_null(params_upload(&params, "other"));
    assert_null(params_upload(&params, "none"));
    check_values(&params, "{\"chat_id\":7,\"photo\":\"attach://photo\"}");
}

static void test_too_much(void **state)
{
    struct params params;
    struct err err = {0};
    char *text = malloc(PARAMS_TEXT_MAX + 1);
    (void)state;
    assert_non_null(text);
    memset(text, 'a', PARAMS_TEXT_MAX);
    text[PARAMS_TEXT_MAX] = 0;
    params_init(&params, botapi_method_find("sendMessage"));
    assert_int_equal(params_add(&params, "text", text, &err), ERR_LIMIT);
    assert_string_equal(err.text, "Request Entity Too Large");
    free(text);
    params_done(&params);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_query),    cmocka_unit_test(test_urlencoded),
        cmocka_unit_test(test_json),     cmocka_unit_test(test_multipart),
        cmocka_unit_test(test_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
