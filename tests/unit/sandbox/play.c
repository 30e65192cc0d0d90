/* The control API: groups, payments, faults, webhooks, the password, waiting, the command menu. */
#include "talk.h"

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

static json *last_update(struct rig *rig)
{
    json *answer = rig_bot(rig, "getUpdates", "{\"offset\":-1}", 200);
    json *update = json_clone(json_at(json_get(answer, "result"), 0));
    json_free(answer);
    return update;
}

/* What is set up before a bot called belongs to the first that calls. */
static void test_adoption(void **state)
{
    struct rig *rig = *state;
    json_free(rig_control(rig, "players", "{\"first_name\":\"Ivan\",\"id\":5}", 200));
    json_free(rig_control(rig, "groups", "{\"title\":\"G\",\"members\":[5],\"id\":-9}", 200));
    json *update = last_update(rig);
    const json *change = json_get(update, "my_chat_member");
    const json *user = json_get(json_get(change, "new_chat_member"), "user");
    assert_int_equal(json_int(user, "id", 0), 1);
    json_free(update);
    json *seen = rig_control(rig, "state?bot=1", NULL, 200);
    assert_int_equal(json_count(json_get(seen, "chats")), 2);
    json_free(seen);
}

static void test_groups(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    json_free(rig_control(rig, "groups", "{\"title\":\"G\",\"members\":[5],\"id\":-9}", 200));
    json_free(rig_control(rig, "send", "{\"player\":5,\"chat\":-9,\"text\":\"/go\"}", 200));
    json *update = last_update(rig);
    const json *message = json_get(update, "message");
    assert_int_equal(json_int(json_get(message, "chat"), "id", 0), -9);
    assert_int_equal(json_int(json_get(message, "from"), "id", 0), 5);
    json_free(update);
    json_free(rig_control(rig, "players", "{\"id\":6,\"first_name\":\"Marya\"}", 200));
    json_free(rig_control(rig, "send", "{\"player\":6,\"chat\":-9,\"text\":\"a\"}", 400));
    json_free(rig_control(rig, "groups", "{\"title\":\"G\",\"members\":[7]}", 404));
    rig_refused(rig, "deleteMessage", "{\"chat_id\":-9,\"message_id\":2}", 400,
                "Bad Request: message can't be deleted");
}

static void answer_checkout(struct rig *rig, bool yes)
{
    json *update = last_update(rig);
    const json *query = json_get(update, "pre_checkout_query");
    assert_string_equal(json_str(query, "invoice_payload", ""), "sword");
    char *params =
        mem_printf("{\"pre_checkout_query_id\":\"%s\",\"ok\":%s,\"error_message\":\"no\"}",
                   json_str(query, "id", ""), yes ? "true" : "false");
    json_free(rig_bot(rig, "answerPreCheckoutQuery", params, 200));
    free(params);
    json_free(update);
}

static json *pay(struct rig *rig, bool yes)
{
    struct reply waiting;
    rig_start(rig, &waiting, "POST", "/control/pay", "{\"player\":5,\"message_id\":2}");
    json_free(rig_control(rig, "state", NULL, 200));
    answer_checkout(rig, yes);
    return rig_take(rig, &waiting, 200);
}

static void test_payment(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    rig_refused(rig, "sendInvoice",
                "{\"chat_id\":5,\"title\":\"t\",\"description\":\"d\",\"payload\":\"sword\","
                "\"currency\":\"USD\",\"prices\":[{\"label\":\"a\",\"amount\":3}]}",
                400, "Bad Request: PAYMENT_PROVIDER_INVALID");
    json_free(rig_bot(rig, "sendInvoice",
                      "{\"chat_id\":5,\"title\":\"t\",\"description\":\"d\",\"payload\":\"sword\","
                      "\"currency\":\"XTR\",\"prices\":[{\"label\":\"a\",\"amount\":3}]}",
                      200));
    json *refused = pay(rig, false);
    assert_false(json_bool(refused, "paid", true));
    assert_string_equal(json_str(refused, "error", ""), "no");
    json_free(refused);
    json *paid = pay(rig, true);
    assert_true(json_bool(paid, "paid", false));
    json_free(paid);
    json *update = last_update(rig);
    const json *receipt = json_get(json_get(update, "message"), "successful_payment");
    assert_int_equal(json_int(receipt, "total_amount", 0), 3);
    char *params = mem_printf("{\"user_id\":5,\"telegram_payment_charge_id\":\"%s\"}",
                              json_str(receipt, "telegram_payment_charge_id", ""));
    json_free(update);
    json_free(rig_bot(rig, "refundStarPayment", params, 200));
    rig_refused(rig, "refundStarPayment", params, 400, "Bad Request: CHARGE_ALREADY_REFUNDED");
    json_free(rig_control(rig, "refund", "{\"player\":5,\"message_id\":2}", 400)); /* the receipt */
    json_free(rig_control(rig, "refund", "{\"player\":5,\"message_id\":1}", 400)); /* no receipt */
    free(params);
}

static int64_t count_messages(struct rig *rig)
{
    json *chat = rig_control(rig, "chat?chat=5", NULL, 200);
    int64_t count = json_count(json_get(chat, "messages"));
    json_free(chat);
    return count;
}

#define SEND_PATH "/bot" RIG_TOKEN "/sendMessage"
#define SEND_BODY "{\"chat_id\":5,\"text\":\"a\"}"

static void test_faults(void **state)
{
    struct rig *rig = *state;
    struct reply reply;
    rig_start_player(rig);
    json_free(rig_control(rig, "faults", "{\"method\":\"nope\",\"code\":500}", 400));
    json_free(rig_control(rig, "faults", "{}", 400));
    json_free(rig_control(rig, "faults",
                          "{\"method\":\"sendmessage\",\"chat\":5,\"code\":429,\"retry_after\":3}",
                          200));
    rig_start(rig, &reply, "POST", SEND_PATH, SEND_BODY);
    rig_finish(rig, &reply);
    assert_int_equal(reply.status, 429);
    assert_int_equal(reply.retry_after, 3);
    assert_int_equal(json_int(json_get(reply.body, "parameters"), "retry_after", 0), 3);
    assert_string_equal(json_str(reply.body, "description", ""),
                        "Too Many Requests: retry after 3");
    reply_done(&reply);
    assert_int_equal(count_messages(rig), 1);
    json_free(rig_control(rig, "faults", "{\"cut\":\"before\"}", 200));
    rig_start(rig, &reply, "POST", SEND_PATH, SEND_BODY);
    rig_finish(rig, &reply);
    assert_int_equal(reply.status, 0);
    reply_done(&reply);
    assert_int_equal(count_messages(rig), 1);
    json_free(rig_control(rig, "faults", "{\"cut\":\"after\",\"delay_ms\":20}", 200));
    rig_start(rig, &reply, "POST", SEND_PATH, SEND_BODY);
    rig_finish(rig, &reply);
    assert_int_equal(reply.status, 0);
    reply_done(&reply);
    assert_int_equal(count_messages(rig), 2);
    json_free(rig_bot(rig, "sendMessage", SEND_BODY, 200)); /* each was for one call */
    json_free(rig_control(rig, "faults", "{\"code\":500,\"times\":9}", 200));
    rig_refused(rig, "getMe", "{}", 500, "Internal Server Error: restart");
    rig_start(rig, &reply, "DELETE", "/control/faults", NULL);
    json_free(rig_take(rig, &reply, 200));
    json_free(rig_bot(rig, "getMe", "{}", 200));
}

struct hook {
    struct rig *rig;
    int count;
    int fail; /* so many times first */
    char secret[64];
    int64_t ids[8];
};

static void on_hook(void *ctx, struct http_exchange *exchange)
{
    struct hook *hook = ctx;
    json *update = NULL;
    size_t len;
    static const char answer[] =
        "{\"method\":\"sendMessage\",\"chat_id\":5,\"text\":\"from the hook\"}";
    const char *body = http_exchange_body(exchange, &len);
    const char *secret = http_exchange_header(exchange, "X-Telegram-Bot-Api-Secret-Token");
    str_copy(hook->secret, sizeof(hook->secret), secret ? secret : "");
    if (hook->fail-- > 0) {
        http_reply_text(exchange, 500, "no");
        return;
    }
    assert_int_equal(json_parse(body, len, &update, NULL), 0);
    if (hook->count < 8)
        hook->ids[hook->count++] = json_int(update, "update_id", 0);
    json_free(update);
    http_reply(exchange, 200, "application/json", answer, sizeof(answer) - 1);
}

static void test_webhook(void **state)
{
    struct rig *rig = *state;
    struct hook hook = {.rig = rig, .fail = 1};
    struct reply waiting;
    rig_start_player(rig);
    http_server_route(rig->server, "/hook", on_hook, &hook);
    char *params = mem_printf("{\"url\":\"http://127.0.0.1:%d/hook\",\"secret_token\":\"s-1\","
                              "\"drop_pending_updates\":true}",
                              rig->port);
    json_free(rig_bot(rig, "setWebhook", params, 200));
    free(params);
    json *seen = rig_control(rig, "chat?chat=5", NULL, 200);
    char *path = mem_printf("/control/wait?chat=5&timeout=20&seq=%lld",
                            (long long)json_int(seen, "seq", 0) + 3);
    json_free(seen);
    rig_start(rig, &waiting, "GET", path, NULL);
    free(path);
    json_free(rig_control(rig, "send", "{\"player\":5,\"text\":\"one\"}", 200));
    json_free(rig_control(rig, "send", "{\"player\":5,\"text\":\"two\"}", 200));
    seen = rig_take(rig, &waiting, 200); /* two from the player and two from the hook */
    assert_true(json_bool(seen, "changed", false));
    const json *messages = json_get(seen, "messages");
    assert_string_equal(json_str(json_at(messages, json_count(messages) - 1), "text", ""),
                        "from the hook");
    json_free(seen);
    assert_int_equal(hook.count, 2);
    assert_int_equal(hook.ids[1], hook.ids[0] + 1);
    assert_string_equal(hook.secret, "s-1");
    json *info = rig_bot(rig, "getWebhookInfo", "{}", 200);
    assert_int_equal(json_int(json_get(info, "result"), "pending_update_count", -1), 0);
    assert_string_equal(json_str(json_get(info, "result"), "last_error_message", ""),
                        "Wrong response from the webhook: 500");
    json_free(info);
}

static void test_commands(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    rig_refused(rig, "setMyCommands", "{\"commands\":[{\"command\":\"Go\",\"description\":\"d\"}]}",
                400, "Bad Request: BOT_COMMAND_INVALID");
    json_free(rig_bot(rig, "setMyCommands",
                      "{\"commands\":[{\"command\":\"go\",\"description\":\"d\"}]}", 200));
    json_free(rig_bot(rig, "setMyCommands",
                      "{\"commands\":[{\"command\":\"idi\",\"description\":\"d\"}],"
                      "\"language_code\":\"ru\"}",
                      200));
    json *chat = rig_control(rig, "chat?chat=5", NULL, 200);
    assert_string_equal(json_str(json_at(json_get(chat, "commands"), 0), "command", ""), "go");
    json_free(chat);
    json_free(rig_control(rig, "players", "{\"id\":5,\"language_code\":\"ru\"}", 200));
    chat = rig_control(rig, "chat?chat=5", NULL, 200);
    assert_string_equal(json_str(json_at(json_get(chat, "commands"), 0), "command", ""), "idi");
    json_free(chat);
}

static void test_keyboard(void **state)
{
    struct rig *rig = *state;
    rig_start_player(rig);
    json *sent =
        rig_bot(rig, "sendMessage",
                "{\"chat_id\":5,\"text\":\"a\",\"reply_markup\":{\"keyboard\":[[\"x\"]]}}", 200);
    assert_null(json_get(json_get(sent, "result"), "reply_markup"));
    json_free(sent);
    json_free(rig_bot(rig, "sendChatAction", "{\"chat_id\":5,\"action\":\"typing\"}", 200));
    json *chat = rig_control(rig, "chat?chat=5", NULL, 200);
    assert_int_equal(json_count(json_get(json_get(chat, "reply_keyboard"), "keyboard")), 1);
    assert_true(json_bool(chat, "typing", false));
    json_free(chat);
    json_free(rig_bot(rig, "sendMessage",
                      "{\"chat_id\":5,\"text\":\"a\",\"reply_markup\":{\"remove_keyboard\":true}}",
                      200));
    chat = rig_control(rig, "chat?chat=5", NULL, 200);
    assert_null(json_get(chat, "reply_keyboard"));
    assert_false(json_bool(chat, "typing", true));
    json_free(chat);
}

static void check_door(struct rig *rig, const char *path, const char *header, int status)
{
    struct reply reply = {.rig = rig};
    char *url = mem_printf("http://127.0.0.1:%d%s", rig->port, path);
    const char *headers[] = {header, NULL};
    const struct http_request request = {
        .url = url, .headers = headers, .on_done = rig_on_done, .ctx = &reply};
    http_client_send(rig->client, &request);
    free(url);
    rig_finish(rig, &reply);
    assert_int_equal(reply.status, status);
    reply_done(&reply);
}

static void test_door(void **state)
{
    struct rig rig;
    (void)state;
    rig_open(&rig, NULL, "secret");
    check_door(&rig, "/control/state", NULL, 401);
    check_door(&rig, "/", NULL, 401);
    check_door(&rig, "/control/state", "Authorization: Basic YTpzZWNyZXQ=", 200);
    check_door(&rig, "/control/state", "Authorization: Basic YTpzZWNyZXR4", 401);
    check_door(&rig, "/control/state", "Authorization: Basic YTo=", 401);
    check_door(&rig, "/bot" RIG_TOKEN "/getMe", NULL, 200);
    rig_close(&rig);
    rig_open(&rig, NULL, NULL);
    check_door(&rig, "/control/state", "Origin: https://e.org", 403);
    check_door(&rig, "/control/nope", NULL, 404);
    check_door(&rig, "/control/send", NULL, 405);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_adoption, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_groups, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_payment, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_faults, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_webhook, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_commands, open_rig, close_rig),
        cmocka_unit_test_setup_teardown(test_keyboard, open_rig, close_rig),
        cmocka_unit_test(test_door),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
