/* Calls against a scripted Bot API: what goes over the wire, and when. */
#include "fake.h"

#include "telegram/inner.h"

#include <stdio.h>
#include <unistd.h>

static void test_get_me(void **state)
{
    (void)state;
    struct fake *fake = fake_new(30, true);
    assert_int_equal(telegram_bot_id(fake->telegram), 123456789);
    fake_send(fake, "getMe", NULL);
    assert_int_equal(fake->done, 0); /* never from within */
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_string_equal(fake->calls[0].method, "getMe");
    fake_free(fake);
}

static void test_token_check(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "123456",
                                      "abc:" FAKE_SECRET,
                                      ":" FAKE_SECRET,
                                      "123456:",
                                      "123456:short",
                                      " " FAKE_TOKEN,
                                      FAKE_TOKEN "\n",
                                      "\"" FAKE_TOKEN "\"",
                                      "12345678901234567890:" FAKE_SECRET};
    struct err err;
    assert_int_equal(telegram_token_check(FAKE_TOKEN, &err), 0);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_int_equal(telegram_token_check(bad[i], &err), ERR_INVALID);
        assert_non_null(strstr(err.text, "BotFather"));
        assert_null(strstr(err.text, FAKE_SECRET));
    }
    assert_int_equal(telegram_token_check(NULL, NULL), ERR_INVALID);
}

static void refuse_token(struct fake *fake, struct fake_call *call)
{
    (void)fake;
    fake_error(call, 401, "Unauthorized");
}

static void test_denied(void **state)
{
    (void)state;
    struct fake *fake = fake_new(30, false);
    fake->answer = refuse_token;
    fake_send(fake, "getMe", NULL);
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_DENIED);
    assert_int_equal(fake->code, 401);
    assert_string_equal(fake->words, "Unauthorized");
    fake_free(fake);
}

static void test_checked_against_the_table(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    fake_send(fake, "sendMessage", NULL);
    assert_int_equal(fake->done, 0);
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_REFUSED);
    assert_non_null(strstr(fake->words, "sendMessage"));
    fake_send(fake, "sendNothing", NULL);
    fake_wait_done(fake, 2);
    assert_int_equal(fake->last, TELEGRAM_REFUSED);
    fake_send(fake, "../getMe", NULL);
    fake_wait_done(fake, 3);
    assert_int_equal(fake->last, TELEGRAM_REFUSED);
    assert_int_equal(fake->call_count, 0);
    fake_free(fake);
}

/* Answers from the loop, later, so that overlaps would show. */
static void hold(struct fake *fake, struct fake_call *call)
{
    (void)call;
    fake->stage++;
}

static void test_order_in_a_chat(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    fake->answer = hold;
    for (int i = 0; i < 5; i++) {
        char text[8];
        snprintf(text, sizeof(text), "a%d", i);
        fake_message(fake, 1, text);
        text[0] = 'b';
        fake_message(fake, 2, text);
    }
    for (int i = 0; i < 5; i++) {
        fake_wait(fake, &fake->call_count, 2 * i + 2);
        assert_int_equal(fake->call_count, 2 * i + 2); /* one of each chat, no more */
        for (int j = 2 * i; j < 2 * i + 2; j++) {
            assert_int_equal(fake_text(fake, j)[1] - '0', i);
            fake_reply(&fake->calls[j], 200, FAKE_OK);
        }
        fake_wait_done(fake, 2 * i + 2);
    }
    fake_free(fake);
}

static void too_many_once(struct fake *fake, struct fake_call *call)
{
    bool first_of_a = json_int(call->params, "chat_id", 0) == 1 && fake->stage++ == 0;
    if (!first_of_a) {
        fake_reply(call, 200, FAKE_OK);
        return;
    }
    const char *header[] = {"Retry-After: 1", NULL};
    const char *body = "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\"}";
    http_reply_with(call->exchange, 429, "application/json", body, strlen(body), header);
}

static void test_429_pauses_its_chat(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    fake->answer = too_many_once;
    fake_message(fake, 1, "first");
    fake_message(fake, 1, "second");
    fake_wait(fake, &fake->call_count, 1);
    fake_message(fake, 2, "other");
    fake_wait_done(fake, 1);
    assert_string_equal(fake_text(fake, 1), "other");
    fake_wait_done(fake, 3);
    assert_int_equal(fake->outcomes[TELEGRAM_OK], 3);
    assert_string_equal(fake_text(fake, 2), "first"); /* the order stays */
    assert_string_equal(fake_text(fake, 3), "second");
    assert_true(fake->calls[2].at_ms - fake->calls[0].at_ms >= 1000);
    assert_true(fake_logged(fake, "told to wait"));
    fake_free(fake);
}

static void too_many_for_two(struct fake *fake, struct fake_call *call)
{
    if (fake->call_count <= 2)
        fake_too_many(call, 1);
    else
        fake_reply(call, 200, FAKE_OK);
}

static void test_429_in_two_chats_pauses_all(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    fake->answer = too_many_for_two;
    fake_message(fake, 1, "one");
    fake_message(fake, 2, "two");
    fake_wait(fake, &fake->call_count, 2);
    /* An answer to a tap overtakes even that; it ends after both 429 have arrived. */
    while (!fake_logged(fake, "\"chat\":1") || !fake_logged(fake, "\"chat\":2")) {
        telegram_post_answer(fake->telegram, "7", "", false, fake_on_done, fake);
        fake_wait_done(fake, fake->done + 1);
    }
    int answers = fake->done;
    fake_message(fake, 3, "three");
    fake_wait_done(fake, answers + 3);
    for (int i = 2; i < fake->call_count; i++) {
        if (strcmp(fake->calls[i].method, "sendMessage") == 0)
            assert_true(fake->calls[i].at_ms - fake->calls[1].at_ms >= 990);
    }
    fake_free(fake);
}

static void test_429_without_a_chat(void **state)
{
    (void)state;
    struct fake *fake = fake_new(30, false);
    fake->answer = too_many_for_two;
    fake->call_count = 1; /* one left */
    fake->calls[0].params = NULL;
    fake_send(fake, "getMe", NULL);
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_true(fake->calls[2].at_ms - fake->calls[1].at_ms >= 1000);
    fake_free(fake);
}

static void test_pacing(void **state)
{
    (void)state;
    struct fake *fake = fake_new(20, false);
    int64_t began = clock_mono_ms();
    for (int i = 0; i < 22; i++)
        fake_message(fake, 100 + i, "x");
    fake_send(fake, "answerPreCheckoutQuery", NULL);
    fake_wait_done(fake, 23);
    assert_true(clock_mono_ms() - began >= 950); /* 20 intervals of 50 ms behind a burst of 2 */
    int place = 0;
    while (strcmp(fake->calls[place].method, "answerPreCheckoutQuery") != 0)
        place++;
    assert_true(place <= 2); /* asked for last, and overtook */
    fake_free(fake);
}

static void test_private_chat_is_paced(void **state)
{
    (void)state;
    struct fake *fake = fake_new(1000, false);
    for (int i = 0; i < 4; i++)
        fake_message(fake, 1, "x");
    fake_wait_done(fake, 4);
    assert_true(fake->calls[3].at_ms - fake->calls[0].at_ms >= 990);
    fake_free(fake);
}

static void blocked(struct fake *fake, struct fake_call *call)
{
    (void)fake;
    if (json_int(call->params, "chat_id", 0) == 1)
        fake_error(call, 403, "Forbidden: bot was blocked by the user");
    else
        fake_reply(call, 200, FAKE_OK);
}

static void test_403_ends_the_chat(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    fake->answer = blocked;
    for (int i = 0; i < 300; i++)
        fake_message(fake, 1, "x");
    fake_message(fake, 2, "y");
    fake_wait_done(fake, 301);
    assert_int_equal(fake->outcomes[TELEGRAM_BLOCKED], 300);
    assert_int_equal(fake->outcomes[TELEGRAM_OK], 1);
    assert_int_equal(fake->call_count, 2); /* nobody asks 300 times */
    fake_message(fake, 1, "again");        /* and what comes later is tried */
    fake_wait_done(fake, 302);
    assert_int_equal(fake->call_count, 3);
    fake_free(fake);
}

static void odd_answers(struct fake *fake, struct fake_call *call)
{
    (void)fake;
    const char *want = json_str(call->params, "text", "");
    if (strcmp(want, "cut") == 0)
        http_reply_cut(call->exchange);
    else if (strcmp(want, "malformed") == 0)
        fake_reply(call, 200, "{\"ok\":true,\"result\":{]}");
    else if (strcmp(want, "truncated") == 0)
        fake_reply(call, 200, "{\"ok\":true,\"result\":{\"mess");
    else if (strcmp(want, "500") == 0)
        fake_error(call, 500, "Internal Server Error: restart");
    else if (strcmp(want, "echo") == 0)
        fake_error(call, 400, "Bad Request: /bot" FAKE_TOKEN "/sendMessage");
    else
        fake_reply(call, 200,
                   "{\"ok\":true,\"brand\":{\"new\":[]},\"result\":{\"message_id\":5,\"x\":{}}}");
}

static void test_odd_answers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum telegram_outcome outcome;
    } cases[] = {
        {"cut", TELEGRAM_DOUBT}, {"malformed", TELEGRAM_DOUBT}, {"truncated", TELEGRAM_DOUBT},
        {"500", TELEGRAM_DOUBT}, {"echo", TELEGRAM_REFUSED},    {"new fields", TELEGRAM_OK},
    };
    struct fake *fake = fake_new(0, false);
    fake->answer = odd_answers;
    for (int i = 0; i < 6; i++) {
        fake_message(fake, 1, cases[i].text);
        fake_wait_done(fake, i + 1);
        assert_int_equal(fake->last, cases[i].outcome);
    }
    assert_int_equal(fake->call_count, 6); /* none of them was sent twice */
    assert_int_equal(fake->message, 5);
    fake_free(fake);
}

static void test_nobody_listens(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    http_server_free(fake->server);
    fake->server = NULL;
    fake_message(fake, 1, "x");
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_UNSENT);
    assert_int_equal(fake->code, 0);
    assert_true(strlen(fake->words) > 0);
    fake_free(fake);
}

static void test_deadline(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    fake->answer = hold;
    struct telegram_call call = {.method = "getMe", .timeout_ms = 100};
    telegram_send(fake->telegram, &call, fake_on_done, fake);
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_DOUBT);
    fake_free(fake);
}

static void test_too_many_calls(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    fake->answer = hold;
    for (int i = 0; i <= TELEGRAM_CALLS_MAX; i++)
        fake_message(fake, 1, "x");
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_UNSENT);
    fake_wait(fake, &fake->call_count, 1);
    telegram_post_answer(fake->telegram, "7", "", false, fake_on_done, fake);
    fake_wait(fake, &fake->call_count, 2); /* answers get through */
    telegram_free(fake->telegram);
    fake->telegram = NULL;
    assert_int_equal(fake->outcomes[TELEGRAM_CANCELLED], TELEGRAM_CALLS_MAX + 1);
    fake_free(fake);
}

static void free_in_callback(void *ctx, const struct telegram_result *result)
{
    struct fake *fake = ctx;
    fake_on_done(fake, result);
    telegram_free(fake->telegram);
    fake->telegram = NULL;
}

static void hold_after_429(struct fake *fake, struct fake_call *call)
{
    if (fake->stage++ == 0)
        fake_too_many(call, 30);
    else if (strcmp(call->method, "answerPreCheckoutQuery") == 0)
        fake_reply(call, 200, FAKE_TRUE);
}

/* The chat is told to wait, the queue is full, and so is the room for other answers. */
static void test_a_bill_is_answered_before_all(void **state)
{
    (void)state;
    struct fake *fake = fake_new(30, true);
    fake->answer = hold_after_429;
    for (int i = 0; i < TELEGRAM_CALLS_MAX; i++)
        fake_message(fake, 1, "x");
    fake_wait(fake, &fake->stage, 1);
    fake->telegram->count += TELEGRAM_SPARE_MAX;
    telegram_post_answer(fake->telegram, "7", "", false, fake_on_done, fake);
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_UNSENT);
    json *params = json_object();
    json_add_str(params, "pre_checkout_query_id", "9");
    json_add_bool(params, "ok", false);
    json_add_str(params, "error_message", "no longer");
    fake_send(fake, "answerPreCheckoutQuery", params);
    fake_wait_done(fake, 2);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_string_equal(fake->calls[fake->call_count - 1].method, "answerPreCheckoutQuery");
    fake->telegram->count -= TELEGRAM_SPARE_MAX;
    fake_free(fake);
}

static void test_freed_in_a_callback(void **state)
{
    (void)state;
    for (int refused = 0; refused < 2; refused++) {
        struct fake *fake = fake_new(0, true);
        struct telegram_call call = {.method = refused ? "sendMessage" : "getMe"};
        fake_message(fake, 1, "x");
        fake_message(fake, 1, "y");
        telegram_send(fake->telegram, &call, free_in_callback, fake);
        for (int i = 0; i < 3; i++)
            fake_send(fake, "sendMessage", NULL);
        fake_wait_done(fake, 6);
        assert_null(fake->telegram);
        assert_true(fake->outcomes[TELEGRAM_CANCELLED] >= 1);
        fake_free(fake);
    }
}

static void write_file(char *path, size_t bytes)
{
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    for (size_t i = 0; i < bytes; i++)
        fputc((int)(i % 256), file);
    fclose(file);
}

static void test_multipart(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, true);
    char path[] = "/tmp/bylina-test-XXXXXX";
    write_file(path, 100000);
    json *params = json_object();
    json *markup = json_object();
    json_add(markup, "inline_keyboard", json_array());
    json_add_int(params, "chat_id", 42);
    json_add_str(params, "caption", "a \"quoted\" text");
    json_add_bool(params, "disable_notification", true);
    json_add(params, "reply_markup", markup);
    struct telegram_file file = {.param = "document", .path = path};
    struct telegram_call call = {
        .method = "sendDocument", .params = params, .files = &file, .file_count = 1};
    telegram_send(fake->telegram, &call, fake_on_done, fake);
    file.path = "gone"; /* copied */
    fake_wait_done(fake, 1);
    assert_int_equal(fake->last, TELEGRAM_OK);
    assert_true(fake->calls[0].multipart);
    const json *got = fake->calls[0].params;
    char *want = mem_printf("file:%s:application/octet-stream:100000", path + strlen("/tmp/"));
    assert_string_equal(json_str(got, "chat_id", ""), "42");
    assert_string_equal(json_str(got, "caption", ""), "a \"quoted\" text");
    assert_string_equal(json_str(got, "disable_notification", ""), "true");
    assert_string_equal(json_str(got, "reply_markup", ""), "{\"inline_keyboard\":[]}");
    assert_string_equal(json_str(got, "document", ""), "attach://file0");
    assert_string_equal(json_str(got, "file0", ""), want);
    free(want);
    unlink(path);
    fake_free(fake);
}

static void test_file_cannot_be_read(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    static const char *const paths[] = {"/nowhere/picture.png", "/tmp"};
    for (int i = 0; i < 2; i++) {
        struct telegram_file file = {.param = "photo", .path = paths[i]};
        struct telegram_call call = {
            .method = "sendPhoto", .params = fake_params(1, ""), .files = &file, .file_count = 1};
        telegram_send(fake->telegram, &call, fake_on_done, fake);
        fake_wait_done(fake, i + 1);
        assert_int_equal(fake->last, TELEGRAM_REFUSED);
        assert_non_null(strstr(fake->words, paths[i]));
    }
    fake_message(fake, 1, "x"); /* the chat goes on */
    fake_wait_done(fake, 3);
    assert_int_equal(fake->last, TELEGRAM_OK);
    fake_free(fake);
}

static void test_freed_while_a_file_is_read(void **state)
{
    (void)state;
    struct fake *fake = fake_new(0, false);
    struct telegram_file file = {.param = "photo", .path = "/proc/self/status"};
    struct telegram_call call = {.method = "sendPhoto", .files = &file, .file_count = 1};
    telegram_send(fake->telegram, &call, fake_on_done, fake);
    telegram_free(fake->telegram);
    fake->telegram = NULL;
    assert_int_equal(fake->done, 1);
    assert_int_equal(fake->last, TELEGRAM_CANCELLED);
    fake_free(fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_get_me),
        cmocka_unit_test(test_token_check),
        cmocka_unit_test(test_denied),
        cmocka_unit_test(test_checked_against_the_table),
        cmocka_unit_test(test_order_in_a_chat),
        cmocka_unit_test(test_429_pauses_its_chat),
        cmocka_unit_test(test_429_in_two_chats_pauses_all),
        cmocka_unit_test(test_429_without_a_chat),
        cmocka_unit_test(test_pacing),
        cmocka_unit_test(test_private_chat_is_paced),
        cmocka_unit_test(test_403_ends_the_chat),
        cmocka_unit_test(test_odd_answers),
        cmocka_unit_test(test_nobody_listens),
        cmocka_unit_test(test_deadline),
        cmocka_unit_test(test_too_many_calls),
        cmocka_unit_test(test_a_bill_is_answered_before_all),
        cmocka_unit_test(test_freed_in_a_callback),
        cmocka_unit_test(test_multipart),
        cmocka_unit_test(test_file_cannot_be_read),
        cmocka_unit_test(test_freed_while_a_file_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
