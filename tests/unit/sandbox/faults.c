/* Faults on calls, ordered through the control API; flood control. */
#include "talk.h"

static int open_rig(void **state)
{
    struct rig *rig = mem_alloc(sizeof(*rig));
    rig_open(rig, NULL, NULL);
    rig_start_player(rig);
    *state = rig;
    return 0;
}

static int close_rig(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

static void test_what_is_wrong(void **state)
{
    static const char *const wrong[][2] = {
        {"{}", "say what happens: code, delay_ms, cut or updates"},
        {"{\"method\":\"nope\",\"code\":500}", "method: nope is not known"},
        {"{\"method\":\"nope*\",\"code\":500}", "method: nope* is not known"},
        {"{\"method\":7,\"code\":500}", "method: a text"},
        {"{\"code\":200}", "code: a whole number from 400 to 599"},
        {"{\"code\":\"500\"}", "code: a whole number from 400 to 599"},
        {"{\"code\":500,\"tims\":2}", "tims: there is no such field"},
        {"{\"code\":500,\"times\":0}", "times: a whole number from 1 to 1000000"},
        {"{\"code\":500,\"chance\":0.5}", "chance: only a scenario's rule has it"},
        {"{\"code\":500,\"cut\":\"after\"}", "cut: not together with code"},
        {"{\"cut\":\"middle\"}", "cut: \"before\" or \"after\""},
        {"{\"cut\":\"after\",\"done\":true}", "done: it goes with code"},
        {"{\"code\":500,\"done\":1}", "done: true or false"},
        {"{\"delay_ms\":5,\"retry_after\":2}", "retry_after: it goes with code"},
        {"{\"code\":500,\"kind\":\"message\"}", "kind: it goes with \"updates\""},
        {"{\"updates\":\"thrice\"}", "updates: \"twice\", \"twice_new_id\", \"late\", \"reorder\", "
                                     "\"malformed\" or \"gap\""},
        {"{\"updates\":\"twice\",\"code\":500}", "code: it is for calls, not for updates"},
        {"{\"updates\":\"twice\",\"kind\":\"news\"}", "kind: news is no kind of update"},
        {"{\"updates\":\"twice\",\"shape\":\"json\"}", "shape: it goes with \"malformed\""},
        {"{\"updates\":\"malformed\",\"shape\":\"round\"}",
         "shape: \"types\", \"json\", \"no_id\" or \"unknown\""},
        {"{\"updates\":\"malformed\",\"delay_ms\":5}", "delay_ms: \"malformed\" does not wait"},
        {"{\"updates\":\"twice\",\"behind\":5}", "behind: it goes with \"late\""},
        {"{\"updates\":\"gap\",\"size\":-5}", "size: at least 1, or at most -100"},
        {"{\"updates\":\"late\",\"size\":5}", "size: it goes with \"gap\""},
    };
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        rig_denied(*state, "faults", wrong[i][0], wrong[i][1]);
    json *view = rig_control(*state, "faults", NULL, 200);
    assert_int_equal(json_count(json_get(view, "faults")), 0);
    json_free(view);
}

static int count_messages(struct rig *rig)
{
    json *chat = rig_control(rig, "chat?chat=5", NULL, 200);
    int count = json_count(json_get(chat, "messages"));
    json_free(chat);
    return count;
}

static void test_an_error_after_the_work(void **state)
{
    struct rig *rig = *state;
    json_free(rig_control(rig, "faults", "{\"code\":502,\"done\":true}", 200));
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"there\"}", 502, "Bad Gateway");
    assert_int_equal(count_messages(rig), 2);
    json_free(rig_control(rig, "faults", "{\"code\":502}", 200));
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"not\"}", 502, "Bad Gateway");
    assert_int_equal(count_messages(rig), 2);
}

static void test_methods_with_a_star(void **state)
{
    struct rig *rig = *state;
    json_free(rig_control(rig, "faults", "{\"method\":\"send*\",\"code\":500,\"times\":9}", 200));
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"a\"}", 500,
                "Internal Server Error: restart");
    rig_refused(rig, "sendDice", "{\"chat_id\":5}", 500, "Internal Server Error: restart");
    json_free(rig_bot(rig, "getMe", "{}", 200));
    rig_delete(rig, "faults");
    json_free(rig_control(rig, "faults", "{\"method\":\"*\",\"code\":500}", 200));
    json_free(rig_bot(rig, "getUpdates", "{}", 200)); /* a star never means it */
    rig_refused(rig, "getMe", "{}", 500, "Internal Server Error: restart");
}

static void test_list_and_take_back(void **state)
{
    struct rig *rig = *state;
    json_free(rig_control(rig, "faults", "{\"code\":429,\"chat\":5,\"times\":2}", 200));
    json_free(rig_control(rig, "faults", "{\"updates\":\"late\",\"kind\":\"message\"}", 200));
    json *view = rig_control(rig, "faults", NULL, 200);
    const json *late = json_at(json_get(view, "faults"), 1);
    assert_int_equal(json_int(json_at(json_get(view, "faults"), 0), "times", 0), 2);
    assert_string_equal(json_str(late, "updates", ""), "late");
    assert_int_equal(json_int(late, "behind", 0), 1);
    assert_int_equal(json_int(late, "delay_ms", 0), 2000);
    json_free(view);
    rig_delete(rig, "faults?id=1");
    view = rig_control(rig, "faults", NULL, 200);
    assert_int_equal(json_count(json_get(view, "faults")), 1);
    assert_int_equal(json_int(json_at(json_get(view, "faults"), 0), "id", 0), 2);
    json_free(view);
}

/* What a fault did is in the log of calls and among the hits. */
static void test_what_happened_is_told(void **state)
{
    struct rig *rig = *state;
    json_free(rig_control(rig, "faults", "{\"method\":\"sendMessage\",\"cut\":\"after\"}", 200));
    rig_cut(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"unheard\"}");
    json *view = rig_control(rig, "calls?limit=1", NULL, 200);
    const json *call = json_at(json_get(view, "calls"), 0);
    assert_true(json_bool(call, "ok", false));
    assert_string_equal(json_str(json_get(call, "fault"), "cut", ""), "after");
    assert_string_equal(json_str(json_get(call, "fault"), "by", ""), "order");
    json_free(view);
    view = rig_control(rig, "faults", NULL, 200);
    assert_int_equal(json_count(json_get(view, "faults")), 0); /* it is used up */
    const json *hit = json_at(json_get(view, "hits"), 0);
    assert_string_equal(json_str(hit, "method", ""), "sendMessage");
    assert_int_equal(json_int(hit, "chat_id", 0), 5);
    json_free(view);
}

/* getUpdates that is cut after it was done has confirmed; cut before, it has not. */
static void test_a_cut_poll(void **state)
{
    struct rig *rig = *state;
    char params[64];
    int64_t first = rig_tail(rig) - 1;
    snprintf(params, sizeof(params), "{\"offset\":%lld}", (long long)first + 1);
    json_free(rig_control(rig, "faults", "{\"method\":\"getUpdates\",\"cut\":\"before\"}", 200));
    rig_cut(rig, "getUpdates", params);
    json *answer = rig_bot(rig, "getUpdates", "{}", 200);
    assert_int_equal(json_count(json_get(answer, "result")), 1);
    json_free(answer);
    json_free(rig_control(rig, "faults", "{\"method\":\"getUpdates\",\"cut\":\"after\"}", 200));
    rig_cut(rig, "getUpdates", params);
    answer = rig_bot(rig, "getUpdates", "{}", 200);
    assert_int_equal(json_count(json_get(answer, "result")), 0);
    json_free(answer);
    json_free(rig_control(rig, "faults", "{\"method\":\"getUpdates\",\"code\":409}", 200));
    rig_refused(rig, "getUpdates", params, 409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot "
                "instance is running");
}

/* Sends until it is refused; more than `least` went through. Gives retry_after. */
static int64_t refused_after(struct rig *rig, const char *params, int least)
{
    struct reply reply;
    int sent = 0;
    for (;;) {
        rig_start(rig, &reply, "POST", "/bot" RIG_TOKEN "/sendMessage", params);
        rig_finish(rig, &reply);
        if (reply.status != 200 || ++sent > 1000)
            break;
        reply_done(&reply);
    }
    assert_int_equal(reply.status, 429);
    assert_true(sent >= least);
    int64_t seconds = reply.retry_after;
    assert_int_equal(json_int(json_get(reply.body, "parameters"), "retry_after", 0), seconds);
    reply_done(&reply);
    return seconds;
}

static int64_t refused_for(struct rig *rig, const char *params)
{
    json *answer = rig_bot(rig, "sendMessage", params, 429);
    int64_t seconds = json_int(json_get(answer, "parameters"), "retry_after", 0);
    json_free(answer);
    return seconds;
}

static void test_flood_control(void **state)
{
    static const char hi[] = "{\"chat_id\":5,\"text\":\"hi\"}";
    struct rig *rig = *state;
    rig_denied(rig, "flood", "{}", "flood: true, false or an object of limits");
    rig_denied(rig, "flood", "{\"flood\":{\"all\":0}}",
               "flood.all: a whole number from 1 to 100000");
    rig_denied(rig, "flood", "{\"flood\":{\"pace\":1}}", "flood.pace: there is no such field");
    json_free(rig_control(rig, "flood", "{\"flood\":{\"burst\":2,\"group\":2}}", 200));
    assert_int_equal(refused_after(rig, hi, 2), 1);
    json_free(rig_bot(rig, "sendChatAction", "{\"chat_id\":5,\"action\":\"typing\"}", 200));
    json_free(rig_bot(rig, "sendMessage",
                      "{\"chat_id\":5,\"text\":\"paid\",\"allow_paid_broadcast\":true}", 200));
    json_free(rig_control(rig, "groups", "{\"id\":-7,\"title\":\"Yard\",\"members\":[5]}", 200));
    static const char yard[] = "{\"chat_id\":-7,\"text\":\"hi\"}";
    json_free(rig_bot(rig, "sendMessage", yard, 200));
    json_free(rig_bot(rig, "sendMessage", yard, 200));
    assert_in_range(refused_for(rig, yard), 20, 30); /* two a minute: half a minute for the next */
    assert_in_range(refused_for(rig, yard), 20, 30);
    json *view = rig_control(rig, "calls?limit=1", NULL, 200);
    const json *fault = json_get(json_at(json_get(view, "calls"), 0), "fault");
    assert_string_equal(json_str(fault, "by", ""), "flood");
    json_free(view);
    json_free(rig_control(rig, "flood", "{\"flood\":false}", 200));
    json_free(rig_bot(rig, "sendMessage", yard, 200));
}

/* With flood control on, asking for the same again at once gives one update only. */
static void test_flood_control_of_polls(void **state)
{
    struct rig *rig = *state;
    rig_say(rig, "a");
    rig_say(rig, "b");
    json_free(rig_control(rig, "flood", "{\"flood\":true}", 200));
    json *answer = rig_bot(rig, "getUpdates", "{\"offset\":0}", 200);
    answer = (json_free(answer), rig_bot(rig, "getUpdates", "{\"offset\":0}", 200));
    assert_int_equal(json_count(json_get(answer, "result")), 1);
    json_free(answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_wrong, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_an_error_after_the_work, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_methods_with_a_star, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_list_and_take_back, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_what_happened_is_told, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_a_cut_poll, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_flood_control, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_flood_control_of_polls, open_rig, close_rig),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
