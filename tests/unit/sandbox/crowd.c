/* A crowd that plays by itself, against a bot that answers all that it is told. */
#include "talk.h"

#define PLAYERS 3
#define TAPS    4

static void bot_calls(struct rig *rig, const char *method, char *params)
{
    json_free(rig_bot(rig, method, params, 200));
    free(params);
}

static void bot_sends(struct rig *rig, const json *message)
{
    int64_t chat = json_int(json_get(message, "chat"), "id", 0);
    bot_calls(rig, "sendMessage",
              mem_printf("{\"chat_id\":%lld,\"text\":\"0\",\"reply_markup\":{\"inline_keyboard\":"
                         "[[{\"text\":\"No\",\"callback_data\":\"no\"},"
                         "{\"text\":\"Go on\",\"callback_data\":\"go\"}]]}}",
                         (long long)chat));
}

/* The screen first for every second tap, else the answer. */
static void bot_answers(struct rig *rig, const json *query, int64_t n)
{
    const json *message = json_get(query, "message");
    char *edit =
        mem_printf("{\"chat_id\":%lld,\"message_id\":%lld,\"text\":\"%lld\",\"reply_markup\":"
                   "{\"inline_keyboard\":[[{\"text\":\"Go on\",\"callback_data\":\"go\"}]]}}",
                   (long long)json_int(json_get(message, "chat"), "id", 0),
                   (long long)json_int(message, "message_id", 0), (long long)n);
    char *answer = mem_printf("{\"callback_query_id\":\"%s\"%s}", json_str(query, "id", ""),
                              n == 5 ? ",\"text\":\"no\"" : "");
    assert_string_equal(json_str(query, "data", ""), "go");
    bool screen_first = n % 2;
    bot_calls(rig, screen_first ? "editMessageText" : "answerCallbackQuery",
              screen_first ? edit : answer);
    bot_calls(rig, screen_first ? "answerCallbackQuery" : "editMessageText",
              screen_first ? answer : edit);
}

static int64_t count_of(const json *view, const char *times)
{
    return json_int(json_get(view, times), "count", -1);
}

static void test_crowd(void **state)
{
    struct rig rig;
    struct reply waiting;
    int64_t offset = 0;
    int64_t taps = 0;
    (void)state;
    rig_open(&rig, NULL, NULL);
    json_free(rig_bot(&rig, "getMe", "{}", 200));
    json *view = rig_control(&rig, "crowd",
                             "{\"players\":3,\"first\":10,\"step\":5,\"says\":[\"/start\",\"b\"],"
                             "\"button\":\"Go\",\"taps\":4,\"rate\":200}",
                             200);
    assert_int_equal(json_int(view, "playing", 0), PLAYERS);
    json_free(view);
    rig_start(&rig, &waiting, "GET", "/control/crowd?timeout=20", NULL);
    while (!waiting.done) {
        char *params = mem_printf("{\"offset\":%lld,\"timeout\":1}", (long long)offset);
        json *answer = rig_bot(&rig, "getUpdates", params, 200);
        free(params);
        const json *update = json_first(json_get(answer, "result"));
        for (; update; update = json_next(update)) {
            const json *message = json_get(update, "message");
            offset = json_int(update, "update_id", 0) + 1;
            if (str_equal(json_str(message, "text", NULL), "/start"))
                bot_sends(&rig, message);
            else if (!message)
                bot_answers(&rig, json_get(update, "callback_query"), ++taps);
        }
        json_free(answer);
    }
    view = rig_take(&rig, &waiting, 200);
    assert_int_equal(taps, PLAYERS * TAPS);
    assert_int_equal(json_int(view, "updates", 0), PLAYERS * (2 + TAPS));
    assert_int_equal(json_int(view, "playing", -1), 0);
    assert_int_equal(json_int(view, "refused", -1), 1);
    assert_true(json_int(view, "ms", 0) >= (PLAYERS * TAPS - 3) * 5); /* one each 5 ms */
    assert_int_equal(count_of(view, "answer_us"), PLAYERS * TAPS);
    assert_int_equal(count_of(view, "screen_us"), PLAYERS * TAPS);
    json_free(view);
    view = rig_control(&rig, "chat?chat=15", NULL, 200); /* 10, 15, 20 */
    json_free(view);
    json_free(rig_control(&rig, "crowd", "{\"players\":0}", 400));
    json_free(rig_control(&rig, "crowd", "{\"players\":2,\"taps\":4000000}", 400));
    json_free(rig_control(&rig, "crowd", "{\"players\":2,\"says\":[1]}", 400));
    rig_close(&rig);
}

/* Ended while it plays: nobody taps any more, and who waits for its end is told. */
static void test_end(void **state)
{
    struct rig rig;
    struct reply waiting;
    struct reply ending;
    (void)state;
    rig_open(&rig, NULL, NULL);
    json_free(rig_control(&rig, "crowd",
                          "{\"players\":2,\"says\":[\"a\"],\"button\":\"Go\",\"taps\":1}", 200));
    rig_start(&rig, &waiting, "GET", "/control/crowd?timeout=20", NULL);
    json_free(rig_control(&rig, "state", NULL, 200));
    assert_false(waiting.done);
    rig_start(&rig, &ending, "DELETE", "/control/crowd", NULL);
    json *view = rig_take(&rig, &ending, 200);
    assert_int_equal(json_int(view, "playing", 0), 2);
    json_free(view);
    json_free(rig_take(&rig, &waiting, 200));
    view = rig_control(&rig, "crowd?timeout=20", NULL, 200);
    assert_false(json_get(view, "players"));
    json_free(view);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crowd),
        cmocka_unit_test(test_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
