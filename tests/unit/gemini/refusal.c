/* Errors, and what they mean for a call and for all others. */
#include "rig.h"

#include "gemini/refusal.h"

static struct verdict refused(int status, const char *body)
{
    struct verdict verdict;
    refusal_read(status, body, strlen(body), RIG_KEY, &verdict);
    assert_null(strstr(verdict.words, RIG_KEY));
    assert_int_equal(verdict.status, status);
    return verdict;
}

static void test_delays(void **state)
{
    (void)state;
    assert_int_equal(refusal_delay("45.837906927s"), 45838);
    assert_int_equal(refusal_delay("7s"), 7000);
    assert_int_equal(refusal_delay("0.5s"), 500);
    assert_int_equal(refusal_delay("0.0000001s"), 1);
    assert_int_equal(refusal_delay("0s"), 0);
    assert_int_equal(refusal_delay("99999999999999999999s"), REFUSAL_DELAY_MAX);
    static const char *const none[] = {"", "s", ".5s", "5", "5m", "-5s", "5.5.5s", "5 s", "1e3s"};
    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        assert_int_equal(refusal_delay(none[i]), -1);
}

static void test_busy(void **state)
{
    (void)state;
    struct verdict verdict =
        refused(429, RIG_ERROR("429", "RESOURCE_EXHAUSTED", RIG_RETRY("1.25s")));
    assert_int_equal(verdict.end, GEMINI_BUSY);
    assert_int_equal(verdict.retry_after_ms, 1250);
    assert_true(verdict.again);
    assert_int_equal(verdict.bill, BILL_NO);
    verdict = refused(
        429,
        RIG_ERROR("429", "RESOURCE_EXHAUSTED",
                  RIG_RETRY("1.25s") ",{\"violations\":[{\"quotaId\":\"RequestsPerDayFree\"}]}"));
    assert_true(verdict.per_day);
    assert_false(verdict.again);
    verdict = refused(429, "slow down");
    assert_int_equal(verdict.end, GEMINI_BUSY);
    assert_int_equal(verdict.retry_after_ms, 0);
}

static void test_which_may_end_better(void **state)
{
    (void)state;
    static const int again[] = {408, 429, 500, 502, 503, 504};
    static const int not_again[] = {400, 401, 403, 404, 409, 413, 418, 501, 505, 302};
    for (size_t i = 0; i < sizeof(again) / sizeof(again[0]); i++)
        assert_true(refused(again[i], RIG_ERROR("1", "X", "")).again);
    for (size_t i = 0; i < sizeof(not_again) / sizeof(not_again[0]); i++)
        assert_false(refused(not_again[i], RIG_ERROR("1", "X", "")).again);
}

static void test_whom_it_shuts_out(void **state)
{
    (void)state;
    assert_int_equal(refused(401, "{}").door, DOOR_ALL);
    assert_int_equal(refused(403, RIG_ERROR("403", "PERMISSION_DENIED", "")).door, DOOR_ALL);
    assert_int_equal(refused(404, RIG_ERROR("404", "NOT_FOUND", "")).door, DOOR_MODEL);
    assert_int_equal(refused(400, RIG_ERROR("400", "INVALID_ARGUMENT", "")).door, DOOR_PROMPT);
    assert_int_equal(refused(400, RIG_ERROR("400", "FAILED_PRECONDITION", "")).door, DOOR_ALL);
    assert_int_equal(
        refused(400, RIG_ERROR("400", "INVALID_ARGUMENT", "{\"reason\":\"API_KEY_INVALID\"}")).door,
        DOOR_ALL);
    assert_int_equal(refused(503, RIG_ERROR("503", "UNAVAILABLE", "")).door, DOOR_NONE);
    assert_int_equal(refused(413, RIG_ERROR("413", "X", "")).door, DOOR_NONE);
}

static void test_what_is_in_doubt(void **state)
{
    (void)state;
    assert_int_equal(refused(504, RIG_ERROR("504", "DEADLINE_EXCEEDED", "")).bill, BILL_NO);
    assert_int_equal(refused(504, "<html>").bill, BILL_UNKNOWN);
    assert_int_equal(refused(500, "<html>").bill, BILL_NO);
    struct verdict verdict;
    refusal_none(&(struct err){ERR_UNSENT, "x: refused"}, RIG_KEY, &verdict);
    assert_int_equal(verdict.bill, BILL_NO);
    assert_true(verdict.again);
    refusal_none(&(struct err){ERR_NETWORK, "x: cut " RIG_KEY}, RIG_KEY, &verdict);
    assert_int_equal(verdict.bill, BILL_UNKNOWN);
    assert_null(strstr(verdict.words, RIG_KEY));
    refusal_none(&(struct err){ERR_INVALID, "x: no URL"}, RIG_KEY, &verdict);
    assert_int_equal(verdict.end, GEMINI_WRONG);
    assert_false(verdict.again);
}

static void test_strangers(void **state)
{
    (void)state;
    struct verdict verdict = refused(302, "<html>Sign in</html>");
    assert_int_equal(verdict.end, GEMINI_WRONG);
    assert_non_null(strstr(verdict.words, "GEMINI_API_URL"));
    verdict = refused(400, "[" RIG_ERROR("400", "FAILED_PRECONDITION", "") "]");
    assert_int_equal(verdict.door, DOOR_ALL); /* in a list, as streams without SSE have it */
    verdict = refused(500, "{\"error\":\"a text\"}");
    assert_int_equal(verdict.end, GEMINI_DOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delays),
        cmocka_unit_test(test_busy),
        cmocka_unit_test(test_which_may_end_better),
        cmocka_unit_test(test_whom_it_shuts_out),
        cmocka_unit_test(test_what_is_in_doubt),
        cmocka_unit_test(test_strangers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
