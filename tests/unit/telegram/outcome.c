/* Every error text of the Bot API, word for word, and what it becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/mem.h"
#include "telegram/outcome.h"

#include <stdlib.h>
#include <string.h>

#define SECRET "AAsecretsecretsecretsecret"

static const struct {
    int code;
    const char *words;
    enum telegram_outcome outcome;
} answers[] = {
    {401, "Unauthorized", TELEGRAM_DENIED},
    {401, "Unauthorized: invalid token specified", TELEGRAM_DENIED},
    {404, "Not Found", TELEGRAM_DENIED},
    {404, "Not Found: method not found", TELEGRAM_REFUSED},
    {409,
     "Conflict: terminated by other getUpdates request; make sure that only one bot instance "
     "is running",
     TELEGRAM_REFUSED},
    {409, "Conflict: terminated by setWebhook request", TELEGRAM_REFUSED},
    {409,
     "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
     "delete the webhook first",
     TELEGRAM_REFUSED},
    {413, "Request Entity Too Large", TELEGRAM_REFUSED},
    {500, "Internal Server Error: restart", TELEGRAM_DOUBT},
    {502, "Bad Gateway", TELEGRAM_DOUBT},
    {400, "Bad Request: chat not found", TELEGRAM_REFUSED},
    {400, "Bad Request: chat_id is empty", TELEGRAM_REFUSED},
    {400, "Bad Request: message text is empty", TELEGRAM_REFUSED},
    {400, "Bad Request: message is too long", TELEGRAM_REFUSED},
    {400, "Bad Request: MESSAGE_TOO_LONG", TELEGRAM_REFUSED},
    {400, "Bad Request: message caption is too long", TELEGRAM_REFUSED},
    {400, "Bad Request: text is too long", TELEGRAM_REFUSED},
    {400, "Bad Request: message thread not found", TELEGRAM_REFUSED},
    {400,
     "Bad Request: message is not modified: specified new message content and reply markup "
     "are exactly the same as a current content and reply markup of the message",
     TELEGRAM_SAME},
    {400, "Bad Request: message to edit not found", TELEGRAM_LOST},
    {400, "Bad Request: message to delete not found", TELEGRAM_LOST},
    {400, "Bad Request: message to forward not found", TELEGRAM_REFUSED},
    {400, "Bad Request: message to copy not found", TELEGRAM_REFUSED},
    {400, "Bad Request: message to be replied not found", TELEGRAM_REFUSED},
    {400, "Bad Request: message can't be edited", TELEGRAM_LOST},
    {400, "Bad Request: message can't be deleted", TELEGRAM_LOST},
    {400, "Bad Request: there is no text in the message to edit", TELEGRAM_LOST},
    {400, "Bad Request: there is no media in the message to edit", TELEGRAM_LOST},
    {400, "Bad Request: query is too old and response timeout expired or query ID is invalid",
     TELEGRAM_LATE},
    {400, "Bad Request: BUTTON_DATA_INVALID", TELEGRAM_REFUSED},
    {400, "Bad Request: reply markup is too long", TELEGRAM_REFUSED},
    {400,
     "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the "
     "inline keyboard",
     TELEGRAM_REFUSED},
    {400, "Bad Request: can't parse reply keyboard markup JSON object", TELEGRAM_REFUSED},
    {400, "Bad Request: unsupported parse_mode", TELEGRAM_REFUSED},
    {400, "Bad Request: wrong file identifier/HTTP URL specified", TELEGRAM_REFUSED},
    {400, "Bad Request: file is too big", TELEGRAM_REFUSED},
    {400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook", TELEGRAM_REFUSED},
    {400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 3",
     TELEGRAM_REFUSED},
    {400, "Bad Request: CHARGE_ALREADY_REFUNDED", TELEGRAM_SAME},
    {403, "Forbidden: bot was blocked by the user", TELEGRAM_BLOCKED},
    {403, "Forbidden: user is deactivated", TELEGRAM_BLOCKED},
    {403, "Forbidden: bot can't initiate conversation with a user", TELEGRAM_BLOCKED},
    {403, "Forbidden: bot was kicked from the group chat", TELEGRAM_BLOCKED},
    {403, "Forbidden: bot was kicked from the supergroup chat", TELEGRAM_BLOCKED},
    {403, "Forbidden: bot is not a member of the group chat", TELEGRAM_BLOCKED},
    {403, "Forbidden: the group chat was deleted", TELEGRAM_BLOCKED},
};

static void read_body(struct telegram_answer *answer, int status, const char *body)
{
    struct http_response res = {
        .status = status, .body = body, .len = strlen(body), .retry_after_s = -1};
    telegram_answer_read(answer, &res, NULL, SECRET, false);
}

static enum telegram_outcome outcome_of(int status, const char *body)
{
    struct telegram_answer answer;
    read_body(&answer, status, body);
    assert_non_null(answer.result.description);
    telegram_answer_done(&answer);
    return answer.result.outcome;
}

static void test_word_for_word(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        struct telegram_answer answer;
        char *body =
            mem_printf("{\"ok\":false,\"error_code\":%d,\"description\":\"%s\",\"new\":{}}",
                       answers[i].code, answers[i].words);
        read_body(&answer, answers[i].code, body);
        if (answer.result.outcome != answers[i].outcome)
            fail_msg("%s: %s", answers[i].words, telegram_outcome_name(answer.result.outcome));
        assert_int_equal(answer.result.code, answers[i].code);
        assert_string_equal(answer.result.description, answers[i].words);
        assert_int_equal(answer.retry_s, 0);
        telegram_answer_done(&answer);
        free(body);
    }
}

static void test_migrated(void **state)
{
    (void)state;
    struct telegram_answer answer;
    read_body(&answer, 400,
              "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was "
              "upgraded to a supergroup chat\",\"parameters\":{\"migrate_to_chat_id\":"
              "-1001234567890}}");
    assert_int_equal(answer.result.outcome, TELEGRAM_MIGRATED);
    assert_int_equal(answer.result.migrate_to, -1001234567890);
    telegram_answer_done(&answer);
}

static int64_t retry_of(const char *body, int64_t header)
{
    struct telegram_answer answer;
    struct http_response res = {
        .status = 429, .body = body, .len = strlen(body), .retry_after_s = header};
    telegram_answer_read(&answer, &res, NULL, SECRET, false);
    telegram_answer_done(&answer);
    assert_int_equal(answer.result.outcome, TELEGRAM_UNSENT);
    return answer.retry_s;
}

static void test_retry_after(void **state)
{
    (void)state;
    const char *said = "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: "
                       "retry after 7\",\"parameters\":{\"retry_after\":7}}";
    assert_int_equal(retry_of(said, -1), 7);
    assert_int_equal(retry_of(said, 9), 9);
    assert_int_equal(retry_of("{\"ok\":false,\"error_code\":429}", 3), 3);
    assert_int_equal(retry_of("<html>", 3), 3);
    assert_int_equal(retry_of("<html>", -1), TELEGRAM_RETRY_S);
    assert_int_equal(retry_of("{\"ok\":false,\"parameters\":{\"retry_after\":-5}}", -1),
                     TELEGRAM_RETRY_S);
    assert_int_equal(retry_of("{\"ok\":false,\"parameters\":{\"retry_after\":9999999}}", -1),
                     TELEGRAM_RETRY_MAX_S);
}

static void test_not_the_bot_api(void **state)
{
    (void)state;
    assert_int_equal(outcome_of(200, "{\"ok\":tr"), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of(200, ""), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of(200, "{\"result\":1}"), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of(200, "{\"ok\":true,\"description\":\"\xFF\"}"), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of(200, "{\"ok\":false}"), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of(200, "{\"ok\":false,\"error_code\":403,\"description\":\"x\"}"),
                     TELEGRAM_BLOCKED);
    assert_int_equal(outcome_of(502, "<html>Bad Gateway</html>"), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of(403, "<html>Forbidden</html>"), TELEGRAM_UNSENT);
    assert_int_equal(outcome_of(404, "<html>Not Found</html>"), TELEGRAM_UNSENT);
    assert_int_equal(outcome_of(302, ""), TELEGRAM_UNSENT);
    assert_int_equal(outcome_of(413, "<html>"), TELEGRAM_REFUSED);
    assert_int_equal(outcome_of(200, "{\"ok\":true,\"result\":true,\"new\":1}"), TELEGRAM_OK);
}

static enum telegram_outcome outcome_of_error(int code, const char *text, const char *want)
{
    struct telegram_answer answer;
    struct err err;
    err_set(&err, code, "%s", text);
    telegram_answer_read(&answer, NULL, &err, SECRET, false);
    assert_int_equal(answer.result.code, 0);
    assert_string_equal(answer.result.description, want);
    telegram_answer_done(&answer);
    return answer.result.outcome;
}

static void test_no_answer(void **state)
{
    (void)state;
    const char *refused = "h: Failed to connect to h port 1 after 0 ms: Couldn't connect to server";
    assert_int_equal(outcome_of_error(ERR_UNSENT, refused, refused), TELEGRAM_UNSENT);
    assert_int_equal(outcome_of_error(ERR_NETWORK, "h: Recv failure", "h: Recv failure"),
                     TELEGRAM_DOUBT);
    assert_int_equal(outcome_of_error(ERR_TIMEOUT, "h: late", "h: late"), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of_error(ERR_LIMIT, "h: big", "h: big"), TELEGRAM_DOUBT);
    assert_int_equal(outcome_of_error(ERR_CANCELLED, "h: off", "h: off"), TELEGRAM_CANCELLED);
    assert_int_equal(outcome_of_error(ERR_INVALID, "h: URL", "h: URL"), TELEGRAM_UNSENT);
}

static void test_secret_is_struck_out(void **state)
{
    (void)state;
    struct telegram_answer answer;
    assert_int_equal(outcome_of_error(ERR_NETWORK, "http://h/bot1:" SECRET "/getMe: reset",
                                      "http://h/bot1:***/getMe: reset"),
                     TELEGRAM_DOUBT);
    read_body(&answer, 400,
              "{\"ok\":false,\"error_code\":400,\"description\":\"" SECRET SECRET " x\"}");
    assert_string_equal(answer.result.description, "****** x");
    telegram_answer_done(&answer);
}

/* Of a long result the number of the message, and nothing else. */
static void test_brief(void **state)
{
    (void)state;
    static const char body[] = "{\"ok\":true,\"result\":{\"message_id\":77,\"chat\":{\"id\":5},"
                               "\"text\":\"}\"}}";
    struct telegram_answer answer;
    struct http_response res = {
        .status = 200, .body = body, .len = strlen(body), .retry_after_s = -1};
    telegram_answer_read(&answer, &res, NULL, SECRET, true);
    assert_int_equal(answer.result.outcome, TELEGRAM_OK);
    assert_int_equal(json_int(answer.result.result, "message_id", 0), 77);
    assert_int_equal(json_count(answer.result.result), 1);
    telegram_answer_done(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_word_for_word), cmocka_unit_test(test_migrated),
        cmocka_unit_test(test_retry_after),   cmocka_unit_test(test_not_the_bot_api),
        cmocka_unit_test(test_no_answer),     cmocka_unit_test(test_secret_is_struck_out),
        cmocka_unit_test(test_brief),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
