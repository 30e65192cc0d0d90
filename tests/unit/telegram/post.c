/* Posts: which calls they become. */
#include "fake.h"

#include <stdio.h>
#include <unistd.h>

#define PHOTO                                                                                      \
    "{\"ok\":true,\"result\":{\"message_id\":9,\"photo\":[{\"file_id\":\"small\"},"                \
    "{\"file_id\":\"large\"}]}}"

static const char *field(struct fake *fake, int call, const char *name)
{
    assert_true(call < fake->call_count);
    return json_str(fake->calls[call].params, name, "");
}

static json *rows_of(const char *text)
{
    json *rows;
    assert_int_equal(json_parse(text, strlen(text), &rows, NULL), 0);
    return rows;
}

static void expect_json(const json *got, const char *want)
{
    char *text = json_print(got);
    assert_string_equal(text, want);
    free(text);
}

static void test_send(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    json *rows = rows_of("[[{\"text\":\"Go\",\"data\":\"a.1\"},{\"text\":\"No\",\"data\":\"a.2\"}],"
                         "[{\"text\":\"Back\",\"data\":\"a.3\",\"style\":\"danger\"}]]");
    struct telegram_post post = {.chat = 42, .text = "<b>Hi</b>", .rows = rows, .silent = true};
    telegram_post_send(fake->telegram, &post, fake_on_done, fake);
    json_free(rows);
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_int_equal(fake->message, 77);
    assert_string_equal(fake->calls[0].method, "sendMessage");
    assert_string_equal(field(fake, 0, "text"), "<b>Hi</b>");
    assert_string_equal(field(fake, 0, "parse_mode"), "HTML");
    assert_true(json_bool(fake->calls[0].params, "disable_notification", false));
    expect_json(json_get(fake->calls[0].params, "reply_markup"),
                "{\"inline_keyboard\":[[{\"text\":\"Go\",\"callback_data\":\"a.1\"},"
                "{\"text\":\"No\",\"callback_data\":\"a.2\"}],[{\"text\":\"Back\","
                "\"callback_data\":\"a.3\",\"style\":\"danger\"}]]}");
    fake_free(fake);
}

static void test_edit_and_strip(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    struct telegram_post post = {.chat = 42, .text = "new"};
    telegram_post_edit(fake->telegram, &post, 5, false, fake_on_done, fake);
    telegram_post_strip(fake->telegram, 42, 6, fake_on_done, fake);
    fake_wait_done(fake, 2);
    assert_int_equal(fake->outcomes[TELEGRAM_OK], 2);
    assert_string_equal(fake->calls[0].method, "editMessageText");
    assert_int_equal(json_int(fake->calls[0].params, "message_id", 0), 5);
    assert_null(json_get(fake->calls[0].params, "reply_markup"));
    assert_string_equal(fake->calls[1].method, "editMessageReplyMarkup");
    assert_int_equal(json_int(fake->calls[1].params, "message_id", 0), 6);
    fake_free(fake);
}

static void test_answer(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    char long_text[400];
    memset(long_text, 'x', sizeof(long_text) - 1);
    long_text[sizeof(long_text) - 1] = '\0';
    telegram_post_answer(fake->telegram, "77", NULL, false, fake_on_done, fake);
    fake_wait_done(fake, 1);
    telegram_post_answer(fake->telegram, "78", long_text, true, fake_on_done, fake);
    fake_wait_done(fake, 2);
    assert_int_equal(fake->outcomes[TELEGRAM_OK], 2);
    assert_string_equal(field(fake, 0, "callback_query_id"), "77");
    assert_null(json_get(fake->calls[0].params, "text"));
    assert_int_equal(utf8_count(field(fake, 1, "text"), strlen(field(fake, 1, "text"))), 200);
    assert_true(json_bool(fake->calls[1].params, "show_alert", false));
    fake_free(fake);
}

static void test_long_text_is_cut(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    char *text = mem_alloc(6001);
    memset(text, 'x', 6000);
    memcpy(text, "<b>", 3);
    memcpy(text + 5996, "</b>", 4);
    struct telegram_post post = {.chat = 42, .text = text};
    telegram_post_send(fake->telegram, &post, fake_on_done, fake);
    fake_wait_done(fake, 1);
    const char *got = field(fake, 0, "text");
    assert_true(str_ends(got, "x\xE2\x80\xA6</b>"));
    assert_int_equal(utf16_count(got, strlen(got)), 4096 + strlen("<b></b>"));
    assert_true(fake_logged(fake, "text cut"));
    free(text);
    fake_free(fake);
}

static void test_too_many_buttons(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    json *rows = json_array();
    for (int i = 0; i < 20; i++) {
        json *row = json_array();
        for (int j = 0; j < 9; j++) {
            json *button = json_object();
            json_add_str(button, "text", "b");
            json_add_str(button, "data", "d");
            json_push(row, button);
        }
        json_push(rows, row);
    }
    struct telegram_post post = {.chat = 42, .text = "x", .rows = rows};
    telegram_post_send(fake->telegram, &post, fake_on_done, fake);
    json_free(rows);
    fake_wait_done(fake, 1);
    const json *keys = json_get(json_get(fake->calls[0].params, "reply_markup"), "inline_keyboard");
    int count = 0;
    for (const json *row = json_first(keys); row; row = json_next(row)) {
        assert_in_range(json_count(row), 1, 8);
        count += json_count(row);
    }
    assert_int_equal(count, 100);
    assert_true(fake_logged(fake, "buttons left out"));
    fake_free(fake);
}

static void answer_photo(struct fake *fake, struct fake_call *call)
{
    if (fake->stage == 1 && !call->multipart) {
        fake->stage = 2;
        fake_error(call, 400, "Bad Request: wrong file identifier/HTTP URL specified");
        return;
    }
    fake_reply(call, 200, PHOTO);
}

static void test_picture(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    char path[] = "/tmp/bylina-test-XXXXXX";
    int fd = mkstemp(path);
    assert_int_equal(write(fd, "picture", 7), 7);
    struct telegram_post post = {.chat = 42, .text = "<i>look</i>", .image = path};
    fake->answer = answer_photo;

    telegram_post_send(fake->telegram, &post, fake_on_done, fake);
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_int_equal(fake->message, 9);
    assert_string_equal(fake->calls[0].method, "sendPhoto");
    assert_true(fake->calls[0].multipart);
    assert_string_equal(field(fake, 0, "caption"), "<i>look</i>");
    assert_string_equal(field(fake, 0, "photo"), "attach://file0");
    assert_true(str_ends(field(fake, 0, "file0"), ":7"));

    telegram_post_send(fake->telegram, &post, fake_on_done, fake); /* now by its file_id */
    fake_wait_done(fake, 2);
    assert_false(fake->calls[1].multipart);
    assert_string_equal(field(fake, 1, "photo"), "large");

    telegram_post_edit(fake->telegram, &post, 9, true, fake_on_done, fake);
    fake_wait_done(fake, 3);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_string_equal(fake->calls[2].method, "editMessageMedia");
    expect_json(json_get(fake->calls[2].params, "media"),
                "{\"type\":\"photo\",\"caption\":\"<i>look</i>\",\"parse_mode\":\"HTML\","
                "\"media\":\"large\"}");

    assert_int_equal(write(fd, "changed", 7), 7); /* a new picture under the old name */
    telegram_post_edit(fake->telegram, &post, 9, true, fake_on_done, fake);
    fake_wait_done(fake, 4);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_true(fake->calls[3].multipart);
    assert_non_null(strstr(field(fake, 3, "media"), "attach://picture"));
    assert_true(str_ends(field(fake, 3, "picture"), ":14"));

    fake->stage = 1; /* Telegram has forgotten the file_id */
    telegram_post_send(fake->telegram, &post, fake_on_done, fake);
    fake_wait_done(fake, 5);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_int_equal(fake->stage, 2);
    assert_true(fake->calls[5].multipart);
    close(fd);
    unlink(path);
    fake_free(fake);
}

static void test_text_and_picture_do_not_cross(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    struct telegram_post picture = {.chat = 42, .text = "x", .image = "some.png"};
    struct telegram_post text = {.chat = 42, .text = "x"};
    telegram_post_edit(fake->telegram, &picture, 5, false, fake_on_done, fake);
    telegram_post_edit(fake->telegram, &text, 5, true, fake_on_done, fake);
    assert_int_equal(fake->done, 0);
    fake_wait_done(fake, 2);
    assert_int_equal(fake->outcomes[TELEGRAM_LOST], 2);
    assert_int_equal(fake->call_count, 0);
    fake_free(fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_send),
        cmocka_unit_test(test_edit_and_strip),
        cmocka_unit_test(test_answer),
        cmocka_unit_test(test_long_text_is_cut),
        cmocka_unit_test(test_too_many_buttons),
        cmocka_unit_test(test_picture),
        cmocka_unit_test(test_text_and_picture_do_not_cross),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
