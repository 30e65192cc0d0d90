/* Calls against a scripted API: what goes over the wire, and what becomes of it. */
#include "gemini/inner.h"
#include "rig.h"

static void say_ok(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    rig_reply(exchange, 200, RIG_ANSWER("A sword.", "STOP"));
}

static void test_text(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_ok, "/pre/fix/", 1, 0);
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_OK);
    assert_string_equal(rig->text, "A sword.");
    assert_string_equal(rig->version, "small-1");
    assert_string_equal(rig->path, "/pre/fix/v1beta/models/small-latest:generateContent");
    assert_int_equal(rig->last.usage.prompt, 10);
    assert_int_equal(rig->last.usage.thoughts, 2);
    assert_int_equal(rig->last.usage.total, 17);
    assert_int_equal(rig->last.tries, 1);
    assert_int_equal(rig->last.unknown, 0);
    rig_free(rig);
}

static void say_stream(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)number;
    assert_true(rig->sse);
    rig_stream(exchange, RIG_PIECE("One, ") RIG_PIECE("two, ") RIG_LAST("three."));
}

static void test_stream(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_stream, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.on_text = rig_on_text, .model = "big-1"});
    assert_int_equal(rig->end, GEMINI_OK);
    assert_string_equal(rig->text, "One, two, three.");
    assert_string_equal(rig->path, "/v1beta/models/big-1:streamGenerateContent");
    assert_int_equal(rig->texts, 3);
    assert_int_equal(rig->last.usage.total, 17); /* of the last piece alone */
    rig_free(rig);
}

static void say_half_a_stream(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    rig_stream(exchange, RIG_PIECE("One, ") RIG_PIECE("two, "));
}

static void test_stream_that_closes_cleanly_is_cut(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_half_a_stream, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.on_text = rig_on_text});
    assert_int_equal(rig->end, GEMINI_CUT);
    assert_string_equal(rig->reason, "");
    assert_int_equal(rig->last.unknown, 1); /* it was billed, but did not say how much */
    assert_int_equal(rig->last.billed, 1);
    assert_int_equal(rig->calls, 1);
    rig_free(rig);
}

static void break_every_other_stream(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig;
    if (number % 2 == 1)
        rig_stream(exchange,
                   RIG_PIECE("Wrong") "data: " RIG_ERROR("503", "UNAVAILABLE", "") "\n\n");
    else
        rig_stream(exchange, RIG_LAST("Right."));
}

static void test_error_in_mid_stream_begins_anew(void **state)
{
    (void)state;
    struct rig *rig = rig_new(break_every_other_stream, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.on_text = rig_on_text});
    assert_int_equal(rig->end, GEMINI_OK);
    assert_string_equal(rig->text, "Right.");
    assert_int_equal(rig->last.tries, 2);
    assert_int_equal(rig->last.unknown, 1);
    rig_ask(rig, (struct gemini_ask){.on_text = rig_on_text, .billed_max = 1});
    assert_int_equal(rig->end, GEMINI_DOWN); /* there may be no other that is billed */
    assert_int_equal(rig->last.status, 503);
    rig_free(rig);
}

static void fail_four_times(struct rig *rig, struct http_exchange *exchange, int number)
{
    static const int statuses[] = {500, 502, 503, 429};
    (void)rig;
    if (number > 4)
        rig_reply(exchange, 200, RIG_ANSWER("At last.", "STOP"));
    else
        rig_reply(exchange, statuses[number - 1], RIG_ERROR("500", "INTERNAL", ""));
}

static void test_tries_again(void **state)
{
    (void)state;
    struct rig *rig = rig_new(fail_four_times, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_OK);
    assert_int_equal(rig->last.tries, 5);
    assert_int_equal(rig->last.unknown, 0); /* an error of the API is not billed */
    assert_int_equal(rig->last.billed, 1);  /* the answer that came in the end */
    rig_free(rig);
}

static void always_fail(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    rig_reply(exchange, 500, RIG_ERROR("500", "INTERNAL", ""));
}

static void test_gives_up_at_last(void **state)
{
    (void)state;
    struct rig *rig = rig_new(always_fail, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_DOWN);
    assert_int_equal(rig->last.tries, GEMINI_TRIES);
    assert_int_equal(rig->last.status, 500);
    rig_free(rig);
}

/* A pause that would end after the deadline is not begun. */
static void test_does_not_wait_past_the_deadline(void **state)
{
    (void)state;
    struct rig *rig = rig_new(always_fail, "", 100000, 0);
    rig_ask(rig, (struct gemini_ask){.deadline_ms = 15000});
    assert_int_equal(rig->end, GEMINI_DOWN);
    assert_int_equal(rig->last.tries, 1);
    rig_free(rig);
}

static void say_nothing(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)exchange, (void)number;
}

static void test_deadline(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_nothing, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.deadline_ms = 50});
    assert_int_equal(rig->end, GEMINI_DOWN);
    assert_string_equal(rig->words, "no answer within the deadline");
    assert_int_equal(rig->last.unknown, 1);
    assert_int_equal(rig->last.tries, 1);
    rig_free(rig);
}

static void test_cancel(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_nothing, "", 1, 0);
    rig_send(rig, (struct gemini_ask){0});
    rig_wait(rig, &rig->calls, 1);
    gemini_cancel(rig->call);
    gemini_cancel(rig->call);
    assert_int_equal(rig->done, 0);
    rig_wait(rig, &rig->done, 1);
    assert_int_equal(rig->end, GEMINI_CANCELLED);
    assert_int_equal(rig->last.unknown, 1);
    rig_free(rig);
}

static bool call_waits(const struct rig *rig)
{
    return rig->call->pause && loop_timer_active(rig->call->pause);
}

static void test_cancel_while_it_waits(void **state)
{
    (void)state;
    struct rig *rig = rig_new(always_fail, "", 5000, 0);
    rig_send(rig, (struct gemini_ask){0});
    rig_until(rig, call_waits); /* the answer has come */
    assert_int_equal(rig->calls, 1);
    gemini_cancel(rig->call);
    rig_wait(rig, &rig->done, 1);
    assert_int_equal(rig->end, GEMINI_CANCELLED);
    assert_int_equal(rig->last.unknown, 0);
    rig_free(rig);
}

static void test_cancel_from_within_a_text(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_stream, "", 1, 0);
    rig->cancel_at_text = 2;
    rig_ask(rig, (struct gemini_ask){.on_text = rig_on_text});
    assert_int_equal(rig->end, GEMINI_CANCELLED);
    rig_free(rig);
}

static void test_free_ends_all(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_nothing, "", 1, 0);
    rig_send(rig, (struct gemini_ask){0});
    rig_send(rig, (struct gemini_ask){0});
    rig_wait(rig, &rig->calls, 2);
    rig_send(rig, (struct gemini_ask){.model = "no such/model"});
    gemini_free(rig->gemini);
    rig->gemini = NULL;
    assert_int_equal(rig->done, 3);
    assert_int_equal(rig->end, GEMINI_CANCELLED);
    rig_free(rig);
}

static void continue_twice(struct rig *rig, struct http_exchange *exchange, int number)
{
    static const char *const answers[] = {
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Once \"}]},\"finishReason\":"
        "\"CONTINUATION\",\"continuationToken\":\"one\"}]," RIG_USAGE "}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"upon \"}]},\"finishReason\":"
        "\"CONTINUATION\",\"continuationToken\":\"two\"}]," RIG_USAGE "}",
    };
    const char *token = json_str(rig->bodies[number - 1], "continuationToken", "none");
    static const char *const tokens[] = {"none", "one", "one", "two"};
    assert_string_equal(token, tokens[number - 1]);
    if (number == 2) /* a failure on the way is tried again, from where it was */
        rig_reply(exchange, 503, RIG_ERROR("503", "UNAVAILABLE", ""));
    else if (number == 4)
        rig_reply(exchange, 200, RIG_ANSWER("a time.", "STOP"));
    else
        rig_reply(exchange, 200, answers[number > 1]);
}

static void test_continuation(void **state)
{
    (void)state;
    struct rig *rig = rig_new(continue_twice, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.billed_max = 3});
    assert_int_equal(rig->end, GEMINI_OK);
    assert_string_equal(rig->text, "Once upon a time.");
    assert_int_equal(rig->last.usage.total, 3 * 17);
    assert_int_equal(rig->last.tries, 4);
    json_remove(rig->bodies[3], "continuationToken");
    assert_true(json_same(rig->bodies[0], rig->bodies[3])); /* the same body else */
    rig_free(rig);
}

static void continue_for_ever(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    rig_reply(exchange, 200,
              "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":"
              "\"CONTINUATION\",\"continuationToken\":\"same\"}]," RIG_USAGE "}");
}

static void test_continuation_that_gets_no_further(void **state)
{
    (void)state;
    struct rig *rig = rig_new(continue_for_ever, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.billed_max = 5});
    assert_int_equal(rig->end, GEMINI_CUT);
    assert_int_equal(rig->calls, 2);
    assert_int_equal(rig->last.usage.total, 2 * 17);
    rig_free(rig);
}

static void cut(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    http_reply_cut(exchange);
}

static void test_cut_connections_may_be_billed(void **state)
{
    (void)state;
    struct rig *rig = rig_new(cut, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_DOWN);
    assert_int_equal(rig->calls, GEMINI_BILLED);
    assert_int_equal(rig->last.unknown, GEMINI_BILLED);
    assert_int_equal(rig->last.billed, GEMINI_BILLED);
    rig_free(rig);
}

/* Nobody listens: nothing has left, so it costs nothing and all tries are made. */
static void test_unsent_is_not_billed(void **state)
{
    (void)state;
    struct rig *rig = rig_new(say_ok, "", 1, 0);
    http_server_free(rig->server);
    rig->server = NULL;
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_DOWN);
    assert_int_equal(rig->last.tries, GEMINI_TRIES);
    assert_int_equal(rig->last.unknown, 0);
    rig_free(rig);
}

static void be_busy(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    rig_reply(exchange, 429, RIG_ERROR("429", "RESOURCE_EXHAUSTED", RIG_RETRY("3.5s")));
}

static void test_busy_longer_than_the_deadline(void **state)
{
    (void)state;
    struct rig *rig = rig_new(be_busy, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.deadline_ms = 2000});
    assert_int_equal(rig->end, GEMINI_BUSY);
    assert_int_equal(rig->last.retry_after_ms, 3500);
    assert_false(rig->last.per_day);
    rig_ask(rig, (struct gemini_ask){.deadline_ms = 2000}); /* is not asked for so long, */
    assert_int_equal(rig->end, GEMINI_BUSY);
    assert_true(rig->last.retry_after_ms > 0 && rig->last.retry_after_ms <= 3500);
    assert_int_equal(rig->calls, 1);
    rig_ask(rig, (struct gemini_ask){.deadline_ms = 2000, .model = "other"}); /* another is */
    assert_int_equal(rig->calls, 2);
    rig_free(rig);
}

static void be_busy_once(struct rig *rig, struct http_exchange *exchange, int number)
{
    if (number == 1)
        rig_reply(exchange, 429, RIG_ERROR("429", "RESOURCE_EXHAUSTED", RIG_RETRY("0.030000001s")));
    else
        say_ok(rig, exchange, number);
}

static void test_busy_waits_as_long_as_it_is_told(void **state)
{
    (void)state;
    struct rig *rig = rig_new(be_busy_once, "", 1, 0);
    int64_t before = loop_now(rig->loop);
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_OK);
    assert_true(loop_now(rig->loop) - before >= 31);
    rig_free(rig);
}

static void forbid_twice(struct rig *rig, struct http_exchange *exchange, int number)
{
    if (number <= 2)
        rig_reply(exchange, 403, RIG_ERROR("403", "PERMISSION_DENIED", ""));
    else
        say_ok(rig, exchange, number);
}

static void test_refused_key_shuts_all_out(void **state)
{
    (void)state;
    struct rig *rig = rig_new(forbid_twice, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_WRONG);
    assert_int_equal(rig->last.status, 403);
    assert_non_null(strstr(rig->words, "GEMINI_API_KEY"));
    rig_ask(rig, (struct gemini_ask){.model = "other"});
    assert_int_equal(rig->end, GEMINI_WRONG);
    assert_int_equal(rig->calls, 1);
    assert_true(rig->last.retry_after_ms > 0);
    assert_int_equal(rig_logged(rig, "\"level\":\"error\""), 1);
    rig_free(rig);
}

static void test_refused_key_tries_again(void **state)
{
    (void)state;
    struct rig *rig = rig_new(forbid_twice, "", 1, 1);
    rig_ask_until(rig, 1);
    assert_int_equal(rig->end, GEMINI_WRONG);
    rig_ask_until(rig, 2); /* shut for twice as long */
    assert_int_equal(rig->end, GEMINI_WRONG);
    rig_ask_until(rig, 3);
    assert_int_equal(rig->end, GEMINI_OK);
    assert_int_equal(rig_logged(rig, "\"level\":\"error\""), 1);
    assert_int_equal(rig_logged(rig, "calls succeed again"), 1);
    rig_free(rig);
}

static void test_asks_that_cannot_go(void **state)
{
    (void)state;
    static const char *const none[] = {NULL};
    struct rig *rig = rig_new(say_ok, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.schema = "{\"type\":"});
    assert_int_equal(rig->end, GEMINI_WRONG);
    assert_non_null(strstr(rig->words, "schema"));
    rig_ask(rig, (struct gemini_ask){.parts = none});
    assert_int_equal(rig->end, GEMINI_WRONG);
    rig_ask(rig, (struct gemini_ask){.model = "../files"});
    assert_int_equal(rig->end, GEMINI_WRONG);
    char *huge = mem_alloc(GEMINI_ASK_MAX + 1);
    memset(huge, 'x', GEMINI_ASK_MAX);
    rig_ask(rig, (struct gemini_ask){.system = huge});
    assert_int_equal(rig->end, GEMINI_WRONG);
    assert_non_null(strstr(rig->words, "GEMINI_ASK_MAX"));
    assert_int_equal(rig->calls, 0);
    free(huge);
    rig_free(rig);
}

static void send_picture(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    rig_reply(exchange, 200,
              "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"thinking\",\"thought\":true},"
              "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"iVBORw==\"}}]},"
              "\"finishReason\":\"STOP\"}]," RIG_USAGE "}");
}

static void test_picture(void **state)
{
    (void)state;
    struct rig *rig = rig_new(send_picture, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){.image = true, .aspect_ratio = "1:1"});
    assert_int_equal(rig->end, GEMINI_OK);
    assert_int_equal(rig->last.image_len, 4);
    assert_string_equal(rig->text, "");
    rig_ask(rig, (struct gemini_ask){0}); /* where a text was asked for, it is none */
    assert_int_equal(rig->end, GEMINI_GARBLED);
    rig_free(rig);
}

static void send_too_much(struct rig *rig, struct http_exchange *exchange, int number)
{
    (void)rig, (void)number;
    size_t len = GEMINI_ANSWER_MAX + 2;
    char *body = mem_alloc(len);
    memset(body, ' ', len);
    http_reply(exchange, 200, "application/json", body, len);
    free(body);
}

static void test_body_over_its_limit(void **state)
{
    (void)state;
    struct rig *rig = rig_new(send_too_much, "", 1, 0);
    rig_ask(rig, (struct gemini_ask){0});
    assert_int_equal(rig->end, GEMINI_GARBLED);
    rig_ask(rig, (struct gemini_ask){.on_text = rig_on_text});
    assert_int_equal(rig->end, GEMINI_GARBLED);
    assert_int_equal(rig->calls, 2);
    rig_free(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_stream),
        cmocka_unit_test(test_stream_that_closes_cleanly_is_cut),
        cmocka_unit_test(test_error_in_mid_stream_begins_anew),
        cmocka_unit_test(test_tries_again),
        cmocka_unit_test(test_gives_up_at_last),
        cmocka_unit_test(test_does_not_wait_past_the_deadline),
        cmocka_unit_test(test_deadline),
        cmocka_unit_test(test_cancel),
        cmocka_unit_test(test_cancel_while_it_waits),
        cmocka_unit_test(test_cancel_from_within_a_text),
        cmocka_unit_test(test_free_ends_all),
        cmocka_unit_test(test_continuation),
        cmocka_unit_test(test_continuation_that_gets_no_further),
        cmocka_unit_test(test_cut_connections_may_be_billed),
        cmocka_unit_test(test_unsent_is_not_billed),
        cmocka_unit_test(test_busy_longer_than_the_deadline),
        cmocka_unit_test(test_busy_waits_as_long_as_it_is_told),
        cmocka_unit_test(test_refused_key_shuts_all_out),
        cmocka_unit_test(test_refused_key_tries_again),
        cmocka_unit_test(test_asks_that_cannot_go),
        cmocka_unit_test(test_picture),
        cmocka_unit_test(test_body_over_its_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
