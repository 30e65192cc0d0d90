/* Downloads against a scripted Bot API: two requests, each limit, and no token in any word. */
#include "fake.h"

struct got {
    int times;
    char data[64];
    struct err err;
};

static void on_file(void *ctx, const char *data, size_t len, const struct err *err)
{
    struct got *got = ctx;
    got->times++;
    if (err)
        got->err = *err;
    else
        snprintf(got->data, sizeof(got->data), "%.*s", (int)len, data);
}

static const char *told_path; /* of getFile: the fields behind file_id */

static void answer(struct fake *fake, struct fake_call *call)
{
    char body[256];
    (void)fake;
    if (str_equal(call->method, "getFile")) {
        assert_string_equal(json_str(call->params, "file_id", ""), "F1");
        snprintf(body, sizeof(body), "{\"ok\":true,\"result\":{\"file_id\":\"F1\",%s}}", told_path);
        fake_reply(call, 200, body);
        return;
    }
    http_reply_text(call->exchange, 404, "no such method");
}

static void on_bytes(void *ctx, struct http_exchange *exchange)
{
    (void)ctx;
    assert_string_equal(http_exchange_path(exchange),
                        "/file/bot" FAKE_TOKEN "/documents/file_0.zip");
    http_reply(exchange, 200, "application/zip", "PK bytes", 8);
}

static void on_nothing(void *ctx, struct http_exchange *exchange)
{
    (void)ctx;
    http_reply_text(exchange, 404, "gone");
}

static struct got fetch(const char *path, size_t most, http_handler_fn files)
{
    struct fake *fake = fake_new(30, false);
    struct got got = {0};
    fake->answer = answer;
    told_path = path;
    http_server_route(fake->server, "/file/", files, fake);
    telegram_download(fake->telegram, "F1", most, on_file, &got);
    assert_int_equal(got.times, 0); /* never from within */
    fake_wait(fake, &got.times, 1);
    assert_int_equal(got.times, 1);
    assert_null(strstr(got.err.text, FAKE_SECRET));
    fake_free(fake);
    return got;
}

#define GOOD "\"file_path\":\"documents/file_0.zip\""

static void its_bytes_come(void **state)
{
    (void)state;
    struct got got = fetch(GOOD, 100, on_bytes);
    assert_int_equal(got.err.code, 0);
    assert_string_equal(got.data, "PK bytes");
}

static void what_fails_is_told(void **state)
{
    (void)state;
    assert_int_equal(fetch(GOOD ",\"file_size\":2000000", 1000000, on_bytes).err.code, ERR_LIMIT);
    assert_int_equal(fetch(GOOD, 4, on_bytes).err.code, ERR_LIMIT); /* it had said less */
    assert_int_equal(fetch(GOOD, 100, on_nothing).err.code, ERR_REFUSED);
    assert_int_equal(fetch("\"file_path\":\"../x\"", 100, on_bytes).err.code, ERR_INVALID);
    assert_int_equal(fetch("\"file_path\":\"a?b\"", 100, on_bytes).err.code, ERR_INVALID);
    assert_int_equal(fetch("\"other\":1", 100, on_bytes).err.code, ERR_INVALID);
}

static void a_client_that_is_freed_ends_it(void **state)
{
    (void)state;
    struct fake *fake = fake_new(30, false);
    struct got got = {0};
    telegram_download(fake->telegram, "F1", 100, on_file, &got);
    telegram_free(fake->telegram);
    fake->telegram = NULL;
    assert_int_equal(got.times, 1);
    assert_int_equal(got.err.code, ERR_CANCELLED);
    fake_free(fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_bytes_come),
        cmocka_unit_test(what_fails_is_told),
        cmocka_unit_test(a_client_that_is_freed_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
