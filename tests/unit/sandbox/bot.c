/* The Bot API as a bot sees it, over HTTP: tokens, methods, the words of errors, updates. */
#include "talk.h"

static const char too_old[] =
    "Bad Request: query is too old and response timeout expired or query ID is invalid";

static int open_rig(void **state)
{
    struct rig *rig = mem_alloc(sizeof(*rig));
    rig_open(rig, NULL, NULL);
    *state = rig;
    return 0;
}

static int close_rig(void **state)
{
    rig_close(*state);
    free(*state);
    return 0;
}

static void check_path(struct rig *rig, const char *path, int status, const char *words)
{
    struct reply reply;
    rig_start(rig, &reply, "GET", path, NULL);
    json *answer = rig_take(rig, &reply, status);
    assert_string_equal(json_str(answer, "description", ""), words);
    json_free(answer);
}

static void test_addresses(void **state)
{
    check_path(*state, "/bot" RIG_TOKEN "/getme?timeout=1", 400,
               "Bad Request: getMe: timeout is not known");
    check_path(*state, "/bot" RIG_TOKEN "/GETME", 200, "");
    check_path(*state, "/bot" RIG_TOKEN "/nope", 404, "Not Found: method not found");
    check_path(*state, "/bot" RIG_TOKEN "/", 404, "Not Found: method not found");
    check_path(*state, "/botabc/getMe", 401, "Unauthorized: invalid token specified");
    check_path(*state, "/bot1:short/getMe", 401, "Unauthorized: invalid token specified");
    check_path(*state, "/bot" RIG_TOKEN "/getStarTransactions", 400,
               "Bad Request: getStarTransactions is not emulated by the local Telegram");
    check_path(*state, "/file/bot" RIG_TOKEN "/photos/none.jpg", 404, "Not Found");
}

static void test_send_refusals(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    json_free(rig_control(rig, "players", "{\"id\":6,\"first_name\":\"Marya\"}", 200));
    rig_refused(rig, "sendMessage", "{\"text\":\"a\"}", 400, "Bad Request: chat_id is empty");
    rig_refused(rig, "sendMessage", "{\"chat_id\":9,\"text\":\"a\"}", 400,
                "Bad Request: chat not found");
    rig_refused(rig, "sendMessage", "{\"chat_id\":5}", 400, "Bad Request: message text is empty");
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"<b> </b>\",\"parse_mode\":\"HTML\"}",
                400, "Bad Request: message text is empty");
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"a\",\"parse_mode\":\"XML\"}", 400,
                "Bad Request: unsupported parse_mode");
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"<b>\",\"parse_mode\":\"html\"}", 400,
                "Bad Request: can't parse entities: Can't find end tag corresponding to start tag "
                "\"b\"");
    rig_refused(rig, "sendMessage", "{\"chat_id\":6,\"text\":\"a\"}", 403,
                "Forbidden: bot can't initiate conversation with a user");
    rig_refused(rig, "sendMessage",
                "{\"chat_id\":5,\"text\":\"a\",\"reply_parameters\":{\"message_id\":99}}", 400,
                "Bad Request: message to be replied not found");
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"a\",\"message_thread_id\":3}", 400,
                "Bad Request: message thread not found");
    rig_refused(rig, "sendPhoto", "{\"chat_id\":5,\"photo\":\"nope\"}", 400,
                "Bad Request: wrong file identifier/HTTP URL specified");
    json_free(rig_control(rig, "block", "{\"player\":5,\"blocked\":true}", 200));
    rig_refused(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"a\"}", 403,
                "Forbidden: bot was blocked by the user");
}

/* `bytes` of 'a' between two texts. */
static char *long_text(const char *before, size_t bytes, const char *after)
{
    char *middle = mem_alloc(bytes + 1);
    memset(middle, 'a', bytes);
    char *all = mem_printf("%s%s%s", before, middle, after);
    free(middle);
    return all;
}

static void check_long(struct rig *rig, const char *method, const char *before, size_t bytes,
                       const char *words)
{
    char *params = long_text(before, bytes, "\"}");
    rig_refused(rig, method, params, 400, words);
    free(params);
}

static void test_lengths(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    check_long(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"", 4097,
               "Bad Request: message is too long");
    check_long(rig, "sendMessage", "{\"chat_id\":5,\"parse_mode\":\"HTML\",\"text\":\"", 4097,
               "Bad Request: message is too long");
    check_long(rig, "sendMessage", "{\"chat_id\":5,\"parse_mode\":\"HTML\",\"text\":\"", 32769,
               "Bad Request: text is too long");
    check_long(rig, "editMessageText", "{\"chat_id\":5,\"message_id\":2,\"text\":\"", 4097,
               "Bad Request: MESSAGE_TOO_LONG");
    check_long(rig, "sendPhoto", "{\"chat_id\":5,\"photo\":\"x\",\"caption\":\"", 1025,
               "Bad Request: message caption is too long");
    check_long(rig, "answerCallbackQuery", "{\"callback_query_id\":\"1\",\"text\":\"", 201,
               "Bad Request: answerCallbackQuery: text must have 0 to 200 characters, has 201");
    char *most =
        long_text("{\"chat_id\":5,\"parse_mode\":\"HTML\",\"text\":\"<b>", 4096, "</b>\"}");
    json_free(rig_bot(rig, "sendMessage", most, 200));
    free(most);
}

static void check_markup(struct rig *rig, const char *markup, const char *words)
{
    char *params = mem_printf("{\"chat_id\":5,\"text\":\"a\",\"reply_markup\":%s}", markup);
    rig_refused(rig, "sendMessage", params, 400, words);
    free(params);
}

static void test_markup(void **state)
{
    struct rig *rig = *state;
    char *data =
        long_text("{\"inline_keyboard\":[[{\"text\":\"a\",\"callback_data\":\"", 65, "\"}]]}");
    rig_start_player(rig);
    check_markup(rig, data, "Bad Request: BUTTON_DATA_INVALID");
    free(data);
    check_markup(
        rig, "{\"inline_keyboard\":[[{\"text\":\"a\"}]]}",
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the "
        "inline keyboard");
    check_markup(rig, "\"{\"", "Bad Request: can't parse reply keyboard markup JSON object");
    struct buf many;
    buf_init(&many, 1u << 16);
    buf_adds(&many, "{\"inline_keyboard\":[");
    for (int i = 0; i < 101; i++)
        buf_addf(&many, "%s[{\"text\":\"a\",\"callback_data\":\"b\"}]", i ? "," : "");
    buf_adds(&many, "]}");
    check_markup(rig, many.data, "Bad Request: reply markup is too long");
    buf_done(&many);
}

static void test_edit(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    json *sent = rig_bot(rig, "sendMessage",
                         "{\"chat_id\":5,\"text\":\"<i>a</i>\",\"parse_mode\":\"HTML\","
                         "\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"b\","
                         "\"callback_data\":\"c\"}]]}}",
                         200);
    assert_int_equal(json_int(json_get(sent, "result"), "message_id", 0), 2);
    json_free(sent);
    rig_refused(rig, "editMessageText", "{\"chat_id\":5,\"message_id\":77,\"text\":\"b\"}", 400,
                "Bad Request: message to edit not found");
    rig_refused(rig, "editMessageText", "{\"chat_id\":5,\"message_id\":1,\"text\":\"b\"}", 400,
                "Bad Request: message can't be edited");
    rig_refused(
        rig, "editMessageText",
        "{\"chat_id\":5,\"message_id\":2,\"text\":\"<em>a</em>\",\"parse_mode\":\"HTML\","
        "\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"b\",\"callback_data\":\"c\"}]]}}",
        400,
        "Bad Request: message is not modified: specified new message content and reply "
        "markup are exactly the same as a current content and reply markup of the message");
    json *edited =
        rig_bot(rig, "editMessageText", "{\"chat_id\":5,\"message_id\":2,\"text\":\"a\"}", 200);
    assert_null(json_get(json_get(edited, "result"), "reply_markup"));
    assert_null(json_get(json_get(edited, "result"), "entities"));
    assert_true(json_int(json_get(edited, "result"), "edit_date", 0) > 0);
    json_free(edited);
    json_free(rig_bot(rig, "deleteMessage", "{\"chat_id\":5,\"message_id\":2}", 200));
    rig_refused(rig, "deleteMessage", "{\"chat_id\":5,\"message_id\":2}", 400,
                "Bad Request: message to delete not found");
    json_free(rig_bot(rig, "sendDice", "{\"chat_id\":5}", 200));
    rig_refused(rig, "editMessageText", "{\"chat_id\":5,\"message_id\":3,\"text\":\"b\"}", 400,
                "Bad Request: there is no text in the message to edit");
    json_free(rig_control(rig, "clock", "{\"skip\":172801}", 200));
    rig_refused(rig, "deleteMessage", "{\"chat_id\":5,\"message_id\":3}", 400,
                "Bad Request: message can't be deleted");
}

static int64_t count_updates(struct rig *rig, const char *params, int64_t *ret_first)
{
    json *answer = rig_bot(rig, "getUpdates", params, 200);
    const json *list = json_get(answer, "result");
    int64_t count = json_count(list);
    if (ret_first)
        *ret_first = json_int(json_at(list, 0), "update_id", 0);
    json_free(answer);
    return count;
}

static void test_offsets(void **state)
{
    struct rig *rig = *state;
    int64_t first = 0;
    int64_t id = 0;
    char params[64];
    rig_start_player(rig);
    assert_int_equal(count_updates(rig, "{}", &first), 1);
    for (int i = 0; i < 4; i++)
        json_free(rig_control(rig, "send", "{\"player\":5,\"text\":\"a\"}", 200));
    assert_int_equal(count_updates(rig, "{\"limit\":2}", &id), 2);
    assert_int_equal(id, first);
    snprintf(params, sizeof(params), "{\"offset\":%lld}", (long long)first + 1);
    assert_int_equal(count_updates(rig, params, &id), 4);
    assert_int_equal(id, first + 1);
    assert_int_equal(count_updates(rig, "{}", &id), 4); /* confirmed is gone */
    snprintf(params, sizeof(params), "{\"offset\":%lld}", (long long)first + 1000);
    assert_int_equal(count_updates(rig, params, &id), 4); /* far ahead: from the head */
    assert_int_equal(count_updates(rig, "{\"offset\":-2}", &id), 2);
    assert_int_equal(id, first + 3);
    snprintf(params, sizeof(params), "{\"offset\":%lld}", (long long)first + 5);
    assert_int_equal(count_updates(rig, params, NULL), 0);
}

static void test_allowed(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    count_updates(rig, "{\"offset\":-1,\"allowed_updates\":[\"callback_query\"]}", NULL);
    json *sent = rig_control(rig, "send", "{\"player\":5,\"text\":\"a\"}", 200);
    assert_int_equal(json_int(sent, "update_id", -1), 0);
    json_free(sent);
    assert_int_equal(count_updates(rig, "{}", NULL), 1); /* the old one; the choice stays */
    count_updates(rig, "{\"allowed_updates\":[]}", NULL);
    json_free(rig_control(rig, "send", "{\"player\":5,\"text\":\"a\"}", 200));
    assert_int_equal(count_updates(rig, "{}", NULL), 2);
}

static void start_poll(struct rig *rig, struct reply *reply, int64_t offset, int timeout)
{
    char path[160];
    snprintf(path, sizeof(path), "/bot" RIG_TOKEN "/getUpdates?offset=%lld&timeout=%d",
             (long long)offset, timeout);
    rig_start(rig, reply, "GET", path, NULL);
}

static int64_t tail_of(struct rig *rig)
{
    int64_t last = 0;
    count_updates(rig, "{\"offset\":-1}", &last);
    return last + 1;
}

static void test_long_poll(void **state)
{
    struct rig *rig = *state;
    struct reply waiting, second;
    rig_start_player(rig);
    int64_t tail = tail_of(rig);
    start_poll(rig, &waiting, tail, 50);
    json_free(rig_control(rig, "state", NULL, 200)); /* the poll is in */
    start_poll(rig, &second, tail, 50);
    json *answer = rig_take(rig, &waiting, 409);
    assert_string_equal(json_str(answer, "description", ""),
                        "Conflict: terminated by other getUpdates request; make sure that only one "
                        "bot instance is running");
    json_free(answer);
    json_free(rig_control(rig, "send", "{\"player\":5,\"text\":\"wake\"}", 200));
    answer = rig_take(rig, &second, 200);
    assert_int_equal(json_count(json_get(answer, "result")), 1);
    json_free(answer);
    start_poll(rig, &waiting, tail + 1, 50);
    json_free(rig_control(rig, "state", NULL, 200));
    json_free(rig_bot(rig, "setWebhook", "{\"url\":\"http://127.0.0.1:1/x\"}", 200));
    answer = rig_take(rig, &waiting, 409);
    assert_string_equal(json_str(answer, "description", ""),
                        "Conflict: terminated by setWebhook request");
    json_free(answer);
    rig_refused(
        rig, "getUpdates", "{}", 409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
        "delete the webhook first");
    json_free(rig_bot(rig, "deleteWebhook", "{}", 200));
    start_poll(rig, &waiting, tail + 1, 1);
    answer = rig_take(rig, &waiting, 200);
    assert_int_equal(json_count(json_get(answer, "result")), 0);
    json_free(answer);
}

static void test_callbacks(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    json_free(
        rig_bot(rig, "sendMessage",
                "{\"chat_id\":5,\"text\":\"a\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":"
                "\"b\",\"callback_data\":\"c\"},{\"text\":\"u\",\"url\":\"https://e.org\"}]]}}",
                200));
    json_free(rig_control(rig, "tap", "{\"player\":5,\"message_id\":2,\"button\":[0,1]}", 400));
    json_free(rig_control(rig, "tap", "{\"player\":5,\"message_id\":9,\"data\":\"c\"}", 404));
    json *tap = rig_control(rig, "tap", "{\"player\":5,\"message_id\":2,\"button\":[0,0]}", 200);
    char *id = mem_strdup(json_str(tap, "callback_query_id", ""));
    json_free(tap);
    struct reply waiting;
    char *path = mem_printf("/control/answer?id=%s&timeout=20", id);
    char *params =
        mem_printf("{\"callback_query_id\":\"%s\",\"text\":\"yes\",\"show_alert\":true}", id);
    rig_start(rig, &waiting, "GET", path, NULL);
    json_free(rig_bot(rig, "answerCallbackQuery", params, 200));
    json *answer = rig_take(rig, &waiting, 200);
    assert_true(json_bool(answer, "answered", false));
    assert_string_equal(json_str(answer, "text", ""), "yes");
    assert_true(json_bool(answer, "show_alert", false));
    json_free(answer);
    rig_refused(rig, "answerCallbackQuery", params, 400, too_old);
    rig_refused(rig, "answerCallbackQuery", "{\"callback_query_id\":\"1\"}", 400, too_old);
    free(path);
    free(params);
    free(id);
}

static void test_webhook_rules(void **state)
{
    struct rig *rig = *state;
    static const char https[] =
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook";
    rig_refused(rig, "setWebhook", "{\"url\":\"http://e.org\"}", 400, https);
    rig_refused(rig, "setWebhook", "{\"url\":\"http://127.0.0.1.e.org\"}", 400, https);
    rig_refused(rig, "setWebhook", "{\"url\":\"http://127.0.0.1:1\",\"secret_token\":\"a b\"}", 400,
                "Bad Request: secret token contains unallowed characters");
    json *info = rig_bot(rig, "getWebhookInfo", "{}", 200);
    assert_string_equal(json_str(json_get(info, "result"), "url", "x"), "");
    json_free(info);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_addresses, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_send_refusals, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_lengths, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_markup, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_edit, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_offsets, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_allowed, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_long_poll, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_callbacks, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_webhook_rules, open_rig, close_rig),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
